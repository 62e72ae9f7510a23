package solve

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// The text format of Solomon (1987) and of Gehring and Homberger (1999):
//
//	R101
//
//	VEHICLE
//	NUMBER     CAPACITY
//	  25         200
//
//	CUSTOMER
//	CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME
//	    0      35       35       0       0           230       0            the depot
//	    1      41       49       10      161         171       10
//
// Distances and times follow the 12th DIMACS challenge: all in tenths, distances truncated.

const (
	tenths = 10
	// mostCustomers keeps the table of distances within 150 MB.
	mostCustomers = 6000
	// largestNumber bounds every number in a file, so that sums of tenths cannot overflow.
	largestNumber = 1e6
)

// solomonLine is one line of numbers.
type solomonLine struct {
	number int
	fields []float64
}

func parseSolomon(data []byte) (*Instance, error) {
	name, header, lines, err := solomonLines(string(data))
	if err != nil {
		return nil, err
	}
	vehicles, capacity := header.fields[0], header.fields[1]
	if vehicles < 1 || vehicles != math.Trunc(vehicles) || capacity < 0 || capacity != math.Trunc(capacity) {
		return nil, fmt.Errorf("line %d: %g vehicles of capacity %g make no sense", header.number, vehicles, capacity)
	}
	if len(lines) == 0 {
		return nil, errors.New("no depot line after CUSTOMER")
	}
	if len(lines) > mostCustomers+1 {
		return nil, fmt.Errorf("%d customers, at most %d are supported", len(lines)-1, mostCustomers)
	}
	in := &Instance{Name: name, scale: tenths}
	seen := map[float64]bool{}
	points := make([]travel.XY, len(lines))
	for i, line := range lines {
		if err := checkCustomer(line, seen); err != nil {
			return nil, err
		}
		points[i] = travel.XY{X: line.fields[1], Y: line.fields[2]}
		if i > 0 {
			in.addCustomer(i, line)
		}
	}
	in.Problem.Locations = len(points)
	in.Problem.Travel = travel.Plane(points, tenths)
	depot := window(lines[0])
	// No plan needs more vehicles than customers.
	for v := range min(int(vehicles), max(len(lines)-1, 1)) {
		in.Problem.Vehicles = append(in.Problem.Vehicles, optimizer.Vehicle{
			ID: strconv.Itoa(v + 1), Shift: depot, Capacity: []int32{int32(capacity)}, PerMeter: 1,
		})
	}
	return in, nil
}

func (in *Instance) addCustomer(location int, line solomonLine) {
	id := strconv.FormatInt(int64(line.fields[0]), 10)
	in.labels = append(in.labels, json.RawMessage(id))
	in.Problem.Stops = append(in.Problem.Stops, optimizer.Stop{
		ID: id, Location: location, Windows: []optimizer.Window{window(line)},
		Service: optimizer.Seconds(math.Round(line.fields[6] * tenths)), Demand: []int32{int32(line.fields[3])},
	})
}

func window(line solomonLine) optimizer.Window {
	return optimizer.Window{
		From: optimizer.Seconds(math.Round(line.fields[4] * tenths)), To: optimizer.Seconds(math.Round(line.fields[5] * tenths)),
	}
}

func checkCustomer(line solomonLine, seen map[float64]bool) error {
	f := line.fields
	switch {
	case f[0] != math.Trunc(f[0]) || f[0] < 0:
		return fmt.Errorf("line %d: customer number %g", line.number, f[0])
	case seen[f[0]]:
		return fmt.Errorf("line %d: customer %g appears twice", line.number, f[0])
	case f[3] < 0 || f[3] != math.Trunc(f[3]):
		return fmt.Errorf("line %d: demand %g of customer %g", line.number, f[3], f[0])
	case f[4] > f[5]:
		return fmt.Errorf("line %d: customer %g is ready at %g, after its due date %g", line.number, f[0], f[4], f[5])
	case f[6] < 0:
		return fmt.Errorf("line %d: service time %g of customer %g", line.number, f[6], f[0])
	}
	seen[f[0]] = true
	return nil
}

// solomonLines finds the vehicle line and the customer lines.
func solomonLines(text string) (name string, header solomonLine, customers []solomonLine, err error) {
	part := ""
	for i, raw := range strings.Split(text, "\n") {
		words := strings.Fields(raw)
		if len(words) == 0 {
			continue
		}
		head := strings.ToUpper(words[0])
		switch {
		case head == "VEHICLE" || head == "NUMBER":
			part = "VEHICLE"
		case head == "CUSTOMER" || head == "CUST":
			part = "CUSTOMER"
		case part == "":
			if name == "" {
				name = strings.TrimSpace(raw)
			}
		case part == "VEHICLE" && header.fields == nil:
			header.number = i + 1
			if header.fields, err = numbers(i+1, words, 2); err != nil {
				return "", header, nil, err
			}
		case part == "CUSTOMER":
			line := solomonLine{number: i + 1}
			if line.fields, err = numbers(i+1, words, 7); err != nil {
				return "", header, nil, err
			}
			customers = append(customers, line)
		}
	}
	if header.fields == nil {
		return "", header, nil, errors.New("not a Solomon file (no VEHICLE section) and not JSON")
	}
	return name, header, customers, nil
}

func numbers(line int, words []string, count int) ([]float64, error) {
	if len(words) != count {
		return nil, fmt.Errorf("line %d: %d numbers expected, %d found", line, count, len(words))
	}
	out := make([]float64, count)
	for i, word := range words {
		x, err := strconv.ParseFloat(word, 64)
		if err != nil || math.IsNaN(x) || math.Abs(x) > largestNumber {
			return nil, fmt.Errorf("line %d: %.40q is not a number in range", line, word)
		}
		out[i] = x
	}
	return out, nil
}
