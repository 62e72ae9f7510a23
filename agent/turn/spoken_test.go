package turn_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
)

// note is a voice note of which something was written down.
func note(id string, state channels.TranscriptState, text string) channels.Stored {
	m := message(id, 1, channels.Inbound{Kind: channels.KindAudio, Media: &channels.Media{Ref: "r", Voice: true}})
	if state != "" {
		m.Transcript = &channels.Transcript{State: state, Text: text}
	}
	return m
}

func TestAVoiceNoteIsReadLikeItsText(t *testing.T) {
	t.Parallel()
	const said = "eh mira o sea mi lavadora no enciende po estoy en ñuñoa"
	written := hear(agent.State{}, message("a", 1, channels.Inbound{Text: said}))
	spoken := hear(agent.State{}, note("a", channels.TranscriptHeard, said))
	if spoken.Text != said || spoken.Voice != agent.VoiceHeard || written.Voice != "" || len(spoken.Commands) == 0 {
		t.Errorf("heard %+v", spoken)
	}
	for i := range spoken.Commands {
		if spoken.Commands[i].Source != "voice" {
			t.Errorf("%s comes from %q", spoken.Commands[i].Kind, spoken.Commands[i].Source)
		}
		spoken.Commands[i].Source = "rules"
	}
	if diff := cmp.Diff(written.Commands, spoken.Commands); diff != "" {
		t.Errorf("commands (-written +spoken):\n%s", diff)
	}
}

func TestOnlyWhatWasSpokenComesFromVoice(t *testing.T) {
	t.Parallel()
	h := hear(agent.State{},
		message("a", 0, channels.Inbound{Text: "hola mi lavadora"}), note("b", channels.TranscriptHeard, "es en ñuñoa"))
	for _, want := range []string{"set service rules", "set place voice"} {
		if !strings.Contains(short(h), want) {
			t.Errorf("no %q in %s", want, short(h))
		}
	}
	if got := short(hear(slotOptions(), note("a", channels.TranscriptHeard, "la dos"))); got != "choose=2 voice" {
		t.Errorf("heard %s", got)
	}
}

func TestAVoiceNoteThatWasNotHeardHasNoWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		m    channels.Stored
		want agent.VoiceNote
	}{
		{note("a", "", ""), agent.VoiceUnread},
		{note("a", channels.TranscriptUnclear, "la vaca dora"), agent.VoiceUnclear},
		{note("a", channels.TranscriptHeard, ""), agent.VoiceUnclear},
		{note("a", channels.TranscriptLate, "lavadora"), agent.VoiceLate},
		{note("a", channels.TranscriptFailed, ""), agent.VoiceLate},
		{note("a", channels.TranscriptWanted, ""), agent.VoiceLate},
		{note("a", channels.TranscriptLong, ""), agent.VoiceLong},
	} {
		h := hear(agent.State{}, c.m)
		if h.Voice != c.want || h.Text != "" || len(h.Commands) != 0 || len(h.Media) != 1 {
			t.Errorf("%+v: heard %+v", c.m.Transcript, h)
		}
		both := hear(agent.State{}, note("z", channels.TranscriptHeard, "lavadora"), c.m)
		if both.Voice != c.want || both.Text != "lavadora" {
			t.Errorf("with another that was heard: %+v", both)
		}
	}
}

func TestATechnicianMaySpeakToo(t *testing.T) {
	t.Parallel()
	o := &office{zone: time.FixedZone("CLT", -3*60*60)}
	view, _ := o.View(nil, channels.TurnWork{}) //nolint:staticcheck // this office needs no context
	view.Technician = &agent.Technician{ID: booking.ResourceID("t1"), Name: "Pedro", Trusted: true}
	understand := func(m ...channels.Stored) agent.Heard {
		return turn.Ears{Rules: ears.Rules, Speaker: ears.Speaker}.Understand(channels.TurnWork{At: at, Messages: m}, view, agent.State{})
	}
	h := understand(note("a", channels.TranscriptHeard, "eh ya listo acá donde la señora terminé"), message("b", 2, channels.Inbound{Kind: channels.KindImage, Media: &channels.Media{Ref: "p"}}))
	if len(h.Commands) == 0 || h.Commands[0].Kind != agent.CmdStep || h.Commands[0].Value.Text != string(booking.StepDone) || h.Commands[0].Source != "voice" {
		t.Errorf("heard %s", short(h))
	}
	if len(h.Parts) != 2 || len(h.Parts[0].Media) != 0 || h.Parts[0].Text == "" || len(h.Parts[1].Media) != 1 || len(h.Files) != 1 {
		t.Errorf("parts %+v, files %+v", h.Parts, h.Files)
	}
	if h := understand(note("a", "", "")); h.Voice != agent.VoiceUnread || len(h.Files) != 0 || len(h.Commands) != 0 {
		t.Errorf("heard %+v", h)
	}
}
