package say

import (
	"strconv"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/locales"
)

// work adds what technicians are told: their jobs as cards and lines, times of steps, what a checklist lacks.
func (p phrase) work(args locales.Args, v agent.SayValues) {
	zone := p.zone("")
	if len(v.Jobs) > 0 {
		j := v.Jobs[0].Visit
		zone = p.zone(j.TimeZone)
		args["Customer"], args["Card"], args["Brief"] = firstOf(j.Customer, j.Locality), p.card(j), p.brief(j)
	}
	if v.Visit != nil {
		zone = p.zone(v.Visit.TimeZone)
		args["Code"] = booking.AcceptanceCode(v.Visit.ID)
	}
	if !v.At.IsZero() {
		args["Time"] = p.clock(v.At.In(zone))
	}
	args["Minutes"] = strconv.Itoa(int(v.Worked.Round(time.Minute) / time.Minute))
	args["Left"] = strconv.Itoa(v.Quantity)
	var lines, items []string
	for _, j := range v.Jobs {
		lines = append(lines, p.line(j))
	}
	for _, i := range v.Items {
		items = append(items, firstOf(i.Text[p.lang], i.Text["es"], p.words.Text("tech.item_"+string(i.Kind), nil)))
	}
	args["Cards"], args["Missing"] = strings.Join(lines, "\n"), strings.Join(items, ", ")
}

// card is all that is needed to go there and do the work.
func (p phrase) card(j booking.DayVisit) string {
	lines := []string{p.words.Text("tech.card", locales.Args{
		"Service": upper(p.job(j.Service, j.Quantity)), "Slot": p.window(j.Window, j.TimeZone), "Customer": j.Customer,
		"Address": p.street(j), "Place": j.Locality,
	})}
	if j.Address.Reference != "" {
		lines = append(lines, p.words.Text("tech.card_reference", locales.Args{"Text": j.Address.Reference}))
	}
	if j.Access != "" {
		lines = append(lines, p.words.Text("tech.card_access", locales.Args{"Text": j.Access}))
	}
	if j.Problem != "" {
		lines = append(lines, p.words.Text("tech.card_problem", locales.Args{"Text": j.Problem}))
	}
	lines = append(lines, p.words.Text("tech.card_map", locales.Args{"Lat": degrees(j.At.Lat), "Lng": degrees(j.At.Lng)}))
	return strings.Join(lines, "\n")
}

func degrees(d float64) string { return strconv.FormatFloat(d, 'f', 5, 64) }

// street and number, or the customer's own words.
func (p phrase) street(j booking.DayVisit) string {
	a := j.Address
	if a.Street == "" {
		return firstOf(a.Raw, j.Locality)
	}
	line := strings.TrimSpace(a.Street + " " + a.Number)
	if a.Unit != "" {
		line += ", " + a.Unit
	}
	return line
}

func (p phrase) brief(j booking.DayVisit) string {
	return p.words.Text("tech.brief", locales.Args{
		"Service": p.service(j.Service), "Slot": p.window(j.Window, j.TimeZone), "Place": j.Locality,
	})
}

// line is a visit in the list of a day.
func (p phrase) line(j agent.Job) string {
	s := j.Visit.Window.In(p.zone(j.Visit.TimeZone))
	status := ""
	if key := "tech.status." + string(j.Status); p.words.Has(key) {
		status = " " + p.words.Text(key, nil)
	}
	return p.words.Text("tech.line", locales.Args{
		"N": strconv.Itoa(j.Place), "Start": p.clock(s.Start), "End": p.clock(s.End), "Service": p.service(j.Visit.Service),
		"Customer": firstOf(j.Visit.Customer, "-"), "Place": j.Visit.Locality, "Status": status,
	})
}
