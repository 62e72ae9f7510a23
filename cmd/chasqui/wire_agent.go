package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/catalog"
	"github.com/chasqui-fsm/chasqui/booking/customers"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// viewer tells the agent what it may know of a person.
type viewer struct {
	db    *db.DB
	trade services
}

func (v viewer) View(ctx context.Context, work channels.TurnWork) (agent.View, error) {
	contact, err := v.trade.customers.Contact(ctx, v.db, booking.ContactID(work.Conversation.ContactID))
	if err != nil {
		return agent.View{}, fmt.Errorf("contact: %w", err)
	}
	unit, err := v.trade.places.Unit(ctx, v.db, contact.Unit)
	if err != nil {
		return agent.View{}, fmt.Errorf("unit: %w", err)
	}
	zone, err := time.LoadLocation(unit.TimeZone)
	if err != nil {
		return agent.View{}, fmt.Errorf("unit %s: %w", unit.Code, err)
	}
	view := agent.View{Unit: unit, Zone: zone, Contact: known(contact)}
	if view.Org, err = v.trade.places.Organization(ctx, v.db); err != nil {
		return agent.View{}, fmt.Errorf("organization: %w", err)
	}
	if view.Services, err = v.services(ctx, unit); err != nil {
		return agent.View{}, err
	}
	if view.Visits, err = v.visits(ctx, contact.ID); err != nil {
		return agent.View{}, err
	}
	if view.Past, err = v.past(ctx, contact.ID, work.At); err != nil {
		return agent.View{}, err
	}
	if view.Changes, err = v.trade.places.Changes(ctx, v.db, unit.Code); err != nil {
		return agent.View{}, err
	}
	if view.Conventions, err = v.trade.places.Conventions(ctx, v.db, unit.Code); err != nil {
		return agent.View{}, err
	}
	if view.Technician, err = v.technician(ctx, work); err != nil {
		return agent.View{}, err
	}
	team, err := v.trade.places.Desk(ctx, v.db, unit.Code)
	if err != nil {
		return agent.View{}, fmt.Errorf("desk: %w", err)
	}
	view.Desk = agent.DeskHours{Open: team.Open(work.At, zone), Next: team.Next(work.At, zone)}
	return view, nil
}

func known(c booking.Contact) agent.Contact {
	out := agent.Contact{ID: c.ID, Name: c.Name, Language: c.Language, Country: c.Country}
	for _, h := range c.Handles {
		if h.Kind == booking.HandleE164 {
			out.Phone = h.Value
		}
	}
	return out
}

// services of a unit, called what its country calls them.
func (v viewer) services(ctx context.Context, unit booking.Unit) ([]agent.Service, error) {
	list, err := v.trade.catalog.Services(ctx, v.db, unit.Code)
	if err != nil {
		return nil, fmt.Errorf("services: %w", err)
	}
	out := make([]agent.Service, len(list))
	for i, s := range list {
		if local := s.Names[unit.Locale]; local != "" {
			language, _, _ := strings.Cut(unit.Locale, "-")
			s.Names[language] = local
		}
		out[i] = agent.Service{Code: s.Code, Names: s.Names, Kind: s.Kind, Thing: s.Thing, AsksProblem: s.AsksProblem, Questions: s.Questions}
	}
	return out, nil
}

func (v viewer) visits(ctx context.Context, contact booking.ContactID) ([]agent.Visit, error) {
	list, err := v.trade.visits.LiveFor(ctx, v.db, contact)
	if err != nil {
		return nil, fmt.Errorf("visits: %w", err)
	}
	out := make([]agent.Visit, len(list))
	for i, r := range list {
		out[i] = visitOf(r)
	}
	return out, nil
}

// pastDays is for how long a visit that was made is still spoken of.
const pastDays = 35

func (v viewer) past(ctx context.Context, contact booking.ContactID, now time.Time) ([]agent.Visit, error) {
	list, err := v.trade.visits.PastFor(ctx, v.db, contact, now.AddDate(0, 0, -pastDays))
	if err != nil {
		return nil, fmt.Errorf("past visits: %w", err)
	}
	var out []agent.Visit
	for _, r := range list {
		out = append(out, visitOf(r))
	}
	return out, nil
}

