// Package config is everything an operator may set, all of it by environment variables, in one struct.
//
// The `env` tags are the contract: Table and Masked read them, so that `chasqui help config` and `chasqui doctor` cannot
// forget one. A secret is tagged and never printed.
package config

import (
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
)

// Config is what the environment says. Its zero value is not usable: Load fills the defaults.
type Config struct {
	DatabaseURL string `env:"DATABASE_URL" secret:"url" help:"Postgres to use; empty: a private server in CHASQUI_DATA"`
	DataDir     string `env:"CHASQUI_DATA" help:"data folder: private Postgres, media; empty: /var/lib/chasqui as root, else ~/.local/share/chasqui"`

	Listen        string `env:"LISTEN" envDefault:":8080" help:"address and port that the web listens on"`
	MetricsListen string `env:"METRICS_LISTEN" help:"address and port for Prometheus (GET /metrics), not for the world; empty: none"`

	PublicURL string `env:"PUBLIC_URL" envDefault:"http://localhost:8080" help:"how the world reaches this server; links in messages start with it"`

	LogLevel  string `env:"LOG_LEVEL" envDefault:"info" help:"debug, info, warn or error"`
	LogFormat string `env:"LOG_FORMAT" envDefault:"text" help:"text or json"`

	SessionLifetime time.Duration `env:"SESSION_LIFETIME" envDefault:"12h" help:"after this time everyone signs in again"`
	SessionIdle     time.Duration `env:"SESSION_IDLE" envDefault:"2h" help:"unused sessions end after this time"`
	SessionInsecure bool          `env:"SESSION_INSECURE" envDefault:"false" help:"true lets the session cookie travel over plain HTTP beyond localhost"`

	OpenAIKey           string        `env:"OPENAI_API_KEY" secret:"all" help:"key of the language model, any word where the server wants none; empty: rules only"`
	OpenAIBaseURL       string        `env:"OPENAI_BASE_URL" envDefault:"https://api.openai.com/v1" secret:"url" help:"any server that speaks the OpenAI API, with its version"`
	OpenAIModel         string        `env:"OPENAI_MODEL" envDefault:"gpt-4.1-mini" help:"model that turns words into commands"`
	OpenAITimeout       time.Duration `env:"OPENAI_TIMEOUT" envDefault:"4s" help:"a turn does not wait longer for the model; 4s at most"`
	OpenAIBudget        int64         `env:"OPENAI_BUDGET" envDefault:"2000000" help:"tokens a day, of all; rules only when they are used up; 0: no bound"`
	OpenAIContactBudget int64         `env:"OPENAI_CONTACT_BUDGET" envDefault:"60000" help:"tokens a day, of one contact; 0: no bound"`
	OpenAIAtOnce        int           `env:"OPENAI_AT_ONCE" envDefault:"8" help:"calls of a process under way at once; a turn beyond them goes by rules"`

	TranscribeURL     string        `env:"TRANSCRIBE_URL" secret:"url" help:"base URL of a server with OpenAI's /audio/transcriptions that writes voice notes down, https://api.openai.com/v1; empty: they are kept, and customers are asked to write"`
	TranscribeKey     string        `env:"TRANSCRIBE_KEY" secret:"all" help:"key of that server; empty: none is sent"`
	TranscribeModel   string        `env:"TRANSCRIBE_MODEL" envDefault:"whisper-1" help:"model that writes voice notes down"`
	TranscribeTimeout time.Duration `env:"TRANSCRIBE_TIMEOUT" envDefault:"15s" help:"a voice note that takes longer is answered without its words; 15s at most"`

	WhatsAppEndpoint   string `env:"WHATSAPP_ENDPOINT" help:"another WhatsApp server (staging, tests); empty: the real one"`
	WhatsAppCertPubkey string `env:"WHATSAPP_CERT_PUBKEY" help:"base64 of the 32 byte key that signs that server's certificate"`
	WhatsAppPolls      bool   `env:"WHATSAPP_POLLS" envDefault:"false" help:"true sends choices as a poll too (linked devices)"`

	CloudToken       string            `env:"CLOUD_TOKEN" secret:"all" help:"WhatsApp Cloud API: access token; empty: not used"`
	CloudAppSecret   string            `env:"CLOUD_APP_SECRET" secret:"all" help:"Cloud API: secret that signs its webhooks"`
	CloudVerifyToken string            `env:"CLOUD_VERIFY_TOKEN" secret:"all" help:"Cloud API: word that Meta shows when it subscribes PUBLIC_URL/hooks/cloud"`
	CloudAccount     string            `env:"CLOUD_ACCOUNT" help:"Cloud API: id of the WhatsApp Business Account"`
	CloudNumbers     map[string]string `env:"CLOUD_NUMBERS" envKeyValSeparator:"=" help:"Cloud API: our numbers and their ids, +56221234567=1065403,+5511...=2087"`
	CloudGraph       string            `env:"CLOUD_GRAPH" help:"Cloud API: another Graph server with its version (tests); empty: Meta's"`

	SMSProvider    string   `env:"SMS_PROVIDER" help:"smpp, twilio or http; empty: no SMS"`
	SMSNumbers     []string `env:"SMS_NUMBERS" help:"our SMS numbers, short codes or names, +56221234567,..."`
	SMSCountry     string   `env:"SMS_COUNTRY" help:"calling code of numbers that the carrier writes without one, 56; empty: none"`
	SMSAccents     bool     `env:"SMS_ACCENTS" envDefault:"false" help:"true keeps accents: segments of 70 characters instead of 160"`
	SMPPAddress    string   `env:"SMPP_ADDRESS" help:"SMPP: host:port of the carrier"`
	SMPPTLS        bool     `env:"SMPP_TLS" envDefault:"false" help:"SMPP: true connects with TLS"`
	SMPPSystemID   string   `env:"SMPP_SYSTEM_ID" help:"SMPP: name of the account"`
	SMPPPassword   string   `env:"SMPP_PASSWORD" secret:"all" help:"SMPP: its password"`
	SMPPSystemType string   `env:"SMPP_SYSTEM_TYPE" help:"SMPP: system type, where the carrier wants one"`
	SMPPAlphabet   string   `env:"SMPP_ALPHABET" envDefault:"gsm7" help:"SMPP: what data_coding 0 of what customers write means: gsm7, latin1, ascii or utf8"`
	SMPPASCII      string   `env:"SMPP_ASCII" envDefault:"latin1" help:"SMPP: what data_coding 1 means: latin1, for ASCII and what goes beyond it, or gsm7"`
	SMPPIDs        string   `env:"SMPP_IDS" envDefault:"same" help:"SMPP: message ids in answers and in receipts: same, hex_decimal or decimal_hex"`
	SMPPWindow     int      `env:"SMPP_WINDOW" envDefault:"10" help:"SMPP: messages that may wait for their answers at once"`
	SMPPMany       bool     `env:"SMPP_MANY" envDefault:"false" help:"SMPP: true when the carrier lets every process bind; false: one binds, and another takes over"`
	TwilioBaseURL  string   `env:"TWILIO_BASE_URL" help:"Twilio or what speaks as it; empty: Twilio"`
	TwilioAccount  string   `env:"TWILIO_ACCOUNT_SID" help:"Twilio: account; its webhooks go to PUBLIC_URL/hooks/sms"`
	TwilioToken    string   `env:"TWILIO_AUTH_TOKEN" secret:"all" help:"Twilio: token, which also signs its webhooks"`
	TwilioService  string   `env:"TWILIO_SERVICE_SID" help:"Twilio: messaging service; empty: our number is named"`
	SMSHTTPFile    string   `env:"SMS_HTTP_FILE" help:"http: JSON file that says how the provider is spoken to (channels/sms/aggregator)"`

	MapStyleURL string `env:"MAP_STYLE_URL" help:"MapLibre style of the map's tiles; empty: positions on a plain ground"`
}

