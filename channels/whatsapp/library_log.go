package whatsapp

import (
	"context"
	"fmt"
	"log/slog"

	"go.mau.fi/libsignal/logger"
	"go.mau.fi/whatsmeow/store"
	waLog "go.mau.fi/whatsmeow/util/log"

	"github.com/chasqui-fsm/chasqui/core/logs"
)

// The libraries below keep our name and the log of their cryptography for the whole process, and read them while they run: they are
// set before anything can.
func init() {
	store.SetOSInfo("Chasqui", [3]uint32{1, 0, 0})
	var silent logger.Loggable = silence{}
	logger.Setup(&silent)
}

// silence takes what libsignal logs, which would go to standard output; whatsmeow says the same again.
type silence struct{}

func (silence) Debug(string, string)   {}
func (silence) Info(string, string)    {}
func (silence) Warning(string, string) {}
func (silence) Error(string, string)   {}
func (silence) Configure(string)       {}

// libraryLog takes what whatsmeow logs. Its lines name people by their numbers, so those are masked, and it complains often of what
// mends itself, so its levels count one less.
type libraryLog struct {
	log    *slog.Logger
	module string
}

var _ waLog.Logger = libraryLog{}

func (l libraryLog) Errorf(msg string, args ...any) { l.write(slog.LevelWarn, msg, args) }
func (l libraryLog) Warnf(msg string, args ...any)  { l.write(slog.LevelInfo, msg, args) }
func (l libraryLog) Infof(msg string, args ...any)  { l.write(slog.LevelDebug, msg, args) }
func (l libraryLog) Debugf(string, ...any)          {} // every stanza

// Sub is the log of a part of the library.
func (l libraryLog) Sub(module string) waLog.Logger {
	if l.module != "" {
		module = l.module + "/" + module
	}
	return libraryLog{log: l.log, module: module}
}

func (l libraryLog) write(level slog.Level, msg string, args []any) {
	ctx := context.Background()
	if !l.log.Enabled(ctx, level) {
		return
	}
	l.log.Log(ctx, level, "whatsmeow", "module", l.module, "said", logs.MaskNumbers(fmt.Sprintf(msg, args...)))
}
