package cloud_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
)

func TestFilesAreUploadedAndSentAsWhatTheyAre(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	for _, c := range []struct {
		mime, name, caption, kind string
		voice                     bool
	}{
		{"image/jpeg", "", "así quedó", "image", false},
		{"application/pdf", "boleta.pdf", "su boleta", "document", false},
		{"audio/ogg; codecs=opus", "", "", "audio", true},
		{"audio/ogg", "nota.ogg", "escuche", "document", false}, // sound carries no words
		{"video/mp4", "", "", "video", false},
		{"image/heic", "foto.heic", "", "document", false},
	} {
		content := []byte("content of " + c.mime)
		m := channels.Media{Ref: c.mime, MIMEType: c.mime, Name: c.name, Bytes: int64(len(content)), Voice: c.voice}
		w.files[m.Ref] = file{m, content}
		out := w.out(ana.WaID(), c.caption)
		out.Media = &m
		w.send(out)
		got := ana.Next(t.Context())
		if got.Type != c.kind || got.Text != c.caption || got.Media == nil || string(got.Media.Bytes) != string(content) || got.Media.MIMEType != c.mime {
			t.Errorf("%s: got %+v", c.mime, got)
		}
		if c.kind == "document" && got.Media.Name != c.name {
			t.Errorf("%s: it is called %q", c.mime, got.Media.Name)
		}
	}
}

func TestWhatTheySendIsFetchedLater(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	ana.SendVoice("audio/ogg; codecs=opus", []byte("a voice"))
	w.server.Settle()
	m := w.box.last().Media
	if m == nil || !m.Voice || m.Remote == "" {
		t.Fatalf("got %+v", w.box.last())
	}
	content, err := w.cloud.Fetch(t.Context(), wa(ours), m.Remote)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(content)
	content.Close()
	if string(b) != "a voice" || err != nil {
		t.Errorf("got %q, %v", b, err)
	}
	w.server.Expire(m.Remote)
	for _, gone := range []string{m.Remote, "", "../106540352242901", "1?x=y"} {
		_, err := w.cloud.Fetch(t.Context(), wa(ours), gone)
		if e := asSendError(t, err); e.Code != cloud.CodeMediaGone || e.Retryable {
			t.Errorf("%q: got %+v", gone, e)
		}
	}
}

// What Graph says of where a file is does not make us ask anybody else with our token.
func TestMediaComeOnlyFromHostsThatServeThem(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var asked []string
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path+" "+r.Header.Get("Authorization"))
	}))
	defer elsewhere.Close()
	var where string
	graph := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/away" {
			http.Redirect(rw, r, elsewhere.URL+"/redirected", http.StatusFound)
			return
		}
		fmt.Fprintf(rw, `{"url":%q}`, where)
	}))
	defer graph.Close()
	c := w.open(func(o *cloud.Options) { o.Graph = graph.URL })
	for _, url := range []string{
		elsewhere.URL + "/file", "http://lookaside.fbsbx.com/file", "https://lookaside.fbsbx.com:8443/file", "https://lookaside.fbsbx.com.evil.example/x",
		"https://user@lookaside.fbsbx.com/x", "file:///etc/passwd", "http://169.254.169.254/latest", "//" + strings.TrimPrefix(elsewhere.URL, "http://"),
		"", graph.URL + "/away", strings.Replace(graph.URL, "http:", "https:", 1) + "/x",
	} {
		where = url
		_, err := c.Fetch(t.Context(), wa(ours), "123")
		if e := asSendError(t, err); e.Code != cloud.CodeMedia || e.Retryable {
			t.Errorf("%q: got %+v", url, e)
		}
	}
	if len(asked) != 0 {
		t.Errorf("elsewhere was asked: %v", asked)
	}
}

func TestAFailedUploadLeavesNothingInDoubt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	m := channels.Media{Ref: "empty", MIMEType: "image/png"}
	w.files["empty"] = file{m, nil}
	out := w.out(ana.WaID(), "")
	out.Media = &m
	if e := w.refused(out); e.Unsure || w.server.Posts() != 0 {
		t.Errorf("got %+v", e)
	}
	out.Media = &channels.Media{Ref: "unknown"}
	if _, err := w.cloud.Send(t.Context(), out); err == nil {
		t.Error("sent")
	}
}
