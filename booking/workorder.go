package booking

import "time"

// WorkOrderStatus is where a job stands (DOMAIN.md 4.4).
type WorkOrderStatus string

const (
	OrderDraft      WorkOrderStatus = "draft"
	OrderReady      WorkOrderStatus = "ready"
	OrderScheduled  WorkOrderStatus = "scheduled"
	OrderInProgress WorkOrderStatus = "in_progress"
	OrderCompleted  WorkOrderStatus = "completed"
	OrderClosed     WorkOrderStatus = "closed"
	OrderOnHold     WorkOrderStatus = "on_hold"
	OrderCanceled   WorkOrderStatus = "canceled"
)

var orderMoves = map[WorkOrderStatus][]WorkOrderStatus{
	OrderDraft:      {OrderReady, OrderOnHold, OrderCanceled},
	OrderReady:      {OrderScheduled, OrderOnHold, OrderCanceled},
	OrderScheduled:  {OrderInProgress, OrderReady, OrderOnHold, OrderCanceled},
	OrderInProgress: {OrderCompleted, OrderReady, OrderOnHold},
	OrderOnHold:     {OrderReady, OrderScheduled, OrderInProgress, OrderCanceled},
	OrderCompleted:  {OrderClosed},
}

// Can tells whether a job may go from s to next. A closed job never reopens: a recall is a new job.
func (s WorkOrderStatus) Can(next WorkOrderStatus) bool { return contains(orderMoves[s], next) }

// WorkOrder is what is to be done and why. The customer calls it the job.
type WorkOrder struct {
	ID         WorkOrderID
	Number     int64 // what people say on the phone
	Unit       UnitCode
	CustomerID CustomerID
	ContactID  ContactID
	SiteID     SiteID
	LeadID     LeadID
	Service    ServiceCode
	Quantity   int
	Problem    string
	Access     string            // how to get in, in the customer's words
	Answers    map[string]string // by question id
	Recall     VisitID           // whose work failed again; empty: none
	Duration   time.Duration
	Status     WorkOrderStatus
	CreatedAt  time.Time
}
