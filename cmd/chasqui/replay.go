package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// replayCmd decides stored turns again.
type replayCmd struct {
	Conversation string `arg:"" optional:"" help:"Id of a conversation."`
	Since        string `placeholder:"7d" help:"All turns of the last days or hours instead."`
	Week         bool   `help:"The same as --since 7d."`
	Rules        string `placeholder:"FILE" help:"Words of services and places that take the place of ours: JSON, see --help."`
	Text         bool   `help:"Show what was written, and the values that differ. It is personal data."`
	JSON         bool   `name:"json" help:"One JSON object a line."`
}

// Help is the long help of the command.
func (replayCmd) Help() string {
	return `Prints one line for each decision that differs: commands, effects with the ids of what is said, the question that is left, the
state. Prints nothing and exits 0 when all is the same; exits 1 when something differs. A file of --rules holds
{"services":[{"code","kind","names","synonyms","symptoms"}],"places":[{"id","country","name","city","aliases","served"}]};
entries replace those of their code or id, others stay.`
}

// Run replays what was asked for.
func (c replayCmd) Run(p program) error {
	past, err := c.past(clock.System().Now())
	if err != nil {
		return err
	}
	sys, end, err := p.openStill()
	if err != nil {
		return err
	}
	defer end()
	engine, err := sys.engineWith(p.ctx, c.Rules)
	if err != nil {
		return err
	}
	report, err := sys.replay(p.ctx, engine, past, func(t channels.PastTurn, found []turn.Difference) error {
		return c.print(p, t, found)
	})
	if err != nil {
		return err
	}
	if c.Conversation != "" && report.Turns == 0 {
		return inputError(fmt.Sprintf("no conversation %q with turns", c.Conversation))
	}
	if report.Skipped > 0 {
		fmt.Fprintf(p.err, "%d of %d turns are of before views were kept and were skipped\n", report.Skipped, report.Turns)
	}
	if report.Different > 0 {
		return fmt.Errorf("%d of %d turns are decided in another way", report.Different, report.Turns-report.Skipped)
	}
	return nil
}

// past is what was asked for.
func (c replayCmd) past(now time.Time) (gateway.Past, error) {
	since := c.Since
	if c.Week && since == "" {
		since = "7d"
	}
	switch {
	case (c.Conversation == "") == (since == ""):
		return gateway.Past{}, inputError("name a conversation, or --since 7d, or --week")
	case c.Conversation != "" && !anyID.MatchString(c.Conversation):
		return gateway.Past{}, inputError(fmt.Sprintf("%q is not the id of a conversation", c.Conversation))
	case c.Conversation != "":
		return gateway.Past{Conversation: c.Conversation}, nil
	}
	ago, err := parseSpan(since)
	if err != nil {
		return gateway.Past{}, err
	}
	return gateway.Past{Since: now.Add(-ago)}, nil
}

var anyID = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// parseSpan reads a duration that may be in days.
func parseSpan(s string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n <= 36500 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if d, err := time.ParseDuration(s); err == nil && d > 0 {
		return d, nil
	}
	return 0, inputError(fmt.Sprintf("--since %q is no number of days or hours, as in 7d or 36h", s))
}

func (c replayCmd) print(p program, t channels.PastTurn, found []turn.Difference) error {
	if c.Text && !c.JSON {
		for _, m := range t.Work.Messages {
			fmt.Fprintf(p.out, "> %s\n", strings.ReplaceAll(m.Text, "\n", "\n  "))
		}
	}
	for _, d := range found {
		if c.JSON {
			line := map[string]any{"conversation": d.Conversation, "turn": d.N, "what": d.What, "was": d.Was, "now": d.Now}
			if c.Text {
				line["was_value"], line["now_value"] = d.WasFull, d.NowFull
			}
			if err := json.NewEncoder(p.out).Encode(line); err != nil {
				return err
			}
			continue
		}
		was, now := d.Was, d.Now
		if c.Text {
			was, now = d.WasFull, d.NowFull
		}
		fmt.Fprintf(p.out, "%s %d %s: %s -> %s\n", d.Conversation, d.N, d.What, was, now)
	}
	return nil
}

// replayed is what a replay came to.
type replayed struct {
	Turns     int // done and stored
	Skipped   int // stored without what they knew
	Different int
}

// replay decides turns again and tells of those that differ.
func (s *system) replay(ctx context.Context, e *turn.Engine, past gateway.Past, differs func(channels.PastTurn, []turn.Difference) error) (r replayed, err error) {
	err = s.gateway.PastTurns(ctx, s.db, past, func(t channels.PastTurn) error {
		r.Turns++
		found, err := e.Replay(t)
		switch {
		case errors.Is(err, turn.ErrNoView):
			r.Skipped++
			return nil
		case err != nil:
			return err
		case len(found) == 0:
			return nil
		}
		r.Different++
		return differs(t, found)
	})
	return r, err
}

// engineWith is the engine with the words of a file instead of those of the organisation; no file: the engine itself.
func (s *system) engineWith(ctx context.Context, file string) (*turn.Engine, error) {
	if file == "" {
		return s.engine, nil
	}
	l, err := lexiconOf(ctx, s.db, s.trade)
	if err != nil {
		return nil, err
	}
	if l, err = otherWords(l, file); err != nil {
		return nil, err
	}
	e := *s.engine
	e.Understand = turn.Ears{Rules: nlu.New(l), Speaker: s.engine.Speaker}
	return &e, nil
}

// otherWords puts the entries of a file into a lexicon.
func otherWords(l nlu.Lexicon, file string) (nlu.Lexicon, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return l, inputError(err.Error())
	}
	var other nlu.Lexicon
	if err := json.Unmarshal(raw, &other); err != nil {
		return l, inputError(fmt.Sprintf("%s: %v", file, err))
	}
	if len(other.Services)+len(other.Places) == 0 {
		return l, inputError(file + " names no services and no places")
	}
	for _, s := range other.Services {
		if s.Code == "" {
			return l, inputError(file + ": a service has no code")
		}
	}
	for _, p := range other.Places {
		if p.ID == "" {
			return l, inputError(file + ": a place has no id")
		}
	}
	return replaceWords(l, other), nil
}

// replaceWords puts the entries of one lexicon in the place of those of the same code or id in another, or behind them.
func replaceWords(l, other nlu.Lexicon) nlu.Lexicon {
	l.Services, l.Places = slices.Clone(l.Services), slices.Clone(l.Places)
	for _, s := range other.Services {
		if i := slices.IndexFunc(l.Services, func(o nlu.ServiceWords) bool { return o.Code == s.Code }); i >= 0 {
			l.Services[i] = s
		} else {
			l.Services = append(l.Services, s)
		}
	}
	for _, p := range other.Places {
		if i := slices.IndexFunc(l.Places, func(o nlu.PlaceWords) bool { return o.ID == p.ID }); i >= 0 {
			l.Places[i] = p
		} else {
			l.Places = append(l.Places, p)
		}
	}
	return l
}
