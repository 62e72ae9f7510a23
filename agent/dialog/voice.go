package dialog

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// unheard says that a voice note was not heard, ahead of whatever else is said, and offers what can be typed. Nobody is told twice
// in the same words. A note that nobody wrote down is left to a person to listen to.
func (r *run) unheard() {
	v := r.ev.Heard.Voice
	if !v.Lost() || r.has(agent.CmdDanger) {
		return
	}
	r.beforeOnce(unheardID(v))
	r.st.Work.Typed = true
	if v == agent.VoiceUnread || v == agent.VoiceLate {
		r.toListen()
	}
}

// unheardID is how it is said that a voice note was not heard.
func unheardID(v agent.VoiceNote) string {
	switch v {
	case agent.VoiceUnclear:
		return "media.audio_unclear"
	case agent.VoiceLate:
		return "media.audio_late"
	case agent.VoiceLong:
		return "media.audio_long"
	default:
		return "media.audio"
	}
}

// toListen leaves a voice note to a person, once for a conversation as long as nobody took care of it. The bot goes on.
func (r *run) toListen() {
	r.alert(booking.OpenEscalation{Unit: r.view.Unit.Code, Cause: booking.CauseVoiceNote, Priority: booking.P4, Summary: r.summary()})
}

// techUnheard says to a technician that a voice note was not heard.
func (r *run) techUnheard() bool {
	h := r.ev.Heard
	if h == nil || !h.Voice.Lost() || r.text() != "" || len(h.Commands) > 0 || len(h.Files) > 0 {
		return false
	}
	if h.Voice == agent.VoiceUnread || h.Voice == agent.VoiceLate {
		r.toListen()
	}
	r.say(r.other(unheardID(h.Voice)), r.restAsk(), agent.SayValues{}, r.st.Options)
	return true
}

// sayBack has a value said back that was spoken: ears err where eyes do not.
func (r *run) sayBack(c *agent.Command) {
	if c.Source == agent.SourceVoice {
		r.echo(c.Slot)
	}
}

// spokenEchoes are the wish and the address that were spoken, as they were understood.
func (r *run) spokenEchoes() (out []agent.Say) {
	f, w := r.st.Form, r.st.Work
	if slices.Contains(w.Echo, agent.SlotWhen) && f.Wish != nil {
		v := agent.SayValues{Wish: f.Wish}
		if f.Place != nil {
			v.TimeZone = f.Place.TimeZone
		}
		out = append(out, agent.Say{ID: "echo.when", Values: v})
	}
	if slices.Contains(w.Echo, agent.SlotAddress) && f.Address != nil {
		out = append(out, agent.Say{ID: "echo.address", Values: agent.SayValues{Address: r.addressLine()}})
	}
	return out
}

// readBack drops what a read-back says itself. A name that was spoken is not among that.
func (r *run) readBack() {
	named := slices.Contains(r.st.Work.Echo, agent.SlotPerson) && r.st.Form.Sources[agent.SlotPerson].From == agent.SourceVoice
	if r.st.Work.Echo = nil; named {
		r.echo(agent.SlotPerson)
	}
}
