// Package booking is the language of the trade: customers and sites, leads, service types, technicians, work orders and
// visits, slots, holds and promises, with their states, transitions and facts. It holds no I/O; the subfolders do the work.
//
// # What it promises
//
//   - A [Visit] has three separate axes: [VisitStatus], [Confirmation] and [AssignmentStatus]. None is derived from another.
//   - A [Promise] is what a customer was told (a window, a price). It is written once and never changed; a change of mind is a
//     new promise with the next version.
//   - Transitions are closed tables: [VisitStatus.Can], [LeadStatus.Can], [WorkOrderStatus.Can]. What is not listed is illegal.
//   - Times are instants; the zone of the site travels beside them and decides how they are said.
//
// # The life of a booking
//
//	SlotRequest -> slots.Offer -> Slot -> (hold, expires) -> customer's yes -> BookVisit
//	                                                                            |
//	                       WorkOrder + Visit + Assignment + Promise, one transaction, fact visit.booked
package booking
