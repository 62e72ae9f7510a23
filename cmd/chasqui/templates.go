package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/say"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// templatesCmd looks after the sentences that the Cloud API may say outside the 24 hours after somebody wrote.
type templatesCmd struct {
	List    listTemplatesCmd    `cmd:"" help:"List the templates as the provider has them."`
	Preview previewTemplatesCmd `cmd:"" help:"Show what would be submitted, with examples in place."`
	Submit  submitTemplatesCmd  `cmd:"" help:"Submit what the catalogues say in notices, in each unit's language."`
}

type listTemplatesCmd struct {
	JSON bool `help:"Print each template as a JSON object."`
}

// Run asks the provider and lists.
func (c listTemplatesCmd) Run(p program) error {
	return p.withCloud(func(_ *system, api *cloud.Cloud) error {
		if err := api.SyncTemplates(p.ctx); err != nil {
			return err
		}
		list, err := api.Templates(p.ctx)
		if err != nil {
			return err
		}
		for _, t := range list {
			if c.JSON {
				if err := json.NewEncoder(p.out).Encode(t); err != nil {
					return err
				}
				continue
			}
			fmt.Fprintf(p.out, "%-10s %-9s %-6s %-30s %s %s\n", t.Status, t.Category, t.Language, t.Name, t.Body, t.Reason)
		}
		return nil
	})
}

type previewTemplatesCmd struct{}

// Run shows each template as a customer would read it.
func (previewTemplatesCmd) Run(p program) error {
	return p.withSystem(func(sys *system) error {
		drafts, err := sys.drafts(p)
		if err != nil {
			return err
		}
		for _, d := range drafts {
			text := d.Body
			for i, example := range d.Examples {
				text = strings.ReplaceAll(text, fmt.Sprintf("{{%d}}", i+1), example)
			}
			fmt.Fprintf(p.out, "%-6s %-30s %s\n", d.Language, d.Name, text)
		}
		if len(drafts) == 0 {
			fmt.Fprintln(p.out, "no organisation yet: nothing to say")
		}
		return nil
	})
}

type submitTemplatesCmd struct{}

// Run submits what is not there yet. What the provider refuses is said, and the others go on.
func (submitTemplatesCmd) Run(p program) error {
	return p.withCloud(func(sys *system, api *cloud.Cloud) error {
		if err := api.SyncTemplates(p.ctx); err != nil {
			return err
		}
		known, err := api.Templates(p.ctx)
		if err != nil {
			return err
		}
		drafts, err := sys.drafts(p)
		if err != nil {
			return err
		}
		refused := 0
		for i, d := range drafts {
			if slices.ContainsFunc(known, func(t cloud.Template) bool { return t.Name == d.Name && t.Language == d.Language }) {
				continue
			}
			fmt.Fprintf(p.err, "%d/%d %s %s\n", i+1, len(drafts), d.Language, d.Name)
			_, err := api.Submit(p.ctx, cloud.Template{
				Name: d.Name, Language: d.Language, Category: "UTILITY", Body: d.Body, Examples: d.Examples,
			})
			if fault.Is(err, fault.Invalid) {
				fmt.Fprintf(p.err, "refused: %v\n", err)
				refused++
			} else if err != nil {
				return err
			}
		}
		if refused > 0 {
			return fmt.Errorf("%d templates were refused", refused)
		}
		return nil
	})
}

// drafts are the notices of every unit's locale, each language once.
func (s *system) drafts(p program) ([]say.Draft, error) {
	units, err := s.trade.places.Units(p.ctx, s.db)
	if err != nil {
		return nil, err
	}
	var list []say.Draft
	var seen []string
	for _, u := range units {
		if lang := say.TemplateLanguage(u.Locale); !slices.Contains(seen, lang) {
			seen = append(seen, lang)
			list = append(list, say.Drafts(s.words, u.Locale)...)
		}
	}
	return list, nil
}

// withCloud runs something with the Cloud API, without serving.
func (p program) withCloud(run func(*system, *cloud.Cloud) error) error {
	return p.withSystem(func(sys *system) error {
		if sys.ways.cloud == nil {
			return inputError("the Cloud API is not configured: set CLOUD_TOKEN (chasqui help config)")
		}
		return run(sys, sys.ways.cloud)
	})
}