// Load reads an environment of "NAME=value" lines, as os.Environ gives it.
func Load(environ []string) (Config, error) {
	var c Config
	if err := env.ParseWithOptions(&c, env.Options{Environment: env.ToMap(environ)}); err != nil {
		return Config{}, fmt.Errorf("read configuration: %w", err)
	}
	if c.LogFormat != "text" && c.LogFormat != "json" {
		return Config{}, fmt.Errorf("LOG_FORMAT is %q: it is text or json", c.LogFormat)
	}
	if c.OpenAIBudget < 0 || c.OpenAIContactBudget < 0 || c.OpenAIAtOnce < 1 || c.OpenAITimeout <= 0 {
		return Config{}, errors.New("OPENAI_BUDGET, OPENAI_CONTACT_BUDGET: 0 or more; OPENAI_AT_ONCE, OPENAI_TIMEOUT: more than 0")
	}
	if u, err := url.Parse(c.OpenAIBaseURL); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return Config{}, errors.New("OPENAI_BASE_URL is no URL as in https://api.openai.com/v1")
	}
	if err := c.checkTranscription(); err != nil {
		return Config{}, err
	}
	c.PublicURL = strings.TrimRight(c.PublicURL, "/")
	return c, nil
}

// Row is one setting as a person reads it.
type Row struct {
	Name    string `json:"name"`
	Default string `json:"default"`
	Help    string `json:"help"`
	Value   string `json:"value,omitempty"` // masked; only from Masked
}

// Table lists every setting in the order of the struct.
func Table() []Row { return rows(reflect.TypeFor[Config](), nil) }

// Masked is the table with this configuration's values; of secrets it only says that they are set.
func (c Config) Masked() []Row {
	return rows(reflect.TypeFor[Config](), func(i int) any { return reflect.ValueOf(c).Field(i).Interface() })
}

func rows(t reflect.Type, value func(field int) any) []Row {
	var out []Row
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		r := Row{Name: tag.Get("env"), Default: tag.Get("envDefault"), Help: tag.Get("help")}
		if value != nil {
			r.Value = mask(tag.Get("secret"), fmt.Sprint(value(i)))
		}
		out = append(out, r)
	}
	return out
}
