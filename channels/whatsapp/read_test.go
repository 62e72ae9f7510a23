package whatsapp_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.mau.fi/whatsmeow/proto/waCommon"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
)

func key(id string, mine bool) *waCommon.MessageKey {
	return &waCommon.MessageKey{ID: &id, FromMe: &mine}
}

func edit(id, text string, mine bool) *waE2E.Message {
	return &waE2E.Message{EditedMessage: &waE2E.FutureProofMessage{Message: &waE2E.Message{ProtocolMessage: &waE2E.ProtocolMessage{
		Type: waE2E.ProtocolMessage_MESSAGE_EDIT.Enum(), Key: key(id, mine), EditedMessage: &waE2E.Message{Conversation: &text},
	}}}}
}

// long: a table.
func TestEachSortOfMessageIsReadAsWhatItSays(t *testing.T) {
	t.Parallel()
	s := proto.String
	for name, c := range map[string]struct {
		msg  *waE2E.Message
		want channels.Inbound
	}{
		"text": {&waE2E.Message{Conversation: s("hola")}, channels.Inbound{Kind: channels.KindText, Text: "hola"}},
		"text with a quote": {
			&waE2E.Message{ExtendedTextMessage: &waE2E.ExtendedTextMessage{Text: s("sí"), ContextInfo: &waE2E.ContextInfo{StanzaID: s("Q1")}}},
			channels.Inbound{Kind: channels.KindText, Text: "sí", TargetID: "Q1"},
		},
		"text that quotes a status": {
			&waE2E.Message{ExtendedTextMessage: &waE2E.ExtendedTextMessage{Text: s("linda"), ContextInfo: &waE2E.ContextInfo{
				StanzaID: s("Q1"), RemoteJID: s("status@broadcast"),
			}}},
			channels.Inbound{Kind: channels.KindText, Text: "linda"},
		},
		"ephemeral view-once image": {
			&waE2E.Message{EphemeralMessage: &waE2E.FutureProofMessage{Message: &waE2E.Message{
				ViewOnceMessageV2: &waE2E.FutureProofMessage{Message: &waE2E.Message{
					ImageMessage: &waE2E.ImageMessage{Caption: s("así quedó"), Mimetype: s("image/jpeg"), FileLength: proto.Uint64(9)},
				}},
			}}},
			channels.Inbound{Kind: channels.KindImage, Text: "así quedó", Media: &channels.Media{MIMEType: "image/jpeg", Bytes: 9}},
		},
		"voice note": {
			&waE2E.Message{AudioMessage: &waE2E.AudioMessage{PTT: proto.Bool(true), Mimetype: s("audio/ogg; codecs=opus")}},
			channels.Inbound{Kind: channels.KindAudio, Media: &channels.Media{MIMEType: "audio/ogg; codecs=opus", Voice: true}},
		},
		"document": {
			&waE2E.Message{DocumentWithCaptionMessage: &waE2E.FutureProofMessage{Message: &waE2E.Message{DocumentMessage: &waE2E.DocumentMessage{
				FileName: s("boleta.pdf"), Caption: s("la boleta"), Mimetype: s("application/pdf"),
			}}}},
			channels.Inbound{
				Kind: channels.KindDocument, Text: "la boleta", Media: &channels.Media{MIMEType: "application/pdf", Name: "boleta.pdf"},
			},
		},
		"round video": {
			&waE2E.Message{PtvMessage: &waE2E.VideoMessage{Mimetype: s("video/mp4")}},
			channels.Inbound{Kind: channels.KindVideo, Media: &channels.Media{MIMEType: "video/mp4"}},
		},
		"sticker": {
			&waE2E.Message{LottieStickerMessage: &waE2E.FutureProofMessage{Message: &waE2E.Message{
				StickerMessage: &waE2E.StickerMessage{Mimetype: s("image/webp")},
			}}},
			channels.Inbound{Kind: channels.KindSticker, Media: &channels.Media{MIMEType: "image/webp"}},
		},
		"location": {
			&waE2E.Message{LocationMessage: &waE2E.LocationMessage{
				DegreesLatitude: proto.Float64(-33.45), DegreesLongitude: proto.Float64(-70.6), Name: s("Casa"), Address: s("Irarrázaval 1"),
			}},
			channels.Inbound{Kind: channels.KindLocation, Location: &channels.Location{
				Lat: -33.45, Lng: -70.6, Name: "Casa", Address: "Irarrázaval 1",
			}},
		},
		"live location": {
			&waE2E.Message{LiveLocationMessage: &waE2E.LiveLocationMessage{DegreesLatitude: proto.Float64(1), DegreesLongitude: proto.Float64(2)}},
			channels.Inbound{Kind: channels.KindLocation, Location: &channels.Location{Lat: 1, Lng: 2, Live: true}},
		},
		"card": {
			&waE2E.Message{ContactMessage: &waE2E.ContactMessage{Vcard: s(
				"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\\, la vecina\r\nitem1.TEL;type=CELL;waid=56912345678:+56 9 1234\r\n  5678\r\nTEL:tel:+5622\r\nEND:VCARD",
			)}},
			channels.Inbound{Kind: channels.KindContact, Card: &channels.Card{
				Name: "Ana, la vecina", Phones: []string{"+56 9 1234 5678", "+5622"},
			}},
		},
		"cards": {
			&waE2E.Message{ContactsArrayMessage: &waE2E.ContactsArrayMessage{DisplayName: s("2 contactos"), Contacts: []*waE2E.ContactMessage{
				{Vcard: s("FN:A\nTEL:1")}, {Vcard: s("FN:B\nTEL:2")},
			}}},
			channels.Inbound{Kind: channels.KindContact, Card: &channels.Card{Name: "2 contactos", Phones: []string{"1", "2"}}},
		},
		"reaction": {
			&waE2E.Message{ReactionMessage: &waE2E.ReactionMessage{Key: key("R1", false), Text: s("👍")}},
			channels.Inbound{Kind: channels.KindReaction, Reaction: "👍", TargetID: "R1"},
		},
		"reaction withdrawn": {
			&waE2E.Message{ReactionMessage: &waE2E.ReactionMessage{Key: key("R1", false)}},
			channels.Inbound{Kind: channels.KindReaction, TargetID: "R1"},
		},
		"edit": {edit("E1", "mejor el lunes", true), channels.Inbound{Kind: channels.KindEdit, TargetID: "E1", Text: "mejor el lunes"}},
		"deletion": {
			&waE2E.Message{ProtocolMessage: &waE2E.ProtocolMessage{Type: waE2E.ProtocolMessage_REVOKE.Enum(), Key: key("D1", true)}},
			channels.Inbound{Kind: channels.KindDelete, TargetID: "D1"},
		},
		"button": {
			&waE2E.Message{ButtonsResponseMessage: &waE2E.ButtonsResponseMessage{
				SelectedButtonID: s("2"), Response: &waE2E.ButtonsResponseMessage_SelectedDisplayText{SelectedDisplayText: "mañana"},
				ContextInfo: &waE2E.ContextInfo{StanzaID: s("B1")},
			}},
			channels.Inbound{Kind: channels.KindChoice, ChoiceID: "2", Text: "mañana", TargetID: "B1"},
		},
		"list row": {
			&waE2E.Message{ListResponseMessage: &waE2E.ListResponseMessage{
				Title: s("lunes"), SingleSelectReply: &waE2E.ListResponseMessage_SingleSelectReply{SelectedRowID: s("slot-3")},
			}},
			channels.Inbound{Kind: channels.KindChoice, ChoiceID: "slot-3", Text: "lunes"},
		},
		"template button": {
			&waE2E.Message{TemplateButtonReplyMessage: &waE2E.TemplateButtonReplyMessage{SelectedID: s("yes"), SelectedDisplayText: s("Confirmo")}},
			channels.Inbound{Kind: channels.KindChoice, ChoiceID: "yes", Text: "Confirmo"},
		},
		"native flow": {
			native(`{"id":"7"}`, "las 9"), channels.Inbound{Kind: channels.KindChoice, ChoiceID: "7", Text: "las 9"},
		},
		"native flow that is no JSON": {native(`{`, "las 9"), channels.Inbound{Kind: channels.KindText, Text: "las 9"}},
		"ad": {
			&waE2E.Message{ExtendedTextMessage: &waE2E.ExtendedTextMessage{Text: s("info"), ContextInfo: &waE2E.ContextInfo{
				ExternalAdReply: &waE2E.ContextInfo_ExternalAdReplyInfo{
					SourceType: s("ad"), SourceID: s("120"), SourceURL: s("https://fb.me/x"), CtwaClid: s("clid"), Title: s("Lavadoras"), Body: s("hoy"),
				},
			}}},
			channels.Inbound{Kind: channels.KindText, Text: "info", Referral: &channels.Referral{
				Source: "ad", SourceID: "120", URL: "https://fb.me/x", ClickID: "clid", Headline: "Lavadoras", Body: "hoy",
			}},
		},
		"what we cannot read": {
			&waE2E.Message{PollCreationMessageV3: &waE2E.PollCreationMessage{Name: s("?")}},
			channels.Inbound{Kind: channels.KindOther, Text: "poll creation"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := whatsapp.Read(c.msg)
			if !ok {
				t.Fatal("it says nothing")
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func native(params, body string) *waE2E.Message {
	return &waE2E.Message{InteractiveResponseMessage: &waE2E.InteractiveResponseMessage{
		Body: &waE2E.InteractiveResponseMessage_Body{Text: &body},
		InteractiveResponseMessage: &waE2E.InteractiveResponseMessage_NativeFlowResponseMessage_{
			NativeFlowResponseMessage: &waE2E.InteractiveResponseMessage_NativeFlowResponseMessage{ParamsJSON: &params},
		},
	}}
}

func TestWhatNobodyWroteSaysNothing(t *testing.T) {
	t.Parallel()
	for name, msg := range map[string]*waE2E.Message{
		"nothing":    nil,
		"empty":      {},
		"keys":       {SenderKeyDistributionMessage: &waE2E.SenderKeyDistributionMessage{}, MessageContextInfo: &waE2E.MessageContextInfo{}},
		"a setting":  {ProtocolMessage: &waE2E.ProtocolMessage{Type: waE2E.ProtocolMessage_EPHEMERAL_SETTING.Enum()}},
		"a pin":      {PinInChatMessage: &waE2E.PinInChatMessage{}},
		"an album":   {AlbumMessage: &waE2E.AlbumMessage{}},
		"our edit":   edit("E1", "no era eso", false),
		"no text":    {Conversation: proto.String("")},
		"no contact": {ContactsArrayMessage: &waE2E.ContactsArrayMessage{}},
	} {
		in, ok := whatsapp.Read(msg)
		if name == "no contact" {
			ok = ok && in.Kind != channels.KindOther
		}
		if ok {
			t.Errorf("%s: %+v", name, in)
		}
	}
}

func TestAMessageIsNamedByItsPersonWhicheverNameCameFirst(t *testing.T) {
	t.Parallel()
	lid, pn := types.NewADJID("777", 1, 5), types.JID{User: "56912345678", Server: types.DefaultUserServer, Device: 5}
	lid.Server = types.HiddenUserServer
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("", -3*3600))
	msg := &waE2E.Message{ReactionMessage: &waE2E.ReactionMessage{Key: key("R1", false), Text: proto.String("👍")}}
	for _, source := range []types.MessageSource{{Sender: lid, SenderAlt: pn}, {Sender: pn, SenderAlt: lid}} {
		in, ok := whatsapp.Addressed(msg, types.MessageInfo{MessageSource: source, ID: "M1", PushName: "Ana", Timestamp: at})
		want := channels.Inbound{
			From: channels.Address{Channel: channels.WhatsApp, Value: "777@lid"}, Also: []string{"56912345678@s.whatsapp.net"},
			Phone: "+56912345678", ExternalID: "777@lid/M1", TargetID: "777@lid/R1", SentAt: at.UTC(), ProfileName: "Ana",
			Kind: channels.KindReaction, Reaction: "👍",
		}
		if diff := cmp.Diff(want, in); !ok || diff != "" {
			t.Error(diff)
		}
	}
}

func TestOnlyWhatOnePersonWritesToUsIsHeard(t *testing.T) {
	t.Parallel()
	them := types.NewJID("777", types.HiddenUserServer)
	for name, c := range map[string]struct {
		source types.MessageSource
		want   bool
	}{
		"a person":   {types.MessageSource{Chat: them, Sender: them}, true},
		"ourselves":  {types.MessageSource{Chat: them, Sender: them, IsFromMe: true}, false},
		"a group":    {types.MessageSource{Chat: types.NewJID("1", types.GroupServer), Sender: them, IsGroup: true}, false},
		"a status":   {types.MessageSource{Chat: types.StatusBroadcastJID, Sender: them, IsGroup: true}, false},
		"a channel":  {types.MessageSource{Chat: types.NewJID("1", types.NewsletterServer)}, false},
		"WhatsApp":   {types.MessageSource{Chat: types.PSAJID, Sender: types.PSAJID}, false},
		"Meta's bot": {types.MessageSource{Chat: types.MetaAIJID, Sender: types.MetaAIJID}, false},
		"nobody":     {types.MessageSource{}, false},
	} {
		if got := whatsapp.Direct(c.source); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// FuzzRead feeds bytes as they could stand in a message that was decrypted.
func FuzzRead(f *testing.F) {
	for _, msg := range []*waE2E.Message{
		edit("E1", "x", true), native(`{"id":"7"}`, "las 9"),
		{Conversation: proto.String("hola")},
		{ImageMessage: &waE2E.ImageMessage{DirectPath: proto.String("/v/1?ccb=1"), FileLength: proto.Uint64(1 << 63)}},
		{ContactMessage: &waE2E.ContactMessage{Vcard: proto.String("FN:A\nTEL;x:1")}},
	} {
		raw, err := proto.Marshal(msg)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var msg waE2E.Message
		if proto.Unmarshal(raw, &msg) != nil {
			return
		}
		in, ok := whatsapp.Read(&msg)
		if !ok {
			return
		}
		if in.Kind == "" {
			t.Error("a message of no kind")
		}
		if in.Media != nil && (in.Media.Bytes < 0 || in.Media.Remote != "" && !json.Valid([]byte(in.Media.Remote))) {
			t.Errorf("a file that cannot be: %+v", in.Media)
		}
	})
}
