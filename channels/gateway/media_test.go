package gateway_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// photo is a small picture that says where it was made, and lies on its side.
func photo(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 8, 4))
	img.Set(1, 1, color.RGBA{200, 10, 10, 255})
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, img, nil); err != nil {
		t.Fatal(err)
	}
	tiff := []byte("II*\x00\x08\x00\x00\x00\x02\x00" +
		"\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00" + // orientation 6
		"\x25\x88\x04\x00\x01\x00\x00\x00\x26\x00\x00\x00" + // GPS
		"\x00\x00\x00\x00" + "GPS -33.4489 -70.6693")
	seg := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(seg)+2))...)
	out = append(append(out, seg...), 0xff, 0xfe, 0, 8)
	out = append(out, "secret"...)
	return append(out, plain.Bytes()[2:]...)
}

func (w *world) keep(m channels.Media, b []byte) (channels.Media, error) {
	return w.gw.Keep(w.t.Context(), m, bytes.NewReader(b))
}

func (w *world) open(ref string) []byte {
	w.t.Helper()
	r, _, err := w.gw.Open(w.t.Context(), ref)
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		w.t.Fatal(err)
	}
	return b
}

func TestAPhotoIsKeptOnceAndTellsNoPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	raw := photo(t)
	first, err := w.keep(channels.Media{MIMEType: "image/jpeg"}, raw)
	if err != nil {
		t.Fatal(err)
	}
	second, err := w.keep(channels.Media{MIMEType: "image/jpeg", Name: "again.jpg"}, raw)
	if err != nil || first.Ref == second.Ref {
		t.Fatalf("%+v, %v", second, err)
	}
	kept := w.open(first.Ref)
	if bytes.Contains(kept, []byte("GPS")) || bytes.Contains(kept, []byte("secret")) {
		t.Error("the photo still says where it was made")
	}
	if !bytes.Contains(kept, []byte("\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06")) {
		t.Error("the photo does not say any more which side is up")
	}
	if _, err := jpeg.Decode(bytes.NewReader(kept)); err != nil {
		t.Errorf("it is no picture any more: %v", err)
	}
	if n := count(w, `SELECT count(*) FROM blobs`); n != 1 {
		t.Errorf("the same bytes are kept %d times", n)
	}
}

func TestTextOfAPNGIsNotKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	raw := b.Bytes()
	chunk := append([]byte{0, 0, 0, 6}, "tEXtsecret\x00\x00\x00\x00"...)
	raw = append(append(append([]byte{}, raw[:33]...), chunk...), raw[33:]...)
	m, err := w.keep(channels.Media{}, raw)
	if err != nil || m.MIMEType != "image/png" {
		t.Fatalf("%+v, %v", m, err)
	}
	kept := w.open(m.Ref)
	if bytes.Contains(kept, []byte("secret")) {
		t.Error("the text is still there")
	}
	if _, err := png.Decode(bytes.NewReader(kept)); err != nil {
		t.Error(err)
	}
}

func TestFilesThatABrowserWouldRunAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	for name, c := range map[string]struct{ mime, body string }{
		"a page called a photo": {"image/jpeg", "<html><script>alert(1)</script>"},
		"a page":                {"text/html", "<!DOCTYPE html><p>"},
		"a drawing":             {"image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`},
		"a program":             {"application/octet-stream", "\x7fELF\x02\x01\x01"},
		"nothing":               {"image/png", ""},
		"too much":              {"application/pdf", "%PDF-1.7 " + strings.Repeat("x", 17<<20)},
	} {
		if _, err := w.keep(channels.Media{MIMEType: c.mime}, []byte(c.body)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for mime, body := range map[string]string{
		"application/pdf": "%PDF-1.7 x", "audio/ogg; codecs=opus": "OggS\x00\x02", "text/plain": "hola", "text/vcard": "BEGIN:VCARD",
	} {
		if _, err := w.keep(channels.Media{MIMEType: mime}, []byte(body)); err != nil {
			t.Errorf("%s: %v", mime, err)
		}
	}
}

// FuzzKeep: whatever is sent as a file, it is kept or refused.
func FuzzKeep(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\x08\x00\x00\x00"), "image/jpeg")
	f.Add([]byte("RIFF\x10\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\xff"), "image/webp")
	f.Add([]byte("\x89PNG\r\n\x1a\n\xff\xff\xff\xfftEXt"), "image/png")
	w := newWorld(f, atOnce)
	f.Fuzz(func(t *testing.T, b []byte, mime string) {
		if _, err := w.gw.Keep(context.WithoutCancel(t.Context()), channels.Media{MIMEType: mime}, bytes.NewReader(b)); err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
	})
}

// Fetch makes the tape a transport that files come through.
func (t *tape) Fetch(_ context.Context, _ channels.Address, remote string) (io.ReadCloser, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fetched++
	switch {
	case remote == "gone":
		return nil, &channels.SendError{Code: "gone", Err: errors.New("expired")}
	case t.fetched == 1:
		return nil, &channels.SendError{Code: "down", Retryable: true, Err: errors.New("try again")}
	}
	return io.NopCloser(strings.NewReader(strings.Replace(remote, "OggS ", "OggS\x00", 1))), nil // no remote holds a zero
}

// states wants a file to be in a state; a ref that is no id is not known.
func (w *world) states(ref, want string) {
	w.t.Helper()
	got, err := w.gw.States(w.t.Context(), w.DB, ref, "no id", w.IDs.New())
	if err != nil || len(got) != 1 || got[ref].Status != want || (got[ref].Reason != "") != (want == "refused") {
		w.t.Errorf("files are %+v, %v; want %s", got, err, want)
	}
}

func TestAFileIsFetchedAfterItsMessageIsStoredAndOpensByItsLinkOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	in := w.text("")
	in.Kind, in.Media = channels.KindDocument, &channels.Media{MIMEType: "application/pdf", Name: "boleta.pdf", Remote: "%PDF-1.7 hola"}
	conv := w.receive(in).Conversation
	gone := w.text("")
	gone.Kind, gone.Media = channels.KindImage, &channels.Media{MIMEType: "image/jpeg", Remote: "gone"}
	w.receive(gone)
	lines, err := w.gw.Transcript(t.Context(), w.DB, conv, 0)
	if err != nil || len(lines) != 2 || lines[0].Media == nil || lines[0].Media.Ref == "" {
		t.Fatalf("%+v, %v", lines, err)
	}
	ref := lines[0].Media.Ref
	if _, _, err := w.gw.Open(t.Context(), ref); !fault.Is(err, fault.Unavailable) {
		t.Errorf("before it came: %v", err)
	}
	w.states(ref, "wanted")
	w.drain(time.Minute)
	w.states(ref, "stored")
	w.states(lines[1].Media.Ref, "refused")
	if got := string(w.open(ref)); got != "%PDF-1.7 hola" {
		t.Errorf("got %q", got)
	}
	if _, _, err := w.gw.Open(t.Context(), lines[1].Media.Ref); !fault.Is(err, fault.NotFound) {
		t.Errorf("a file that is gone: %v", err)
	}
	link, err := w.gw.Link(t.Context(), ref, w.Clock.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	get := func(path string) *httptest.ResponseRecorder {
		rec := httptest.NewRecorder()
		w.gw.MediaHandler().ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		return rec
	}
	if rec := get(link); rec.Code != http.StatusOK || rec.Body.String() != "%PDF-1.7 hola" || rec.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("by its link: %d %q", rec.Code, rec.Body)
	}
	part := httptest.NewRequestWithContext(t.Context(), http.MethodGet, link, nil)
	part.Header.Set("Range", "bytes=5-7")
	rec := httptest.NewRecorder()
	w.gw.MediaHandler().ServeHTTP(rec, part)
	if rec.Code != http.StatusPartialContent || rec.Body.String() != "1.7" {
		t.Errorf("a part: %d %q", rec.Code, rec.Body)
	}
	for _, bad := range []string{
		"/media/" + ref, link + "x", strings.Replace(link, "until=1", "until=2", 1), strings.Replace(link, ref, lines[1].Media.Ref, 1), "/media/'--?until=1",
	} {
		if rec := get(bad); rec.Code != http.StatusNotFound {
			t.Errorf("%s: %d", bad, rec.Code)
		}
	}
	w.Clock.Advance(2 * time.Hour)
	if rec := get(link); rec.Code != http.StatusNotFound {
		t.Errorf("after its time: %d", rec.Code)
	}
}
