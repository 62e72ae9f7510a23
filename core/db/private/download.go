package private

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	embedded "github.com/fergusstrange/embedded-postgres"
)

// versions that embedded-postgres offers, by major.
var versions = map[int]embedded.PostgresVersion{
	14: embedded.V14, 15: embedded.V15, 16: embedded.V16, 17: embedded.V17, 18: embedded.V18,
}

// newestDownload is what a new folder gets.
const newestDownload = 17

// downloadPrograms has embedded-postgres fetch the server's programs beside the data folder. Its Start is the only door to its
// download; it is given a scratch folder to initialise, since it wipes data folders it does not like, and its outcome does not
// matter (as root it must fail) once the programs are there.
func downloadPrograms(ctx context.Context, h home, major int) (programs, error) {
	if major == 0 {
		major = newestDownload
	}
	version, ok := versions[major]
	if !ok {
		return programs{}, fmt.Errorf("no download of Postgres %d", major)
	}
	target := h.path("server-" + strconv.Itoa(major))
	if p, ok := inspect(ctx, filepath.Join(target, "bin")); ok {
		return p, nil
	}
	scratch, err := os.MkdirTemp("", "chasqui-postgres-")
	if err != nil {
		return programs{}, fmt.Errorf("download postgres: %w", err)
	}
	defer os.RemoveAll(scratch)
	port, err := freePort(ctx)
	if err != nil {
		return programs{}, err
	}
	h.log.Info("downloading Postgres", "version", version)
	server := embedded.NewDatabase(embedded.DefaultConfig().
		Version(version).Port(uint32(port)).Logger(io.Discard).
		CachePath(filepath.Join(scratch, "cache")).RuntimePath(filepath.Join(scratch, "run")).
		DataPath(filepath.Join(scratch, "data")).BinariesPath(target))
	startErr := startScratch(ctx, server)
	if err := h.giveAll(target); err != nil {
		return programs{}, err
	}
	if p, ok := inspect(ctx, filepath.Join(target, "bin")); ok {
		return p, nil
	}
	if startErr != nil {
		return programs{}, fmt.Errorf("download postgres: %s", strings.ReplaceAll(startErr.Error(), "\n", " "))
	}
	return programs{}, fmt.Errorf("download postgres: the archive holds no server")
}

// startScratch runs the library's Start, which knows no context: when the context ends first, it is left behind.
func startScratch(ctx context.Context, server *embedded.EmbeddedPostgres) error {
	done := make(chan error, 1)
	go func() {
		err := server.Start()
		if err == nil {
			err = server.Stop()
		}
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// giveAll hands a tree to the server's user.
func (h home) giveAll(root string) error {
	return filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			if os.IsNotExist(err) {
				return nil
			}
			return err
		}
		if !h.owner.drop {
			return nil
		}
		return os.Lchown(path, h.owner.uid, h.owner.gid)
	})
}

// freePort asks the kernel for a loopback port that nobody has.
func freePort(ctx context.Context) (int, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
