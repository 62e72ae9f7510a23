package booking

// Confidence says how far the position of a site may be trusted (LATAM.md 8.6).
type Confidence string

const (
	ConfidenceA Confidence = "A" // pin confirmed on site
	ConfidenceB Confidence = "B" // the customer's pin
	ConfidenceC Confidence = "C" // street and number, or postcode, inside a known locality
	ConfidenceD Confidence = "D" // centroid of the locality only
)

// Pin is a position on earth in degrees.
type Pin struct {
	Lat float64 `json:"lat"`
	Lng float64 `json:"lng"`
}

// Zero tells whether the pin was never set.
func (p Pin) Zero() bool { return p == Pin{} }

// Address is the text side of a place: for people. Parts that a country does not use stay empty.
type Address struct {
	Raw       string `json:"raw"`                 // the customer's words, kept whole
	Street    string `json:"street,omitempty"`    // street, avenue, calle/carrera, logradouro
	Number    string `json:"number,omitempty"`    // number, "45-12", "s/n", Mz/Lt
	Unit      string `json:"unit,omitempty"`      // flat, tower, block, house in a condominium
	Reference string `json:"reference,omitempty"` // "portón verde frente a la iglesia"
	Postcode  string `json:"postcode,omitempty"`  // CEP, CP; digits only
}

// Place is a locality of the gazetteer: comuna, bairro, colonia, alcaldía, city.
type Place struct {
	ID        PlaceID       `json:"id"`
	Country   string        `json:"country"`
	Name      string        `json:"name"`
	Kind      string        `json:"kind"`
	City      string        `json:"city"`
	Region    string        `json:"region"`
	Territory TerritoryCode `json:"territory"` // empty: known, but we do not go there
	Unit      UnitCode      `json:"unit"`
	TimeZone  string        `json:"time_zone"`
	Center    Pin           `json:"center"`
}

// Served tells whether the organisation goes there.
func (p Place) Served() bool { return p.Territory != "" }

// Site is where work is done.
type Site struct {
	ID         SiteID
	CustomerID CustomerID
	Place      PlaceID
	Territory  TerritoryCode
	Country    string
	Locality   string
	City       string
	Address    Address
	Pin        Pin
	Confidence Confidence
	TimeZone   string
}
