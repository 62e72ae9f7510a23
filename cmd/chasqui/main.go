// Command chasqui is the whole of Chasqui in one binary: the server, the terminal chat, the demo organisation, the solver and
// the operator's tools.
//
// # The contract
//
// Results go to stdout, progress and errors to stderr, an error in one line. The exit code is 0 for success, 2 for bad usage or
// bad input, 1 for any other failure. With --json each line of output is one JSON object. See README.md for each command.
//
//	chasqui demo                                     a demo organisation at http://localhost:8080
//	chasqui chat --demo --as +56961234567            the same conversation in the terminal
//	chasqui understand --jsonl < messages.jsonl      what the rules understood
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // zones must not depend on the machine

	"github.com/alecthomas/kong"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := program{ctx: ctx, in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Environ()}
	code := p.run(os.Args[1:])
	stop()
	os.Exit(code)
}

// Exit codes of every command.
const (
	exitOK      = 0
	exitFailure = 1
	exitUsage   = 2
)

// program is one run of the binary. Tests make their own, with their own streams.
type program struct {
	ctx context.Context //nolint:containedctx // one program, one life
	in  io.Reader
	out io.Writer
	err io.Writer
	env []string
}

// commands is the command line. Kong fills it.
type commands struct {
	Serve      serveCmd      `cmd:"" help:"Run everything: channels, agent, admin web, workers."`
	Demo       demoCmd       `cmd:"" help:"Serve a fresh demo organisation; prints the URLs and a one-time password."`
	Chat       chatCmd       `cmd:"" help:"Chat in the terminal through the true engine."`
	Understand understandCmd `cmd:"" help:"Print what the rules understand of each message."`
	Agent      agentCmd      `cmd:"" help:"Let a version of the agent go live, or refuse it."`
	Eval       evalCmd       `cmd:"" help:"Measure the agent: dialogues, corpora, phrases, simulated people."`
	Replay     replayCmd     `cmd:"" help:"Decide stored turns again and print what differs."`
	Solve      solveCmd      `cmd:"" help:"Solve a routing instance or a day plan."`
	Migrate    migrateCmd    `cmd:"" help:"Bring the database to this version's schema."`
	Backup     backupCmd     `cmd:"" help:"Write the whole database into one file."`
	Restore    restoreCmd    `cmd:"" help:"Fill an empty database from a backup."`
	WhatsApp   whatsappCmd   `cmd:"" name:"whatsapp" help:"Link phones, and see how our numbers are."`
	Templates  templatesCmd  `cmd:"" help:"Submit and list templates of the WhatsApp Cloud API."`
	User       userCmd       `cmd:"" help:"Manage the people who sign in."`
	Doctor     doctorCmd     `cmd:"" help:"Check this installation and print its configuration."`
	Version    versionCmd    `cmd:"" help:"Print the version."`
	Help       helpCmd       `cmd:"" help:"Explain a topic: config."`
}

// run parses the arguments, runs one command and gives the exit code.
func (p program) run(args []string) int {
	var cmds commands
	exited := -1
	parser, err := kong.New(&cmds,
		kong.Name("chasqui"),
		kong.Description("Field service management that happens in chat."),
		kong.Writers(p.out, p.err),
		kong.Exit(func(code int) { exited = code }),
		kong.BindTo(p.ctx, (*context.Context)(nil)),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return p.fail(err, exitFailure)
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 { // --help
		return exited
	}
	if err != nil {
		return p.fail(err, exitUsage)
	}
	if err := parsed.Run(p); err != nil {
		return p.fail(err, exitCode(err))
	}
	return exitOK
}

// fail prints an error in one line.
func (p program) fail(err error, code int) int {
	if !errors.Is(err, context.Canceled) {
		fmt.Fprintln(p.err, "chasqui: "+strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n", " "))
	}
	return code
}

// inputError is bad usage or bad input, said in one line.
type inputError string

func (e inputError) Error() string { return string(e) }

func exitCode(err error) int {
	var input inputError
	if errors.As(err, &input) || fault.Is(err, fault.Invalid) {
		return exitUsage
	}
	return exitFailure
}
