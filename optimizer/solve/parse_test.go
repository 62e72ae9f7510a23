package solve_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/optimizer/solve"
)

const tinySolomon = `tiny

VEHICLE
NUMBER     CAPACITY
  2         20

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

 0  0 0  0 0 100 0
 1  3 4 10 0  50 10
 2  6 8 10 0  50 10
`

func TestMalformedFilesGiveOneClearLine(t *testing.T) {
	t.Parallel()
	swap := func(old, other string) string { return strings.Replace(tinySolomon, old, other, 1) }
	day := func(old, other string) string { return strings.Replace(santiago, old, other, 1) }
	for _, test := range []struct{ text, says string }{
		{"", "empty"},
		{" \n\t", "empty"},
		{"hello", "not a Solomon file"},
		{"VEHICLE\nNUMBER CAPACITY\n2 20\nCUSTOMER\n", "no depot"},
		{swap("  2         20", "  2"), "line 5: 2 numbers expected, 1 found"},
		{swap("  2         20", "  0  20"), "line 5: 0 vehicles"},
		{swap("  2         20", "  2  1e99"), `line 5: "1e99" is not a number in range`},
		{swap("1  3 4 10 0  50 10", "1  3 x 10 0  50 10"), `line 11: "x" is not a number`},
		{swap("1  3 4 10 0  50 10", "1  3 4 10 0  50"), "line 11: 7 numbers expected, 6 found"},
		{swap("1  3 4 10 0  50 10", "1  3 4 10 60 50 10"), "line 11: customer 1 is ready at 60"},
		{swap("1  3 4 10 0  50 10", "1  3 4 -1 0  50 10"), "line 11: demand -1"},
		{swap("1  3 4 10 0  50 10", "1  3 4 10 0  50 -3"), "line 11: service time -3"},
		{swap("2  6 8", "1  6 8"), "line 12: customer 1 appears twice"},
		{swap("2  6 8", "NaN  6 8"), "line 12"},
		{"{", "day plan: unexpected EOF"},
		{santiago + "{}", "something follows"},
		{day(`"max_stops"`, `"max_stop"`), `unknown field "max_stop"`},
		{day(`"id": 2`, `"id": "ana"`), "technician 1: id \"ana\" appears twice"},
		{day(`"id": "b"`, `"id": 1`), `stop 1: id "1" appears twice`},
		{day(`"id": "b"`, `"id": null`), "stop 1: id must be a string or a whole number"},
		{day(`"lat": -33.42, `, ``), "stop 0: lat and lng are needed"},
		{day(`-33.42`, `-133.42`), "off the earth"},
		{day(`["08:00", "18:00"]`, `["08:00"]`), "is not a window"},
		{day(`["08:00", "18:00"]`, `["18:00", "08:00"]`), "ends before it begins"},
		{day(`"08:00"`, `"8"`), "is not a time"},
		{day(`"technician": 2`, `"technician": "eva"`), `technician "\"eva\"" is not known`},
		{day(`"service_minutes": 45`, `"service_minutes": -1`), "-1 minutes is out of range"},
		{day(`"detour": 1.3`, `"detour": 0.3`), "detour 0.3"},
	} {
		_, err := solve.Parse([]byte(test.text))
		switch {
		case err == nil:
			t.Errorf("%q is accepted", test.says)
		case !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "\n"):
			t.Errorf("%q, want %q in one line", err, test.says)
		}
	}
}

func TestSolomonFilesMayComeWithWindowsLineEndsAndFractions(t *testing.T) {
	t.Parallel()
	text := strings.ReplaceAll(strings.Replace(tinySolomon, "3 4 10", "3.5 4 10", 1), "\n", "\r\n")
	in, err := solve.Parse([]byte("\xef\xbb\xbf" + text))
	if err != nil {
		t.Fatal(err)
	}
	if in.Name != "tiny" || len(in.Problem.Stops) != 2 || len(in.Problem.Vehicles) != 2 {
		t.Fatalf("%q, %d stops, %d vehicles", in.Name, len(in.Problem.Stops), len(in.Problem.Vehicles))
	}
	if got := in.Problem.Travel.Meters(0, 1); got != 53 {
		t.Errorf("0 to 1 is %d tenths, want 53", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(tinySolomon))
	f.Add([]byte(santiago))
	if data, err := os.ReadFile("testdata/R101.txt"); err == nil {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := solve.Parse(data)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Fatalf("error of several lines: %q", err)
			}
			return
		}
		if len(in.Problem.Stops) > 50 || len(in.Problem.Vehicles) > 50 {
			return
		}
		result, err := solve.Solve(t.Context(), &in.Problem, solve.Options{Threads: 1, Pace: []int{5, 5}})
		if err != nil {
			t.Fatalf("parsed but refused: %v", err)
		}
		if len(result.Violations) > 0 {
			t.Fatal(result.Violations)
		}
		in.Answer(result)
	})
}
