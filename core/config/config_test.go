package config_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/core/config"
)

func TestDefaultsHoldWhenTheEnvironmentIsEmpty(t *testing.T) {
	t.Parallel()
	c, err := config.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.Listen != ":8080" || c.PublicURL != "http://localhost:8080" || c.SessionLifetime != 12*time.Hour || c.DatabaseURL != "" {
		t.Errorf("got %+v", c)
	}
}

func TestABadValueIsNamed(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"SESSION_LIFETIME=soon", "LOG_FORMAT=xml", "OPENAI_BUDGET=-1", "OPENAI_AT_ONCE=0", "OPENAI_TIMEOUT=0s", "OPENAI_BASE_URL=api.openai.com",
		"TRANSCRIBE_URL=stt.example.com", "TRANSCRIBE_URL=ftp://stt.example.com", "TRANSCRIBE_TIMEOUT=soon",
	} {
		if _, err := config.Load([]string{line}); err == nil {
			t.Errorf("%s was accepted", line)
		}
	}
}

func TestSecretsAreNeverPrinted(t *testing.T) {
	t.Parallel()
	for _, url := range []string{
		"postgres://u:hunter2@db.example.com:5432/chasqui?sslmode=require",
		"postgres://db.example.com/chasqui?user=u&password=hunter2",
		"host=db user=u password=hunter2 dbname=chasqui",
		"postgres://u:hunter2%zz@db/chasqui",
	} {
		c, err := config.Load([]string{"DATABASE_URL=" + url, "OPENAI_API_KEY=sk-hunter2", "TRANSCRIBE_KEY=hunter2", "TRANSCRIBE_URL=https://u:hunter2@stt.example.com/v1", "LISTEN=:9090"})
		if err != nil {
			t.Fatal(err)
		}
		values := map[string]string{}
		for _, r := range c.Masked() {
			values[r.Name] = r.Value
			if strings.Contains(r.Value, "hunter2") {
				t.Errorf("%s shows the secret: %s", r.Name, r.Value)
			}
		}
		if values["LISTEN"] != ":9090" || values["OPENAI_API_KEY"] != "(set)" {
			t.Errorf("got %v", values)
		}
	}
}

func TestEverySettingIsExplained(t *testing.T) {
	t.Parallel()
	for _, r := range config.Table() {
		if r.Name == "" || r.Help == "" {
			t.Errorf("setting without name or help: %+v", r)
		}
	}
}
