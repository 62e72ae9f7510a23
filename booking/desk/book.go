package desk

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/customers"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// BookTx turns a held slot and the customer's yes into a job with its first visit. Facts: work_order.created, visit.booked,
// promise.made, lead.converted. When the slot is gone the error is slots.ErrLost; run it under a savepoint to go on after that.
func (d *Desk) BookTx(ctx context.Context, tx *db.Tx, cmd booking.BookVisit) (booking.Booked, error) {
	booked, err := d.book(ctx, tx, cmd)
	if err != nil {
		return booking.Booked{}, fmt.Errorf("book visit: %w", err)
	}
	return booked, nil
}

// Book is BookTx in a transaction of its own.
func (d *Desk) Book(ctx context.Context, database *db.DB, cmd booking.BookVisit) (booked booking.Booked, err error) {
	err = database.InTx(ctx, func(tx *db.Tx) error {
		booked, err = d.BookTx(ctx, tx, cmd)
		return err
	})
	return booked, err
}

func (d *Desk) book(ctx context.Context, tx *db.Tx, cmd booking.BookVisit) (booking.Booked, error) {
	if cmd.PromisedBy == "" || cmd.Conversation != "" && cmd.Consent == "" {
		return booking.Booked{}, fault.New(fault.Invalid, "visit.book.no_consent")
	}
	site, err := d.site(ctx, tx, cmd)
	if err != nil {
		return booking.Booked{}, err
	}
	cmd.Request.At = site.Pin // the true position from here on
	hold, err := d.slots.Claim(ctx, tx, slots.Claim{Hold: cmd.Hold, Take: booking.HoldSlot{
		Request: cmd.Request, Slot: cmd.Slot, Contact: cmd.Contact, Conversation: cmd.Conversation,
	}})
	if err != nil {
		return booking.Booked{}, err
	}
	lead, err := d.openLead(ctx, tx, cmd.Conversation)
	if err != nil {
		return booking.Booked{}, err
	}
	by := visits.By{Actor: "bot", Conversation: cmd.Conversation}
	if cmd.Conversation == "" {
		by.Actor = ""
	}
	record, err := d.make(ctx, tx, making{cmd, site, hold, lead.ID, by})
	if err != nil {
		return booking.Booked{}, err
	}
	if err := d.convert(ctx, tx, lead); err != nil {
		return booking.Booked{}, err
	}
	return bookedOf(record), nil
}

func bookedOf(r visits.Record) booking.Booked {
	return booking.Booked{
		VisitID: r.ID, WorkOrderID: r.WorkOrderID, Number: r.Number, Window: r.Window, TimeZone: r.TimeZone, Service: r.Service,
		Technician: r.Technician, Resource: r.Resource, Locality: r.Locality, Country: r.Country,
		Offered: r.Assigned == booking.AssignmentOffered,
	}
}

// site keeps where the work is, for the customer that the contact is from now on.
func (d *Desk) site(ctx context.Context, tx *db.Tx, cmd booking.BookVisit) (booking.Site, error) {
	place, err := d.places.Place(ctx, tx, cmd.Place)
	if err != nil {
		return booking.Site{}, err
	}
	if place == nil || !place.Served() {
		return booking.Site{}, fault.New(fault.Invalid, "visit.book.not_served", fault.Arg("place", cmd.Place))
	}
	customer, err := d.customers.CustomerFor(ctx, tx, customers.Become{
		Contact: cmd.Contact, Unit: place.Unit, Name: cmd.ContactName,
	})
	if err != nil {
		return booking.Site{}, err
	}
	site := booking.Site{
		CustomerID: customer, Place: place.ID, Territory: place.Territory, Country: place.Country, Locality: place.Name,
		City: place.City, Address: cmd.Address, Pin: cmd.Pin, Confidence: confidence(cmd), TimeZone: place.TimeZone,
	}
	if site.Pin.Zero() {
		site.Pin = place.Center
	}
	return d.customers.SaveSite(ctx, tx, site)
}

