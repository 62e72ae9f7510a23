package visits

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

type detailRow struct {
	CustomerID                                                booking.CustomerID
	CustomerName                                              string
	Quantity                                                  int
	Problem                                                   string
	Answers                                                   map[string]string
	OrderMinutes                                              int
	OrderCreated                                              time.Time
	ServiceNames                                              map[string]string
	ContactCustomer                                           booking.CustomerID
	ContactUnit                                               booking.UnitCode
	ContactName, Language, ContactCountry                     string
	IsTest                                                    bool
	ContactCreated                                            time.Time
	Kinds, Handles                                            []string
	SiteCustomer                                              booking.CustomerID
	Place                                                     booking.PlaceID
	City, Raw, Street, HouseNumber, Flat, Reference, Postcode string
	Confidence                                                booking.Confidence
	SiteZone                                                  string
	ResourceUnit                                              booking.UnitCode
	Employment                                                booking.Employment
	ResourcePhone                                             string
	HomeLat, HomeLng                                          float64
	Conversation                                              booking.ConversationID
}

// The conversation is the lead's, or the one that the promise was told in.
const sqlFindDetail = `
SELECT o.customer_id, cu.name AS customer_name, o.quantity, o.problem, o.answers, o.duration_minutes AS order_minutes,
  o.created_at AS order_created, t.names AS service_names,
  coalesce(c.customer_id::text, '') AS contact_customer, c.unit_code AS contact_unit, c.name AS contact_name, c.language,
  c.country AS contact_country, c.is_test, c.created_at AS contact_created,
  ARRAY(SELECT h.kind FROM contact_handles h WHERE h.contact_id = c.id ORDER BY h.kind, h.value) AS kinds,
  ARRAY(SELECT h.value FROM contact_handles h WHERE h.contact_id = c.id ORDER BY h.kind, h.value) AS handles,
  s.customer_id AS site_customer, s.locality_id AS place, l.city, s.raw, s.street, s.number AS house_number, s.unit AS flat,
  s.reference, s.postcode, s.confidence, s.time_zone AS site_zone,
  coalesce(r.unit_code, '') AS resource_unit, coalesce(r.employment, '') AS employment, coalesce(r.phone, '') AS resource_phone,
  coalesce(r.home_lat, 0) AS home_lat, coalesce(r.home_lng, 0) AS home_lng,
  coalesce(le.conversation_id::text, (SELECT m.conversation_id::text FROM promises p JOIN messages m ON m.id = p.message_id
    WHERE p.visit_id = v.id ORDER BY p.version LIMIT 1), '') AS conversation
FROM visits v
JOIN work_orders o ON o.id = v.work_order_id
JOIN customers cu ON cu.id = o.customer_id
JOIN contacts c ON c.id = o.contact_id
JOIN service_types t ON t.code = o.service_code
JOIN sites s ON s.id = v.site_id
JOIN localities l ON l.id = s.locality_id
LEFT JOIN leads le ON le.id = o.lead_id
LEFT JOIN assignments a ON a.visit_id = v.id AND a.status IN ('proposed','offered','accepted','active')
LEFT JOIN resources r ON r.id = a.resource_id
WHERE v.id = @id`

// Detail is all that a visit's page shows but its facts and its conversation; NotFound when there is none of that id.
func (s *Store) Detail(ctx context.Context, q db.Querier, id booking.VisitID) (booking.VisitDetail, error) {
	r, err := s.Record(ctx, q, id)
	if err != nil {
		return booking.VisitDetail{}, err
	}
	row, err := db.One[detailRow](ctx, q, sqlFindDetail, db.Args{"id": id})
	if err != nil {
		return booking.VisitDetail{}, fmt.Errorf("find visit detail: %w", err)
	}
	promises, err := s.Promises(ctx, q, id)
	if err != nil {
		return booking.VisitDetail{}, err
	}
	return booking.VisitDetail{
		Visit: r.Visit, Order: row.order(r), ServiceName: row.ServiceNames, Customer: row.CustomerName,
		Contact: row.contact(r), Site: row.site(r), Technician: row.technician(r), Promises: promises,
		Conversation: row.Conversation,
	}, nil
}

func (d detailRow) order(r Record) booking.WorkOrder {
	return booking.WorkOrder{
		ID: r.WorkOrderID, Number: r.Number, Unit: r.Unit, CustomerID: d.CustomerID, ContactID: r.Contact, SiteID: r.SiteID,
		LeadID: r.Lead, Service: r.Service, Quantity: d.Quantity, Problem: d.Problem, Answers: d.Answers,
		Duration: time.Duration(d.OrderMinutes) * time.Minute, Status: r.OrderStatus, CreatedAt: d.OrderCreated,
	}
}

func (d detailRow) contact(r Record) booking.Contact {
	c := booking.Contact{
		ID: r.Contact, CustomerID: d.ContactCustomer, Unit: d.ContactUnit, Name: d.ContactName, Language: d.Language,
		Country: d.ContactCountry, IsTest: d.IsTest, CreatedAt: d.ContactCreated,
	}
	for i, kind := range d.Kinds {
		c.Handles = append(c.Handles, booking.Handle{Kind: booking.HandleKind(kind), Value: d.Handles[i]})
	}
	return c
}

func (d detailRow) site(r Record) booking.Site {
	return booking.Site{
		ID: r.SiteID, CustomerID: d.SiteCustomer, Place: d.Place, Territory: r.Territory, Country: r.Country,
		Locality: r.Locality, City: d.City, Pin: r.At, Confidence: d.Confidence, TimeZone: d.SiteZone,
		Address: booking.Address{
			Raw: d.Raw, Street: d.Street, Number: d.HouseNumber, Unit: d.Flat, Reference: d.Reference, Postcode: d.Postcode,
		},
	}
}

// technician is who has the visit, without territories and skills; nil when nobody has.
func (d detailRow) technician(r Record) *booking.Resource {
	if r.Resource == "" {
		return nil
	}
	return &booking.Resource{
		ID: r.Resource, Unit: d.ResourceUnit, Name: r.Technician, Employment: d.Employment, Phone: d.ResourcePhone,
		Home: booking.Pin{Lat: d.HomeLat, Lng: d.HomeLng}, TimeZone: r.CrewZone,
	}
}
