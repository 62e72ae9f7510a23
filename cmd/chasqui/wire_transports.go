package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/logs"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// transports are the ways to people outside, as far as they are configured. Linked devices always are: a number is paired later.
type transports struct {
	linked *whatsapp.Transport
	cloud  *cloud.Cloud // nil: not used
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
	return nil
}

// runTransports runs them until the context ends; wait for what it gives.
func (s *system) runTransports(ctx context.Context) (*sync.WaitGroup, error) {
	var running sync.WaitGroup
	if s.ways.cloud != nil {
		if err := s.assignNumbers(ctx, cloud.Transport, slices.Sorted(maps.Keys(s.cloudNumbers()))); err != nil {
			return nil, err
		}
	}
	running.Go(func() { s.gateway.Attend(ctx) })
	running.Go(func() {
		if err := s.ways.linked.Run(ctx); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "linked devices stopped", logs.Error, err)
		}
	})
	return &running, nil
}

// cloudNumbers are the numbers of the Cloud API, by themselves.
func (s *system) cloudNumbers() map[string]bool {
	set := map[string]bool{}
	for number := range s.cfg.CloudNumbers {
		set[number] = true
	}
	return set
}

// assignNumbers says whose numbers these are: the unit of their country, or everybody's.
func (s *system) assignNumbers(ctx context.Context, transport string, numbers []string) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		units, err := s.trade.places.Units(ctx, tx)
		if err != nil {
			return err
		}
		for _, value := range numbers {
			if canonicalPhone(value) != value {
				return inputError(fmt.Sprintf("%q is no number of ours: it is written +56221234567", value))
			}
			unit, _ := booking.UnitFor(units, countryOf(value))
			n := channels.Number{Ours: channels.Address{Channel: channels.WhatsApp, Value: value}, Transport: transport}
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
