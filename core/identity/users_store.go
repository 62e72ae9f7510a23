package identity

import (
	"context"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// User is a person, or a partner's system, that signs in.
type User struct {
	ID        string    `json:"id"`
	Email     string    `json:"email"`
	Name      string    `json:"name"`
	Roles     []Role    `json:"roles"`
	UnitCodes []string  `json:"unit_codes"` // empty: all
	Locale    string    `json:"locale"`
	Active    bool      `json:"active"`
	CreatedAt time.Time `json:"created_at"`
}

// Can reports whether the user is active and one of the roles has the permission.
func (u User) Can(p Permission) bool { return u.Active && Can(u.Roles, p) }

// Sees reports whether the user may see a business unit.
func (u User) Sees(unit string) bool {
	return u.Active && (len(u.UnitCodes) == 0 || slices.Contains(u.UnitCodes, unit))
}

// NewUser is what CreateUser needs.
type NewUser struct {
	Email     string
	Name      string
	Password  string // empty: cannot sign in by password yet
	Roles     []Role
	UnitCodes []string
	Locale    string // empty: es
}

// CreateUser adds a user. An email that is taken is a Conflict.
func CreateUser(ctx context.Context, tx *db.Tx, n NewUser) (User, error) {
	u := User{
		ID: tx.NewID(), Email: normalEmail(n.Email), Name: strings.TrimSpace(n.Name), Roles: notNil(n.Roles), UnitCodes: notNil(n.UnitCodes),
		Locale: n.Locale, Active: true, CreatedAt: tx.Now,
	}
	if u.Locale == "" {
		u.Locale = "es"
	}
	hash := ""
	if err := checkNew(u, n.Password); err != nil {
		return User{}, err
	}
	if n.Password != "" {
		hash = HashPassword(n.Password)
	}
	_, err := db.Exec(ctx, tx, sqlCreateUser, db.Args{
		"id": u.ID, "email": u.Email, "name": u.Name, "password_hash": hash, "roles": u.Roles, "unit_codes": u.UnitCodes,
		"locale": u.Locale, "created_at": u.CreatedAt,
	})
	if db.IsUnique(err, "users_email_once") {
		return User{}, fault.New(fault.Conflict, "identity.user.email_taken", fault.Text("there is a user "+u.Email), fault.Cause(err))
	}
	if err != nil {
		return User{}, fmt.Errorf("create user: %w", err)
	}
	return u, nil
}

const sqlCreateUser = `
INSERT INTO users (id, email, name, password_hash, roles, unit_codes, locale, created_at)
VALUES (@id, @email, @name, @password_hash, @roles, @unit_codes, @locale, @created_at)`

func checkNew(u User, password string) error {
	if a, err := mail.ParseAddress(u.Email); err != nil || a.Address != u.Email {
		return fault.New(fault.Invalid, "identity.user.email_invalid", fault.Text("not an email: "+u.Email))
	}
	if u.Name == "" {
		return fault.New(fault.Invalid, "identity.user.name_missing", fault.Text("a user needs a name"))
	}
	if err := checkRoles(u.Roles); err != nil {
		return err
	}
	if password == "" {
		return nil
	}
	return CheckPassword(password)
}

func checkRoles(roles []Role) error {
	for _, r := range roles {
		if !r.Valid() {
			return fault.New(fault.Invalid, "identity.user.role_unknown", fault.Arg("Role", string(r)), fault.Text("no such role: "+string(r)))
		}
	}
	return nil
}

// GetUser finds a user by id, active or not.
func GetUser(ctx context.Context, q db.Querier, id string) (User, error) {
	return unknownUser(db.One[User](ctx, q, sqlGetUser, db.Args{"id": id}))
}

const sqlGetUser = `
SELECT id::text, email, name, roles, unit_codes, locale, active, created_at FROM users WHERE id = @id`

// UserByEmail finds a user by email, active or not.
func UserByEmail(ctx context.Context, q db.Querier, email string) (User, error) {
	return unknownUser(db.One[User](ctx, q, sqlUserByEmail, db.Args{"email": normalEmail(email)}))
}

const sqlUserByEmail = `
SELECT id::text, email, name, roles, unit_codes, locale, active, created_at FROM users WHERE email = @email`

// ListUsers gives all users by name.
func ListUsers(ctx context.Context, q db.Querier) ([]User, error) {
	users, err := db.Collect[User](ctx, q, sqlListUsers, nil)
	if err != nil {
		return nil, fmt.Errorf("list users: %w", err)
	}
	return users, nil
}

const sqlListUsers = `
SELECT id::text, email, name, roles, unit_codes, locale, active, created_at FROM users ORDER BY name, email`

// SetPassword gives the user a new password.
func SetPassword(ctx context.Context, tx *db.Tx, userID, password string) error {
	if err := CheckPassword(password); err != nil {
		return err
	}
	return changed(db.Exec(ctx, tx, sqlSetPassword, db.Args{"id": userID, "password_hash": HashPassword(password)}))
}

const sqlSetPassword = `UPDATE users SET password_hash = @password_hash WHERE id = @id`

// SetRoles replaces the user's roles and business units.
func SetRoles(ctx context.Context, tx *db.Tx, userID string, roles []Role, unitCodes []string) error {
	if err := checkRoles(roles); err != nil {
		return err
	}
	return changed(db.Exec(ctx, tx, sqlSetRoles, db.Args{"id": userID, "roles": notNil(roles), "unit_codes": notNil(unitCodes)}))
}

const sqlSetRoles = `UPDATE users SET roles = @roles, unit_codes = @unit_codes WHERE id = @id`

// Disable refuses the user from the next request on. Nothing the user did is lost.
func Disable(ctx context.Context, tx *db.Tx, userID string) error {
	return changed(db.Exec(ctx, tx, sqlSetActive, db.Args{"id": userID, "active": false}))
}

// Enable undoes Disable.
func Enable(ctx context.Context, tx *db.Tx, userID string) error {
	return changed(db.Exec(ctx, tx, sqlSetActive, db.Args{"id": userID, "active": true}))
}

const sqlSetActive = `UPDATE users SET active = @active WHERE id = @id`

func changed(n int64, err error) error {
	if err != nil {
		return fmt.Errorf("change user: %w", err)
	}
	if n == 0 {
		return errUnknownUser(nil)
	}
	return nil
}

func unknownUser(u User, err error) (User, error) {
	if fault.Is(err, fault.NotFound) {
		return User{}, errUnknownUser(err)
	}
	return u, err
}

func errUnknownUser(cause error) error {
	return fault.New(fault.NotFound, "identity.user.unknown", fault.Text("no such user"), fault.Cause(cause))
}

func normalEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func notNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
