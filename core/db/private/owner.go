package private

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

// owner is the user that the server runs as. Postgres refuses to run as root.
type owner struct {
	drop bool // this process is root and becomes uid, gid for the server
	uid  int
	gid  int
}

func serverOwner() (owner, error) {
	if os.Geteuid() != 0 {
		return owner{uid: os.Geteuid(), gid: os.Getegid()}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uerr := strconv.Atoi(u.Uid)
		gid, gerr := strconv.Atoi(u.Gid)
		if uerr == nil && gerr == nil {
			return owner{drop: true, uid: uid, gid: gid}, nil
		}
	}
	return owner{}, fault.New(fault.Unavailable, "private.owner.none",
		fault.Text("Postgres does not run as root and there is neither a user postgres nor nobody: add one, or set DATABASE_URL"))
}

// give makes a file or folder of this process the server's.
func (o owner) give(path string) error {
	if !o.drop {
		return nil
	}
	if err := os.Chown(path, o.uid, o.gid); err != nil {
		return fmt.Errorf("give %s to the server's user: %w", path, err)
	}
	return nil
}

// reaches refuses a folder inside one that the server's user cannot enter, such as /root.
func (o owner) reaches(dir string) error {
	if !o.drop {
		return nil
	}
	for up := filepath.Dir(dir); ; up = filepath.Dir(up) {
		info, err := os.Stat(up)
		if err != nil {
			return err
		}
		st, ok := info.Sys().(*syscall.Stat_t)
		if !ok {
			return nil
		}
		bit := os.FileMode(0o001)
		switch {
		case int(st.Uid) == o.uid:
			bit = 0o100
		case int(st.Gid) == o.gid:
			bit = 0o010
		}
		if info.Mode().Perm()&bit == 0 {
			return fmt.Errorf("the server's user (uid %d) cannot enter %s", o.uid, up)
		}
		if up == filepath.Dir(up) {
			return nil
		}
	}
}

// prepare makes a command run as the server's user, in a session of its own so that the terminal's Ctrl-C does not reach it.
func (o owner) prepare(cmd *exec.Cmd) {
	cmd.Dir = "/"
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "PG") || strings.HasPrefix(v, "LC_") })
	cmd.Env = append(cmd.Env, "LC_ALL=C")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if o.drop {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(o.uid), Gid: uint32(o.gid)}
		cmd.Env = append(cmd.Env, "HOME=/")
	}
}

// owns reports whether a folder is the server's user's and closed to others.
func (o owner) owns(dir string) bool {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() || info.Mode().Perm()&0o077 != 0 {
		return false
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == o.uid
}