// confidence is how far the position may be trusted before anybody was there.
func confidence(cmd booking.BookVisit) booking.Confidence {
	a := cmd.Address
	switch {
	case !cmd.Pin.Zero():
		return booking.ConfidenceB
	case a.Street != "" && a.Number != "", a.Postcode != "":
		return booking.ConfidenceC
	default:
		return booking.ConfidenceD
	}
}

// making is what a booking is made of.
type making struct {
	cmd  booking.BookVisit
	site booking.Site
	hold booking.Hold
	lead booking.LeadID
	by   visits.By
}

// make writes the job, its visit, who comes, and the promise.
func (d *Desk) make(ctx context.Context, tx *db.Tx, m making) (visits.Record, error) {
	service, err := d.catalog.Service(ctx, tx, m.cmd.Request.Service)
	if err != nil {
		return visits.Record{}, err
	}
	duration := service.Duration(m.cmd.Request.Quantity)
	territory, err := d.places.Territory(ctx, tx, m.site.Territory)
	if err != nil {
		return visits.Record{}, err
	}
	order, err := d.visits.AddOrder(ctx, tx, booking.WorkOrder{
		Unit: territory.Unit, CustomerID: m.site.CustomerID, ContactID: m.cmd.Contact, SiteID: m.site.ID, LeadID: m.lead,
		Service: service.Code, Quantity: m.cmd.Request.Quantity, Problem: m.cmd.Problem, Access: m.cmd.Access, Answers: m.cmd.Answers,
		Recall: m.cmd.Recall, Duration: duration,
	}, m.by)
	if err != nil {
		return visits.Record{}, err
	}
	visit, err := d.visits.AddVisit(ctx, tx, visits.NewVisit{
		Order: order.ID, Site: m.site.ID, Window: m.hold.Slot.Window, TimeZone: m.site.TimeZone, Duration: duration,
	})
	if err != nil {
		return visits.Record{}, err
	}
	if err := d.handOver(ctx, tx, visit, m.hold); err != nil {
		return visits.Record{}, err
	}
	record, err := d.visits.Record(ctx, tx, visit)
	if err != nil {
		return visits.Record{}, err
	}
	if err := d.visits.Tell(ctx, tx, record, booking.FactVisitBooked, "", m.by); err != nil {
		return visits.Record{}, err
	}
	if _, err = d.visits.Promise(ctx, tx, record, visits.Promise{
		Window: record.Window, Message: m.cmd.PromisedBy, Consent: m.cmd.Consent,
	}, m.by); err != nil {
		return visits.Record{}, err
	}
	return record, d.announce(ctx, tx, record, false)
}

// handOver gives the hold's technician and time to the visit.
func (d *Desk) handOver(ctx context.Context, tx *db.Tx, visit booking.VisitID, hold booking.Hold) error {
	who, err := d.crew.Resource(ctx, tx, hold.Slot.Resource, booking.DayOf(hold.Slot.Planned.Start, time.UTC))
	if err != nil {
		return err
	}
	if err := d.slots.Confirm(ctx, tx, hold.ID); err != nil {
		return err
	}
	return d.give(ctx, tx, giving{visit: visit, who: who, assign: visits.Assign{Planned: hold.Slot.Planned, Hold: hold.ID}})
}

// openLead is the lead that the booking converts; none is a zero Lead.
func (d *Desk) openLead(ctx context.Context, tx *db.Tx, conversation booking.ConversationID) (booking.Lead, error) {
	if conversation == "" {
		return booking.Lead{}, nil
	}
	lead, err := d.leads.Open(ctx, tx, conversation)
	if fault.Is(err, fault.NotFound) {
		return booking.Lead{}, nil
	}
	return lead, err
}

func (d *Desk) convert(ctx context.Context, tx *db.Tx, lead booking.Lead) error {
	if lead.ID == "" {
		return nil
	}
	_, err := d.leads.Save(ctx, tx, booking.SaveLead{
		ContactID: lead.ContactID, Conversation: lead.Conversation, Unit: lead.Unit, Status: booking.LeadConverted,
	})
	return err
}
