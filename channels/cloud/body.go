package cloud

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/channels"
)

// askLocation is the Ask of a message that wants to know where they are (agent.AskLocation).
const askLocation = "location"

// free says a message in words of its own: what may be said within 24 hours of theirs. fileID is of an uploaded file.
func free(out channels.Outbound, fileID string) (fields, *channels.SendError) {
	if out.Media != nil {
		return withFile(out, fileID)
	}
	if body := interactive(out.Text, out.Choices); body != nil {
		return fields{"type": "interactive", "interactive": body}, nil
	}
	if out.Ask == askLocation && out.Text != "" && runes(out.Text) <= maxBody {
		return fields{"type": "interactive", "interactive": fields{
			"type": "location_request_message", "body": fields{"text": out.Text}, "action": fields{"name": "send_location"},
		}}, nil
	}
	if runes(out.Text) > maxText {
		return nil, &channels.SendError{Code: CodeTooLong, Err: errTooLong}
	}
	return fields{"type": "text", "text": fields{"body": out.Text, "preview_url": strings.Contains(out.Text, "https://")}}, nil
}

// withFile sends an uploaded file, with the text as its caption.
func withFile(out channels.Outbound, id string) (fields, *channels.SendError) {
	if runes(out.Text) > maxCaption {
		return nil, &channels.SendError{Code: CodeTooLong, Err: errTooLong}
	}
	kind := fileKind(*out.Media, out.Text)
	file := fields{"id": id}
	if out.Text != "" {
		file["caption"] = out.Text
	}
	switch kind {
	case "document":
		if out.Media.Name != "" {
			file["filename"] = out.Media.Name
		}
	case "audio":
		if out.Media.Voice {
			file["voice"] = true
		}
	}
	return fields{"type": kind, kind: file}, nil
}

// kinds of files that WhatsApp shows as what they are, and up to what size (Meta, supported media types).
var kinds = map[string]struct {
	kind  string
	bytes int64
}{
	"image/jpeg": {"image", 5 << 20}, "image/png": {"image", 5 << 20}, "video/mp4": {"video", 16 << 20}, "video/3gpp": {"video", 16 << 20},
	"audio/aac": {"audio", 16 << 20}, "audio/mp4": {"audio", 16 << 20}, "audio/mpeg": {"audio", 16 << 20}, "audio/amr": {"audio", 16 << 20},
	"audio/ogg": {"audio", 16 << 20}, "image/webp": {"sticker", 100 << 10},
}

// fileKind of a file: what it is when WhatsApp shows that, else a document. Sound and stickers carry no words.
func fileKind(m channels.Media, caption string) string {
	mime, _, _ := strings.Cut(m.MIMEType, ";")
	k, ok := kinds[strings.TrimSpace(strings.ToLower(mime))]
	if !ok || m.Bytes > k.bytes || caption != "" && (k.kind == "audio" || k.kind == "sticker") {
		return "document"
	}
	return k.kind
}

// templated says a message by an approved template. Its values are one line each: Graph takes no breaks, tabs or runs of spaces.
func templated(t channels.Template, language string) fields {
	body := fields{"name": t.Name, "language": fields{"policy": "deterministic", "code": language}}
	if len(t.Params) > 0 {
		params := make([]fields, len(t.Params))
		for i, p := range t.Params {
			params[i] = fields{"type": "text", "text": strings.Join(strings.Fields(p), " ")}
		}
		body["components"] = []fields{{"type": "body", "parameters": params}}
	}
	return fields{"type": "template", "template": body}
}

// addressed adds to a body whom it goes to, and our id of it.
func addressed(body fields, to recipient, message string) fields {
	body["messaging_product"], body["recipient_type"] = "whatsapp", "individual"
	body[to.field] = to.value
	body["biz_opaque_callback_data"] = message
	return body
}
