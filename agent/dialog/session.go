package dialog

import (
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/channels"
)

// How long a silence may be.
const (
	softPause = 30 * time.Minute   // after it, what was going on is named again
	hardPause = 24 * time.Hour     // after it, a new session starts
	forgotten = 7 * 24 * time.Hour // after it, what was begun is not taken up again
)

// longMessage is how many words in another language are enough to change language at once.
const longMessage = 6

// openSession makes the state ready for a message: its age, its language, the turn's memory.
func (r *run) openSession() {
	gap := r.ev.Now.Sub(r.st.Heard)
	known := !r.st.Heard.IsZero()
	if r.st.Version > agent.StateVersion || known && gap >= hardPause && !r.withHuman() {
		known = r.renew(gap)
	}
	if r.view.Owner == channels.OwnerBot {
		r.fromHuman()
	}
	r.st.Version = agent.StateVersion
	r.st.Heard = r.ev.Now
	r.st.Work = &agent.Work{Turn: r.ev.Turn, Was: r.question()}
	r.st.Work.Profile = r.ev.Heard.Profile
	if h := r.st.Form.Hold; h != nil && !r.ev.Now.Before(h.Expires) {
		r.st.Work.Expired = true
	}
	r.settleLanguage()
	if known && gap >= softPause {
		r.resume(gap)
	} else if n := len(r.st.Stack); n > 0 && r.st.Stack[n-1].Step == resumed {
		r.st.Stack[n-1].Step = resumedOnce
	}
}

// Marks of a flow that was named again after a pause: in that turn, and in the one that answers it, where a bare no leaves it.
const (
	resumed     = "resumed"
	resumedOnce = "resumed_once"
)

// resume names what was going on before a pause, ahead of the question that was pending. What it costs is looked at again.
func (r *run) resume(gap time.Duration) {
	f := &r.st.Form
	id, values := "", agent.SayValues{Service: f.Service, Quantity: f.Quantity}
	switch flow := r.flow(); {
	case flow == agent.FlowMove && f.Visit != nil:
		id, values = "session.resume_move", agent.SayValues{Visit: f.Visit}
	case flow != agent.FlowBook || f.Service == "":
	case gap >= hardPause && f.Place != nil:
		id = "session.again"
		values.Place = f.Place.Name
		if line := r.addressLine(); line != "" {
			values.Place = line + ", " + f.Place.Name
		}
	case f.Slot != nil:
		id = "session.resume_slot"
		values.Slot = f.Slot
	default:
		id = "session.resume"
	}
	if id == "" {
		return
	}
	r.top().Step = resumed
	r.before(id, values)
	f.Priced = false
	if r.st.Ask == agent.AskSlot && len(f.Shown) > 0 {
		r.st.Work.Offer = "resume"
	}
}

// resumed drops the question whether to go on: the message did.
func (r *run) resumed() {
	w := r.st.Work
	w.Before = slices.DeleteFunc(w.Before, func(s agent.Say) bool { return strings.HasPrefix(s.ID, "session.resume") })
}

// renew begins a new session. A booking that was under way is taken up again with what was gathered, but for the time, which is
// asked anew: true then.
func (r *run) renew(gap time.Duration) bool {
	f, later := r.st.Form, r.st.Later
	takenUp := gap < forgotten && r.flow() == agent.FlowBook && f.Service != "" && r.st.Version <= agent.StateVersion
	r.st = agent.State{
		Language: r.st.Language, Said: r.st.Said[max(0, len(r.st.Said)-1):], Form: agent.Form{Name: f.Name, Phone: f.Phone},
	}
	if !takenUp {
		return false
	}
	r.st.Later = later
	f.Wish, f.Readings, f.Slot, f.Hold, f.Shown, f.Price, f.Priced, f.PriceTold = nil, nil, nil, nil, nil, nil, false, false
	f.Skipped, f.Sources = nil, nil
	r.st.Form, r.st.Greeted, r.st.Ask = f, true, agent.AskWhen
	r.push(agent.FlowBook, "")
	return true
}

// withHuman tells whether a person answers this conversation.
func (r *run) withHuman() bool {
	switch r.view.Owner {
	case channels.OwnerHuman:
		return true
	case channels.OwnerBot:
		return false
	default:
		return r.flow() == agent.FlowHuman
	}
}

// settleLanguage keeps the language and changes it by an explicit wish, by a long message or after two turns in another one.
func (r *run) settleLanguage() {
	h := r.ev.Heard
	if r.st.Language == "" {
		r.st.Language = firstOf(r.view.Contact.Language, h.Language, strings.ToLower(firstPart(r.view.Unit.Locale)), "es")
	}
	if c := r.find(agent.CmdLanguage); c != nil && speaks(c.Value.Text) {
		if r.st.Language != c.Value.Text || len(h.Commands) == 1 {
			r.before("language.set", agent.SayValues{})
		}
		r.st.Language, r.st.LangRun = c.Value.Text, 0
		r.st.Work.Aside = true
	} else if speaks(h.Language) && h.Language != r.st.Language {
		r.st.LangRun++
		if r.st.LangRun >= 2 || len(strings.Fields(h.Text)) >= longMessage {
			r.st.Language, r.st.LangRun = h.Language, 0
		}
	} else if h.Language != "" {
		r.st.LangRun = 0
	}
	if r.st.Language != r.view.Contact.Language {
		r.emit(agent.Effect{Kind: agent.EffRemember, Remember: &agent.Remember{Language: r.st.Language}})
	}
}

func speaks(lang string) bool { return lang == "es" || lang == "pt" || lang == "en" }

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func firstPart(locale string) string {
	lang, _, _ := strings.Cut(locale, "-")
	return lang
}
