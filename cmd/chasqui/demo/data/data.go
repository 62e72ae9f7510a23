// Package data is the demo organisation's catalogue of words and its gazetteer: what customers call the services, and the
// localities of Chile, Brazil and Mexico that are served, with some that are not. It needs no database, so that
// `chasqui understand` can read it anywhere.
//
// Coordinates are approximate centres of the localities. It promises nothing beyond the demo.
package data

import (
	"embed"
	"encoding/json"
	"sync"
)

//go:embed services.json places.json
var files embed.FS

// Service is what people call a service, by language.
type Service struct {
	Code     string              `json:"code"`
	Kind     string              `json:"kind"` // repair, install, maintenance, visit
	Names    map[string]string   `json:"names"`
	Synonyms map[string][]string `json:"synonyms"` // ways to say the thing that is worked on
	Symptoms map[string][]string `json:"symptoms"` // ways to say what is wrong, or what is wanted
}

// Place is a locality.
type Place struct {
	ID           string   `json:"id"`
	Country      string   `json:"country"`
	Name         string   `json:"name"`
	Kind         string   `json:"kind"` // comuna, bairro, colonia, alcaldia, municipio, city
	City         string   `json:"city"`
	Region       string   `json:"region"`
	Territory    string   `json:"territory"` // empty: known, not served
	Aliases      []string `json:"aliases"`
	Lat          float64  `json:"lat"`
	Lng          float64  `json:"lng"`
	PostcodeFrom string   `json:"postcode_from"`
	PostcodeTo   string   `json:"postcode_to"`
	TimeZone     string   `json:"time_zone"`
}

// Services lists the services in the order customers see them.
var Services = sync.OnceValue(func() []Service { return read[Service]("services.json") })

// Places lists the localities.
var Places = sync.OnceValue(func() []Place { return read[Place]("places.json") })

// read panics on a file that does not parse: it is part of the binary, and a test reads it.
func read[T any](name string) []T {
	raw, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	var out []T
	if err := json.Unmarshal(raw, &out); err != nil {
		panic(name + ": " + err.Error())
	}
	return out
}
