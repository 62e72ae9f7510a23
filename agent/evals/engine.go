package evals

import (
	"context"
	"encoding/json"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// Engine is one person's line to the agent. Say hands it one line of the command line contract and gives the objects that are
// printed for it, the last of which is the turn.
type Engine interface {
	Say(ctx context.Context, line string) ([]Object, error)
}

// Lab is a copy of the organisation that nobody else uses. Its clock stands where dialogues begin and moves only by @wait.
type Lab interface {
	// Person is the line of who has a number. The same number has the same line.
	Person(ctx context.Context, phone string) (Engine, error)
	// Final is what the database holds of a number.
	Final(ctx context.Context, phone string) (Final, error)
	Close()
}

// Labs makes labs; all are alike.
type Labs func(ctx context.Context) (Lab, error)

// Object is one line that chat --json prints.
type Object struct {
	Type string `json:"type"` // reply, event, turn

	// Of a reply.
	To      string   `json:"to,omitempty"`
	Text    string   `json:"text,omitempty"`
	Options []Option `json:"options,omitempty"`
	Ask     string   `json:"ask,omitempty"` // of a turn too

	// Of an event.
	Name string         `json:"name,omitempty"`
	Data map[string]any `json:"data,omitempty"`

	// Of a turn.
	N        int      `json:"n,omitempty"`
	Language string   `json:"language,omitempty"`
	Owner    string   `json:"owner,omitempty"`
	Commands []string `json:"commands,omitempty"`
	MS       int64    `json:"ms,omitempty"`
}

// Option is one of the numbered lines of a reply.
type Option struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// ReadObjects reads what was printed, one JSON object a line.
func ReadObjects(decoder *json.Decoder) ([]Object, error) {
	var out []Object
	for decoder.More() {
		var o Object
		if err := decoder.Decode(&o); err != nil {
			return out, err
		}
		out = append(out, o)
	}
	return out, nil
}

// Asked is what the agent waits for after a line, by its turn object.
func Asked(objects []Object) agent.Ask {
	for _, o := range objects {
		if o.Type == "turn" {
			return agent.Ask(o.Ask)
		}
	}
	return agent.AskNone
}

// Final is what the database holds of a person when a talk is over.
type Final struct {
	Name        string
	Visits      []FinalVisit // all there are, in the order in which they were made
	Waitlist    []FinalWait
	Escalations []FinalEscalation
	Withdrawn   []string // purposes for which consent was withdrawn
	Foreign     int      // visits of other people that changed in the talk: must be none
	Prices      []int64  // that may be told, in minor units: the price book of their unit, and the fee of a late change
}

// FinalVisit is one visit with its place of work. Times are wall clock of the site.
type FinalVisit struct {
	Service    booking.ServiceCode
	Status     booking.VisitStatus
	Start, End time.Time
	Place      booking.PlaceID
	Raw        string
	Street     string
	Number     string
	Quantity   int
	Moved      bool // it replaces another
}

// Live tells whether the visit stands.
func (v FinalVisit) Live() bool { return v.Status != "canceled" && v.Status != "superseded" }

// FinalWait is an entry of the waiting list.
type FinalWait struct{ Place, Cause string }

// FinalEscalation is what waits for a person.
type FinalEscalation struct{ Cause, Priority string }
