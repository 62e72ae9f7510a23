package desk_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// other is a technician of the town who does not have the visit.
func (b *bench) other(booked booking.Booked) booking.ResourceID {
	for _, id := range b.Technicians {
		if id != booked.Resource {
			return id
		}
	}
	return ""
}

func TestAMoveGivesAVisitToAnotherTechnician(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 2})
	day := town.Day(1)
	booked := b.book(t, "tv_mount", "cl-nunoa", slot(day, 9, 13))
	cmd := booking.MoveVisit{
		Visit: booked.VisitID, Resource: b.other(booked), Start: town.Hours(day, 11, 12).Start, Reason: "queda más cerca", Actor: "u1",
	}
	check, err := b.desk.Check(t.Context(), b.DB, cmd)
	if err != nil || !check.OK || !check.Planned.Start.Equal(cmd.Start) {
		t.Fatalf("check %+v, %v", check, err)
	}
	done, err := b.desk.Move(t.Context(), b.DB, cmd)
	if err != nil || !done.Planned.Equal(check.Planned) {
		t.Fatalf("move %+v, %v; check said %+v", done, err, check)
	}
	r, err := b.visits.Record(t.Context(), b.DB, booked.VisitID)
	if err != nil || r.Resource != cmd.Resource || !r.Planned.Equal(done.Planned) || !r.Window.Equal(booked.Window) {
		t.Errorf("visit %+v, %v", r, err)
	}
	facts := b.facts(t, booked)
	last := facts[len(facts)-1]
	var data booking.VisitFact
	if err := json.Unmarshal(last.Data, &data); err != nil {
		t.Fatal(err)
	}
	if last.Name != booking.FactVisitMoved || last.Actor != "user:u1" || data.Reason != "queda más cerca" || data.Technician != r.Technician {
		t.Errorf("fact %s by %s: %+v", last.Name, last.Actor, data)
	}
	b.sound(t)
}

