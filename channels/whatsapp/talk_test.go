package whatsapp_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
)

// hears waits for the nth message of the inbox, from 1.
func (b *business) hears(n int) channels.Inbound {
	b.t.Helper()
	eventually(b.t, 10*time.Second, "a message is stored", func() bool { return len(b.inbox.all()) >= n })
	return b.inbox.all()[n-1]
}

// says sends a text and fails when it does not leave.
func (b *business) says(id, to, text string) channels.Receipt {
	b.t.Helper()
	return b.sends(channels.Outbound{ID: id, To: channels.Address{Channel: channels.WhatsApp, Value: to}, Text: text})
}

func (b *business) sends(out channels.Outbound) channels.Receipt {
	b.t.Helper()
	out.From = b.ours
	ctx, cancel := context.WithTimeout(b.t.Context(), 35*time.Second)
	defer cancel()
	r, err := b.Send(ctx, out)
	if err != nil {
		b.t.Fatal(err)
	}
	return r
}

func TestAQuestionIsStoredReadAndAnswered(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := newPhone(t, b.server)
	id := p.say(b.owner, "¿tienen hora?")
	got := b.hears(1)
	want := channels.Inbound{
		From: channels.Address{Channel: channels.WhatsApp, Value: p.value()}, Also: []string{p.Number() + "@s.whatsapp.net"},
		Phone: "+" + p.Number(), To: b.ours, ExternalID: p.value() + "/" + id, Kind: channels.KindText, Text: "¿tienen hora?",
		ProfileName: "+" + p.Number(),
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(channels.Inbound{}, "SentAt")); diff != "" || got.SentAt.Location() != time.UTC {
		t.Error(diff, got.SentAt)
	}
	p.hasReceipt(id, types.ReceiptTypeDelivered)
	p.hasReceipt(id, types.ReceiptTypeRead)

	r := b.says("out-1", got.From.Value, "sí, mañana")
	if r.Status != channels.StatusSent || r.TheirValue != "" || r.ExternalID != p.value()+"/"+whatsapp.MessageID("out-1", "") {
		t.Errorf("receipt %+v", r)
	}
	m := p.next()
	if m.Raw.GetConversation() != "sí, mañana" || m.ID != whatsapp.MessageID("out-1", "") {
		t.Errorf("the phone shows %v", m.Raw)
	}
	eventually(t, 5*time.Second, "it was delivered", func() bool { return b.inbox.status(r.ExternalID) == channels.StatusDelivered })
	if err := p.Client().MarkRead(t.Context(), []string{m.ID}, m.Info.Timestamp, m.Info.Chat, m.Info.Sender); err != nil {
		t.Fatal(err)
	}
	eventually(t, 5*time.Second, "it was read", func() bool { return b.inbox.status(r.ExternalID) == channels.StatusRead })
}

func TestWhatIsAboutAMessageNamesItWhoeverWroteIt(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := newPhone(t, b.server)
	theirs := p.say(b.owner, "hola")
	first := b.hears(1)
	ours := b.says("out-1", first.From.Value, "¿a las 9 o a las 15?")
	m := p.next()
	chat := b.owner.LID()
	for i, c := range []struct {
		msg  *waE2E.Message
		want channels.Inbound
	}{
		{&waE2E.Message{ExtendedTextMessage: &waE2E.ExtendedTextMessage{Text: proto.String("esa"), ContextInfo: &waE2E.ContextInfo{
			StanzaID: &m.ID, Participant: proto.String(chat.String()), QuotedMessage: m.Raw,
		}}}, channels.Inbound{Kind: channels.KindText, Text: "esa", TargetID: ours.ExternalID}},
		{p.Client().BuildReaction(chat, chat, m.ID, "👍"), channels.Inbound{Kind: channels.KindReaction, Reaction: "👍", TargetID: ours.ExternalID}},
		{p.Client().BuildEdit(chat, theirs, &waE2E.Message{Conversation: proto.String("buenas")}), channels.Inbound{
			Kind: channels.KindEdit, Text: "buenas", TargetID: first.ExternalID,
		}},
		{p.Client().BuildRevoke(chat, types.EmptyJID, theirs), channels.Inbound{Kind: channels.KindDelete, TargetID: first.ExternalID}},
		{
			&waE2E.Message{LocationMessage: &waE2E.LocationMessage{DegreesLatitude: proto.Float64(-33.4), DegreesLongitude: proto.Float64(-70.6)}},
			channels.Inbound{Kind: channels.KindLocation, Location: &channels.Location{Lat: -33.4, Lng: -70.6}},
		},
		{
			&waE2E.Message{ContactMessage: &waE2E.ContactMessage{DisplayName: proto.String("Luis"), Vcard: proto.String("TEL;waid=569:+56 9 1")}},
			channels.Inbound{Kind: channels.KindContact, Card: &channels.Card{Name: "Luis", Phones: []string{"+56 9 1"}}},
		},
	} {
		p.send(b.owner, c.msg)
		got := b.hears(i + 2)
		if got.From != first.From {
			t.Errorf("it is from %v", got.From)
		}
		ignored := cmpopts.IgnoreFields(channels.Inbound{}, "From", "Also", "Phone", "To", "ExternalID", "SentAt", "ProfileName")
		if diff := cmp.Diff(c.want, got, ignored); diff != "" {
			t.Error(diff)
		}
	}
}

// cabinet gives one file.
type cabinet struct {
	content []byte
	about   channels.Media
}

func (c cabinet) Open(context.Context, string) (io.ReadCloser, channels.Media, error) {
	return io.NopCloser(bytes.NewReader(c.content)), c.about, nil
}

