package admin

import "net/http"

// boardStream says "change" when a fact appears that a board may show.
func (c *Console) boardStream(w http.ResponseWriter, r *http.Request) error {
	facts, stop := c.d.Facts.Watch(about("visit.", "escalation.", "assignment."))
	defer stop()
	return c.stream(w, r, facts, nil)
}
