package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// labStart is where the clocks of evaluations stand: Monday morning in all three countries.
const labStart = "2026-11-23T09:05:00-03:00"

// lab is a copy of the demo organisation for evaluations: the true chat session, with a line for each person.
type lab struct {
	sys    *system
	hands  *clock.Manual
	heard  *overheard
	people map[string]*chatSession
	end    func()
	oracle *evals.Oracle // nil: rules alone
}

// labs makes labs on a server.
func labs(server string) evals.Labs {
	return func(ctx context.Context) (evals.Lab, error) { return openLab(ctx, server) }
}

// oracleLabs makes labs whose model knows what people mean, but for a share of the times it is asked.
func oracleLabs(server string, errs float64) evals.Labs {
	return func(ctx context.Context) (evals.Lab, error) {
		l, err := openLab(ctx, server)
		if err != nil {
			return nil, err
		}
		l.oracle = evals.NewOracle(errs)
		l.sys.engine.Model = l.oracle
		return l, nil
	}
}

// Means tells the oracle what a line means.
func (l *lab) Means(line string, meant []agent.Command) {
	if l.oracle != nil {
		l.oracle.Means(line, meant)
	}
}

// openLab makes a lab on a server; with may change what its system is made of.
func openLab(ctx context.Context, server string, with ...func(*systemOptions)) (*lab, error) {
	at, err := time.Parse(time.RFC3339, labStart)
	if err != nil {
		return nil, err
	}
	hands := clock.NewManual(at)
	url, drop, err := demoCopy(ctx, server)
	if err != nil {
		return nil, err
	}
	heard := &overheard{turns: map[string]turn.Outcome{}}
	o := systemOptions{
		Debounce: func(channels.Inbound) time.Duration { return 0 }, Transports: heard.transports(), Ran: heard.ran,
		Log: logs.Discard(), Demo: true,
	}
	for _, change := range with {
		change(&o)
	}
	sys, end, err := openSystem(ctx, url, hands, ids.Seeded(chatSeed, hands), o, drop)
	if err != nil {
		return nil, err
	}
	l := &lab{sys: sys, hands: hands, heard: heard, people: map[string]*chatSession{}, end: end}
	if err := demo.Prepare(ctx, sys.db); err != nil {
		end()
		return nil, err
	}
	return l, nil
}

// Close drops the copy.
func (l *lab) Close() { l.end() }

// Person is the line of a number.
func (l *lab) Person(ctx context.Context, phone string) (evals.Engine, error) {
	if s := l.people[phone]; s != nil {
		return labLine{s}, nil
	}
	number, err := chatNumber(phone)
	if err != nil {
		return nil, err
	}
	s, err := newChatSession(ctx, l.sys, l.hands, l.heard, number)
	if err != nil {
		return nil, err
	}
	l.people[phone] = s
	return labLine{s}, nil
}

// labLine is a chat session whose output is read back.
type labLine struct{ session *chatSession }

// Say is one line of the chat command.
func (t labLine) Say(ctx context.Context, line string) ([]evals.Object, error) {
	parsed, err := parseChatLine(line)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.session.turn(ctx, parsed, newChatPrinter(&out, true)); err != nil {
		return nil, err
	}
	objects, err := evals.ReadObjects(json.NewDecoder(&out))
	if err != nil {
		return nil, err
	}
	if n := len(objects); n == 0 || objects[n-1].Type != "turn" {
		return nil, errors.New("the chat did not end with a turn")
	}
	return objects, nil
}

// Final reads what is left of a number's talk.
func (l *lab) Final(ctx context.Context, phone string) (evals.Final, error) {
	var f evals.Final
	s := l.people[phone]
	if s == nil || s.contact == "" {
		return f, nil
	}
	who := db.Args{"contact": s.contact, "began": s.began}
	var err error
	if f.Name, err = db.Value[string](ctx, l.sys.db, sqlFinalName, who); err != nil {
		return f, fmt.Errorf("final name: %w", err)
	}
	visits, err := db.Collect[finalVisitRow](ctx, l.sys.db, sqlFinalVisits, who)
	if err != nil {
		return f, fmt.Errorf("final visits: %w", err)
	}
	for _, v := range visits {
		f.Visits = append(f.Visits, v.visit())
	}
	if f.Waitlist, err = db.Collect[evals.FinalWait](ctx, l.sys.db, sqlFinalWaits, who); err != nil {
		return f, fmt.Errorf("final waiting list: %w", err)
	}
	if f.Escalations, err = db.Collect[evals.FinalEscalation](ctx, l.sys.db, sqlFinalEscalations, who); err != nil {
		return f, fmt.Errorf("final escalations: %w", err)
	}
	if f.Withdrawn, err = db.Values[string](ctx, l.sys.db, sqlFinalWithdrawn, who); err != nil {
		return f, fmt.Errorf("final consents: %w", err)
	}
	if f.Foreign, err = db.Value[int](ctx, l.sys.db, sqlFinalForeign, db.Args{"contact": s.contact, "conversation": s.conv}); err != nil {
		return f, fmt.Errorf("final visits of others: %w", err)
	}
	f.Prices, err = l.prices(ctx, s.contact)
	return f, err
}

