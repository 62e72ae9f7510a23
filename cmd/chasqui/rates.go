package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels/cloud"
)

// ratesCmd loads what a message costs, from the provider's list.
type ratesCmd struct {
	File string `arg:"" help:"CSV of country,category,since,currency,price: CL,utility,2026-10-01,USD,0.0200"`
}

// Run loads all of the file or nothing.
func (c ratesCmd) Run(p program) error {
	f, err := os.Open(c.File)
	if err != nil {
		return inputError(err.Error())
	}
	defer f.Close()
	rates, err := readRates(f)
	if err != nil {
		return inputError(c.File + ": " + err.Error())
	}
	return p.withCloud(func(_ *system, api *cloud.Cloud) error {
		if err := api.LoadRates(p.ctx, rates); err != nil {
			return err
		}
		fmt.Fprintf(p.out, "%d rates\n", len(rates))
		return nil
	})
}

// readRates reads a list of rates. A line that says "country" is the heading.
func readRates(r io.Reader) (rates []cloud.Rate, err error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord, in.TrimLeadingSpace = 5, true
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rates, nil
		}
		if err != nil {
			return nil, err
		}
		if len(rates) == 0 && strings.EqualFold(row[0], "country") {
			continue
		}
		line, _ := in.FieldPos(0)
		since, errSince := time.Parse(time.DateOnly, row[2])
		price, errPrice := strconv.ParseFloat(row[4], 64)
		if len(row[0]) != 2 || row[1] == "" || errSince != nil || len(row[3]) != 3 || errPrice != nil || price < 0 || price > 1000 {
			return nil, fmt.Errorf("line %d is no rate: want country,category,since,currency,price as in CL,utility,2026-10-01,USD,0.02", line)
		}
		rates = append(rates, cloud.Rate{
			Country: strings.ToUpper(row[0]), Category: strings.ToLower(row[1]), Since: since, Currency: strings.ToUpper(row[3]),
			Micros: int64(math.Round(price * 1e6)),
		})
	}
}
