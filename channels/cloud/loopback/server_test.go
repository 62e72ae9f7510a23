package loopback_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels/cloud/loopback"
)

// post gives a message to the server and returns the error code it answers with; 0 when it is accepted.
func post(t *testing.T, s *loopback.Server, token, line, message string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/"+line+"/messages", strings.NewReader(message))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var got struct {
		Error struct {
			Code int `json:"code"`
		} `json:"error"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil {
		t.Fatal(err)
	}
	return got.Error.Code
}

// The limits of this server are what the transport's tests believe in. table: of messages
func TestWhatMetaRefusesIsRefused(t *testing.T) {
	t.Parallel()
	s := loopback.Start(t)
	line := s.Line("+56221234567")
	s.AddTemplate("two", "es", "UTILITY", "Hola {{1}}, es {{2}}.")
	n := strings.Repeat
	button := func(id, title string) string {
		return fmt.Sprintf(`{"type":"reply","reply":{"id":%q,"title":%q}}`, id, title)
	}
	buttons := func(body string, b ...string) string {
		return fmt.Sprintf(`"type":"interactive","interactive":{"type":"button","body":{"text":%q},"action":{"buttons":[%s]}}`, body, strings.Join(b, ","))
	}
	rows := func(label string, count int, title, description string) string {
		var r []string
		for i := range count {
			r = append(r, fmt.Sprintf(`{"id":"%d","title":%q,"description":%q}`, i, title, description))
		}
		return fmt.Sprintf(`"type":"interactive","interactive":{"type":"list","body":{"text":"x"},"action":{"button":%q,"sections":[{"rows":[%s]}]}}`, label, strings.Join(r, ","))
	}
	template := func(name, language string, params ...string) string {
		var p []string
		for _, v := range params {
			p = append(p, fmt.Sprintf(`{"type":"text","text":%q}`, v))
		}
		return fmt.Sprintf(`"type":"template","template":{"name":%q,"language":{"code":%q},"components":[{"type":"body","parameters":[%s]}]}`, name, language, strings.Join(p, ","))
	}
	text := func(body string) string { return fmt.Sprintf(`"type":"text","text":{"body":%q}`, body) }
	for i, c := range []struct {
		message string
		code    int
	}{
		{text("x"), 0},
		{text(n("ñ", 4096)), 0},
		{text(n("ñ", 4097)), 100},
		{text(""), 131008},
		{`"type":"dance"`, 100},
		{`"type":"image","image":{"id":"1"}`, 100},
		{`"type":"image"`, 131008},
		{`"biz_opaque_callback_data":"` + n("x", 513) + `",` + text("x"), 100},
		{buttons(n("ñ", 1024), button("1", n("ñ", 20)), button("2", "b"), button("3", "c")), 0},
		{buttons(n("ñ", 1025), button("1", "a")), 131009},
		{buttons("", button("1", "a")), 131009},
		{buttons("x"), 131009},
		{buttons("x", button("1", n("ñ", 21))), 131009},
		{buttons("x", button("1", "a"), button("1", "b")), 131009},
		{buttons("x", button("1", "a"), button("2", "a")), 131009},
		{buttons("x", button("1", "a"), button("2", "b"), button("3", "c"), button("4", "d")), 131009},
		{rows(n("ñ", 20), 10, n("ñ", 24), n("ñ", 72)), 0},
		{rows(n("ñ", 21), 1, "a", ""), 131009},
		{rows("x", 11, "a", ""), 131009},
		{rows("x", 0, "a", ""), 131009},
		{rows("x", 1, n("ñ", 25), ""), 131009},
		{rows("x", 1, "", ""), 131009},
		{rows("x", 1, "a", n("ñ", 73)), 131009},
		{`"type":"interactive","interactive":{"type":"location_request_message","body":{"text":"x"},"action":{"name":"send_location"}}`, 0},
		{`"type":"interactive","interactive":{"type":"location_request_message","body":{"text":"x"}}`, 131009},
		{`"type":"interactive"`, 131008},
		{template("two", "es", "Ana", "hoy"), 0},
		{template("two", "es", "Ana"), 132000},
		{template("two", "es", "Ana", "hoy\n"), 132018},
		{template("two", "pt_BR", "Ana", "hoy"), 132001},
		{template("one", "es"), 132001},
	} {
		message := `{"messaging_product":"whatsapp","to":"56911112222",` + c.message + `}`
		if got := post(t, s, loopback.Token, line, message); got != c.code {
			t.Errorf("%d: got %d, want %d: %.200s", i, got, c.code, message)
		}
	}
	for message, code := range map[string]int{
		`{"to":"56911112222",` + text("x") + `}`:                                                   100,
		`{"messaging_product":"whatsapp",` + text("x") + `}`:                                       100,
		`{"messaging_product":"whatsapp","to":"+56911112222",` + text("x") + `}`:                   131009,
		`{"messaging_product":"whatsapp","to":"56911112222","recipient":"CL.1",` + text("x") + `}`: 100,
	} {
		if got := post(t, s, loopback.Token, line, message); got != code {
			t.Errorf("got %d, want %d: %s", got, code, message)
		}
	}
	if got := post(t, s, "another", line, "{}"); got != 190 {
		t.Errorf("another token: got %d", got)
	}
	if got := post(t, s, loopback.Token, "1", "{}"); got != 100 {
		t.Errorf("another line: got %d", got)
	}
}
