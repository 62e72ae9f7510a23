package webchat_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/webchat"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// world is a server of both flavours over a true gateway.
type world struct {
	*testkit.TheWorld
	t      *testing.T
	gw     *gateway.Gateway
	people *people
	server *httptest.Server
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{TheWorld: testkit.World(t), t: t, people: &people{}}
	const unit = `
INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name)
VALUES ('CL', 'Andes', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56221234567', 'IVA')`
	if _, err := w.DB.Exec(t.Context(), unit); err != nil {
		t.Fatal(err)
	}
	w.gw = gateway.New(w.DB, gateway.Options{Contacts: w.people}, webchat.Transport{})
	chat := webchat.New(webchat.Options{DB: w.DB, Inbox: w.gw, Live: gateway.Follow(t.Context(), w.DB)})
	mux := http.NewServeMux()
	mux.Handle("/chat/", http.StripPrefix("/chat", chat.Widget()))
	mux.Handle("/simulator/", http.StripPrefix("/simulator", chat.Simulator()))
	w.server = httptest.NewServer(mux)
	t.Cleanup(w.server.Close)
	return w
}

type people struct{ heard func(gateway.Hint) }

func (p *people) ContactFor(ctx context.Context, tx *db.Tx, _ channels.Address, hint gateway.Hint) (string, error) {
	if p.heard != nil {
		p.heard(hint)
	}
	const add = `INSERT INTO contacts (id, unit_code, country, created_at) VALUES (@id, 'CL', 'CL', @now)`
	id := tx.NewID()
	_, err := db.Exec(ctx, tx, add, db.Args{"id": id, "now": tx.Now})
	return id, err
}

// do makes a request; token may be empty.
func (w *world) do(method, path, token, body string) (status int, answer map[string]any) {
	w.t.Helper()
	res := w.open(w.t.Context(), method, path, token, body)
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		w.t.Fatalf("%s %s: %v", method, path, err)
	}
	return res.StatusCode, answer
}

