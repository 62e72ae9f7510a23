package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/chasqui-fsm/chasqui/booking/dispatch"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/channels/web/admin"
	"github.com/chasqui-fsm/chasqui/channels/webchat"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

type serveCmd struct {
	Simulator bool `help:"Put the phone simulator on the menu: staff may chat as any number."`
}

// Run serves until the program is told to stop.
func (c serveCmd) Run(p program) error {
	cfg, log, err := p.settings()
	if err != nil {
		return err
	}
	if !web.AssetsBuilt() {
		return errors.New("the web assets are not built: run make generate")
	}
	url, leave, err := organisationURL(p.ctx, cfg, log)
	if err != nil {
		return err
	}
	system := clock.System()
	sys, end, err := openSystem(p.ctx, url, system, ids.System(system), systemOptions{
		Transports: []channels.Transport{webchat.Transport{}}, Log: log, Config: &cfg,
	}, leave)
	if err != nil {
		return err
	}
	defer end()
	if units, err := sys.trade.places.Units(p.ctx, sys.db); err == nil && len(units) == 0 {
		fmt.Fprintln(p.err, "this database has no organisation yet: nobody can be answered (try chasqui demo)")
	}
	sys.warnOfVersion(p.ctx)
	return p.serve(sys, cfg, c.Simulator, func(address string) {
		fmt.Fprintf(p.out, "chasqui listens at %s\n", address)
	})
}

// serve works the queue and answers the web until the program is told to stop. ready hears of the address.
func (p program) serve(sys *system, cfg config.Config, simulator bool, ready func(address string)) error {
	if cfg.MetricsListen != "" {
		if err := sys.metrics.serve(p.ctx, cfg.MetricsListen); err != nil {
			return err
		}
	}
	listener, err := (&net.ListenConfig{}).Listen(p.ctx, "tcp", cfg.Listen)
	if err != nil {
		return inputError(fmt.Sprintf("%s is taken; set LISTEN to another address", cfg.Listen))
	}
	runner, err := queue.NewRunner(sys.db, sys.registry, queue.RunnerOptions{Log: sys.log})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := runner.Start(p.ctx); err != nil {
		return errors.Join(err, listener.Close())
	}
	ctx, stopLive := context.WithCancel(p.ctx)
	defer stopLive()
	ways, err := sys.runTransports(ctx)
	if err != nil {
		return errors.Join(err, listener.Close(), p.stop(runner))
	}
	server := &http.Server{
		Handler: sys.pages(ctx, cfg, simulator), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog:    slog.NewLogLogger(sys.log.Handler(), slog.LevelDebug),
	}
	ready("http://" + address(listener.Addr()))
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err = <-failed:
	case <-p.ctx.Done():
		err = nil
	}
	stopLive() // streams end, so that the server can; and transports hear no more
	ways.Wait()
	return errors.Join(err, p.shutDown(server, runner))
}

// stop lets jobs under way end.
func (p program) stop(runner *queue.Runner) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(p.ctx), 15*time.Second)
	defer cancel()
	return runner.Stop(ctx)
}

// shutDown lets requests and jobs under way end.
func (p program) shutDown(server *http.Server, runner *queue.Runner) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(p.ctx), 15*time.Second)
	defer cancel()
	return errors.Join(server.Shutdown(ctx), runner.Stop(ctx))
}

// address as one writes it in a browser.
func address(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if ip := net.ParseIP(host); err != nil || ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// pages mounts everything that speaks HTTP.
func (s *system) pages(ctx context.Context, cfg config.Config, simulator bool) http.Handler {
	kit := web.New(web.Options{
		DB: s.db, Words: s.words, Log: s.log, Lifetime: cfg.SessionLifetime, Idle: cfg.SessionIdle, Insecure: cfg.SessionInsecure,
		PublicURL: cfg.PublicURL,
	})
	chats := gateway.Follow(ctx, s.db)
	admin.Mount(kit, admin.Deps{
		DB: s.db, Places: s.trade.places, Dispatch: dispatch.New(), Visits: s.trade.visits, Desk: s.trade.desk,
		Escalations: s.trade.escalations, Gateway: s.gateway, Simulator: simulator,
		Customers: s.trade.customers, Facts: events.Listen(ctx, s.db), Chats: chats, Pairing: s.pairing(),
	})
	chat := webchat.New(webchat.Options{
		DB: s.db, Inbox: s.gateway, Live: chats, Log: s.log,
	})
	kit.Mount("/chat", "", chat.Widget())
	kit.Mount("/media", "", s.gateway.MediaHandler())
	if s.ways.cloud != nil {
		kit.Mount("/hooks/cloud", "", s.ways.cloud.Handler())
	}
	if s.ways.sms != nil && s.ways.sms.Handler() != nil {
		kit.Mount("/hooks/sms", "", s.ways.sms.Handler())
	}
	if simulator {
		kit.Mount("/simulator/api", admin.Simulating, chat.Simulator())
	}
	return kit.Handler()
}
