package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/chasqui-fsm/chasqui/channels/cloud"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// spendCmd tells what messages cost.
type spendCmd struct {
	Days  int    `default:"30" help:"Of how many days, up to now."`
	By    string `default:"category" enum:"category,conversation" help:"category (and country) or conversation."`
	Limit int    `default:"100" help:"Conversations at most."`
	JSON  bool   `help:"Print each row as a JSON object."`
}

// Run adds up what the provider said of its messages' prices. Without rates only their number is known.
func (c spendCmd) Run(p program) error {
	if c.Days < 1 || c.Limit < 1 {
		return inputError("--days and --limit are at least 1")
	}
	return p.withCloud(func(sys *system, api *cloud.Cloud) error {
		now := sys.db.Now()
		during := span.Span{Start: now.AddDate(0, 0, -c.Days), End: now.Add(time.Second)}
		var rows []cloud.Talk
		if c.By == "conversation" {
			talks, err := api.SpentOn(p.ctx, during, c.Limit)
			if err != nil {
				return err
			}
			rows = talks
		} else {
			list, err := api.Spent(p.ctx, during)
			if err != nil {
				return err
			}
			for _, s := range list {
				rows = append(rows, cloud.Talk{Spend: s})
			}
		}
		for _, r := range rows {
			if err := c.show(p, r); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c spendCmd) show(p program, r cloud.Talk) error {
	if c.JSON {
		return json.NewEncoder(p.out).Encode(map[string]any{
			"conversation": r.Conversation, "country": r.Country, "category": r.Category, "messages": r.Messages, "billed": r.Billed,
			"unknown": r.Unknown, "currency": r.Currency, "micros": r.Micros,
		})
	}
	what := r.Category
	if r.Conversation != "" {
		what = r.Conversation
	}
	cost := "cost not known"
	if r.Currency != "" {
		cost = strconv.FormatFloat(float64(r.Micros)/1e6, 'f', 2, 64) + " " + r.Currency
	}
	_, err := fmt.Fprintf(p.out, "%-36s %-3s %5d messages, %5d billed, %s\n", what, r.Country, r.Messages, r.Billed, cost)
	return err
}
