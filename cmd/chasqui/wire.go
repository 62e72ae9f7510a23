package main

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/dialog"
	"github.com/chasqui-fsm/chasqui/agent/notify"
	"github.com/chasqui-fsm/chasqui/agent/say"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking/catalog"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/customers"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/booking/leads"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/booking/workday"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/logs"
	"github.com/chasqui-fsm/chasqui/core/queue"
	"github.com/chasqui-fsm/chasqui/locales"
)

// services are the services of the trade over one database.
type services struct {
	catalog     *catalog.Store
	crew        *crew.Store
	customers   *customers.Store
	desk        *desk.Desk
	escalations *escalations.Store
	leads       *leads.Store
	places      *places.Store
	slots       *slots.Service
	visits      *visits.Store
	workday     *workday.Service
}

func newServices(d *db.DB) services {
	return services{
		catalog: catalog.New(), crew: crew.New(), customers: customers.New(), desk: desk.New(d.Clock()),
		escalations: escalations.New(), leads: leads.New(), places: places.New(), slots: slots.New(d.Clock()),
		visits: visits.New(), workday: workday.New(),
	}
}

// system is everything that runs, wired. Nothing else constructs.
type system struct {
	db       *db.DB
	log      *slog.Logger
	trade    services
	gateway  *gateway.Gateway
	engine   *turn.Engine
	registry *queue.Registry
	words    *locales.Book
	metrics  *metrics
	ways     transports
	cfg      config.Config
}

// systemOptions of newSystem.
type systemOptions struct {
	Debounce   func(channels.Inbound) time.Duration // nil: as people type
	Transports []channels.Transport
	Log        *slog.Logger
	Demo       bool           // the demo's own technicians work
	Config     *config.Config // whose transports are used beside those given; nil: none
	Models     *config.Config // whose language model is asked, and whose server writes voice notes down; nil: those of Config
	// Ran hears of every turn, once it is committed; may be nil.
	Ran func(conversation string, out turn.Outcome)
}

// newSystem wires the services, the gateway and the turn engine over a migrated database.
func newSystem(ctx context.Context, d *db.DB, o systemOptions) (*system, error) {
	if o.Log == nil {
		o.Log = logs.Discard()
	}
	o.Models = cmp.Or(o.Models, o.Config)
	book := locales.Must()
	s := &system{db: d, log: o.Log, trade: newServices(d), registry: queue.NewRegistry(), words: book}
	s.gateway = gateway.New(d, gateway.Options{
		Contacts: contactBook{db: d, trade: s.trade}, Debounce: o.Debounce, Log: o.Log, Phone: canonicalPhone, Alarm: s.numberAlarm, WarmOnly: o.Demo,
		Transcriber: s.transcriber(o.Models),
	}, o.Transports...)
	rules, err := newRules(ctx, d, s.trade)
	if err != nil {
		return nil, err
	}
	speaker := say.New(book)
	s.engine = &turn.Engine{
		DB: d, Inbox: s.gateway, Viewer: viewer{db: d, trade: s.trade}, Understand: turn.Ears{Rules: rules, Speaker: speaker}, Reader: reader{trade: s.trade, clock: d.Clock()},
		Writer: writer{trade: s.trade}, Speaker: speaker, Step: dialog.Step, Log: o.Log,
	}
	if s.engine.Rules, err = s.agentVersion(ctx, ""); err != nil {
		return nil, err
	}
	s.gateway.Register(s.registry)
	s.metrics = newMetrics(d)
	s.openModel(o.Models, rules)
	if ran := o.Ran; ran == nil {
		o.Ran = s.metrics.ran
	}
	s.registerTurns(o.Ran)
	if err := s.registerNotices(o); err != nil {
		return nil, err
	}
	if err := s.trade.desk.Follow(d, s.registry); err != nil {
		return nil, err
	}
	if o.Demo {
		if err := demo.Live(d, s.registry, s.trade.desk); err != nil {
			return nil, err
		}
	}
	if o.Config != nil {
		s.cfg = *o.Config
		if err := s.openTransports(s.cfg); err != nil {
			return nil, err
		}
		if err := s.registerTransports(); err != nil {
			return nil, err
		}
	}
	return s, s.registerUpkeep()
}

// retryClaim is how soon a turn is tried again when another process is answering the conversation.
const retryClaim = 300 * time.Millisecond

// registerTurns answers conversations, turn by turn, until nothing waits in them.
func (s *system) registerTurns(ran func(string, turn.Outcome)) {
	queue.Register(s.registry, func(ctx context.Context, j queue.Job[gateway.TurnJob]) error {
		out, ok, err := s.engine.Run(ctx, j.Args.Conversation)
		if err != nil {
			return err
		}
		if !ok {
			return queue.Snooze(retryClaim)
		}
		if ran != nil && out.N > 0 {
			ran(j.Args.Conversation, out)
		}
		return nil
	})
}

// registerNotices says what nobody asked for.
func (s *system) registerNotices(o systemOptions) error {
	t := told{sys: s}
	if len(o.Transports) > 0 {
		t.channel = o.Transports[0].Channel()
	}
	n := &notify.Notifier{Clock: s.db.Clock(), Visits: t, Crew: crewBook{t}, Teller: s.engine, Log: s.log, Ran: o.Ran}
	return n.Register(s.db, s.registry)
}

// expireHolds gives back what nobody took. Whoever wants that time does not wait for it: takers see what is over.
type expireHolds struct{}

// Kind of the job.
func (expireHolds) Kind() string { return "slots.expire" }

func (s *system) registerUpkeep() error {
	queue.RegisterTx(s.registry, func(ctx context.Context, tx *db.Tx, _ queue.Job[expireHolds]) error {
		_, err := s.trade.slots.ExpireHolds(ctx, tx, tx.Now)
		return err
	})
	if err := s.trade.escalations.Register(s.registry); err != nil {
		return err
	}
	return s.registry.Periodic("*/10 * * * *", expireHolds{}, queue.Unique("slots.expire"))
}
