package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/identity"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

type userCmd struct {
	Add      userAddCmd      `cmd:"" help:"Add somebody; prints a password unless one comes on stdin."`
	List     userListCmd     `cmd:"" help:"List everybody."`
	Password userPasswordCmd `cmd:"" help:"Set a password: from stdin, or a new one that is printed."`
	Disable  userDisableCmd  `cmd:"" help:"Keep somebody out."`
}

type userAddCmd struct {
	Email string   `arg:"" help:"Signs in with it."`
	Name  string   `help:"How colleagues see them."`
	Role  []string `required:"" help:"admin, ops_lead, dispatcher, agent, finance, marketer, technician, partner."`
	Unit  []string `help:"Business units they see; none means all."`
	Stdin bool     `help:"Read the password from stdin."`
}

// Run adds a user.
func (c userAddCmd) Run(p program) error {
	roles := make([]identity.Role, len(c.Role))
	for i, r := range c.Role {
		if roles[i] = identity.Role(r); !roles[i].Valid() {
			return inputError(fmt.Sprintf("there is no role %q; see chasqui user add --help", r))
		}
	}
	password, told, err := p.newPassword(c.Stdin)
	if err != nil {
		return err
	}
	name := c.Name
	if name == "" {
		name, _, _ = strings.Cut(c.Email, "@")
	}
	err = p.withUsers(func(ctx context.Context, tx *db.Tx) error {
		_, err := identity.CreateUser(ctx, tx, identity.NewUser{Email: c.Email, Name: name, Password: password, Roles: roles, UnitCodes: c.Unit})
		if fault.Is(err, fault.Conflict) {
			return inputError(c.Email + " is there already")
		}
		return err
	})
	if err == nil {
		fmt.Fprintf(p.out, "%s added%s\n", c.Email, told)
	}
	return err
}

type userListCmd struct{}

// Run prints a line a user.
func (userListCmd) Run(p program) error {
	return p.withUsers(func(ctx context.Context, tx *db.Tx) error {
		users, err := identity.ListUsers(ctx, tx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
		for _, u := range users {
			state := "active"
			if !u.Active {
				state = "disabled"
			}
			fmt.Fprintf(w, "%s\t%s\t%v\t%v\t%s\n", u.Email, u.Name, u.Roles, u.UnitCodes, state)
		}
		return w.Flush()
	})
}

type userPasswordCmd struct {
	Email string `arg:"" help:"Whose password."`
	Stdin bool   `help:"Read the password from stdin."`
}

// Run sets a password.
func (c userPasswordCmd) Run(p program) error {
	password, told, err := p.newPassword(c.Stdin)
	if err != nil {
		return err
	}
	err = p.withUser(c.Email, func(ctx context.Context, tx *db.Tx, id string) error {
		return identity.SetPassword(ctx, tx, id, password)
	})
	if err == nil {
		fmt.Fprintf(p.out, "password of %s set%s\n", c.Email, told)
	}
	return err
}

type userDisableCmd struct {
	Email string `arg:"" help:"Who is kept out."`
}

// Run disables a user.
func (c userDisableCmd) Run(p program) error {
	err := p.withUser(c.Email, identity.Disable)
	if err == nil {
		fmt.Fprintf(p.out, "%s disabled\n", c.Email)
	}
	return err
}

// newPassword reads one line of stdin, or draws a password and says so.
func (p program) newPassword(stdin bool) (password, told string, err error) {
	if !stdin {
		password = oneTimePassword()
		return password, "; password: " + password, nil
	}
	in := bufio.NewScanner(p.in)
	in.Scan()
	password = strings.TrimSpace(in.Text())
	if err := identity.CheckPassword(password); err != nil {
		return "", "", inputError("the password must have 10 characters at least")
	}
	return password, "", in.Err()
}

// withUser finds a user by email.
func (p program) withUser(email string, do func(ctx context.Context, tx *db.Tx, id string) error) error {
	return p.withUsers(func(ctx context.Context, tx *db.Tx) error {
		u, err := identity.UserByEmail(ctx, tx, email)
		if fault.Is(err, fault.NotFound) {
			return inputError("there is no user " + email)
		}
		if err != nil {
			return err
		}
		return do(ctx, tx, u.ID)
	})
}

// withUsers opens the organisation's database for one transaction.
func (p program) withUsers(do func(ctx context.Context, tx *db.Tx) error) error {
	cfg, log, err := p.settings()
	if err != nil {
		return err
	}
	url, leave, err := organisationURL(p.ctx, cfg, log)
	if err != nil {
		return err
	}
	defer leave()
	system := clock.System()
	d, err := db.Open(p.ctx, url, system, ids.System(system))
	if err != nil {
		return err
	}
	defer d.Close()
	return d.InTx(p.ctx, func(tx *db.Tx) error { return do(p.ctx, tx) })
}
