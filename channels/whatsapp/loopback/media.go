package loopback

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// upload keeps encrypted bytes and says where they are.
func (s *Server) upload(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(io.LimitReader(r.Body, 64<<20))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	path := "/v/" + strconv.Itoa(len(s.media)+1)
	s.media[path] = b
	_ = json.NewEncoder(w).Encode(map[string]string{"url": "https://mmg.whatsapp.net" + path + "?ccb=1", "direct_path": path + "?ccb=1"}) //nolint:errchkjson // strings
}

func (s *Server) download(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	b, ok := s.media[strings.TrimSuffix(r.URL.Path, "/")]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	_, _ = w.Write(b)
}
