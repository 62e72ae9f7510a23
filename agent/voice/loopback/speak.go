package loopback

import (
	"bytes"
	"os/exec"
	"testing"
)

// Voices of espeak-ng.
const (
	Latin  = "es-419"
	Brazil = "pt-br"
)

// Speak makes a voice note as phones do: Ogg/Opus in one channel. Where Debian's espeak-ng and opus-tools are missing the test is
// skipped.
func Speak(t testing.TB, voice, text string) []byte {
	t.Helper()
	for _, program := range []string{"espeak-ng", "opusenc"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("no %s is here: apt-get install espeak-ng opus-tools", program)
		}
	}
	wave := run(t, nil, "espeak-ng", "-v", voice, "-s", "160", "--stdout", text)
	return run(t, wave, "opusenc", "--quiet", "--bitrate", "16", "--downmix-mono", "-", "-")
}

// run gives what a program makes of its input.
func run(t testing.TB, in []byte, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	var out, problem bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &out, &problem
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v: %s", name, err, problem.Bytes())
	}
	return out.Bytes()
}