// visitOf is a visit as the agent knows it.
func visitOf(r visits.Record) agent.Visit {
	v := agent.Visit{
		ID: r.ID, Service: r.Service, Quantity: r.Quantity, Unit: r.Unit, Territory: r.Territory, At: r.At, Window: r.Window,
		TimeZone: r.TimeZone, Status: r.Status, Confirmation: r.Confirmation, Locality: r.Locality, Technician: r.Technician,
		Expected: r.Planned.Start, Moves: r.Moves,
	}
	if !r.Expected.IsZero() {
		v.Expected = r.Expected
	}
	return v
}

// reader runs the agent's reading effects.
type reader struct {
	trade services
	clock clock.Clock
}

func (r reader) Read(ctx context.Context, q db.Querier, view agent.View, e agent.Effect) (agent.Result, error) {
	switch e.Kind {
	case agent.EffLocate:
		place, err := r.locate(ctx, q, view, *e.Locate)
		return agent.Result{Place: place}, err
	case agent.EffOffer:
		list, err := r.trade.slots.Offer(ctx, q, *e.Offer)
		return agent.Result{Slots: list}, err
	case agent.EffPrice:
		price, err := r.trade.catalog.Price(ctx, q, catalog.PriceQuery{
			Unit: e.Price.Unit, Service: e.Price.Service, Quantity: e.Price.Quantity,
			Day: booking.DayOf(r.clock.Now(), view.Zone),
		})
		return agent.Result{Price: price}, err
	case agent.EffLookup:
		list, err := r.trade.catalog.Snippets(ctx, q, catalog.SnippetQuery{
			Unit: e.Lookup.Unit, Language: e.Lookup.Language, Topics: e.Lookup.Topics, Day: booking.DayOf(r.clock.Now(), view.Zone),
		})
		return agent.Result{Snippets: list}, err
	default:
		return agent.Result{}, fmt.Errorf("unknown reading effect %q", e.Kind)
	}
}

// writer runs the agent's writing effects. What the dialogue leaves empty (contact, conversation, unit, messages) is of the turn.
type writer struct{ trade services }

func (w writer) Write(ctx context.Context, tx *db.Tx, who turn.Who, e agent.Effect) (agent.Result, error) {
	contact, conv := who.View.Contact.ID, booking.ConversationID(who.Work.Conversation.ID)
	switch e.Kind {
	case agent.EffLead:
		return w.lead(ctx, tx, who, *e.Lead)
	case agent.EffHold:
		cmd := *e.Hold
		cmd.Contact, cmd.Conversation, cmd.Request.Contact = contact, conv, contact
		hold, err := w.trade.slots.Hold(ctx, tx, cmd)
		return agent.Result{Hold: &hold}, lost(err)
	case agent.EffRelease:
		return agent.Result{}, w.trade.slots.Release(ctx, tx, e.Release)
	case agent.EffBook:
		cmd := *e.Book
		cmd.Contact, cmd.Conversation, cmd.PromisedBy = contact, conv, booking.MessageID(who.Said)
		if cmd.Consent == "" {
			cmd.Consent = booking.MessageID(who.Heard)
		}
		booked, err := w.trade.desk.BookTx(ctx, tx, cmd)
		return agent.Result{Booked: &booked}, lost(err)
	case agent.EffWaitlist:
		cmd := *e.Waitlist
		cmd.Place = ownPlace(cmd.Place)
		cmd.Contact, cmd.Conversation, cmd.Unit = contact, conv, orUnit(cmd.Unit, who)
		_, err := w.trade.leads.JoinWaitlist(ctx, tx, cmd)
		return agent.Result{}, err
	case agent.EffEscalate:
		cmd := *e.Escalate
		cmd.Contact, cmd.Conversation, cmd.Unit = contact, conv, orUnit(cmd.Unit, who)
		_, err := w.trade.escalations.Open(ctx, tx, cmd)
		return agent.Result{}, err
	case agent.EffConsent:
		cmd := *e.Consent
		cmd.ContactID, cmd.Conversation, cmd.MessageID = contact, conv, booking.MessageID(who.Heard)
		return agent.Result{}, w.trade.customers.Withdraw(ctx, tx, cmd)
	case agent.EffRemember:
		return agent.Result{}, w.remember(ctx, tx, contact, *e.Remember)
	default:
		return w.change(ctx, tx, who, e)
	}
}

