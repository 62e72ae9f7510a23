package turn_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/agent/say"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/testkit"
	"github.com/chasqui-fsm/chasqui/locales"
)

var ears = turn.Ears{Speaker: say.New(locales.Must()), Rules: nlu.New(nlu.Lexicon{
	Services: []nlu.ServiceWords{{
		Code: "washer_repair", Kind: "repair", Names: map[string]string{"es": "reparación de lavadora", "pt": "conserto de máquina de lavar"},
		Synonyms: map[string][]string{"es": {"lavadora"}, "pt": {"máquina de lavar"}},
		Symptoms: map[string][]string{"es": {"no enciende"}, "pt": {"não liga"}},
	}},
	Places: []nlu.PlaceWords{{ID: "cl-nunoa", Country: "CL", Name: "Ñuñoa", Served: true}},
})}

var at = testkit.Start

// message that was sent some seconds after the start.
func message(id string, second int, in channels.Inbound) channels.Stored {
	in.SentAt = at.Add(time.Duration(second) * time.Second)
	if in.Kind == "" {
		in.Kind = channels.KindText
	}
	return channels.Stored{ID: id, Inbound: in}
}

func quoting(ours string, m channels.Stored) channels.Stored {
	m.QuotedOurs = ours
	return m
}

func hear(st agent.State, messages ...channels.Stored) agent.Heard {
	o := &office{zone: time.FixedZone("CLT", -3*60*60)}
	view, _ := o.View(nil, channels.TurnWork{}) //nolint:staticcheck // this office needs no context
	return ears.Understand(channels.TurnWork{At: at, Messages: messages}, view, st)
}

// short says what was heard in one line.
func short(h agent.Heard) string {
	var out []string
	for _, c := range h.Commands {
		s := string(c.Kind)
		switch {
		case c.Option != "":
			s += "=" + c.Option
		case c.Value.Pin != nil:
			s += fmt.Sprintf(" %s=%v,%v", c.Slot, c.Value.Pin.Lat, c.Value.Pin.Lng)
		case c.Slot != "":
			s += " " + string(c.Slot)
		}
		out = append(out, s+" "+c.Source)
	}
	return strings.Join(out, "; ")
}

func slotOptions() agent.State {
	o := &office{zone: time.FixedZone("CLT", -3*60*60)}
	st := agent.State{Language: "es", Ask: agent.AskSlot}
	for i, s := range o.slots("") {
		st.Options = append(st.Options, agent.Option{ID: fmt.Sprint(i + 1), Slot: &s})
	}
	return st
}

func TestABurstIsReadAsOneText(t *testing.T) {
	t.Parallel()
	h := hear(agent.State{},
		message("a", 0, channels.Inbound{Text: "hola, mi lavadora"}), message("b", 1, channels.Inbound{Text: "no enciende"}),
		message("c", 2, channels.Inbound{Kind: channels.KindImage, Text: "es en ñuñoa"}), message("d", 3, channels.Inbound{Kind: channels.KindAudio}))
	if h.Text != "hola, mi lavadora\nno enciende\nes en ñuñoa" || h.Language != "es" || h.Message != "d" || !h.SentAt.Equal(at) {
		t.Errorf("heard %+v", h)
	}
	if diff := cmp.Diff([]string{"image", "audio"}, h.Media); diff != "" {
		t.Errorf("media (-want +got):\n%s", diff)
	}
	for _, want := range []string{"set service rules", "set problem rules", "set place rules"} {
		if !strings.Contains(short(h), want) {
			t.Errorf("no %q in %s", want, short(h))
		}
	}
}

func TestAPinIsAPlace(t *testing.T) {
	t.Parallel()
	h := hear(agent.State{Ask: agent.AskLocation},
		message("a", 0, channels.Inbound{Kind: channels.KindLocation, Location: &channels.Location{Lat: -33.45, Lng: -70.6, Name: "Casa"}}))
	if got := short(h); got != "set pin=-33.45,-70.6 pin" {
		t.Errorf("heard %s", got)
	}
}

func TestATapPicksWhatIsOnTheTable(t *testing.T) {
	t.Parallel()
	tap := func(id, title string) channels.Stored {
		return message("a", 0, channels.Inbound{Kind: channels.KindChoice, ChoiceID: id, Text: title})
	}
	st := slotOptions()
	for name, c := range map[string]struct {
		st   agent.State
		m    channels.Stored
		want string
	}{
		"a button":                    {st, tap("2", "mié 25 nov, 9:00 a 13:00"), "choose=2 tap"},
		"a button without its words":  {st, tap("3", ""), "choose=3 tap"},
		"a button of an older list":   {st, tap("1", "humano"), "human rules"},
		"a number that was typed":     {st, message("a", 0, channels.Inbound{Text: "2"}), "choose=2 rules"},
		"a button when nothing is on": {agent.State{Language: "es"}, tap("1", "humano"), "human rules"},
	} {
		if got := short(hear(c.st, c.m)); got != c.want {
			t.Errorf("%s: heard %s, want %s", name, got, c.want)
		}
	}
}

func TestAReactionCountsOnlyUnderTheProposal(t *testing.T) {
	t.Parallel()
	st := agent.State{Language: "es", Ask: agent.AskConfirm, Proposal: &agent.Proposal{ID: "p", Kind: "book", Message: "out-7", ShownAt: at}}
	thumb := func(emoji string) channels.Stored {
		return message("a", 1, channels.Inbound{Kind: channels.KindReaction, Reaction: emoji})
	}
	if h := hear(st, quoting("out-7", thumb("👍"))); short(h) != "affirm rules" || h.Quoted != "out-7" {
		t.Errorf("under the proposal: %s, quoted %s", short(h), h.Quoted)
	}
	for name, h := range map[string]agent.Heard{
		"under another message": hear(st, quoting("out-6", thumb("👍"))),
		"under nothing of ours": hear(st, thumb("👍")),
		"withdrawn":             hear(st, quoting("out-7", thumb(""))),
		"nothing is proposed":   hear(agent.State{}, quoting("out-7", thumb("👍"))),
	} {
		if len(h.Commands) != 0 || h.Text != "" || h.Message != "" {
			t.Errorf("%s: %s", name, short(h))
		}
	}
}

// A yes that waited in the same burst as a later message must not count as sent after the proposal that it never saw.
func TestABurstWasSentWhenItsFirstMessageWas(t *testing.T) {
	t.Parallel()
	early := message("a", 0, channels.Inbound{Text: "sí"})
	early.SentAt = at.Add(-time.Minute)
	if h := hear(agent.State{}, early, message("b", 5, channels.Inbound{Text: "gracias"})); !h.SentAt.Equal(early.SentAt) {
		t.Errorf("sent at %s", h.SentAt)
	}
}

func TestTheLanguageOfATurnIsTheMessages(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"minha máquina de lavar não liga, vocês atendem hoje?": "pt", "hola, mi lavadora no enciende": "es", "ok": "es",
	} {
		if h := hear(agent.State{}, message("a", 0, channels.Inbound{Text: text})); h.Language != want {
			t.Errorf("%q is %s", text, h.Language)
		}
	}
	if h := hear(agent.State{Language: "pt"}, message("a", 0, channels.Inbound{Kind: channels.KindLocation, Location: &channels.Location{}})); h.Language != "pt" {
		t.Errorf("a pin changes the language to %s", h.Language)
	}
}
