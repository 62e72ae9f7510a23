package whatsapp

import (
	"encoding/json"
	"math"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"

	"github.com/chasqui-fsm/chasqui/channels"
)

// remote is what a later download of a file needs. It stands in Media.Remote as JSON.
type remote struct {
	Type   string `json:"type"` // a key of mediaTypes: it is part of the file's encryption
	Path   string `json:"path"`
	Key    []byte `json:"key"`
	SHA    []byte `json:"sha"`     // of the file
	EncSHA []byte `json:"enc_sha"` // of the file as it is stored
	Bytes  uint64 `json:"bytes"`   // as the sender says
}

var mediaTypes = map[string]whatsmeow.MediaType{
	"image": whatsmeow.MediaImage, "video": whatsmeow.MediaVideo, "audio": whatsmeow.MediaAudio, "document": whatsmeow.MediaDocument,
}

// maxPath is far longer than any true path of a file.
const maxPath = 2048

// file is what all messages with one say of it.
type file interface {
	GetDirectPath() string
	GetMediaKey() []byte
	GetFileSHA256() []byte
	GetFileEncSHA256() []byte
	GetFileLength() uint64
	GetMimetype() string
}

func readMedia(msg *waE2E.Message) (channels.Inbound, bool) {
	switch {
	case msg.GetImageMessage() != nil:
		m := msg.GetImageMessage()
		return channels.Inbound{Kind: channels.KindImage, Text: m.GetCaption(), Media: media(m, "image")}, true
	case msg.GetVideoMessage() != nil:
		m := msg.GetVideoMessage()
		return channels.Inbound{Kind: channels.KindVideo, Text: m.GetCaption(), Media: media(m, "video")}, true
	case msg.GetPtvMessage() != nil: // a round one
		m := msg.GetPtvMessage()
		return channels.Inbound{Kind: channels.KindVideo, Text: m.GetCaption(), Media: media(m, "video")}, true
	case msg.GetAudioMessage() != nil:
		m := msg.GetAudioMessage()
		in := channels.Inbound{Kind: channels.KindAudio, Media: media(m, "audio")}
		in.Media.Voice = m.GetPTT()
		return in, true
	case msg.GetDocumentMessage() != nil:
		m := msg.GetDocumentMessage()
		in := channels.Inbound{Kind: channels.KindDocument, Text: m.GetCaption(), Media: media(m, "document")}
		if in.Media.Name = m.GetFileName(); in.Media.Name == "" {
			in.Media.Name = m.GetTitle()
		}
		return in, true
	case msg.GetStickerMessage() != nil:
		return channels.Inbound{Kind: channels.KindSticker, Media: media(msg.GetStickerMessage(), "image")}, true
	}
	return channels.Inbound{}, false
}

// media describes a file. One that cannot be found has no Remote.
func media(f file, kind string) *channels.Media {
	m := &channels.Media{MIMEType: f.GetMimetype(), Bytes: int64(min(f.GetFileLength(), math.MaxInt64))}
	path := f.GetDirectPath()
	if path == "" || path[0] != '/' || len(path) > maxPath {
		return m
	}
	where, err := json.Marshal(remote{
		Type: kind, Path: path, Key: f.GetMediaKey(), SHA: f.GetFileSHA256(), EncSHA: f.GetFileEncSHA256(), Bytes: f.GetFileLength(),
	})
	if err == nil { // a struct of strings and bytes always has a JSON form
		m.Remote = string(where)
	}
	return m
}