// prices are the amounts that a contact may be told.
func (l *lab) prices(ctx context.Context, contact booking.ContactID) ([]int64, error) {
	who, err := l.sys.trade.customers.Contact(ctx, l.sys.db, contact)
	if err != nil {
		return nil, err
	}
	changes, err := l.sys.trade.places.Changes(ctx, l.sys.db, who.Unit)
	if err != nil {
		return nil, err
	}
	list, err := db.Values[int64](ctx, l.sys.db, sqlPricesOfUnit, db.Args{"unit": who.Unit})
	return append(list, changes.Fee.Minor), err
}

const sqlPricesOfUnit = `
SELECT DISTINCT unnest(ARRAY[min_minor, max_minor]) FROM price_book WHERE unit_code = @unit`

// Facts of visits that came of their conversation and are about somebody else's.
const sqlFinalForeign = `
SELECT count(*) FROM facts
WHERE conversation_id::text = @conversation AND starts_with(name, 'visit.') AND contact_id <> @contact::uuid`

type finalVisitRow struct {
	Service  booking.ServiceCode
	Status   booking.VisitStatus
	From     time.Time
	Until    time.Time
	Zone     string
	Place    booking.PlaceID
	Raw      string
	Street   string
	Number   string
	Quantity int
	Moved    bool
}

func (r finalVisitRow) visit() evals.FinalVisit {
	zone, err := time.LoadLocation(r.Zone)
	if err != nil {
		zone = time.UTC
	}
	return evals.FinalVisit{
		Service: r.Service, Status: r.Status, Start: r.From.In(zone), End: r.Until.In(zone), Place: r.Place, Raw: r.Raw, Street: r.Street,
		Number: r.Number, Quantity: r.Quantity, Moved: r.Moved,
	}
}

const sqlFinalName = `SELECT name FROM contacts WHERE id = @contact AND @began::timestamptz IS NOT NULL`

const sqlFinalVisits = `
SELECT w.service_code AS service, v.status, lower(v.arrival) AS from, upper(v.arrival) AS until, v.time_zone AS zone, s.locality_id AS place,
  s.raw, s.street, s.number, w.quantity, v.reschedules_id IS NOT NULL AS moved
FROM visits v JOIN work_orders w ON w.id = v.work_order_id JOIN sites s ON s.id = v.site_id
WHERE w.contact_id = @contact AND w.created_at >= @began ORDER BY v.created_at, v.id`

const sqlFinalWaits = `
SELECT locality AS place, cause FROM waitlist_entries WHERE contact_id = @contact AND created_at >= @began ORDER BY created_at`

const sqlFinalEscalations = `
SELECT cause, priority FROM escalations WHERE contact_id = @contact AND opened_at >= @began ORDER BY opened_at, id`

const sqlFinalWithdrawn = `
SELECT purpose FROM consents WHERE contact_id = @contact AND status = 'withdrawn' AND at >= @began ORDER BY at`

// TechnicianOf is the number of whoever has the visit that a number booked last.
func (l *lab) TechnicianOf(ctx context.Context, phone string) (string, error) {
	s := l.people[phone]
	if s == nil {
		return "", fmt.Errorf("%s has not written", phone)
	}
	return db.Value[string](ctx, l.sys.db, sqlTechnicianOf, db.Args{"contact": s.contact})
}

const sqlTechnicianOf = `
SELECT r.phone FROM facts f
JOIN assignments a ON a.visit_id = f.visit_id AND a.status IN ('offered','accepted','active') JOIN resources r ON r.id = a.resource_id
WHERE f.name IN ('visit.booked','visit.rescheduled') AND f.contact_id = @contact ORDER BY f.seq DESC LIMIT 1`
