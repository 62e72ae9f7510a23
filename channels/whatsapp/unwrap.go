package whatsapp

import (
	"strings"
	"unicode"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// depth is how many envelopes a message may be in. A true one has two at most.
const depth = 8

// unwrap takes a message out of what only says how to show it: for a day, once, with a caption, as one of an album.
func unwrap(msg *waE2E.Message) *waE2E.Message {
	for range depth {
		inner := enclosed(msg)
		if inner == nil {
			return msg
		}
		msg = inner
	}
	return msg
}

func enclosed(msg *waE2E.Message) *waE2E.Message {
	for _, envelope := range []*waE2E.FutureProofMessage{
		msg.GetEphemeralMessage(), msg.GetViewOnceMessage(), msg.GetViewOnceMessageV2(), msg.GetViewOnceMessageV2Extension(),
		msg.GetDocumentWithCaptionMessage(), msg.GetLottieStickerMessage(), msg.GetAssociatedChildMessage(), msg.GetEditedMessage(),
		msg.GetSpoilerMessage(), msg.GetGroupMentionedMessage(), msg.GetLimitSharingMessage(),
	} {
		if inner := envelope.GetMessage(); inner != nil {
			return inner
		}
	}
	return nil
}

// contextOf is what a message says of others: the one it quotes, the ad it came from. nil when it says nothing.
func contextOf(msg *waE2E.Message) (found *waE2E.ContextInfo) {
	eachPart(msg, func(_ string, part protoreflect.Message) bool {
		if c, ok := part.Interface().(interface{ GetContextInfo() *waE2E.ContextInfo }); ok {
			found = c.GetContextInfo()
		}
		return found == nil
	})
	return found
}

// silent are the parts of messages that nobody wrote or sees: keys, settings, pins.
var silent = map[string]bool{
	"senderKeyDistributionMessage": true, "fastRatchetKeySenderKeyDistributionMessage": true, "messageContextInfo": true,
	"protocolMessage": true, "deviceSentMessage": true, "pinInChatMessage": true, "keepInChatMessage": true, "albumMessage": true,
	"stickerSyncRmrMessage": true, "messageHistoryNotice": true, "messageHistoryBundle": true, "placeholderMessage": true,
	"pollUpdateMessage": true, "chat": true, "groupRootKeyShare": true, "rootSecretDistributeMessage": true,
	"secretEncryptedMessage": true, "statusLinkPreviewMetadata": true,
}

// oddity names the first part of a message that we cannot read: "product", "poll creation". Empty when there is none.
func oddity(msg *waE2E.Message) (name string) {
	eachPart(msg, func(field string, _ protoreflect.Message) bool {
		if !silent[field] {
			name = plain(field)
		}
		return name == ""
	})
	return name
}

// eachPart goes through the messages that a message is made of.
func eachPart(msg *waE2E.Message, see func(field string, part protoreflect.Message) (more bool)) {
	msg.ProtoReflect().Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		if f.Message() == nil || f.IsList() || f.IsMap() {
			return true
		}
		return see(string(f.Name()), v.Message())
	})
}

// plain turns "pollCreationMessageV3" into "poll creation".
func plain(field string) string {
	field = strings.TrimRight(field, "0123456789")
	field = strings.TrimSuffix(strings.TrimSuffix(field, "V"), "Message")
	var b strings.Builder
	for _, r := range field {
		if unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
