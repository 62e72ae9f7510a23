package admin_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"html"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// line puts a message into the conversation as the gateway would have stored it; more are columns with their values.
func (c console) line(t *testing.T, l channels.Line, more ...string) string {
	t.Helper()
	payload, err := json.Marshal(map[string]any{"location": l.Location, "media": l.Media, "card": l.Card, "reaction": l.Reaction})
	if err != nil {
		t.Fatal(err)
	}
	direction, author, status := "in", "contact", "received"
	if l.Out {
		direction, author, status = "out", "bot", string(l.Status)
	}
	columns, values := "", ""
	for i := 0; i+1 < len(more); i += 2 {
		columns, values = columns+", "+more[i], values+", "+more[i+1]
	}
	id := c.db.NewID()
	_, err = c.db.Exec(t.Context(), `INSERT INTO messages (id, conversation_id, direction, channel, external_id, kind, body, payload, author,
	  status, sent_at, created_at`+columns+`) VALUES ('`+id+`', '`+chat+`', '`+direction+`', 'whatsapp', '`+id+`', '`+string(l.Kind)+`', '`+l.Text+`',
	  '`+string(payload)+`', '`+author+`', '`+status+`', '2026-11-23T12:00:00Z', '2026-11-23T12:00:00Z'`+values+`)`)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// transcript writes down what was heard of a voice note.
func (c console) transcript(t *testing.T, message, state, text string) {
	t.Helper()
	_, err := c.db.Exec(t.Context(), `INSERT INTO transcripts (message_id, state, body, until, created_at)
	  VALUES ('`+message+`', '`+state+`', '`+text+`', '2026-11-23Z', '2026-11-23Z')`)
	if err != nil {
		t.Fatal(err)
	}
}

// turn is one that read messages, as SQL.
func (c console) turn(t *testing.T) string {
	t.Helper()
	const id = "00000000-0000-7000-8000-0000000000d1"
	_, err := c.db.Exec(t.Context(), `INSERT INTO turns (id, conversation_id, n, at, status, rules_version)
	  VALUES ('`+id+`', '`+chat+`', 900, '2026-11-23Z', 'done', 'test') ON CONFLICT DO NOTHING`)
	if err != nil {
		t.Fatal(err)
	}
	return "'" + id + "'"
}

func (c console) keep(t *testing.T, m channels.Media, b []byte) *channels.Media {
	t.Helper()
	kept, err := gateway.New(c.db, gateway.Options{}).Keep(t.Context(), m, bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return &kept
}

// picture is a PNG of a size.
func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			img.Set(x, y, color.RGBA{uint8(x), uint8(y), 120, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// silence is a WAV of some seconds.
func silence(seconds int) []byte {
	const rate = 8000
	n := uint32(seconds * rate)
	b := binary.LittleEndian.AppendUint32([]byte("RIFF"), 36+n)
	b = binary.LittleEndian.AppendUint32(append(b, "WAVEfmt "...), 16)
	for _, v := range []uint16{1, 1} { // PCM, one channel
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	b = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, rate), rate)
	b = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(b, 1), 8)
	b = binary.LittleEndian.AppendUint32(append(b, "data"...), n)
	return append(b, bytes.Repeat([]byte{128}, int(n))...)
}

const (
	coming = "00000000-0000-7000-8000-0000000000c1"
	gone   = "00000000-0000-7000-8000-0000000000c2"
	barred = "00000000-0000-7000-8000-0000000000c3"
)

// spoken fills the conversation with a line of each sort.
func spoken(t *testing.T) console {
	t.Helper()
	c, _ := waiting(t)
	_, refusal := gateway.New(c.db, gateway.Options{}).Keep(t.Context(), channels.Media{}, strings.NewReader("<html><script>"))
	files := `INSERT INTO media (id, status, mime_type, bytes, reason, created_at) VALUES
	  ('` + coming + `', 'wanted', 'image/jpeg', 48000, '', '2026-11-23Z'), ('` + gone + `', 'refused', 'audio/ogg', 0, 'gone', '2026-11-23Z'),
	  ('` + barred + `', 'refused', 'text/html', 0, '` + fault.KeyOf(refusal) + `', '2026-11-23Z')`
	if _, err := c.db.Exec(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	c.line(t, channels.Line{Kind: channels.KindImage, Text: "se ve así", Media: c.keep(t, channels.Media{}, picture(t, 640, 480))})
	note := c.line(t, channels.Line{Kind: channels.KindAudio, Media: c.keep(t, channels.Media{Voice: true}, silence(20))})
	c.transcript(t, note, "heard", "se rompió <la> lavadora")
	c.line(t, channels.Line{Kind: channels.KindDocument, Media: c.keep(t, channels.Media{Name: "boleta.pdf"}, []byte("%PDF-1.7 hola"))})
	c.line(t, channels.Line{Kind: channels.KindImage, Media: &channels.Media{Ref: coming}})
	c.transcript(t, c.line(t, channels.Line{Kind: channels.KindAudio, Media: &channels.Media{Ref: gone}}), "failed", "")
	c.transcript(t, c.line(t, channels.Line{Kind: channels.KindAudio, Media: &channels.Media{Ref: coming}}), "late", "el martes en la tarde")
	c.line(t, channels.Line{Kind: channels.KindText, Text: "el jueves"}, "edited_to", "'mejor el viernes'", "turn_id", c.turn(t))
	c.line(t, channels.Line{Kind: channels.KindText, Text: "a las nueve"}, "dropped_at", "'2026-11-23T12:01:00Z'", "turn_id", c.turn(t))
	c.line(t, channels.Line{Kind: channels.KindDocument, Media: &channels.Media{Ref: barred}})
	c.line(t, channels.Line{Kind: channels.KindContact, Card: &channels.Card{Name: "Conserje <Juan>", Phones: []string{"+56 2 2345 6789"}}})
	c.line(t, channels.Line{Kind: channels.KindLocation, Location: &channels.Location{Lat: -33.45694, Lng: -70.64827, Name: "Casa", Live: true}})
	c.line(t, channels.Line{Kind: channels.KindText, Text: "no, nada"}, "dropped_at", "'2026-11-23T12:01:00Z'")
	c.line(t, channels.Line{Kind: channels.KindOther})
	for _, s := range []channels.Status{channels.StatusQueued, channels.StatusSent, channels.StatusDelivered, channels.StatusRead} {
		c.line(t, channels.Line{Kind: channels.KindText, Text: "estado " + string(s), Out: true, Status: s})
	}
	c.line(t, channels.Line{Kind: channels.KindText, Text: "estado failed", Out: true, Status: channels.StatusFailed}, "failure", "'window_closed'")
	c.line(t, channels.Line{Kind: channels.KindText, Text: "una oferta", Out: true, Status: channels.StatusQueued},
		"held_by_rule", "'co.ley_2300.hours'", "not_before", "'2026-11-24T12:00:00Z'")
	c.line(t, channels.Line{Kind: channels.KindText, Text: "otra oferta", Out: true, Status: channels.StatusQueued},
		"held_by_rule", "'retry.timeout'", "not_before", "'2026-11-24T12:00:00Z'")
	diverted := c.line(t, channels.Line{Kind: channels.KindText, Text: "va por otro lado", Out: true, Status: channels.StatusDiverted})
	c.line(t, channels.Line{Kind: channels.KindText, Text: "llegó", Out: true, Status: channels.StatusSent}, "replaces", "'"+diverted+"'")
	return c
}

func TestALineShowsAllThatItCarriesAndHowFarItCame(t *testing.T) {
	t.Parallel()
	c := spoken(t)
	who := c.as(t, identity.Agent)
	_, _, body := c.send(t, who, http.MethodGet, "/conversations/"+chat, nil)
	for _, want := range []string{
		`data-file="image"`, "se ve así", `data-file="audio"`, "controls", `download="boleta.pdf"`, "boleta.pdf · 13 B",
		"imagen · 46 KB", "Todavía no llega", "Ya no se puede descargar", "ese tipo de archivo puede ser peligroso", "Conserje &lt;Juan&gt;", `href="tel:+56 2 2345 6789"`,
		`href="geo:-33.45694,-70.64827"`, "ubicación en vivo", "lo borró", "algo que no se puede leer aquí",
		"<q>se rompió &lt;la&gt; lavadora</q>", "No se pudo transcribir", "<q>el martes en la tarde</q>", "La transcripción llegó tarde",
		"Lo editó después de la respuesta:</em> mejor el viernes", "lo borró después de la respuesta",
		"En cola", "Enviado", "Entregado", "Leído", "No salió: pasaron más de 24 horas",
		"Espera hasta 24-11 09:00: horario permitido para ofertas (Ley 2300 de Colombia)", "no hubo respuesta a tiempo, se intenta de nuevo",
		`<a href="/conversations/` + chat + `">Fue por SMS</a>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	links := regexp.MustCompile(`(?:src|href)="(/media/[^"]*)"`).FindAllStringSubmatch(body, -1)
	if len(links) != 4 { // the picture's twice
		t.Fatalf("%d links to files", len(links))
	}
	stranger := c.visitor(t)
	for _, link := range links {
		status, header, _ := c.send(t, stranger, http.MethodGet, html.UnescapeString(link[1]), nil)
		if status != http.StatusOK || header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d", link[1], status)
		}
	}
	_, _, again := c.send(t, who, http.MethodGet, "/conversations/"+chat, nil)
	if !strings.Contains(again, links[0][1]) {
		t.Error("links change at every reading, so that a browser fetches each file anew")
	}
	c.town.Clock.Advance(31 * time.Minute)
	if status, _, _ := c.send(t, stranger, http.MethodGet, html.UnescapeString(links[0][1]), nil); status != http.StatusNotFound {
		t.Errorf("a link after its time: %d", status)
	}
}

// A voice that is played goes on while the conversation does.
func TestPicturesAreSmallAndAVoiceGoesOnWhileMessagesCome(t *testing.T) {
	t.Parallel()
	c := spoken(t)
	b := c.browse(t, identity.Agent, "/conversations/"+chat)
	b.until("document.querySelector('[data-role=conversation][data-live=true]') !== null")
	b.until("document.querySelector('.photo img').naturalWidth === 640")
	if got := ask[int](b, "Math.max(document.querySelector('.photo img').offsetWidth, document.querySelector('.photo img').offsetHeight)"); got != 240 {
		t.Errorf("the picture is %d px", got)
	}
	b.until("document.querySelector('audio').duration === 20")
	b.everywhere("conversation-end")
	ask[bool](b, "document.querySelector('audio').muted = true")
	ask[bool](b, "document.querySelector('audio').play() !== null")
	b.until("document.querySelector('audio').currentTime > 0")
	ask[string](b, "window.theVoice = document.querySelector('audio'); 'ok'")
	c.line(t, channels.Line{Kind: channels.KindText, Text: "¿siguen ahí?"})
	if _, err := c.db.Exec(t.Context(), `SELECT pg_notify('`+gateway.NotifyChannel+`', '`+chat+`')`); err != nil {
		t.Fatal(err)
	}
	b.until("document.querySelector('[data-role=thread]').innerText.includes('¿siguen ahí?')")
	if !ask[bool](b, "window.theVoice === document.querySelector('audio') && !window.theVoice.paused") {
		t.Error("the voice was cut off")
	}
	ask[int](b, "document.querySelector('[data-role=thread]').scrollTop = 0")
	b.everywhere("conversation-start")
}