func TestAMoveSaysWhichRuleItBreaks(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 2})
	day := town.Day(1)
	ac := b.book(t, "ac_install", "cl-nunoa", slot(day, 9, 13)) // only the first technician can do it
	tv := b.book(t, "tv_mount", "cl-las-condes", slot(day, 14, 18))
	away := b.AddTechnician(town.Places["cl-nunoa"])
	b.Away(away, town.Hours(day, 14, 18.5))
	elsewhere := b.AddTechnician(town.Places["cl-nunoa"])
	b.Do(`DELETE FROM territory_members WHERE resource_id = @id AND territory_code = 'RM-Oriente'`, db.Args{"id": elsewhere})
	off := b.AddTechnician(town.Places["cl-nunoa"])
	b.Do(`DELETE FROM shifts WHERE resource_id = @id`, db.Args{"id": off})
	far := b.AddTechnician(town.Places["cl-melipilla"])
	b.Away(far, town.Hours(day, 8.5, 14))
	busy := b.Technicians[0]
	acRecord, err := b.visits.Record(t.Context(), b.DB, ac.VisitID)
	if err != nil {
		t.Fatal(err)
	}
	tvMorning := b.book(t, "tv_mount", "cl-nunoa", slot(day, 9, 13))
	for _, id := range []booking.VisitID{tv.VisitID, tvMorning.VisitID} {
		if _, err := b.desk.Move(t.Context(), b.DB, booking.MoveVisit{Visit: id, Resource: b.Technicians[1], Reason: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	b.Away(busy, town.Hours(day, 13.5, 18.5)) // the installation has nowhere to go but where it is
	for _, c := range []struct {
		rule  string
		visit booking.VisitID
		to    booking.ResourceID
		start time.Time
	}{
		{desk.RuleSkill, ac.VisitID, b.Technicians[1], time.Time{}},
		{desk.RuleTerritory, tv.VisitID, elsewhere, time.Time{}},
		{desk.RuleShift, tv.VisitID, off, time.Time{}},
		{desk.RuleShift, tv.VisitID, b.Technicians[1], town.Hours(day, 18, 19).Start},
		{desk.RuleAbsence, tv.VisitID, away, time.Time{}},
		{desk.RuleTravel, tv.VisitID, far, town.Hours(day, 14, 15).Start},
		{desk.RuleWindow, tv.VisitID, b.Technicians[1], town.Hours(day, 13, 14).Start},
		{desk.RuleOverlap, tvMorning.VisitID, busy, acRecord.Planned.Start.Add(time.Hour)},
	} {
		cmd := booking.MoveVisit{Visit: c.visit, Resource: c.to, Start: c.start, Reason: "test"}
		check, err := b.desk.Check(t.Context(), b.DB, cmd)
		if err != nil || check.OK || check.Rule != c.rule {
			t.Errorf("want %s, check says %+v, %v", c.rule, check, err)
		}
		if _, err := b.desk.Move(t.Context(), b.DB, cmd); fault.KeyOf(err) != c.rule || !fault.Is(err, fault.Conflict) {
			t.Errorf("want %s, move says %v", c.rule, err)
		}
	}
	b.sound(t)
}

func TestAVisitThatIsUnderWayIsNotMoved(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 2})
	booked := b.book(t, "tv_mount", "cl-nunoa", slot(town.Day(1), 9, 13))
	for _, to := range []booking.VisitStatus{booking.VisitDispatched, booking.VisitEnRoute} {
		if err := b.DB.InTx(t.Context(), func(tx *db.Tx) error {
			_, err := b.visits.Move(t.Context(), tx, visits.Transition{Visit: booked.VisitID, To: to})
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	_, err := b.desk.Move(t.Context(), b.DB, booking.MoveVisit{Visit: booked.VisitID, Resource: b.other(booked), Reason: "test"})
	if fault.KeyOf(err) != desk.RuleStatus {
		t.Errorf("got %v", err)
	}
}

func TestAVisitIsTakenAndGivenBack(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 1})
	day := town.Day(1)
	first := b.book(t, "tv_mount", "cl-nunoa", slot(day, 9, 13))
	second := b.book(t, "tv_mount", "cl-providencia", slot(day, 9, 13))
	a, err := b.visits.Record(t.Context(), b.DB, first.VisitID)
	if err != nil {
		t.Fatal(err)
	}
	c, err := b.visits.Record(t.Context(), b.DB, second.VisitID)
	if err != nil {
		t.Fatal(err)
	}
	later := second
	if c.Planned.Start.Before(a.Planned.Start) {
		first, later, c = second, first, a
	}
	check, err := b.desk.Move(t.Context(), b.DB, booking.MoveVisit{Visit: first.VisitID, Reason: "enfermo"})
	if err != nil || !check.OK || len(check.Shifted) != 1 || check.Shifted[0] != later.VisitID || check.ExtraTravel >= 0 {
		t.Fatalf("unassign: %+v, %v", check, err)
	}
	b.sound(t)
	if r, err := b.visits.Record(t.Context(), b.DB, later.VisitID); err != nil || !r.Planned.Start.Before(c.Planned.Start) {
		t.Errorf("the freed day was not planned anew: %v, was %v, %v", r.Planned, c.Planned, err)
	}
	if r, err := b.visits.Record(t.Context(), b.DB, first.VisitID); err != nil || r.Resource != "" || !r.Planned.IsZero() {
		t.Errorf("unassigned visit %+v, %v", r, err)
	}
	if _, err := b.desk.Move(t.Context(), b.DB, booking.MoveVisit{
		Visit: first.VisitID, Resource: b.Technicians[0], Reason: "ya está",
	}); err != nil {
		t.Fatal(err)
	}
	if r, err := b.visits.Record(t.Context(), b.DB, first.VisitID); err != nil || r.Resource != b.Technicians[0] {
		t.Errorf("assigned visit %+v, %v", r, err)
	}
	if _, err := b.desk.Move(t.Context(), b.DB, booking.MoveVisit{Visit: first.VisitID}); fault.KeyOf(err) != "visit.move.no_reason" {
		t.Errorf("a move without a reason: %v", err)
	}
	b.sound(t)
}
