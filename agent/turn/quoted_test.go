package turn_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/channels"
)

// offer is a message of ours with choices.
func offer(ours string, m channels.Stored, titles ...string) channels.Stored {
	m.QuotedOurs, m.QuotedAsk = ours, "slot"
	for i, title := range titles {
		m.QuotedChoices = append(m.QuotedChoices, channels.Choice{ID: string(rune('1' + i)), Title: title})
	}
	return m
}

// The slots of slotOptions, as they are written.
const (
	tue = "mar 24 nov, 9:00 a 13:00"
	wed = "mié 25 nov, 9:00 a 13:00"
	thu = "jue 26 nov, 9:00 a 13:00"
	fri = "vie 27 nov, 9:00 a 13:00"
)

func TestAQuoteAnswersTheMessageThatItPointsAt(t *testing.T) {
	t.Parallel()
	st := slotOptions()
	st.Asked = "now"
	says := func(s string) channels.Stored { return message("a", 1, channels.Inbound{Text: s}) }
	for name, c := range map[string]struct {
		m    channels.Stored
		want string
	}{
		"a number, no quote":                   {says("1"), "choose=1 rules"},
		"a number under what is pending":       {offer("now", says("1"), tue, wed, thu), "choose=1 rules"},
		"a number under the same list":         {offer("before", says("2"), tue, wed, thu), "choose=2 rules"},
		"a number under an older list":         {offer("old", says("1"), fri, wed), "choose=gone rules"},
		"what is still on the table":           {offer("old", says("2"), fri, wed), "choose=2 rules"},
		"an ordinal under an older list":       {offer("old", says("la primera"), wed, fri), "choose=2 rules"},
		"este, under an older list":            {offer("old", says("Este!"), fri, wed), "choose=gone rules"},
		"este, under the only older one":       {offer("old", says("este"), fri), "choose=gone rules"},
		"esa, that is still on the table":      {offer("old", says("esa"), thu), "choose=3 rules"},
		"a yes under an older list":            {offer("old", says("sí"), fri, wed), "choose=gone rules"},
		"a yes to one that is on the table":    {offer("old", says("sí, dale"), wed), "choose=2 rules"},
		"a no under the only older one":        {offer("old", says("no"), fri), "choose=gone rules"},
		"any, under an older list":             {offer("old", says("cualquiera"), fri, wed), "choose=gone rules"},
		"another thing under an older list":    {offer("old", says("humano"), fri, wed), "human rules"},
		"a yes under what asked nothing":       {quoting("old", says("ok")), "affirm rules"},
		"a tap on an older list":               {offer("old", message("a", 1, channels.Inbound{Kind: channels.KindChoice, ChoiceID: "1", Text: fri}), fri, wed), "choose=gone rules"},
		"a tap without words on an older list": {offer("old", message("a", 1, channels.Inbound{Kind: channels.KindChoice, ChoiceID: "1"}), fri, wed), "choose=gone rules"},
		"a tap on what stands elsewhere now":   {offer("old", message("a", 1, channels.Inbound{Kind: channels.KindChoice, ChoiceID: "2", Text: wed}), fri, wed), "choose=2 rules"},
	} {
		if got := short(hear(st, c.m)); got != c.want {
			t.Errorf("%s: heard %q, want %q", name, got, c.want)
		}
	}
	proposal := agent.State{Language: "es", Ask: agent.AskConfirm, Asked: "now", Proposal: &agent.Proposal{ID: "p", Kind: "book", Message: "now", ShownAt: at}}
	older := quoting("old", says("sí, confirmo"))
	older.QuotedAsk = "confirm"
	if got := short(hear(proposal, older)); got != "choose=gone rules" {
		t.Errorf("a yes to an older proposal: heard %q", got)
	}
	if got := short(hear(proposal, quoting("now", says("sí, confirmo")))); got != "affirm rules" {
		t.Errorf("a yes that quotes the proposal: heard %q", got)
	}
}

func TestAReactionIsAnAnswerOnlyWhenItIsAYesOrANoToWhatIsPending(t *testing.T) {
	t.Parallel()
	react := func(ours, emoji string) channels.Stored {
		return quoting(ours, message("a", 1, channels.Inbound{Kind: channels.KindReaction, Reaction: emoji}))
	}
	one := slotOptions()
	one.Options, one.Asked = one.Options[:1], "now"
	three := slotOptions()
	three.Asked = "now"
	proposal := agent.State{Language: "es", Ask: agent.AskConfirm, Asked: "now", Proposal: &agent.Proposal{ID: "p", Kind: "visit", Message: "now", ShownAt: at}}
	for name, c := range map[string]struct {
		st   agent.State
		m    channels.Stored
		want string
	}{
		"a thumb under the only slot":      {one, react("now", "👍"), "affirm rules"},
		"a thumb under an older slot":      {one, react("old", "👍"), ""},
		"a thumb under three slots":        {three, react("now", "👍"), ""},
		"a thumb under the proposal":       {proposal, react("now", "👍🏽"), "affirm rules"},
		"a thumb down":                     {proposal, react("now", "👎"), "deny rules"},
		"a heart":                          {proposal, react("now", "❤️"), ""},
		"laughter":                         {proposal, react("now", "😂"), ""},
		"taken back":                       {proposal, react("now", ""), ""},
		"a thumb under an older proposal":  {proposal, react("old", "👍"), ""},
		"a thumb when nothing is proposed": {agent.State{Asked: "now", Ask: agent.AskName}, react("now", "👍"), ""},
	} {
		if h := hear(c.st, c.m); short(h) != c.want || c.want == "" && h.Text != "" {
			t.Errorf("%s: heard %q %q, want %q", name, short(h), h.Text, c.want)
		}
	}
}

func TestABareOneIsAYesToAReminderAndToNothingElse(t *testing.T) {
	t.Parallel()
	asked := func(kind string) agent.State {
		return agent.State{Language: "es", Ask: agent.AskConfirm, Asked: "now", Proposal: &agent.Proposal{ID: "p", Kind: kind, Message: "now", ShownAt: at}}
	}
	withOptions := asked("visit")
	withOptions.Options = slotOptions().Options
	for name, c := range map[string]struct {
		st   agent.State
		said string
		want string
	}{
		"1":                  {asked("visit"), "1", "affirm rules"},
		"keycap":             {asked("visit"), "1️⃣", "affirm rules"},
		"1.":                 {asked("visit"), " 1. ", "affirm rules"},
		"2":                  {asked("visit"), "2", ""},
		"11":                 {asked("visit"), "11", ""},
		"a read-back":        {asked("book"), "1", ""},
		"a cancel":           {asked("cancel"), "1", ""},
		"options are shown":  {withOptions, "1", "choose=1 rules"},
		"nothing is pending": {agent.State{Language: "es"}, "1", ""},
	} {
		if got := short(hear(c.st, message("a", 1, channels.Inbound{Text: c.said}))); got != c.want {
			t.Errorf("%s: heard %q, want %q", name, got, c.want)
		}
	}
}