func (w *world) open(ctx context.Context, method, path, token, body string) *http.Response {
	w.t.Helper()
	req, err := http.NewRequestWithContext(ctx, method, w.server.URL+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	return res
}

func (w *world) start() string {
	w.t.Helper()
	status, answer := w.do("POST", "/chat/start", "", "")
	token, _ := answer["token"].(string)
	if status != http.StatusCreated || len(token) != 43 {
		w.t.Fatalf("start: %d, %v", status, answer)
	}
	return token
}

// said lists what a page reads.
func (w *world) said(path, token string) (out []string) {
	w.t.Helper()
	_, answer := w.do("GET", path, token, "")
	list, _ := answer["messages"].([]any)
	for _, m := range list {
		m := m.(map[string]any)
		out = append(out, fmt.Sprintf("%v %v", m["out"], m["text"]))
	}
	return out
}

// answer says something to whoever wrote, as the bot does.
func (w *world) answer(text string, choices ...channels.Choice) {
	w.t.Helper()
	err := w.DB.InTx(w.t.Context(), func(tx *db.Tx) error {
		id, err := db.Value[string](w.t.Context(), tx, `SELECT id::text FROM conversations`, nil)
		if err != nil {
			return err
		}
		return w.gw.Send(w.t.Context(), tx, "bot", channels.Outbound{
			Conversation: id, Class: channels.ClassReply, Text: text, Choices: choices, Ask: "slot",
		})
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestOnlyATokenOpensAChat(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.start()
	if status, answer := w.do("POST", "/chat/messages", token, `{"id":"1","text":"hola"}`); status != http.StatusAccepted {
		t.Fatalf("post: %d, %v", status, answer)
	}
	const handle = `SELECT handle FROM webchat_tokens`
	known, err := db.Value[string](t.Context(), w.DB, handle, nil)
	if err != nil {
		t.Fatal(err)
	}
	hash, err := db.Value[string](t.Context(), w.DB, `SELECT token_hash FROM webchat_tokens`, nil)
	if err != nil || strings.Contains(hash, token) {
		t.Errorf("the token is stored: %v", err)
	}
	for name, guess := range map[string]string{
		"none": "", "a handle": known, "a hash": hash, "another": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "a longer one": token + "A",
		"in upper case": strings.ToUpper(token), "SQL": "' OR true --",
	} {
		for _, call := range []struct{ method, path string }{{"POST", "/chat/messages"}, {"GET", "/chat/messages"}, {"GET", "/chat/stream"}} {
			status, answer := w.do(call.method, call.path+"?as=%2B56911112222&token="+token, guess, `{"id":"2","text":"hola"}`)
			if status != http.StatusUnauthorized || answer["error"] != "webchat.token.unknown" {
				t.Errorf("%s opens %s %s: %d, %v", name, call.method, call.path, status, answer)
			}
		}
	}
}

func TestACookieServesPagesOfTheSameSite(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	res := w.open(t.Context(), "POST", "/chat/start", "", "")
	defer res.Body.Close()
	held := res.Cookies()
	if len(held) != 1 || !held[0].HttpOnly || held[0].SameSite != http.SameSiteStrictMode {
		t.Fatalf("cookies %v", held)
	}
	req, err := http.NewRequestWithContext(t.Context(), "GET", w.server.URL+"/chat/messages", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	req.AddCookie(held[0])
	got, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	if got.StatusCode != http.StatusOK {
		t.Errorf("status %d", got.StatusCode)
	}
}

func TestARepeatedRequestIsOneMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine, other := w.start(), w.start()
	for i, want := range []bool{false, true, true} {
		_, answer := w.do("POST", "/chat/messages", mine, `{"id":"a1","text":"hola"}`)
		if answer["repeated"] != want {
			t.Errorf("request %d: %v", i, answer)
		}
	}
	if _, answer := w.do("POST", "/chat/messages", other, `{"id":"a1","text":"soy otra persona"}`); answer["repeated"] != false {
		t.Errorf("another page's message of the same id: %v", answer)
	}
	if diff := cmp.Diff([]string{"false hola"}, w.said("/chat/messages", mine)); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
	if got := w.said("/chat/messages?after=1", mine); len(got) != 0 {
		t.Errorf("after the last: %q", got)
	}
}

func TestAPageMayChangeWhatItSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine, other := w.start(), w.start()
	for _, body := range []string{`{"id":"1","text":"el jueves"}`, `{"id":"2","text":"a las nueve"}`, `{"id":"3","edit":"1","text":"el viernes"}`, `{"id":"4","delete":"2"}`} {
		if status, answer := w.do("POST", "/chat/messages", mine, body); status != http.StatusAccepted {
			t.Errorf("%s: %d %v", body, status, answer)
		}
	}
	w.do("POST", "/chat/messages", other, `{"id":"5","edit":"1","text":"soy otra persona"}`)
	if diff := cmp.Diff([]string{"false el viernes"}, w.said("/chat/messages", mine)); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
}

func TestWhatIsTooLargeOrMalformedIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.start()
	for name, c := range map[string]struct {
		body string
		want int
		key  string
	}{
		"a body of 65 KiB":      {`{"id":"1","text":"` + strings.Repeat("a", 65<<10) + `"}`, 413, "webchat.message.too_large"},
		"4097 characters":       {`{"id":"1","text":"` + strings.Repeat("ñ", 4097) + `"}`, 413, "webchat.message.too_large"},
		"no JSON":               {`hola`, 400, "webchat.message.malformed"},
		"another shape":         {`{"id":1}`, 400, "webchat.message.malformed"},
		"no id":                 {`{"text":"hola"}`, 400, "webchat.message.malformed"},
		"a long id":             {`{"id":"` + strings.Repeat("a", 65) + `","text":"hola"}`, 400, "webchat.message.malformed"},
		"nothing said":          {`{"id":"1","text":"  "}`, 400, "message.receive.empty"},
		"a place off the earth": {`{"id":"1","location":{"lat":91,"lng":0}}`, 400, "message.receive.incomplete"},
		"an id with a zero":     {`{"id":"a\u0000","text":"hola"}`, 400, "message.receive.incomplete"},
	} {
		status, answer := w.do("POST", "/chat/messages", token, c.body)
		if status != c.want || answer["error"] != c.key {
			t.Errorf("%s: %d, %v", name, status, answer)
		}
	}
	if status, answer := w.do("POST", "/chat/messages", token, `{"id":"1","text":"`+strings.Repeat("ñ", 4096)+`"}`); status != http.StatusAccepted {
		t.Errorf("4096 characters: %d, %v", status, answer)
	}
}

func TestWhoWritesTooMuchWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.start()
	post := func(n int) int {
		status, _ := w.do("POST", "/chat/messages", token, fmt.Sprintf(`{"id":"%d","text":"hola"}`, n))
		return status
	}
	for n := range 20 {
		if status := post(n); status != http.StatusAccepted {
			t.Fatalf("message %d: %d", n, status)
		}
	}
	if status := post(20); status != http.StatusTooManyRequests {
		t.Errorf("message 21: %d", status)
	}
	w.Clock.Advance(time.Second)
	if status := post(20); status != http.StatusAccepted {
		t.Errorf("a second later: %d", status)
	}
	for range 9 {
		w.start()
	}
	if status, _ := w.do("POST", "/chat/start", "", ""); status != http.StatusTooManyRequests {
		t.Errorf("the eleventh start from one address: %d", status)
	}
}

func TestOnlyALanguageThatWeSpeakIsPassedOn(t *testing.T) {
	t.Parallel()
	for locale, want := range map[string]string{"pt-BR": "pt", "ES": "es", "en-us": "en", "fr-FR": "", "": "", "'; --": ""} {
		w := newWorld(t)
		heard := "nobody"
		w.people.heard = func(h gateway.Hint) { heard = h.Language }
		body, err := json.Marshal(map[string]string{"id": "1", "text": "hola", "language": locale})
		if err != nil {
			t.Fatal(err)
		}
		if w.do("POST", "/chat/messages", w.start(), string(body)); heard != want {
			t.Errorf("%q is %q", locale, heard)
		}
	}
}

func TestStaffSpeakForAnyNumber(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for as, want := range map[string]int{
		"": 400, "912345678": 400, "%2B0123456789": 400, "%2B12345": 400, "%2B1234567890123456": 400, "%2B56911112222'": 400, "web-x": 400,
		"%2B56911112222": 202, "+56911112222": 202,
	} {
		status, answer := w.do("POST", "/simulator/messages?as="+as, "", `{"id":"`+as+`","text":"hola"}`)
		if status != want {
			t.Errorf("as %q: %d, %v", as, status, answer)
		}
	}
	if got := w.said("/simulator/messages?as=%2B56911112222", ""); len(got) != 2 {
		t.Errorf("said %q", got)
	}
	if got := w.said("/simulator/messages?as=%2B56911113333", ""); len(got) != 0 {
		t.Errorf("another number reads %q", got)
	}
	if status, answer := w.do("POST", "/simulator/start", "", ""); status != http.StatusNotFound {
		t.Errorf("the simulator gives tokens: %d, %v", status, answer)
	}
}

// listener reads a stream of server-sent events.
type listener struct {
	t     *testing.T
	lines chan string
}

func (w *world) listen(path, token string) *listener {
	w.t.Helper()
	ctx, cancel := context.WithCancel(w.t.Context())
	res := w.open(ctx, "GET", path, token, "")
	w.t.Cleanup(func() { cancel(); _ = res.Body.Close() })
	if ct := res.Header.Get("Content-Type"); ct != "text/event-stream" {
		body, _ := io.ReadAll(res.Body)
		w.t.Fatalf("stream of %s: %s", ct, body)
	}
	l := &listener{t: w.t, lines: make(chan string, 1000)}
	go func() {
		defer close(l.lines)
		for scan := bufio.NewScanner(res.Body); scan.Scan(); {
			l.lines <- scan.Text()
		}
	}()
	return l
}

// next is the data of the next event of a name; it fails after a second.
func (l *listener) next(event string) string {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(l.t.Context(), time.Second)
	defer cancel()
	current := ""
	for {
		select {
		case line := <-l.lines:
			if name, ok := strings.CutPrefix(line, "event: "); ok {
				current = name
			}
			if data, ok := strings.CutPrefix(line, "data: "); ok && current == event {
				return data
			}
		case <-ctx.Done():
			l.t.Fatalf("no %s within a second", event)
		}
	}
}

func TestAStreamTellsWhatIsSaidAtOnceAndResumes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.start()
	l := w.listen("/chat/stream", token)
	l.next("ready")
	w.do("POST", "/chat/messages", token, `{"id":"1","text":"hola"}`)
	if got := l.next("message"); !strings.Contains(got, `"text":"hola"`) {
		t.Errorf("what they said: %s", got)
	}
	l.next("typing")
	w.answer("¿Cuál?", channels.Choice{ID: "1", Title: "jue 26 nov, 9:00 a 13:00"})
	got := l.next("message")
	if !strings.Contains(got, `"out":true`) || !strings.Contains(got, `"choices":[{"id":"1","title":"jue 26 nov, 9:00 a 13:00"}],"ask":"slot"`) {
		t.Errorf("what we said: %s", got)
	}
	var seen struct{ Seq int64 }
	if err := json.Unmarshal([]byte(got), &seen); err != nil {
		t.Fatal(err)
	}
	w.answer("¿Sigues ahí?")
	again := w.listen(fmt.Sprintf("/chat/stream?after=%d", seen.Seq), token)
	if got := again.next("message"); !strings.Contains(got, "Sigues") {
		t.Errorf("resumed with %s", got)
	}
	w.do("POST", "/chat/messages", token, `{"id":"2","choice":"1","text":"jue 26 nov, 9:00 a 13:00"}`)
	if got := again.next("message"); !strings.Contains(got, "jue 26") {
		t.Errorf("the tap: %s", got)
	}
}

func TestALongConversationIsToldWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.start()
	w.do("POST", "/chat/messages", token, `{"id":"1","text":"hola"}`)
	const talk = `
INSERT INTO messages (id, conversation_id, direction, channel, kind, body, author, status, sent_at, created_at)
SELECT gen_random_uuid(), c.id, 'out', 'webchat', 'text', 'm' || n, 'bot', 'sent', c.created_at, c.created_at
FROM conversations c, generate_series(1, 1200) n`
	if _, err := w.DB.Exec(t.Context(), talk); err != nil {
		t.Fatal(err)
	}
	l := w.listen("/chat/stream", token)
	for range 1200 {
		l.next("message")
	}
	if got := l.next("message"); !strings.Contains(got, `"m1200"`) {
		t.Errorf("the last is %s", got)
	}
}

func (p *people) Profile(context.Context, db.Querier, string) (gateway.Profile, error) {
	return gateway.Profile{Zone: time.UTC}, nil
}

func (p *people) Withdraw(context.Context, *db.Tx, gateway.Withdrawal) error { return nil }
