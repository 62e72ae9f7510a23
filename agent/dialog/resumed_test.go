package dialog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
)

// A yes to a move, half an hour later, does it: whether to go on is not asked in the message that says it is done.
func TestWhatIsDoneIsNotAskedAbout(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.standing(50 * time.Hour)
	w.hear("es", "muévela al viernes", cmd(agent.CmdMove), w.on(4))
	w.hear("es", "1", pick("1"))
	w.now = w.now.Add(40 * time.Minute)
	effects := w.hear("es", "sí", cmd(agent.CmdAffirm))
	say := lastSay(t, effects)
	if slices.ContainsFunc(say.Before, func(s agent.Say) bool { return strings.HasPrefix(s.ID, "session.resume") }) || say.ID != "moved.done" {
		t.Errorf("%s after %v:\n%s", say.ID, say.Before, w.log.String())
	}
}
