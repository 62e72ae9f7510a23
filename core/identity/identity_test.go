package identity_test

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/identity"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const password = "correct horse battery"

func create(t *testing.T, w *testkit.TheWorld, n identity.NewUser) (u identity.User, err error) {
	t.Helper()
	err = w.DB.InTx(t.Context(), func(tx *db.Tx) (err error) {
		u, err = identity.CreateUser(t.Context(), tx, n)
		return err
	})
	return u, err
}

func ana(t *testing.T, w *testkit.TheWorld) identity.User {
	t.Helper()
	u, err := create(t, w, identity.NewUser{
		Email: " Ana@Example.com ", Name: "Ana", Password: password, Roles: []identity.Role{identity.Dispatcher}, UnitCodes: []string{"CL"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func try(t *testing.T, w *testkit.TheWorld, pass string) error {
	t.Helper()
	_, err := identity.SignIn(t.Context(), w.DB, identity.Attempt{Email: "ana@example.com", Password: pass, Address: "203.0.113.7"})
	return err
}

func TestAUserSignsInWithTheirPasswordAndNoOther(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	u := ana(t, w)
	got, err := identity.SignIn(t.Context(), w.DB, identity.Attempt{Email: "ANA@example.com", Password: password})
	if err != nil || got.ID != u.ID || !slices.Equal(got.Roles, u.Roles) || !got.Sees("CL") || got.Sees("BR") {
		t.Errorf("got %+v, %v", got, err)
	}
	if err := try(t, w, "wrong horse battery"); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("wrong password: %v", err)
	}
	if _, err := identity.SignIn(t.Context(), w.DB, identity.Attempt{Email: "eve@example.com", Password: password}); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("unknown user: %v", err)
	}
	change(t, w, func(tx *db.Tx) error { return identity.SetPassword(t.Context(), tx, u.ID, "another horse here") })
	if err := try(t, w, password); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the old password: %v", err)
	}
	if err := try(t, w, "another horse here"); err != nil {
		t.Errorf("the new password: %v", err)
	}
	change(t, w, func(tx *db.Tx) error { return identity.Disable(t.Context(), tx, u.ID) })
	if err := try(t, w, "another horse here"); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("a disabled user: %v", err)
	}
}

