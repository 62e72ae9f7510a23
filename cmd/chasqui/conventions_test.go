package main

import (
	"context"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// A unit for which the afternoon begins at six is offered nothing earlier by that word.
func TestAUnitsOwnWordsForTimeCount(t *testing.T) {
	t.Parallel()
	ctx := context.WithoutCancel(t.Context())
	l, err := openLab(ctx, testkit.ServerURL(t))
	must(t, err)
	t.Cleanup(l.Close)
	_, err = l.sys.db.Pool().Exec(ctx, `UPDATE business_units SET conventions = '{"parts": {"afternoon": ["18:00", "22:00"]}}' WHERE country = 'BR'`)
	must(t, err)
	must(t, lookAtConventions(ctx, l.sys))
	line, err := l.Person(ctx, "+5511987654321")
	must(t, err)
	var last []evals.Object
	for _, said := range []string{"minha máquina de lavar não centrifuga, moro em Moema", "quarta à tarde"} {
		last, err = line.Say(ctx, said)
		must(t, err)
	}
	var titles []string
	for _, o := range last {
		for _, option := range o.Options {
			titles = append(titles, option.Title)
		}
	}
	if len(titles) == 0 || titles[0] != "qua 25 nov, 19h às 23h" {
		t.Errorf("offered %q", titles)
	}
	_, err = l.sys.db.Pool().Exec(ctx, `UPDATE business_units SET conventions = '{"parts": {"teatime": ["17:00", "18:00"]}}' WHERE country = 'BR'`)
	must(t, err)
	if err := lookAtConventions(ctx, l.sys); err == nil {
		t.Error("nobody tells of a part of the day that does not exist")
	}
}
