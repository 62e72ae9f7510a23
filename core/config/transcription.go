package config

import (
	"fmt"
	"net/url"
	"time"
)

// longestWait is how long a voice note may be waited for (channels.TranscriptDeadline).
const longestWait = 15 * time.Second

// checkTranscription refuses an address that is none.
func (c *Config) checkTranscription() error {
	if c.TranscribeURL == "" {
		return nil
	}
	u, err := url.Parse(c.TranscribeURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("TRANSCRIBE_URL is %q: it is a base URL as in https://api.openai.com/v1", MaskURL(c.TranscribeURL))
	}
	if c.TranscribeTimeout <= 0 || c.TranscribeTimeout > longestWait {
		return fmt.Errorf("TRANSCRIBE_TIMEOUT is %v: it is more than 0 and at most %v", c.TranscribeTimeout, longestWait)
	}
	return nil
}
