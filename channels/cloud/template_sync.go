package cloud

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Submit gives a template to Meta for approval and records what it says. A fault of code invalid says what is wrong with it.
func (c *Cloud) Submit(ctx context.Context, t Template) (Template, error) {
	if err := t.check(); err != nil {
		return Template{}, err
	}
	var got struct {
		ID       loose  `json:"id"`
		Status   string `json:"status"`
		Category string `json:"category"`
	}
	if err := c.graph.call(ctx, http.MethodPost, "/"+c.o.Account+"/message_templates", submission(t), &got); err != nil {
		return Template{}, fmt.Errorf("submit template %s: %w", t.Name, answered(err))
	}
	t.ID, t.Status, t.Params, t.UpdatedAt = string(got.ID), got.Status, paramsOf(t.Body), c.o.DB.Now()
	if got.Category != "" {
		t.Category = got.Category // Meta has the last word
	}
	return t, c.o.DB.InTx(ctx, func(tx *db.Tx) error { return saveTemplate(ctx, tx, t) })
}

func submission(t Template) fields {
	body := fields{"type": "BODY", "text": t.Body}
	if len(t.Examples) > 0 {
		body["example"] = fields{"body_text": [][]string{t.Examples}}
	}
	return fields{"name": t.Name, "language": t.Language, "category": t.Category, "components": []fields{body}}
}

// answered gives an error of Graph's the code by which people and programs act.
func answered(err error) error {
	if r, ok := errors.AsType[*refusal](err); ok && r.HTTP < 500 && r.HTTP != http.StatusTooManyRequests {
		return fault.New(fault.Invalid, "template.submit.refused", fault.Arg("Code", r.Code), fault.Cause(err))
	}
	return fault.New(fault.Unavailable, "error.unavailable", fault.Cause(err))
}

// listed is a template in Graph's list.
type listed struct {
	ID         loose                  `json:"id"`
	Name       string                 `json:"name"`
	Language   string                 `json:"language"`
	Category   string                 `json:"category"`
	Status     string                 `json:"status"`
	Rejected   string                 `json:"rejected_reason"`
	Quality    struct{ Score string } `json:"quality_score"`
	Components []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	} `json:"components"`
}

func (l listed) template() Template {
	t := Template{
		ID: string(l.ID), Name: l.Name, Language: l.Language, Category: l.Category, Status: l.Status, Quality: l.Quality.Score,
	}
	if l.Rejected != "NONE" {
		t.Reason = l.Rejected
	}
	for _, part := range l.Components {
		if part.Type == "BODY" {
			t.Body = part.Text
		}
	}
	return t
}

const (
	templatePage  = "100"
	templatePages = 100 // Meta allows 6,000 templates at most
)

// SyncTemplates asks Meta for all templates and records them; those that it does not name are deleted. It changes nothing when
// the list could not be read to its end.
func (c *Cloud) SyncTemplates(ctx context.Context) error {
	var all []listed
	after := ""
	for range templatePages {
		page, next, err := c.templatePage(ctx, after)
		if err != nil {
			return fmt.Errorf("sync templates: %w", answered(err))
		}
		all = append(all, page...)
		if after = next; after == "" {
			return c.saveTemplates(ctx, all)
		}
	}
	return fault.New(fault.Internal, "error.internal", fault.Text("sync templates: the list does not end"))
}

// templatePage reads one page. Its next page is asked for by its cursor, never by an address that an answer names.
func (c *Cloud) templatePage(ctx context.Context, after string) (page []listed, next string, err error) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	q := url.Values{"limit": {templatePage}, "fields": {"id,name,language,category,status,rejected_reason,quality_score,components"}}
	if after != "" {
		q.Set("after", after)
	}
	var got struct {
		Data   []listed `json:"data"`
		Paging struct {
			Next    string `json:"next"`
			Cursors struct {
				After string `json:"after"`
			} `json:"cursors"`
		} `json:"paging"`
	}
	if err := c.graph.call(ctx, http.MethodGet, "/"+c.o.Account+"/message_templates?"+q.Encode(), nil, &got); err != nil {
		return nil, "", err
	}
	if got.Paging.Next == "" {
		return got.Data, "", nil
	}
	return got.Data, got.Paging.Cursors.After, nil
}

func (c *Cloud) saveTemplates(ctx context.Context, all []listed) error {
	return c.o.DB.InTx(ctx, func(tx *db.Tx) error {
		kept := make([]string, 0, len(all))
		for _, l := range all {
			kept = append(kept, l.Name+" "+l.Language)
			if err := saveTemplate(ctx, tx, l.template()); err != nil {
				return err
			}
		}
		return dropOthers(ctx, tx, kept)
	})
}

// templateNotice records what a webhook tells of a template.
func (c *Cloud) templateNotice(ctx context.Context, raw json.RawMessage) error {
	var v struct {
		Event    loose `json:"event"`
		ID       loose `json:"message_template_id"`
		Name     loose `json:"message_template_name"`
		Language loose `json:"message_template_language"`
		Reason   loose `json:"reason"`
		Quality  loose `json:"new_quality_score"`
		Category loose `json:"new_category"`
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		return malformed(err)
	}
	t := Template{
		ID: string(v.ID), Name: string(v.Name), Language: string(v.Language), Quality: string(v.Quality), Category: string(v.Category),
		Status: string(v.Event),
	}
	switch v.Event {
	case "FLAGGED": // its quality is low; it may be sent until it is paused
		t.Status, t.Quality = "", "RED"
	case "REINSTATED", "UNPAUSED":
		t.Status = Approved
	}
	if v.Reason != "NONE" {
		t.Reason = string(v.Reason)
	}
	if t.Status != "" && t.Status != Approved {
		c.o.Log.WarnContext(ctx, "template changed", "template", t.Name, "status", t.Status, "reason", t.Reason)
	}
	return c.noteTemplate(ctx, t)
}
