package whatsapp_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"
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
	p := b.phone(b.server)
	id := p.say(b.account, "¿tienen hora?")
	got := b.hears(1)
	want := channels.Inbound{
		From: channels.Address{Channel: channels.WhatsApp, Value: p.account.value()}, Also: []string{p.account.pn + "@s.whatsapp.net"},
		Phone: "+" + p.account.pn, To: b.ours, ExternalID: p.account.value() + "/" + id, Kind: channels.KindText, Text: "¿tienen hora?",
		ProfileName: "Ana",
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(channels.Inbound{}, "SentAt")); diff != "" || got.SentAt.Location() != time.UTC {
		t.Error(diff, got.SentAt)
	}
	p.hasReceipt(id, types.ReceiptTypeDelivered)
	p.hasReceipt(id, types.ReceiptTypeRead)

	r := b.says("out-1", got.From.Value, "sí, mañana")
	if r.Status != channels.StatusSent || r.TheirValue != "" || r.ExternalID != p.account.value()+"/"+whatsapp.MessageID("out-1", "") {
		t.Errorf("receipt %+v", r)
	}
	m := p.next()
	if m.Message.GetConversation() != "sí, mañana" || m.Info.ID != whatsapp.MessageID("out-1", "") {
		t.Errorf("the phone shows %v", m.Message)
	}
	eventually(t, 5*time.Second, "it was delivered", func() bool { return b.inbox.status(r.ExternalID) == channels.StatusDelivered })
	if err := p.cli.MarkRead(t.Context(), []string{m.Info.ID}, m.Info.Timestamp, m.Info.Chat, m.Info.Sender); err != nil {
		t.Fatal(err)
	}
	eventually(t, 5*time.Second, "it was read", func() bool { return b.inbox.status(r.ExternalID) == channels.StatusRead })
}

func (p *phone) hasReceipt(id string, kind types.ReceiptType) {
	p.t.Helper()
	for {
		select {
		case r := <-p.receipts:
			if r.Type == kind && r.MessageIDs[0] == id {
				return
			}
		case <-time.After(10 * time.Second):
			p.t.Fatalf("no receipt %q", kind)
		}
	}
}

