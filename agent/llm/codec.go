package llm

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
)

// said is one command as a model writes it.
type said struct {
	Cmd   string  `json:"cmd"`
	Slot  *string `json:"slot"`
	Value *string `json:"value"`
	Quote string  `json:"quote"`
	Sure  string  `json:"sure"`
}

func (s said) slot() agent.SlotName {
	if s.Slot == nil {
		return ""
	}
	return agent.SlotName(*s.Slot)
}

func (s said) value() string {
	if s.Value == nil {
		return ""
	}
	return strings.TrimSpace(*s.Value)
}

// kinds are what a model may propose, slots what it may fill. A yes and a no are in the set so that it has a word for them; they
// are never acted on.
var (
	kinds = []agent.CommandKind{
		agent.CmdSet, agent.CmdCorrect, agent.CmdAffirm, agent.CmdDeny, agent.CmdChoose, agent.CmdMore, agent.CmdBook, agent.CmdPrice,
		agent.CmdHours, agent.CmdCoverage, agent.CmdWarranty, agent.CmdStatus, agent.CmdMove, agent.CmdCancel, agent.CmdLate,
		agent.CmdStop, agent.CmdSkip, agent.CmdRepeat, agent.CmdHelp, agent.CmdWait, agent.CmdHuman, agent.CmdDanger, agent.CmdOptOut,
		agent.CmdComplain, agent.CmdGreet, agent.CmdThanks, agent.CmdBye, cmdNone,
	}
	slots = []agent.SlotName{
		agent.SlotService, agent.SlotProblem, agent.SlotPlace, agent.SlotAddress, agent.SlotWhen, agent.SlotPerson, agent.SlotPhone,
		agent.SlotQuantity, agent.SlotDetail,
	}
)

// cmdNone is what a model says of words that mean nothing for the service.
const cmdNone agent.CommandKind = "none"

// The most commands of an answer that are looked at, and the most that an answer may hold to be looked at.
const (
	mostRead = 5
	mostSaid = 10
)

var (
	errUnusable = errors.New("the answer is not what was asked for")
	errRefused  = errors.New("the model refused")
)

// parse reads an answer: a JSON object, alone, in a fence or among prose. A command that has another form is left out.
func parse(answer string) ([]said, error) {
	for _, candidate := range objects(answer) {
		var top struct {
			Commands []json.RawMessage `json:"commands"`
		}
		if json.Unmarshal([]byte(candidate), &top) != nil || top.Commands == nil {
			continue
		}
		if len(top.Commands) > mostSaid {
			return nil, errUnusable
		}
		out := make([]said, 0, len(top.Commands))
		for _, raw := range top.Commands {
			var s said
			if json.Unmarshal(raw, &s) == nil && s.Cmd != "" {
				out = append(out, s)
			}
		}
		return out[:min(len(out), mostRead)], nil
	}
	return nil, errUnusable
}

// mostObjects bounds the search for JSON among prose.
const mostObjects = 8

// objects are the balanced JSON objects of a text that stand in no other, in order.
func objects(s string) (out []string) {
	depth, start, quoted, escaped := 0, 0, false, false
	for i := 0; i < len(s) && len(out) < mostObjects; i++ {
		switch c := s[i]; {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"' && depth > 0:
			quoted = !quoted
		case quoted:
		case c == '{':
			if depth++; depth == 1 {
				start = i
			}
		case c == '}' && depth > 0:
			if depth--; depth == 0 {
				out = append(out, s[start:i+1])
			}
		}
	}
	return out
}

// schema is the strict subset that most servers take: everything required, null for what is not there, no lengths and no patterns.
func schema() json.RawMessage {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	fills := make([]any, 0, len(slots)+1)
	for _, s := range slots {
		fills = append(fills, string(s))
	}
	fills = append(fills, nil)
	object := func(properties map[string]any, order ...string) map[string]any {
		return map[string]any{"type": "object", "properties": properties, "required": order, "additionalProperties": false}
	}
	command := object(map[string]any{
		"cmd": map[string]any{"type": "string", "enum": names}, "slot": map[string]any{"type": []string{"string", "null"}, "enum": fills},
		"value": map[string]any{"type": []string{"string", "null"}}, "quote": map[string]any{"type": "string"},
		"sure": map[string]any{"type": "string", "enum": []string{"low", "high"}},
	}, "cmd", "slot", "value", "quote", "sure")
	raw, err := json.Marshal(object(map[string]any{
		"lang": map[string]any{"type": "string", "enum": []string{"es", "pt", "other"}}, "commands": map[string]any{"type": "array", "items": command},
	}, "lang", "commands"))
	if err != nil {
		return nil // plain maps and strings always marshal
	}
	return raw
}
