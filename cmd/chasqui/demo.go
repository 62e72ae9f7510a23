package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/channels/webchat"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/identity"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

type demoCmd struct{}

// demoEmail signs in to the demo as its administrator.
const demoEmail = "demo@chasqui.example"

// Run serves a fresh copy of the demo organisation, which is gone at the end.
func (demoCmd) Run(p program) error {
	cfg, log, err := p.settings()
	if err != nil {
		return err
	}
	if !web.AssetsBuilt() {
		return errors.New("the web assets are not built: run make generate")
	}
	fmt.Fprintln(p.err, "preparing the demo organisation ...")
	server, leave, err := serverURL(p.ctx, cfg, log)
	if err != nil {
		return err
	}
	url, drop, err := demoCopy(p.ctx, server)
	if err != nil {
		leave()
		return err
	}
	system := clock.System()
	sys, end, err := openSystem(p.ctx, url, system, ids.System(system), systemOptions{
		Transports: []channels.Transport{webchat.Transport{}}, Log: log, Demo: true, Config: &cfg,
	}, func() { drop(); leave() })
	if err != nil {
		return err
	}
	defer end()
	if err := demo.Prepare(p.ctx, sys.db); err != nil {
		return err
	}
	password := oneTimePassword()
	err = sys.db.InTx(p.ctx, func(tx *db.Tx) error {
		_, err := identity.CreateUser(p.ctx, tx, identity.NewUser{
			Email: demoEmail, Name: "Demo", Password: password, Roles: []identity.Role{identity.Admin},
		})
		return err
	})
	if err != nil {
		return err
	}
	return p.serve(sys, cfg, true, func(address string) {
		fmt.Fprintf(p.out, "\n  board      %s/board\n  simulator  %s/simulator\n  sign in    %s\n  password   %s\n\nCtrl-C ends the demo; nothing is kept.\n",
			address, address, demoEmail, password)
	})
}

// oneTimePassword is easy to type: groups of letters and digits.
func oneTimePassword() string {
	s := strings.ToLower(rand.Text())
	return s[:4] + "-" + s[4:8] + "-" + s[8:12]
}