func TestWhatIsAboutAMessageNamesItWhoeverWroteIt(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := b.phone(b.server)
	theirs := p.say(b.account, "hola")
	first := b.hears(1)
	ours := b.says("out-1", first.From.Value, "¿a las 9 o a las 15?")
	m := p.next()
	chat := b.account.lidJID(0)
	for i, c := range []struct {
		msg  *waE2E.Message
		want channels.Inbound
	}{
		{&waE2E.Message{ExtendedTextMessage: &waE2E.ExtendedTextMessage{Text: proto.String("esa"), ContextInfo: &waE2E.ContextInfo{
			StanzaID: &m.Info.ID, Participant: proto.String(chat.String()), QuotedMessage: m.Message,
		}}}, channels.Inbound{Kind: channels.KindText, Text: "esa", TargetID: ours.ExternalID}},
		{p.cli.BuildReaction(chat, chat, m.Info.ID, "👍"), channels.Inbound{Kind: channels.KindReaction, Reaction: "👍", TargetID: ours.ExternalID}},
		{p.cli.BuildEdit(chat, theirs, &waE2E.Message{Conversation: proto.String("buenas")}), channels.Inbound{
			Kind: channels.KindEdit, Text: "buenas", TargetID: first.ExternalID,
		}},
		{p.cli.BuildRevoke(chat, types.EmptyJID, theirs), channels.Inbound{Kind: channels.KindDelete, TargetID: first.ExternalID}},
		{
			&waE2E.Message{LocationMessage: &waE2E.LocationMessage{DegreesLatitude: proto.Float64(-33.4), DegreesLongitude: proto.Float64(-70.6)}},
			channels.Inbound{Kind: channels.KindLocation, Location: &channels.Location{Lat: -33.4, Lng: -70.6}},
		},
		{
			&waE2E.Message{ContactMessage: &waE2E.ContactMessage{DisplayName: proto.String("Luis"), Vcard: proto.String("TEL;waid=569:+56 9 1")}},
			channels.Inbound{Kind: channels.KindContact, Card: &channels.Card{Name: "Luis", Phones: []string{"+56 9 1"}}},
		},
	} {
		p.send(b.account, c.msg)
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
	p := b.phone(b.server)
	picture := random(5000)
	up, err := p.cli.Upload(t.Context(), picture, whatsmeow.MediaImage)
	if err != nil {
		t.Fatal(err)
	}
	p.send(b.account, &waE2E.Message{ImageMessage: &waE2E.ImageMessage{
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
	audio := m.Message.GetAudioMessage()
	if !audio.GetPTT() || audio.GetMimetype() != "audio/ogg; codecs=opus" || m.Info.ID != whatsapp.MessageID("v", "") {
		t.Errorf("the phone got %v", m.Message)
	}
	if got, err := p.cli.Download(t.Context(), audio); err != nil || !bytes.Equal(got, voice) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if text := p.next(); text.Message.GetConversation() != "escuche" {
		t.Errorf("and then %v", text.Message)
	}
	fails(t, "gone", func() error {
		_, err := b.Fetch(t.Context(), b.ours, `{"type":"image","path":"/v/99?ccb=1"}`)
		return err
	})
	fails(t, "unreadable", func() error { _, err := b.Fetch(t.Context(), b.ours, `no`); return err })
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
	p := b.phone(b.server)
	p.say(b.account, "quiero hora")
	them := b.hears(1).From
	r := b.sends(channels.Outbound{
		ID: "o", To: them, Text: "¿Cuándo?\n1. lunes\n2. martes",
		Choices: []channels.Choice{{ID: "slot-a", Title: "lunes"}, {ID: "slot-b", Title: "martes"}},
	})
	text, poll := p.next(), p.next()
	if text.Message.GetConversation() == "" || poll.Message.GetPollCreationMessage().GetName() != "¿Cuándo?" {
		t.Errorf("the phone shows %v and %v", text.Message, poll.Message)
	}
	p.vote(b.account, poll, "martes")
	got := b.hears(2)
	if got.Kind != channels.KindChoice || got.ChoiceID != "slot-b" || got.Text != "martes" || got.TargetID != r.ExternalID {
		t.Errorf("got %+v", got)
	}
	p.vote(b.account, poll)
	p.say(b.account, "mejor no")
	if got := b.hears(3); got.Text != "mejor no" {
		t.Errorf("a vote that was withdrawn says %+v", got)
	}
}

func (p *phone) vote(to *account, poll *events.Message, options ...string) {
	p.t.Helper()
	vote, err := p.cli.BuildPollVote(p.t.Context(), &poll.Info, options)
	if err != nil {
		p.t.Fatal(err)
	}
	p.send(to, vote)
}

func TestANumberIsLearnedLaterThanItsPerson(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := b.phone(b.server)
	b.server.turn(func(k *knobs) { k.unlisted = map[string]bool{p.account.lid: true} })
	p.say(b.account, "hola")
	first := b.hears(1)
	if first.From.Value != p.account.value() || first.Phone != "" || len(first.Also) != 0 {
		t.Errorf("a person without a number: %+v", first)
	}
	b.says("1", first.From.Value, "¿qué necesita?")
	p.next()
	b.server.turn(func(k *knobs) { k.unlisted = nil })
	p.say(b.account, "una lavadora")
	second := b.hears(2)
	if second.From != first.From || second.Phone != "+"+p.account.pn {
		t.Errorf("the number is known: %+v", second)
	}
}

func TestAColdNumberIsAskedAboutOnceAndToldHowItAnswers(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	p := b.phone(b.server)
	for i, id := range []string{"1", "2"} {
		r := b.says(id, "+"+p.account.pn, "su técnico va en camino")
		if r.TheirValue != p.account.value() {
			t.Errorf("%d: they answer by %q", i, r.TheirValue)
		}
		p.next()
	}
	if r := b.says("3", p.account.pn+"@s.whatsapp.net", "hola"); r.TheirValue != p.account.value() {
		t.Errorf("they answer by %q", r.TheirValue)
	}
	for range 2 {
		e := fails(t, "not_on_whatsapp", func() error {
			_, err := b.Send(t.Context(), channels.Outbound{ID: "4", From: b.ours, To: channels.Address{Value: "+56900000000000"}, Text: "x"})
			return err
		})
		if e.Retryable {
			t.Error("it is tried again")
		}
	}
	b.server.mu.Lock()
	defer b.server.mu.Unlock()
	if n := len(b.server.log); n != 2 {
		t.Errorf("%d questions about two numbers", n)
	}
}
