package loopback

import (
	"context"
	"fmt"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"
)

// Send sends any message. The address is a number, "123@lid" or "569...@s.whatsapp.net".
func (p *Phone) Send(ctx context.Context, address string, m *waE2E.Message) (id string, err error) {
	jid, err := to(address)
	if err != nil {
		return "", fmt.Errorf("phone sends: %w", err)
	}
	var sent whatsmeow.SendResponse
	err = p.guard.Send(ctx, func(ctx context.Context) error {
		sent, err = p.client.SendMessage(ctx, jid, m)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("phone sends: %w", err)
	}
	return sent.ID, nil
}

// Say sends a text.
func (p *Phone) Say(ctx context.Context, address, text string) (id string, err error) {
	return p.Send(ctx, address, &waE2E.Message{Conversation: proto.String(text)})
}

// Quote answers a message of theirs.
func (p *Phone) Quote(ctx context.Context, address string, m Message, text string) (id string, err error) {
	return p.Send(ctx, address, &waE2E.Message{ExtendedTextMessage: &waE2E.ExtendedTextMessage{
		Text: proto.String(text), ContextInfo: &waE2E.ContextInfo{
			StanzaID: proto.String(m.ID), Participant: proto.String(m.From.String()), QuotedMessage: m.Raw,
		},
	}})
}

// FromAd sends the first text of somebody who came by an ad.
func (p *Phone) FromAd(ctx context.Context, address, text string, ad *waE2E.ContextInfo_ExternalAdReplyInfo) (id string, err error) {
	return p.Send(ctx, address, &waE2E.Message{ExtendedTextMessage: &waE2E.ExtendedTextMessage{
		Text: proto.String(text), ContextInfo: &waE2E.ContextInfo{ExternalAdReply: ad},
	}})
}

// SendLocation sends a pin.
func (p *Phone) SendLocation(ctx context.Context, address string, lat, lng float64) (id string, err error) {
	return p.Send(ctx, address, &waE2E.Message{LocationMessage: &waE2E.LocationMessage{
		DegreesLatitude: proto.Float64(lat), DegreesLongitude: proto.Float64(lng),
	}})
}

// SendImage sends a photo.
func (p *Phone) SendImage(ctx context.Context, address string, jpeg []byte, caption string) (id string, err error) {
	up, err := p.client.Upload(ctx, jpeg, whatsmeow.MediaImage)
	if err != nil {
		return "", fmt.Errorf("phone uploads: %w", err)
	}
	return p.Send(ctx, address, &waE2E.Message{ImageMessage: &waE2E.ImageMessage{
		Caption: proto.String(caption), Mimetype: proto.String("image/jpeg"), URL: &up.URL, DirectPath: &up.DirectPath, MediaKey: up.MediaKey,
		FileEncSHA256: up.FileEncSHA256, FileSHA256: up.FileSHA256, FileLength: &up.FileLength,
	}})
}

// SendVoice sends a voice note.
func (p *Phone) SendVoice(ctx context.Context, address string, ogg []byte) (id string, err error) {
	up, err := p.client.Upload(ctx, ogg, whatsmeow.MediaAudio)
	if err != nil {
		return "", fmt.Errorf("phone uploads: %w", err)
	}
	return p.Send(ctx, address, &waE2E.Message{AudioMessage: &waE2E.AudioMessage{
		PTT: proto.Bool(true), Mimetype: proto.String("audio/ogg; codecs=opus"), URL: &up.URL, DirectPath: &up.DirectPath, MediaKey: up.MediaKey,
		FileEncSHA256: up.FileEncSHA256, FileSHA256: up.FileSHA256, FileLength: &up.FileLength,
	}})
}

// SendCard sends a contact.
func (p *Phone) SendCard(ctx context.Context, address, name, number string) (id string, err error) {
	card := "BEGIN:VCARD\nVERSION:3.0\nFN:" + name + "\nTEL;type=CELL;waid=" + number + ":+" + number + "\nEND:VCARD"
	return p.Send(ctx, address, &waE2E.Message{ContactMessage: &waE2E.ContactMessage{DisplayName: proto.String(name), Vcard: proto.String(card)}})
}

// React puts an emoji under a message of theirs.
func (p *Phone) React(ctx context.Context, address string, m Message, emoji string) (id string, err error) {
	jid, err := to(address)
	if err != nil {
		return "", err
	}
	return p.Send(ctx, address, p.client.BuildReaction(jid, m.From, m.ID, emoji))
}

// Edit changes a text of the phone's own.
func (p *Phone) Edit(ctx context.Context, address, id, text string) error {
	jid, err := to(address)
	if err != nil {
		return err
	}
	_, err = p.Send(ctx, address, p.client.BuildEdit(jid, id, &waE2E.Message{Conversation: proto.String(text)}))
	return err
}

// Revoke takes a message of the phone's own back.
func (p *Phone) Revoke(ctx context.Context, address, id string) error {
	jid, err := to(address)
	if err != nil {
		return err
	}
	_, err = p.Send(ctx, address, p.client.BuildRevoke(jid, types.EmptyJID, id))
	return err
}

// Vote picks options of a poll by their words.
func (p *Phone) Vote(ctx context.Context, address string, poll Message, options ...string) (id string, err error) {
	m, err := p.client.BuildPollVote(ctx, &poll.Info, options)
	if err != nil {
		return "", fmt.Errorf("phone votes: %w", err)
	}
	return p.Send(ctx, address, m)
}

// Tap answers a native-flow button of theirs, as phones that draw them do.
func (p *Phone) Tap(ctx context.Context, address, buttonID string) (id string, err error) {
	return p.Send(ctx, address, &waE2E.Message{InteractiveResponseMessage: &waE2E.InteractiveResponseMessage{
		InteractiveResponseMessage: &waE2E.InteractiveResponseMessage_NativeFlowResponseMessage_{
			NativeFlowResponseMessage: &waE2E.InteractiveResponseMessage_NativeFlowResponseMessage{
				Name: proto.String("quick_reply"), ParamsJSON: proto.String(`{"id":"` + buttonID + `"}`),
			},
		},
	}})
}
