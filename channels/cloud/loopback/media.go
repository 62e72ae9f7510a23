package loopback

import (
	"io"
	"net/http"
	"strings"
	"unicode/utf8"
)

// Media is a file of a message.
type Media struct {
	ID, MIMEType, Name string
	Bytes              []byte
}

// sentFile names an uploaded file.
type sentFile struct {
	ID       string `json:"id"`
	Caption  string `json:"caption"`
	Filename string `json:"filename"`
	Voice    bool   `json:"voice"`
}

var fileKinds = []string{"image", "audio", "video", "document", "sticker"}

func (p posted) file() *sentFile {
	for _, f := range []*sentFile{p.Image, p.Audio, p.Video, p.Document, p.Sticker} {
		if f != nil {
			return f
		}
	}
	return nil
}

func (s *Server) checkFile(kind string, f *sentFile) *problem {
	if f == nil {
		return invalid(131008, "Required parameter is missing: %s", kind)
	}
	m, ok := s.media[f.ID]
	switch {
	case !ok:
		return invalid(100, "Invalid parameter: media id")
	case f.Caption != "" && (kind == "audio" || kind == "sticker"):
		return invalid(100, "Unexpected key \"caption\" on param \"%s\"", kind)
	case utf8.RuneCountInString(f.Caption) > 1024:
		return invalid(100, "Param caption must be at most 1024 characters long")
	case kind != "document" && kind != "sticker" && !strings.HasPrefix(m.MIMEType, kind+"/"):
		return invalid(131053, "Media upload error: the type does not match")
	}
	return nil
}

// postMedia takes an upload.
func (s *Server) postMedia(w http.ResponseWriter, r *http.Request) {
	content, head, err := r.FormFile("file")
	if err != nil || r.FormValue("messaging_product") != "whatsapp" || r.ContentLength <= 0 {
		refuse(w, http.StatusBadRequest, 100, "The parameters messaging_product and file are required, and the length")
		return
	}
	defer content.Close()
	b, err := io.ReadAll(content)
	if err != nil || len(b) == 0 {
		refuse(w, http.StatusBadRequest, 131053, "Media upload error")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m := Media{ID: s.id("9"), MIMEType: head.Header.Get("Content-Type"), Name: head.Filename, Bytes: b}
	s.media[m.ID] = m
	reply(w, http.StatusOK, fields{"id": m.ID})
}

// getNode answers for a file or for a number.
func (s *Server) getNode(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := r.PathValue("id")
	if l, ok := s.lines[id]; ok {
		reply(w, http.StatusOK, fields{
			"id": l.id, "display_phone_number": l.number, "quality_rating": l.quality, "messaging_limit_tier": l.tier, "status": l.status,
		})
		return
	}
	m, ok := s.media[id]
	if !ok {
		refuse(w, http.StatusBadRequest, 100, "Unsupported get request. Object does not exist")
		return
	}
	reply(w, http.StatusOK, fields{
		"id": m.ID, "url": s.http.URL + "/files/" + m.ID, "mime_type": m.MIMEType, "file_size": len(m.Bytes), "messaging_product": "whatsapp",
	})
}

func (s *Server) getFile(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	m, ok := s.media[r.PathValue("id")]
	s.mu.Unlock()
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", m.MIMEType)
	_, _ = w.Write(m.Bytes)
}