func change(t *testing.T, w *testkit.TheWorld, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := w.DB.InTx(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func TestFiveFailuresLockForLongerAndLonger(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	ana(t, w)
	for i, lock := range []time.Duration{15 * time.Minute, 30 * time.Minute, time.Hour} {
		for range 5 {
			if err := try(t, w, "wrong"); !fault.Is(err, fault.Unauthenticated) {
				t.Fatalf("round %d: %v", i, err)
			}
		}
		if err := try(t, w, password); !fault.Is(err, fault.Limited) {
			t.Errorf("round %d: the right password while locked: %v", i, err)
		}
		w.Clock.Advance(lock - time.Second)
		if err := try(t, w, password); !fault.Is(err, fault.Limited) {
			t.Errorf("round %d: a second before the end of the lock: %v", i, err)
		}
		w.Clock.Advance(time.Second)
	}
	if err := try(t, w, password); err != nil {
		t.Errorf("after the lock: %v", err)
	}
	for range 4 { // the success forgave what was before
		if err := try(t, w, "wrong"); !fault.Is(err, fault.Unauthenticated) {
			t.Error(err)
		}
	}
	if err := try(t, w, password); err != nil {
		t.Errorf("after four failures: %v", err)
	}
}

func TestGuessesInParallelAreCountedToo(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	ana(t, w)
	var looked atomic.Int32
	var wg sync.WaitGroup
	for range 12 {
		wg.Go(func() {
			if err := try(t, w, "wrong"); fault.Is(err, fault.Unauthenticated) {
				looked.Add(1)
			}
		})
	}
	wg.Wait()
	if looked.Load() != 5 {
		t.Errorf("%d guesses were looked at", looked.Load())
	}
}

func TestABadUserIsRefused(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	ana(t, w)
	for name, c := range map[string]struct {
		user identity.NewUser
		code fault.Code
	}{
		"taken email":    {identity.NewUser{Email: "ana@example.com", Name: "B"}, fault.Conflict},
		"no email":       {identity.NewUser{Email: "ana", Name: "B"}, fault.Invalid},
		"no name":        {identity.NewUser{Email: "b@example.com", Name: " "}, fault.Invalid},
		"unknown role":   {identity.NewUser{Email: "b@example.com", Name: "B", Roles: []identity.Role{"king"}}, fault.Invalid},
		"short password": {identity.NewUser{Email: "b@example.com", Name: "B", Password: "short"}, fault.Invalid},
	} {
		if _, err := create(t, w, c.user); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if users, err := identity.ListUsers(t.Context(), w.DB); err != nil || len(users) != 1 {
		t.Errorf("%d users, %v", len(users), err)
	}
	if _, err := identity.GetUser(t.Context(), w.DB, w.IDs.New()); !fault.Is(err, fault.NotFound) {
		t.Errorf("unknown id: %v", err)
	}
}

func TestAHashHidesThePasswordAndDiffersEachTime(t *testing.T) {
	t.Parallel()
	a, b := identity.HashPassword(password), identity.HashPassword(password)
	if a == b || strings.Contains(a, password) || !strings.HasPrefix(a, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("got %s and %s", a, b)
	}
	if !identity.VerifyPassword(a, password) || identity.VerifyPassword(a, password+" ") {
		t.Error("the hash does not tell passwords apart")
	}
	for _, bad := range []string{"", "x", strings.Replace(a, "m=19456", "m=99999999", 1), a[:len(a)-3]} {
		if identity.VerifyPassword(bad, password) {
			t.Errorf("%q fits", bad)
		}
	}
}

func TestEveryRoleAndPermissionIsInTheTable(t *testing.T) {
	t.Parallel()
	for _, r := range identity.Roles() {
		if !slices.ContainsFunc(identity.Permissions(), func(p identity.Permission) bool { return identity.Can([]identity.Role{r}, p) }) {
			t.Errorf("%s may do nothing", r)
		}
	}
	for _, p := range identity.Permissions() {
		if !identity.Can([]identity.Role{identity.Admin}, p) {
			t.Errorf("the admin may not %s", p)
		}
		if identity.Can([]identity.Role{identity.Technician}, p) != (p == identity.WorkField) {
			t.Errorf("a technician and %s", p)
		}
	}
	if identity.Can(nil, identity.ReadVisits) || identity.Can([]identity.Role{"king"}, identity.ReadVisits) {
		t.Error("nobody may read visits")
	}
}

func TestTheDatabaseKnowsTheSameRoles(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	if _, err := create(t, w, identity.NewUser{Email: "all@example.com", Name: "All", Roles: identity.Roles()}); err != nil {
		t.Error(err)
	}
}

func TestASessionIsFoundUntilItExpires(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	s := identity.Sessions(w.DB)
	ctx := t.Context()
	for _, data := range []string{"one", "two"} {
		if err := s.CommitCtx(ctx, "token", []byte(data), w.Clock.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if b, ok, err := s.FindCtx(ctx, "token"); string(b) != "two" || !ok || err != nil {
		t.Errorf("got %s, %v, %v", b, ok, err)
	}
	if kept, err := db.Value[string](ctx, w.DB, `SELECT token FROM sessions`, nil); err != nil || strings.Contains(kept, "token") {
		t.Errorf("the table keeps %s, %v", kept, err)
	}
	w.Clock.Advance(time.Hour)
	if _, ok, err := s.FindCtx(ctx, "token"); ok || err != nil {
		t.Errorf("an expired session: %v, %v", ok, err)
	}
	change(t, w, func(tx *db.Tx) error { return identity.Sweep(ctx, tx) })
	if n, err := db.Value[int](ctx, w.DB, `SELECT count(*) FROM sessions`, nil); n != 0 || err != nil {
		t.Errorf("%d sessions after the sweep, %v", n, err)
	}
	if err := s.Commit("other", []byte("x"), w.Clock.Now().Add(time.Hour)); err != nil {
		t.Error(err)
	}
	if err := s.Delete("other"); err != nil {
		t.Error(err)
	}
	if _, ok, err := s.Find("other"); ok || err != nil {
		t.Errorf("a deleted session: %v, %v", ok, err)
	}
}

func TestABucketGivesItsBurstAndThenItsRate(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	l := identity.Limit{Every: time.Minute, Burst: 3}
	take := func() (n int) {
		for {
			ok, err := identity.Allow(t.Context(), w.DB, "api:x", l, w.Clock.Now())
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				return n
			}
			n++
		}
	}
	for _, c := range []struct {
		wait time.Duration
		want int
	}{{0, 3}, {59 * time.Second, 0}, {time.Second, 1}, {2 * time.Minute, 2}, {time.Hour, 3}} {
		w.Clock.Advance(c.wait)
		if got := take(); got != c.want {
			t.Errorf("after %v: %d, want %d", c.wait, got, c.want)
		}
	}
}
