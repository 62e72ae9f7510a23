package admin

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
)

// linkStep is how long links to files stay the same, so that what a browser has of them serves while the page reads itself anew. A
// link opens for at least this long, and twice as long at most.
const linkStep = 15 * time.Minute

// shownFile is a file of a line as its page shows it.
type shownFile struct {
	gateway.File
	link string // empty: it cannot be opened
}

// readFiles reads how the files of lines are, and makes their links.
func (c *Console) readFiles(ctx context.Context, lines []channels.Line) (map[string]shownFile, error) {
	var refs []string
	for _, l := range lines {
		if l.Media != nil {
			refs = append(refs, l.Media.Ref)
		}
	}
	states, err := c.d.Gateway.States(ctx, c.d.DB, refs...)
	if err != nil {
		return nil, err
	}
	until := c.d.DB.Now().Truncate(linkStep).Add(2 * linkStep)
	out := map[string]shownFile{}
	for ref, f := range states {
		s := shownFile{File: f}
		if f.Status == "stored" {
			if s.link, err = c.d.Gateway.Link(ctx, ref, until); err != nil {
				return nil, err
			}
		}
		out[ref] = s
	}
	return out, nil
}

// show is how a browser shows a file: image, audio, video or, as a link, document.
func (f shownFile) show() string {
	switch kind, _, _ := strings.Cut(f.MIMEType, "/"); kind {
	case "image", "audio", "video":
		return kind
	}
	return "document"
}

// about is what is known of a file without opening it: its name, or its kind, and its size.
func (v talkView) about(l channels.Line, f shownFile) string {
	name := f.Name
	if name == "" {
		name = v.named("kind", string(l.Kind))
	}
	if f.Bytes <= 0 {
		return name
	}
	return name + " · " + size(f.Bytes)
}

// size of a file as people read it.
func size(n int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	switch {
	case n < kilo:
		return fmt.Sprintf("%d B", n)
	case n < mega:
		return fmt.Sprintf("%d KB", n/kilo)
	}
	return fmt.Sprintf("%d.%d MB", n/mega, n%mega*10/mega)
}

// refused is why a file is not kept.
func (v talkView) refused(f shownFile) string {
	return v.named("file.refused", strings.TrimPrefix(f.Reason, "file.keep."))
}

// spot is a place in digits: about a metre is enough.
func spot(l channels.Location) string { return fmt.Sprintf("%.5f,%.5f", l.Lat, l.Lng) }
