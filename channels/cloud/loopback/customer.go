package loopback

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// Customer is somebody with WhatsApp on their phone.
type Customer struct {
	s        *Server
	line     *line // that they write to
	waID     string
	user     string // business-scoped user id
	name     string
	username bool // they show no number
	lastIn   map[string]time.Time
	read     chan Message
	shown    []Message
}

// WaID is how WhatsApp names them.
func (c *Customer) WaID() string { return c.waID }

// UserID is how WhatsApp names them to a business that may not see their number.
func (c *Customer) UserID() string { return c.user }

// To makes them write to another line, by its phone_number_id.
func (c *Customer) To(line string) *Customer {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.line = c.s.lines[line]
	return c
}

// AsUsername hides their number from now on.
func (c *Customer) AsUsername() *Customer {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.username = true
	return c
}

// Say writes a text. Each of these gives the id of the message.
func (c *Customer) Say(text string) string {
	return c.write("text", fields{"text": fields{"body": text}})
}

// Quote writes a text that answers a message.
func (c *Customer) Quote(message, text string) string {
	return c.write("text", fields{"text": fields{"body": text}, "context": fields{"id": message}})
}

// React to a message with an emoji; an empty one withdraws it.
func (c *Customer) React(message, emoji string) string {
	return c.write("reaction", fields{"reaction": fields{"message_id": message, "emoji": emoji}})
}

// SendLocation sends a pin.
func (c *Customer) SendLocation(lat, lng float64) string {
	return c.write("location", fields{"location": fields{"latitude": lat, "longitude": lng}})
}

// SendImage sends a photo.
func (c *Customer) SendImage(mimeType string, content []byte, caption string) string {
	return c.write("image", fields{"image": c.file(mimeType, content, fields{"caption": caption})})
}

// SendVoice sends a voice note.
func (c *Customer) SendVoice(mimeType string, content []byte) string {
	return c.write("audio", fields{"audio": c.file(mimeType, content, fields{"voice": true})})
}

func (c *Customer) file(mimeType string, content []byte, more fields) fields {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	m := Media{ID: c.s.id("8"), MIMEType: mimeType, Bytes: content}
	c.s.media[m.ID] = m
	more["id"], more["mime_type"] = m.ID, mimeType
	return more
}

// Referral is an ad.
type Referral struct {
	SourceType string `json:"source_type"`
	SourceID   string `json:"source_id"`
	SourceURL  string `json:"source_url"`
	Headline   string `json:"headline"`
	Body       string `json:"body"`
	ClickID    string `json:"ctwa_clid"`
}

// FromAd writes the first text after a tap on an ad.
func (c *Customer) FromAd(ad Referral, text string) string {
	return c.write("text", fields{"text": fields{"body": text}, "referral": ad})
}

// Tap taps the button with this id, in the latest message that has it.
func (c *Customer) Tap(id string) string { return c.pick("button", id) }

// PickRow picks the row with this id, in the latest message that has it.
func (c *Customer) PickRow(id string) string { return c.pick("list", id) }

func (c *Customer) pick(kind, id string) string {
	c.s.mu.Lock()
	var of string
	var picked Choice
	for _, m := range c.shown {
		for _, ch := range m.Choices {
			if m.Type == kind && ch.ID == id {
				of, picked = m.ID, ch
			}
		}
	}
	c.s.mu.Unlock()
	if of == "" {
		c.s.tb.Errorf("loopback: %s was shown no %s %q", c.name, kind, id)
		return ""
	}
	reply := fields{"id": picked.ID, "title": picked.Title}
	if picked.Description != "" {
		reply["description"] = picked.Description
	}
	return c.write("interactive", fields{
		"interactive": fields{"type": kind + "_reply", kind + "_reply": reply}, "context": fields{"id": of},
	})
}

// Raw writes a message of any type with these fields.
func (c *Customer) Raw(kind string, more map[string]any) string { return c.write(kind, more) }

func (c *Customer) write(kind string, message fields) string {
	s := c.s
	s.mu.Lock()
	now := s.clock.Now()
	id := s.id("wamid.HBgM")
	message["id"], message["type"], message["timestamp"] = id, kind, strconv.FormatInt(now.Unix(), 10)
	message["from_user_id"] = c.user
	who := fields{"profile": fields{"name": c.name}, "user_id": c.user}
	if !c.username {
		message["from"], who["wa_id"] = c.waID, c.waID
	}
	l := c.line
	if l == nil {
		s.mu.Unlock()
		s.tb.Errorf("loopback: %s has no line to write to", c.name)
		return ""
	}
	c.lastIn[l.id] = now
	s.mu.Unlock()
	s.hooks.tell(Account, "messages", fields{
		"messaging_product": "whatsapp", "metadata": l.metadata(), "contacts": []any{who}, "messages": []any{message},
	})
	return id
}

// Choice is a button or a row.
type Choice struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description"`
}

// Message is what a customer reads.
type Message struct {
	ID           string
	Type         string // text, button, list, location_request_message, template, image, ...
	Text         string // of a template: with its values in place; of a file: its caption
	Choices      []Choice
	Template     string // its name
	Language     string // of the template
	Params       []string
	Media        *Media
	AsksLocation bool
	Callback     string // biz_opaque_callback_data
}

// rendered is a message as its reader sees it. The server is locked.
func (s *Server) rendered(id string, p posted) Message {
	m := Message{ID: id, Type: p.Type, Callback: p.Callback}
	switch {
	case p.Text != nil:
		m.Text = p.Text.Body
	case p.Interactive != nil:
		i := p.Interactive
		m.Type, m.Text, m.AsksLocation = i.Type, i.Body.Text, i.Type == "location_request_message"
		for _, b := range i.Action.Buttons {
			m.Choices = append(m.Choices, b.Reply)
		}
		for _, section := range i.Action.Sections {
			m.Choices = append(m.Choices, section.Rows...)
		}
	case p.Template != nil:
		t := s.template(p.Template.Name, p.Template.Language.Code)
		m.Template, m.Language, m.Params = t.Name, t.Language, p.Template.params()
		m.Text = t.render(m.Params)
	default:
		f := p.file()
		file := s.media[f.ID]
		if f.Filename != "" {
			file.Name = f.Filename
		}
		m.Text, m.Media = f.Caption, &file
	}
	return m
}

// show puts a message on their phone. The server is locked.
func (c *Customer) show(m Message) {
	c.shown = append(c.shown, m)
	select {
	case c.read <- m:
	default:
		c.s.tb.Errorf("loopback: %s has %d messages unread", c.name, cap(c.read))
	}
}

// Next waits for the next message that they have not read. It fails the test when there is none in ctx.
func (c *Customer) Next(ctx context.Context) Message {
	c.s.tb.Helper()
	select {
	case m := <-c.read:
		return m
	case <-ctx.Done():
		c.s.tb.Errorf("loopback: nothing came for %s: %v", c.name, ctx.Err())
		return Message{}
	}
}

// Unread is how many messages they have not read.
func (c *Customer) Unread() int { return len(c.read) }

// String is their name and how they are known.
func (c *Customer) String() string { return fmt.Sprintf("%s (%s)", c.name, c.user) }
