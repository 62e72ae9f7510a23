package whatsapp

import (
	"encoding/json"

	"go.mau.fi/whatsmeow/proto/waE2E"

	"github.com/chasqui-fsm/chasqui/channels"
)

// readers know one sort of message each. The first that knows a message reads it.
var readers = []func(*waE2E.Message) (channels.Inbound, bool){
	readText, readLocation, readMedia, readCard, readChoice, readReaction, readChange,
}

// read turns what was sent into what it says. Its TargetID is WhatsApp's bare id. ok is false for what says nothing.
func read(msg *waE2E.Message) (in channels.Inbound, ok bool) {
	msg = unwrap(msg)
	for _, r := range readers {
		if in, ok = r(msg); ok {
			break
		}
	}
	if !ok {
		name := oddity(msg)
		if name == "" {
			return in, false
		}
		in = channels.Inbound{Kind: channels.KindOther, Text: name}
	}
	about := contextOf(msg)
	if in.TargetID == "" && about.GetRemoteJID() != "status@broadcast" {
		in.TargetID = about.GetStanzaID()
	}
	in.Referral = referral(about.GetExternalAdReply())
	return in, true
}

func readText(msg *waE2E.Message) (channels.Inbound, bool) {
	text := msg.GetConversation()
	if text == "" {
		text = msg.GetExtendedTextMessage().GetText()
	}
	return channels.Inbound{Kind: channels.KindText, Text: text}, text != ""
}

func readLocation(msg *waE2E.Message) (channels.Inbound, bool) {
	if m := msg.GetLocationMessage(); m != nil {
		return channels.Inbound{Kind: channels.KindLocation, Text: m.GetComment(), Location: &channels.Location{
			Lat: m.GetDegreesLatitude(), Lng: m.GetDegreesLongitude(), Name: m.GetName(), Address: m.GetAddress(), Live: m.GetIsLive(),
		}}, true
	}
	if m := msg.GetLiveLocationMessage(); m != nil {
		return channels.Inbound{Kind: channels.KindLocation, Text: m.GetCaption(), Location: &channels.Location{
			Lat: m.GetDegreesLatitude(), Lng: m.GetDegreesLongitude(), Live: true,
		}}, true
	}
	return channels.Inbound{}, false
}

// readChoice reads a tap. One without an id says the words on it.
func readChoice(msg *waE2E.Message) (channels.Inbound, bool) {
	var id, title string
	switch {
	case msg.GetButtonsResponseMessage() != nil:
		m := msg.GetButtonsResponseMessage()
		id, title = m.GetSelectedButtonID(), m.GetSelectedDisplayText()
	case msg.GetListResponseMessage() != nil:
		m := msg.GetListResponseMessage()
		id, title = m.GetSingleSelectReply().GetSelectedRowID(), m.GetTitle()
	case msg.GetTemplateButtonReplyMessage() != nil:
		m := msg.GetTemplateButtonReplyMessage()
		id, title = m.GetSelectedID(), m.GetSelectedDisplayText()
	case msg.GetInteractiveResponseMessage() != nil:
		m := msg.GetInteractiveResponseMessage()
		var params struct {
			ID string `json:"id"`
		}
		_ = json.Unmarshal([]byte(m.GetNativeFlowResponseMessage().GetParamsJSON()), &params) // without an id, or not JSON: its words
		id, title = params.ID, m.GetBody().GetText()
	}
	switch {
	case id != "":
		return channels.Inbound{Kind: channels.KindChoice, ChoiceID: id, Text: title}, true
	case title != "":
		return channels.Inbound{Kind: channels.KindText, Text: title}, true
	}
	return channels.Inbound{}, false
}

func readReaction(msg *waE2E.Message) (channels.Inbound, bool) {
	m := msg.GetReactionMessage()
	target := m.GetKey().GetID()
	return channels.Inbound{Kind: channels.KindReaction, Reaction: m.GetText(), TargetID: target}, target != ""
}

// readChange reads an edit or a deletion by the message's own sender; nobody changes what others said.
func readChange(msg *waE2E.Message) (channels.Inbound, bool) {
	m := msg.GetProtocolMessage()
	target := m.GetKey().GetID()
	if target == "" || !m.GetKey().GetFromMe() {
		return channels.Inbound{}, false
	}
	switch m.GetType() {
	case waE2E.ProtocolMessage_REVOKE:
		return channels.Inbound{Kind: channels.KindDelete, TargetID: target}, true
	case waE2E.ProtocolMessage_MESSAGE_EDIT:
		return channels.Inbound{Kind: channels.KindEdit, TargetID: target, Text: wordsOf(m.GetEditedMessage())}, true
	}
	return channels.Inbound{}, false
}

// wordsOf is the text or the caption of a message.
func wordsOf(msg *waE2E.Message) string {
	msg = unwrap(msg)
	if in, ok := readText(msg); ok {
		return in.Text
	}
	in, _ := readMedia(msg)
	return in.Text
}

// referral is the ad or post that a message came from. A mere link's preview is none.
func referral(ad *waE2E.ContextInfo_ExternalAdReplyInfo) *channels.Referral {
	if ad.GetSourceID() == "" && ad.GetCtwaClid() == "" && ad.GetSourceType() == "" {
		return nil
	}
	return &channels.Referral{
		Source: ad.GetSourceType(), SourceID: ad.GetSourceID(), URL: ad.GetSourceURL(), ClickID: ad.GetCtwaClid(),
		Headline: ad.GetTitle(), Body: ad.GetBody(),
	}
}
