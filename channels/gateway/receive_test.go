package gateway_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

func TestTheSameMessageManyTimesIsOneMessageAndOneReply(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	in := w.text("hola")
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		ids   = map[string]int{}
		fresh int
	)
	for range 8 {
		wg.Go(func() {
			got, err := w.gw.Receive(t.Context(), in)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			ids[got.Message]++
			if !got.Repeated {
				fresh++
			}
		})
	}
	wg.Wait()
	w.drain(time.Minute)
	if again := w.receive(in); !again.Repeated || ids[again.Message] != 8 || fresh != 1 {
		t.Errorf("new %d, ids %v, again %+v", fresh, ids, again)
	}
	w.drain(time.Minute)
	if diff := cmp.Diff([]string{"hola"}, w.tape.texts()); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
	if n := count(w, `SELECT count(*) FROM facts WHERE name = 'conversation.started'`); n != 1 {
		t.Errorf("%d conversations started", n)
	}
}

func TestABurstIsOneTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for _, s := range []string{"hola", "necesito", "una visita"} {
		w.receive(w.text(s))
		if r := w.drain(1100 * time.Millisecond); r.Ran > 0 {
			t.Fatalf("after %q the turn did not wait", s)
		}
	}
	w.drain(1400 * time.Millisecond)
	if diff := cmp.Diff([]string{"hola | necesito | una visita"}, w.tape.texts()); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
}

func TestFourMessagesInSixSecondsGetOneReply(t *testing.T) {
	t.Parallel()
	for _, said := range [][]string{
		{"buenas", "mi refri no enfria", "desde ayer", "cuando pueden venir?"},
		{"oi!", "Preciso de uma visita.", "É a geladeira.", "Quanto custa?"},
	} {
		w := newWorld(t, nil)
		for i, s := range said {
			if i > 0 {
				w.drain(2 * time.Second)
			}
			w.receive(w.text(s))
		}
		w.drain(waitedFor)
		if got := w.tape.texts(); len(got) != 1 || strings.Count(got[0], "|") != 3 {
			t.Errorf("replies %q", got)
		}
		w.receive(w.text("sí"))
		w.drain(0)
		w.receive(w.text("2"))
		w.drain(0)
		if got := w.tape.texts(); len(got) != 3 {
			t.Errorf("a whole answer waits: %q", got)
		}
	}
}

const waitedFor = 2500 * time.Millisecond

func TestNobodyWaitsLongerThanTheCap(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for range 9 {
		w.receive(w.text("y otra cosa"))
		w.drain(time.Second)
	}
	if got := w.tape.texts(); len(got) != 1 || strings.Count(got[0], "|") != 7 {
		t.Errorf("after nine seconds of writing: %q", got)
	}
}

func TestAnAnswerThatIsCompleteDoesNotWait(t *testing.T) {
	t.Parallel()
	for text, waits := range map[string]bool{
		"1": false, "2.": false, "la 3": false, "2️⃣": false, "sí": false, "SI!": false, "não": false, "👍🏽": false, "ok": false, "dale": false,
		"": true, "sí pero": true, "mi lavadora": true, "1234": true, "el jueves": true, "no sé": true,
	} {
		if got := gateway.Patience(channels.Inbound{Kind: channels.KindText, Text: text}); (got > 0) != waits {
			t.Errorf("%q waits %v", text, got)
		}
	}
	if gateway.Patience(channels.Inbound{Kind: channels.KindChoice}) != 0 || gateway.Patience(channels.Inbound{Kind: channels.KindImage}) == 0 {
		t.Error("a tap waits, or an image does not")
	}
	w := newWorld(t, nil)
	w.receive(w.text("hola"))
	w.receive(w.text("1"))
	w.drain(0)
	if got := w.tape.texts(); len(got) != 1 {
		t.Errorf("the number did not end the wait: %q", got)
	}
}

func TestWhatNobodyTypedIsTakenOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	long := strings.Repeat("á", 5000)
	for in, want := range map[string]string{
		"ho\u200bla\x00 \u202emundo":      "hola mundo",
		" uno\r\ndos\ttres ":              "uno \ndos tres",
		"roto \xff\xfe":                   "roto",
		"👩‍👧 familia":                     "👩‍👧 familia",
		long:                              long[:2*4096],
		"; DROP TABLE messages; -- '\"\\": "; DROP TABLE messages; -- '\"\\",
	} {
		m := w.text(in)
		m.ProfileName, m.Media = "Ana\x00", &channels.Media{Ref: "x\x00"}
		got := w.receive(m)
		lines, err := w.gw.Transcript(t.Context(), w.DB, got.Conversation, 0)
		if err != nil {
			t.Fatal(err)
		}
		if last := lines[len(lines)-1].Text; last != want {
			t.Errorf("%.40q is kept as %.40q", in, last)
		}
	}
	if n := count(w, `SELECT (payload->>'cut')::int FROM messages WHERE payload ? 'cut'`); n != 904 {
		t.Errorf("%d runes are said to be cut", n)
	}
}

func TestWhatCannotBeAnsweredIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	for name, spoil := range map[string]func(*channels.Inbound){
		"no words":        func(m *channels.Inbound) { m.Text = " \u200b\n\u200d\ufe0f " },
		"no id":           func(m *channels.Inbound) { m.ExternalID = "" },
		"an unsound id":   func(m *channels.Inbound) { m.ExternalID = "a\x00b" },
		"no sender":       func(m *channels.Inbound) { m.From.Value = "" },
		"no receiver":     func(m *channels.Inbound) { m.To.Value = "" },
		"a pin of nobody": func(m *channels.Inbound) { m.Kind = channels.KindLocation },
		"a pin off earth": func(m *channels.Inbound) { m.Kind, m.Location = channels.KindLocation, &channels.Location{Lat: 91} },
		"a tap of none":   func(m *channels.Inbound) { m.Kind = channels.KindChoice },
	} {
		m := w.text("hola")
		spoil(&m)
		if _, err := w.gw.Receive(t.Context(), m); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := count(w, `SELECT count(*) FROM conversations`); n != 0 {
		t.Errorf("%d conversations of refused messages", n)
	}
}

func TestLiveViewsHearOfNews(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	live := gateway.Follow(ctx, w.DB)
	all, stop := live.Watch("")
	defer stop()
	wait := func(news <-chan struct{}) {
		t.Helper()
		select {
		case <-news:
		case <-ctx.Done():
			t.Fatal("no news")
		}
	}
	wait(all) // it listens
	got := w.receive(w.text("hola"))
	wait(all)
	mine, stopMine := live.Watch(got.Conversation)
	defer stopMine()
	others, stopOthers := live.Watch("somebody else's")
	defer stopOthers()
	w.drain(0)
	wait(mine)
	select {
	case <-others:
		t.Error("a watcher heard of a conversation that it does not watch")
	default:
	}
}