// change runs the effects that change a visit.
func (w writer) change(ctx context.Context, tx *db.Tx, who turn.Who, e agent.Effect) (agent.Result, error) {
	contact, conv := who.View.Contact.ID, booking.ConversationID(who.Work.Conversation.ID)
	switch e.Kind {
	case agent.EffMove:
		cmd := *e.Move
		cmd.Contact, cmd.Conversation, cmd.PromisedBy = contact, conv, booking.MessageID(who.Said)
		booked, err := w.trade.desk.RescheduleTx(ctx, tx, cmd)
		return agent.Result{Booked: &booked}, lost(err)
	case agent.EffCancel:
		cmd := *e.Cancel
		cmd.Contact, cmd.Conversation = contact, conv
		_, err := w.trade.desk.CancelTx(ctx, tx, cmd)
		return agent.Result{}, err
	case agent.EffAnswer:
		cmd := *e.Answer
		cmd.Contact, cmd.Conversation = contact, conv
		return agent.Result{}, w.trade.desk.AnswerTx(ctx, tx, cmd)
	case agent.EffExplain:
		return agent.Result{}, w.trade.visits.Explain(ctx, tx, e.Explain.Visit, e.Explain.Reason)
	case agent.EffNote:
		return agent.Result{}, w.trade.visits.Note(ctx, tx, booking.NoteAccess{Visit: e.Note.Visit, Contact: contact, Text: e.Note.Text})
	case agent.EffAlert:
		cmd := *e.Escalate
		cmd.Contact, cmd.Conversation, cmd.Unit = contact, conv, orUnit(cmd.Unit, who)
		_, err := w.trade.escalations.Open(ctx, tx, cmd)
		return agent.Result{}, err
	case agent.EffVerify, agent.EffRecord, agent.EffReply, agent.EffRepin:
		return w.work(ctx, tx, who, e)
	case agent.EffRate:
		cmd := *e.Rate
		cmd.Contact, cmd.Conversation = contact, conv
		return agent.Result{}, w.trade.desk.RateTx(ctx, tx, cmd)
	default:
		return agent.Result{}, fmt.Errorf("unknown writing effect %q", e.Kind)
	}
}

func orUnit(u booking.UnitCode, who turn.Who) booking.UnitCode {
	if u != "" {
		return u
	}
	return who.View.Unit.Code
}

func lost(err error) error {
	if slots.Lost(err) {
		return turn.ErrLost
	}
	return err
}

func (w writer) lead(ctx context.Context, tx *db.Tx, who turn.Who, cmd booking.SaveLead) (agent.Result, error) {
	cmd.Place = ownPlace(cmd.Place)
	cmd.ContactID, cmd.Conversation = who.View.Contact.ID, booking.ConversationID(who.Work.Conversation.ID)
	cmd.Unit, cmd.Source = orUnit(cmd.Unit, who), string(who.Work.Conversation.Ours.Channel)
	if len(who.Work.Messages) > 0 {
		cmd.FirstMessage = booking.MessageID(who.Work.Messages[0].ID)
	}
	lead, err := w.trade.leads.Save(ctx, tx, cmd)
	return agent.Result{LeadID: lead.ID}, err
}

// remember keeps what was learned; a phone that is somebody else's stays with them.
func (w writer) remember(ctx context.Context, tx *db.Tx, id booking.ContactID, l agent.Remember) error {
	err := w.trade.customers.Remember(ctx, tx, id, customers.Learned{Name: l.Name, Language: l.Language, Phone: l.Phone, Prefers: l.Prefer})
	if _, taken := customers.AsTaken(err); taken {
		return nil
	}
	return err
}
