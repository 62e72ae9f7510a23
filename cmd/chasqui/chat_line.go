package main

import (
	"context"
	"fmt"
	"mime"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// chatLine is one line of the chat command: messages of one turn, or a wait.
type chatLine struct {
	Wait     time.Duration
	Messages []channels.Inbound // without addresses, ids and times
}

// parseChatLine reads a line of stdin. A line that starts with @ is a directive; everything else is a text message.
func parseChatLine(line string) (chatLine, error) {
	word, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "@wait":
		return parseWait(rest)
	case "@burst":
		return parseBurst(rest)
	case "@location":
		return parseLocation(rest)
	case "@image":
		return parseMedia(channels.KindImage, rest)
	case "@audio":
		return parseMedia(channels.KindAudio, rest)
	case "@react":
		if rest == "" {
			return chatLine{}, badLine("@react needs an emoji: @react 👍")
		}
		return one(channels.Inbound{Kind: channels.KindReaction, Reaction: rest}), nil
	}
	if strings.HasPrefix(word, "@") {
		return chatLine{}, badLine("unknown directive " + word + "; there are @wait @burst @location @image @audio @react")
	}
	return one(channels.Inbound{Kind: channels.KindText, Text: line}), nil
}

func parseWait(s string) (chatLine, error) {
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 {
		return chatLine{}, badLine("@wait needs a duration: @wait 26h")
	}
	return chatLine{Wait: d}, nil
}

func parseBurst(s string) (chatLine, error) {
	var l chatLine
	for part := range strings.SplitSeq(s, "|") {
		if part = strings.TrimSpace(part); part != "" {
			l.Messages = append(l.Messages, channels.Inbound{Kind: channels.KindText, Text: part})
		}
	}
	if len(l.Messages) == 0 {
		return chatLine{}, badLine("@burst needs messages: @burst hola | tengo una consulta")
	}
	return l, nil
}

func parseLocation(s string) (chatLine, error) {
	a, b, _ := strings.Cut(s, ",")
	lat, errLat := strconv.ParseFloat(strings.TrimSpace(a), 64)
	lng, errLng := strconv.ParseFloat(strings.TrimSpace(b), 64)
	if errLat != nil || errLng != nil || lat < -90 || lat > 90 || lng < -180 || lng > 180 {
		return chatLine{}, badLine("@location needs degrees: @location -33.4569,-70.6483")
	}
	return one(channels.Inbound{Kind: channels.KindLocation, Location: &channels.Location{Lat: lat, Lng: lng}}), nil
}

func parseMedia(kind channels.Kind, path string) (chatLine, error) {
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return chatLine{}, badLine(fmt.Sprintf("@%s: no file %q", kind, path))
	}
	media := &channels.Media{Ref: path, MIMEType: mime.TypeByExtension(filepath.Ext(path)), Bytes: info.Size()}
	return one(channels.Inbound{Kind: kind, Media: media}), nil
}

// keepSound stores the file of a voice note, as a transport's is. What is no sound stays a voice note that nobody can hear.
func (s *chatSession) keepSound(ctx context.Context, m *channels.Inbound) error {
	file, err := os.Open(m.Media.Ref)
	if err != nil {
		return badLine(fmt.Sprintf("@audio: %v", err))
	}
	defer file.Close()
	media := *m.Media
	media.Ref, media.Voice = "", true
	kept, err := s.sys.gateway.Keep(ctx, media, file)
	switch {
	case fault.Is(err, fault.Invalid):
		kept = media
	case err != nil:
		return err
	}
	m.Media = &kept
	return nil
}

func one(m channels.Inbound) chatLine { return chatLine{Messages: []channels.Inbound{m}} }

func badLine(text string) error { return inputError(text) }
