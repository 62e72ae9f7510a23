package smpp

import (
	"log/slog"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Alphabet is what a data_coding of what customers write stands for, where carriers differ.
type Alphabet string

const (
	AlphabetGSM7   Alphabet = "gsm7" // unpacked
	AlphabetLatin1 Alphabet = "latin1"
	AlphabetASCII  Alphabet = "ascii"
	AlphabetUTF8   Alphabet = "utf8"
)

// IDs says how a message id of submit_sm_resp is written in its receipt.
type IDs string

const (
	IDsSame       IDs = "same"        // also the empty string
	IDsHexDecimal IDs = "hex_decimal" // hexadecimal in the answer, decimal in the receipt
	IDsDecimalHex IDs = "decimal_hex" // the other way round
)

// Account is what a carrier gives.
type Account struct {
	Name       string // tells accounts apart, in ids and locks; empty: SystemID@Address
	Address    string // host:port
	TLS        bool
	SystemID   string
	Password   string // up to 8 characters
	SystemType string
	Alphabet   Alphabet // of data_coding 0; empty: GSM-7
	ASCII      Alphabet // of data_coding 1, which some give to GSM-7; empty: ASCII, and Latin-1 beyond
	IDs        IDs
	Window     int  // submits without an answer at once; 0: 10
	Many       bool // the carrier lets several processes bind at once
	SourceTON  *int // of our numbers; nil: by how they are written
	SourceNPI  *int
}

// Check names the setting that cannot be; empty when all can.
func (a Account) Check() (setting string) {
	alphabets := []Alphabet{"", AlphabetGSM7, AlphabetLatin1, AlphabetASCII, AlphabetUTF8}
	ton := func(n *int) bool { return n == nil || *n >= 0 && *n < 256 }
	switch {
	case a.Address == "":
		return "smpp.address"
	case a.SystemID == "":
		return "smpp.system_id"
	case !slices.Contains(alphabets, a.Alphabet):
		return "smpp.alphabet"
	case !slices.Contains(alphabets, a.ASCII):
		return "smpp.ascii"
	case !slices.Contains([]IDs{"", IDsSame, IDsHexDecimal, IDsDecimalHex}, a.IDs):
		return "smpp.ids"
	case a.Window < 0:
		return "smpp.window"
	case !ton(a.SourceTON) || !ton(a.SourceNPI):
		return "smpp.source"
	}
	return ""
}

// Timing of a link. Zero fields have the values that [Timing.orDefault] says.
type Timing struct {
	Dial     time.Duration // to connect and bind
	Answer   time.Duration // a submit's answer is waited for
	Enquire  time.Duration // between signs of life
	Rebind   time.Duration // after a lost link; doubled up to RebindAtMost
	Refused  time.Duration // after a refused password
	Lock     time.Duration // between looks at the lock, and how long its connection may not answer
	Sweep    time.Duration // between looks for parts that wait too long
	Parts    time.Duration // that a message's other parts are waited for
	Storing  time.Duration // of one deliver_sm
	Throttle time.Duration // the least wait after ESME_RTHROTTLED
}

// RebindAtMost is the longest wait before a lost link is tried again.
const RebindAtMost = time.Minute

func (t Timing) orDefault() Timing {
	for _, d := range []struct {
		field *time.Duration
		value time.Duration
	}{
		{&t.Dial, 10 * time.Second},
		{&t.Answer, 20 * time.Second},
		{&t.Enquire, 20 * time.Second},
		{&t.Rebind, time.Second},
		{&t.Refused, 2 * time.Minute},
		{&t.Lock, 2 * time.Second},
		{&t.Sweep, 30 * time.Second},
		{&t.Parts, 10 * time.Minute},
		{&t.Storing, 10 * time.Second},
		{&t.Throttle, time.Second},
	} {
		if *d.field <= 0 {
			*d.field = d.value
		}
	}
	return t
}

// Options of New.
type Options struct {
	Account
	Timing Timing
	Line   *line.Line
	DB     *db.DB
	Log    *slog.Logger
}

const defaultWindow = 10

func (o Options) orDefault() Options {
	if o.Name == "" {
		o.Name = o.SystemID + "@" + o.Address
	}
	if o.Alphabet == "" {
		o.Alphabet = AlphabetGSM7
	}
	if o.ASCII == "" {
		o.ASCII = AlphabetLatin1
	}
	if o.Window <= 0 {
		o.Window = defaultWindow
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Timing = o.Timing.orDefault()
	return o
}
