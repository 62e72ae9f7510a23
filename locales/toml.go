package locales

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// parse reads the part of TOML 1.0 that a catalogue may use, into flat keys:
//
//	# a comment
//	[table.name]
//	key = "basic string with \n and \""
//	dotted.key = 'literal string'
//	long = """
//	several lines; the line break after the opening quotes is not part of it"""
//	count = { one = "{{.Count}} visita", other = "{{.Count}} visitas" }
//
// Everything else (numbers, arrays, arrays of tables) is an error that names its line: a catalogue holds texts only.
func parse(text string) (map[string]string, error) {
	p := &parser{rest: text, line: 1, entries: map[string]string{}}
	for {
		p.skip(" \t\r\n")
		if p.rest == "" {
			return p.entries, nil
		}
		if err := p.statement(); err != nil {
			return nil, fmt.Errorf("line %d: %w", p.line, err)
		}
	}
}

type parser struct {
	rest    string
	line    int
	table   string
	entries map[string]string
}

var (
	keyPart   = `(?:[A-Za-z0-9_-]+|"[^"\n]+")`
	keyShape  = regexp.MustCompile(`^` + keyPart + `(?:\.` + keyPart + `)*`)
	longQuote = `"""`

	errString = errors.New(`a text must be in quotes: "...", '...' or """..."""`)
	errOpen   = errors.New("the text has no closing quotes")
	errEnd    = errors.New("something follows the end of the statement")
)

func (p *parser) statement() error {
	switch p.rest[0] {
	case '#':
		p.take(p.lineEnd())
		return nil
	case '[':
		p.take(1)
		name, err := p.key()
		if err != nil {
			return err
		}
		if !p.eat("]") {
			return errors.New("a table name ends with ]")
		}
		p.table = name + "."
		return p.end()
	}
	key, err := p.key()
	if err != nil {
		return err
	}
	if p.skip(" \t"); !p.eat("=") {
		return fmt.Errorf("= is missing after %s", key)
	}
	p.skip(" \t")
	if p.eat("{") {
		return p.inline(p.table + key)
	}
	if err := p.value(p.table + key); err != nil {
		return err
	}
	return p.end()
}

func (p *parser) inline(stem string) error {
	for {
		p.skip(" \t")
		key, err := p.key()
		if err != nil {
			return err
		}
		if p.skip(" \t"); !p.eat("=") {
			return fmt.Errorf("= is missing after %s", key)
		}
		p.skip(" \t")
		if err := p.value(stem + "." + key); err != nil {
			return err
		}
		p.skip(" \t")
		if p.eat("}") {
			return p.end()
		}
		if !p.eat(",") {
			return errors.New("an inline table goes on with , or ends with }")
		}
	}
}

func (p *parser) value(key string) error {
	text, err := p.text()
	if err != nil {
		return err
	}
	if _, twice := p.entries[key]; twice {
		return fmt.Errorf("key %s stands twice", key)
	}
	p.entries[key] = text
	return nil
}

func (p *parser) key() (string, error) {
	found := keyShape.FindString(p.rest)
	if found == "" {
		return "", errors.New("a key is expected")
	}
	p.take(len(found))
	return strings.ReplaceAll(found, `"`, ""), nil
}

func (p *parser) text() (string, error) {
	switch {
	case p.eat(longQuote):
		_ = p.eat("\r\n") || p.eat("\n")
		end := strings.Index(p.rest, longQuote)
		if end < 0 {
			return "", errOpen
		}
		body := p.take(end)
		p.take(len(longQuote))
		return unescape(body)
	case p.eat("'"):
		end := strings.IndexAny(p.rest, "'\n")
		if end < 0 || p.rest[end] == '\n' {
			return "", errOpen
		}
		body := p.take(end)
		p.take(1)
		return body, nil
	case p.eat(`"`):
		for i := 0; i < len(p.rest) && p.rest[i] != '\n'; i++ {
			if p.rest[i] == '\\' {
				i++
			} else if p.rest[i] == '"' {
				body := p.take(i)
				p.take(1)
				return unescape(body)
			}
		}
		return "", errOpen
	}
	return "", errString
}

var (
	escapes   = map[byte]string{'n': "\n", 't': "\t", '"': `"`, '\\': `\`, 'r': "\r"}
	errEscape = errors.New(`an escape is one of \n \t \r \" \\ \uXXXX`)
)

func unescape(s string) (string, error) {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '\\')
		if i < 0 {
			b.WriteString(s)
			return b.String(), nil
		}
		b.WriteString(s[:i])
		s = s[i+1:]
		if s == "" {
			return "", errEscape
		}
		if s[0] == 'u' && len(s) >= 5 {
			r, err := strconv.ParseUint(s[1:5], 16, 16)
			if err != nil {
				return "", errEscape
			}
			b.WriteRune(rune(r))
			s = s[5:]
			continue
		}
		e, ok := escapes[s[0]]
		if !ok {
			return "", errEscape
		}
		b.WriteString(e)
		s = s[1:]
	}
}

// end refuses anything but blanks and a comment up to the end of the line.
func (p *parser) end() error {
	p.skip(" \t\r")
	if p.rest == "" || p.rest[0] == '\n' {
		return nil
	}
	if p.rest[0] == '#' {
		p.take(p.lineEnd())
		return nil
	}
	return errEnd
}

func (p *parser) lineEnd() int {
	if i := strings.IndexByte(p.rest, '\n'); i >= 0 {
		return i
	}
	return len(p.rest)
}

func (p *parser) skip(blanks string) { p.take(len(p.rest) - len(strings.TrimLeft(p.rest, blanks))) }

func (p *parser) eat(prefix string) bool {
	if !strings.HasPrefix(p.rest, prefix) {
		return false
	}
	p.take(len(prefix))
	return true
}

func (p *parser) take(n int) string {
	taken := p.rest[:n]
	p.line += strings.Count(taken, "\n")
	p.rest = p.rest[n:]
	return taken
}