func TestFilesGoBothWays(t *testing.T) {
	t.Parallel()
	voice := random(3000)
	b := newBusiness(t, func(o *whatsapp.Options) {
		o.Files = cabinet{voice, channels.Media{MIMEType: "audio/ogg", Voice: true}}
	})
	p := newPhone(t, b.server)
	picture := random(5000)
	up, err := p.Client().Upload(t.Context(), picture, whatsmeow.MediaImage)
	if err != nil {
		t.Fatal(err)
	}
	p.send(b.owner, &waE2E.Message{ImageMessage: &waE2E.ImageMessage{
		Caption: proto.String("se ve así"), Mimetype: proto.String("image/jpeg"), DirectPath: &up.DirectPath, MediaKey: up.MediaKey,
		FileSHA256: up.FileSHA256, FileEncSHA256: up.FileEncSHA256, FileLength: &up.FileLength,
	}})
	in := b.hears(1)
	if in.Kind != channels.KindImage || in.Text != "se ve así" || in.Media.Bytes != 5000 {
		t.Errorf("got %+v", in)
	}
	file, err := b.Fetch(t.Context(), b.ours, in.Media.Remote)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(file); err != nil || !bytes.Equal(got, picture) {
		t.Errorf("%d bytes, %v", len(got), err)
	}

	b.sends(channels.Outbound{ID: "v", To: in.From, Text: "escuche", Media: &channels.Media{Ref: "1"}})
	m := p.next()
	audio := m.Raw.GetAudioMessage()
	if !audio.GetPTT() || audio.GetMimetype() != "audio/ogg; codecs=opus" || m.ID != whatsapp.MessageID("v", "") {
		t.Errorf("the phone got %v", m.Raw)
	}
	if got, err := p.Client().Download(t.Context(), audio); err != nil || !bytes.Equal(got, voice) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if text := p.next(); text.Raw.GetConversation() != "escuche" {
		t.Errorf("and then %v", text.Raw)
	}
	_ = fails(t, "gone", func() error {
		_, err := b.Fetch(t.Context(), b.ours, `{"type":"image","path":"/v/99?ccb=1"}`)
		return err
	})
	_ = fails(t, "unreadable", func() error { _, err := b.Fetch(t.Context(), b.ours, `no`); return err })
}

// fails wants a SendError of a code, and gives it.
func fails(t testing.TB, code string, do func() error) *channels.SendError {
	t.Helper()
	var e *channels.SendError
	if err := do(); !errors.As(err, &e) || e.Code != code {
		t.Errorf("want %s: %v", code, err)
		return &channels.SendError{}
	}
	return e
}

func TestAVoteInAPollIsTheChoiceItStandsFor(t *testing.T) {
	t.Parallel()
	b := newBusiness(t, func(o *whatsapp.Options) { o.Polls = true })
	p := newPhone(t, b.server)
	p.say(b.owner, "quiero hora")
	them := b.hears(1).From
	r := b.sends(channels.Outbound{
		ID: "o", To: them, Text: "¿Cuándo?\n1. lunes\n2. martes",
		Choices: []channels.Choice{{ID: "slot-a", Title: "lunes"}, {ID: "slot-b", Title: "martes"}},
	})
	text, poll := p.next(), p.next()
	if text.Raw.GetConversation() == "" || poll.Raw.GetPollCreationMessage().GetName() != "¿Cuándo?" {
		t.Errorf("the phone shows %v and %v", text.Raw, poll.Raw)
	}
	p.vote(b.owner, poll, "martes")
	got := b.hears(2)
	if got.Kind != channels.KindChoice || got.ChoiceID != "slot-b" || got.Text != "martes" || got.TargetID != r.ExternalID {
		t.Errorf("got %+v", got)
	}
	p.vote(b.owner, poll)
	p.say(b.owner, "mejor no")
	if got := b.hears(3); got.Text != "mejor no" {
		t.Errorf("a vote that was withdrawn says %+v", got)
	}
}

func TestANumberIsLearnedLaterThanItsPerson(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := newPhone(t, b.server)
	b.server.HideNumber(p.Number(), true)
	p.say(b.owner, "hola")
	first := b.hears(1)
	if first.From.Value != p.value() || first.Phone != "" || len(first.Also) != 0 {
		t.Errorf("a person without a number: %+v", first)
	}
	b.says("1", first.From.Value, "¿qué necesita?")
	p.next()
	b.server.HideNumber(p.Number(), false)
	p.say(b.owner, "una lavadora")
	second := b.hears(2)
	if second.From != first.From || second.Phone != "+"+p.Number() {
		t.Errorf("the number is known: %+v", second)
	}
}

func TestAColdNumberIsAskedAboutOnceAndToldHowItAnswers(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := newPhone(t, b.server)
	for i, id := range []string{"1", "2"} {
		r := b.says(id, "+"+p.Number(), "su técnico va en camino")
		if r.TheirValue != p.value() {
			t.Errorf("%d: they answer by %q", i, r.TheirValue)
		}
		p.next()
	}
	if r := b.says("3", p.Number()+"@s.whatsapp.net", "hola"); r.TheirValue != p.value() {
		t.Errorf("they answer by %q", r.TheirValue)
	}
	stranger := fmt.Sprintf("569%08d", mathrand.IntN(1e8))
	for _, there := range []bool{false, true} { // an answer is believed for hours, or WhatsApp doubts who asks
		if there {
			b.server.NewPhone(t, stranger)
		}
		e := fails(t, "not_on_whatsapp", func() error {
			to := channels.Address{Channel: channels.WhatsApp, Value: "+" + stranger}
			_, err := b.Send(t.Context(), channels.Outbound{ID: "4", From: b.ours, To: to, Text: "x"})
			return err
		})
		if e.Retryable {
			t.Error("it is tried again")
		}
	}
}
