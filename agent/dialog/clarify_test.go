package dialog_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

func unclear(kinds ...agent.CommandKind) agent.Command {
	return agent.Command{Kind: agent.CmdClarify, Value: agent.Value{Kinds: kinds}, Quote: "x", Score: 0.7, Source: "model"}
}

func TestWhatIsNotClearIsAskedByNumber(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.view.Visits = []agent.Visit{{
		ID: "visit-9", Service: "ac_leak", Status: booking.VisitScheduled, Window: span.Of(w.now.Add(48*time.Hour), 4*time.Hour), Locality: "Ñuñoa",
	}}
	said := lastSay(t, w.hear("es", "lo de la visita no sé si", unclear(agent.CmdMove, agent.CmdCancel)))
	if said.ID != "clarify.which" || len(said.Options) != 3 {
		t.Fatalf("said %+v", said)
	}
	effects := w.hear("es", "2", pick("2"))
	if has(effects, agent.EffCancel) != nil || w.state.Ask != agent.AskConfirm || lastSay(t, effects).ID != "ask.cancel.first" {
		t.Errorf("%s", w.log.String())
	}
	if effects = w.hear("es", "sí", cmd(agent.CmdAffirm)); has(effects, agent.EffCancel) == nil {
		t.Errorf("the yes did not cancel\n%s", w.log.String())
	}
}

func TestAClarifyingQuestionTakesTheProposalOffTheTable(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "lavadora", service("washer_repair"), problem("no enciende"), at("cl-nunoa"), w.on(2))
	w.hear("es", "1", pick("1"))
	w.hear("es", "dirección", address("Irarrázaval", "1234"))
	if w.hear("es", "Marta", named("Marta")); w.state.Proposal == nil {
		t.Fatalf("no proposal\n%s", w.log.String())
	}
	w.hear("es", "algo raro", unclear(agent.CmdHuman))
	if effects := w.hear("es", "sí", cmd(agent.CmdAffirm)); has(effects, agent.EffBook) != nil {
		t.Fatalf("booked on a yes to another question\n%s", w.log.String())
	}
	if effects := w.hear("es", "sí", cmd(agent.CmdAffirm)); has(effects, agent.EffBook) == nil {
		t.Errorf("the proposal did not come again\n%s", w.log.String())
	}
}

func TestGoingOnAsksAgainWhatWasPending(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "lavadora", service("washer_repair"), problem("no enciende"))
	said := lastSay(t, w.hear("es", "mm", unclear(agent.CmdStop, agent.CmdOptOut)))
	var keys []string
	for _, o := range said.Options {
		keys = append(keys, o.Key)
	}
	if got := strings.Join(keys, " "); got != "option.leave option.means_optout option.go_on" {
		t.Errorf("options %s", got)
	}
	if w.hear("es", "3", pick("3")); w.state.Ask != agent.AskLocation || w.state.Form.Service != "washer_repair" {
		t.Errorf("asks %s\n%s", w.state.Ask, w.log.String())
	}
	w.hear("es", "mm", unclear(agent.CmdOptOut))
	if effects := w.hear("es", "1", pick("1")); has(effects, agent.EffConsent) == nil {
		t.Errorf("the opt-out that was picked was not done\n%s", w.log.String())
	}
}

// A question what was meant leaves something asked, also when the same message opened the flow.
func TestAQuestionWhatWasMeantIsPending(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "lo del aire o la lavadora", unclear(agent.CmdMove, agent.CmdCancel), set(agent.SlotService, agent.Value{Services: []booking.ServiceCode{"ac_leak", "washer_repair"}}))
	if w.state.Ask == "" || w.state.Ask == agent.AskNone {
		t.Errorf("asks %q with %d options", w.state.Ask, len(w.state.Options))
	}
}
