package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
	"github.com/chasqui-fsm/chasqui/channels/sms"
	"github.com/chasqui-fsm/chasqui/channels/sms/smpp"
	"github.com/chasqui-fsm/chasqui/channels/sms/twilio"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/logs"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// transports are the ways to people outside, as far as they are configured. Linked devices always are: a number is paired later.
type transports struct {
	linked *whatsapp.Transport
	cloud  *cloud.Cloud   // nil: not used
	sms    *sms.Transport // nil: not used
}

// openTransports makes the transports of a configuration. They hear nothing before they run.
func (s *system) openTransports(cfg config.Config) (err error) {
	s.ways.linked, err = whatsapp.New(whatsapp.Options{
		DB: s.db, Inbox: s.gateway, Numbers: s.gateway, Files: s.gateway, Log: s.log, Polls: cfg.WhatsAppPolls,
		Endpoint: cfg.WhatsAppEndpoint, CertPubKey: cfg.WhatsAppCertPubkey,
	})
	if err != nil {
		return inputError(err.Error())
	}
	s.gateway.Use(s.ways.linked)
	if cfg.CloudToken != "" {
		s.ways.cloud, err = cloud.New(cloud.Options{
			DB: s.db, Inbox: s.gateway, Numbers: s.gateway, Files: s.gateway, Log: s.log, Graph: cfg.CloudGraph, Token: cfg.CloudToken,
			AppSecret: cfg.CloudAppSecret, VerifyToken: cfg.CloudVerifyToken, Account: cfg.CloudAccount, Lines: cfg.CloudNumbers,
		})
		if err != nil {
			return inputError(err.Error())
		}
		s.gateway.Use(s.ways.cloud)
	}
	return s.openSMS(cfg)
}

// openSMS makes the SMS transport of a configuration, if there is one.
func (s *system) openSMS(cfg config.Config) error {
	if cfg.SMSProvider == "" {
		return nil
	}
	o := sms.Options{
		Provider: sms.Provider(cfg.SMSProvider), Numbers: cfg.SMSNumbers, Country: cfg.SMSCountry, KeepAccents: cfg.SMSAccents,
		DB: s.db, Inbox: s.gateway, Book: s.gateway, Log: s.log,
		SMPP: smpp.Account{
			Address: cfg.SMPPAddress, TLS: cfg.SMPPTLS, SystemID: cfg.SMPPSystemID, Password: cfg.SMPPPassword, SystemType: cfg.SMPPSystemType,
			Alphabet: smpp.Alphabet(cfg.SMPPAlphabet), ASCII: smpp.Alphabet(cfg.SMPPASCII), IDs: smpp.IDs(cfg.SMPPIDs), Window: cfg.SMPPWindow,
			Many: cfg.SMPPMany,
		},
		Twilio: twilio.Account{
			BaseURL: cfg.TwilioBaseURL, AccountSID: cfg.TwilioAccount, AuthToken: cfg.TwilioToken, ServiceSID: cfg.TwilioService,
			PublicURL: cfg.PublicURL + "/hooks/sms",
		},
	}
	if o.Provider == sms.HTTP {
		raw, err := os.ReadFile(cfg.SMSHTTPFile)
		if err != nil {
			return inputError("SMS_HTTP_FILE: " + err.Error())
		}
		if err := json.Unmarshal(raw, &o.HTTP); err != nil {
			return inputError("SMS_HTTP_FILE: " + err.Error())
		}
	}
	var err error
	if s.ways.sms, err = sms.New(o); err != nil {
		return inputError(err.Error())
	}
	s.gateway.Use(s.ways.sms)
	return nil
}

// runTransports runs them until the context ends; wait for what it gives.
func (s *system) runTransports(ctx context.Context) (*sync.WaitGroup, error) {
	var running sync.WaitGroup
	if err := s.assignNumbers(ctx); err != nil {
		return nil, err
	}
	if s.ways.sms != nil {
		running.Go(func() { s.ways.sms.Run(ctx) })
	}
	running.Go(func() { s.gateway.Attend(ctx) })
	if s.ways.linked == nil {
		return &running, nil
	}
	running.Go(func() {
		if err := s.ways.linked.Run(ctx); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "linked devices stopped", logs.Error, err)
		}
	})
	return &running, nil
}

// assignNumbers says whose our numbers of the configuration are: the unit's of their country, or everybody's.
func (s *system) assignNumbers(ctx context.Context) error {
	var ours []channels.Number
	if s.ways.cloud != nil {
		for _, value := range slices.Sorted(maps.Keys(s.cfg.CloudNumbers)) {
			if canonicalPhone(value) != value {
				return inputError(fmt.Sprintf("CLOUD_NUMBERS: %q is no number: it is written +56221234567", value))
			}
			ours = append(ours, channels.Number{Ours: channels.Address{Channel: channels.WhatsApp, Value: value}, Transport: cloud.Transport})
		}
	}
	if s.ways.sms != nil {
		for _, address := range s.ways.sms.Numbers() {
			ours = append(ours, channels.Number{Ours: address, Transport: s.cfg.SMSProvider})
		}
	}
	if len(ours) == 0 {
		return nil
	}
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		units, err := s.trade.places.Units(ctx, tx)
		if err != nil {
			return err
		}
		for _, n := range ours {
			unit, _ := booking.UnitFor(units, countryOf(n.Ours.Value))
			if err := s.gateway.Assign(ctx, tx, n, string(unit.Code)); err != nil {
				return err
			}
		}
		return nil
	})
}

// refreshNumbers asks providers how our numbers and templates are.
type refreshNumbers struct{}

// Kind of the job.
func (refreshNumbers) Kind() string { return "numbers.refresh" }

// refreshTimeout is of one round of questions to a provider.
const refreshTimeout = 2 * time.Minute

// registerTransports adds the periodic work of transports.
func (s *system) registerTransports() error {
	queue.Register(s.registry, func(ctx context.Context, _ queue.Job[refreshNumbers]) error {
		if s.ways.cloud == nil {
			return nil
		}
		ctx, cancel := context.WithTimeout(ctx, refreshTimeout)
		defer cancel()
		if err := s.ways.cloud.Refresh(ctx); err != nil {
			return err
		}
		return s.ways.cloud.SyncTemplates(ctx)
	})
	return s.registry.Periodic("*/15 * * * *", refreshNumbers{}, queue.Unique("numbers.refresh"))
}
