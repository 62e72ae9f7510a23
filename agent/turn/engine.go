package turn

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// RulesVersion names what understands and decides, where [Engine.Rules] does not.
const RulesVersion = "2026-11"

// ErrLost is what [Writer] returns when a slot went to somebody else.
var ErrLost = fault.New(fault.Conflict, "slot.hold.lost")

// Inbox keeps the messages (channels/gateway).
type Inbox interface {
	Claim(ctx context.Context, conversation string) (release func(), ok bool, err error)
	Freeze(ctx context.Context, conversation, rulesVersion string) (channels.TurnWork, bool, error)
	Owner(ctx context.Context, tx *db.Tx, conversation string) (channels.Owner, error)
	Commit(ctx context.Context, tx *db.Tx, done channels.TurnDone) error
	// KeepModel freezes what a model proposed for a turn and gives what is frozen: the first answer stays.
	KeepModel(ctx context.Context, turn string, model json.RawMessage) (json.RawMessage, error)
	// Quiet looks at a conversation in which nothing waits for an answer; quiet is false when something does. Said tells
	// whether the notice of a key was said.
	Quiet(ctx context.Context, conversation, key string) (at channels.Quiet, err error)
	// Note commits a notice: the state and what was said.
	Note(ctx context.Context, tx *db.Tx, done channels.TurnDone) error
}

// Viewer knows what may be known of the person.
type Viewer interface {
	View(ctx context.Context, work channels.TurnWork) (agent.View, error)
}

// Understander turns what was written into commands. It has no side effects. See [Ears].
type Understander interface {
	Understand(work channels.TurnWork, view agent.View, state agent.State) agent.Heard
}

// Reader runs reading effects.
type Reader interface {
	Read(ctx context.Context, q db.Querier, view agent.View, e agent.Effect) (agent.Result, error)
}

// Writer runs writing effects but say, inside the turn's transaction, each under a savepoint.
type Writer interface {
	Write(ctx context.Context, tx *db.Tx, who Who, e agent.Effect) (agent.Result, error)
}

// Who is behind a turn.
type Who struct {
	Work  channels.TurnWork
	View  agent.View
	Said  string // id of the message that this turn will say
	Heard string // id of the last message heard
	Key   string // of the effect: the same whenever the turn is run again
}

// Speaker finds the words of a say effect.
type Speaker interface {
	Render(v agent.View, lang string, m agent.Say) (string, []channels.Choice)
	// Template is how a notice is said where only approved sentences may be; nil when there is none.
	Template(v agent.View, lang string, m agent.Say) *channels.Template
}

// Stepper decides (agent/dialog).
type Stepper func(agent.State, agent.Event) (agent.State, []agent.Effect)

// Engine runs turns. It is safe for concurrent use; the database keeps turns of one conversation apart.
type Engine struct {
	DB         *db.DB
	Inbox      Inbox
	Viewer     Viewer
	Understand Understander
	Reader     Reader
	Writer     Writer
	Speaker    Speaker
	Step       Stepper
	Model      Proposer     // nil: rules alone
	Rules      string       // version of what understands and decides; it is kept with every turn
	Log        *slog.Logger // nil: nothing is logged
}

// Outcome is what a turn came to; zero N when nothing waited.
type Outcome struct {
	Turn     string
	N        int
	Language string
	Owner    channels.Owner
	Ask      agent.Ask
	Commands []agent.CommandKind
	Replies  []string      // ids of the messages that answer
	Took     time.Duration // of the machine's time
	Model    string        // what became of the model: ModelNone, ModelSkipped, ...
}

// Run answers what waits in a conversation, one turn. ok is false when somebody else is answering it. An error is one that
// another try may not meet; whatever else goes wrong is answered.
func (e *Engine) Run(ctx context.Context, conversation string) (out Outcome, ok bool, err error) {
	started := clock.System().Now()
	release, ok, err := e.Inbox.Claim(ctx, conversation)
	if err != nil || !ok {
		return Outcome{}, false, err
	}
	defer release()
	work, waits, err := e.Inbox.Freeze(ctx, conversation, cmp.Or(e.Rules, RulesVersion))
	if err != nil || !waits {
		return Outcome{}, true, err
	}
	out, err = e.answer(ctx, work)
	out.Took = clock.System().Now().Sub(started)
	return out, true, err
}

func (e *Engine) log() *slog.Logger {
	if e.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return e.Log
}
