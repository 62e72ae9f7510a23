package locales

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// FS holds the catalogue files.
//
//go:embed *.toml
var FS embed.FS

// Base languages; the first one answers for every language that has no catalogue.
var bases = []string{"es", "pt-BR", "en"}

// Book is all catalogues. It is safe for concurrent use.
type Book struct {
	files map[string]map[string]Message // as written, by language
	tags  []string                      // of the files, base ones first

	mu    sync.Mutex
	words map[string]Words // built so far, by name
}

// Message is one entry of a catalogue as written: a text, or the forms of a count.
type Message struct {
	One, Many, Other string
}

// Counts tells whether the message has plural forms.
func (m Message) Counts() bool { return m.One != "" }

// Must gives the book of the embedded catalogues, read once. It panics when they are broken, which a test makes impossible.
var Must = sync.OnceValue(func() *Book {
	b, err := Load(FS)
	if err != nil {
		panic(err)
	}
	return b
})

// Load reads every <area>.<language>.toml at the root of files. A key that stands twice in a language is an error.
func Load(files fs.FS) (*Book, error) {
	read, err := readAll(files)
	if err != nil {
		return nil, err
	}
	tags := slices.Sorted(maps.Keys(read))
	slices.SortStableFunc(tags, func(x, y string) int { return rankOf(x) - rankOf(y) })
	b := &Book{files: read, tags: tags, words: map[string]Words{}}
	for _, name := range tags {
		if _, err := language.Parse(name); err != nil {
			return nil, fmt.Errorf("catalogue language %q: %w", name, err)
		}
		if _, err := b.build(b.layersOf(name)); err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", name, err)
		}
	}
	return b, nil
}

func readAll(files fs.FS) (map[string]map[string]Message, error) {
	names, err := fs.Glob(files, "*.toml")
	if err != nil {
		return nil, fmt.Errorf("list catalogues: %w", err)
	}
	read := map[string]map[string]Message{}
	for _, name := range names {
		_, lang, ok := strings.Cut(strings.TrimSuffix(path.Base(name), ".toml"), ".")
		if !ok {
			return nil, fmt.Errorf("catalogue %s: its name is not <area>.<language>.toml", name)
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read catalogue: %w", err)
		}
		entries, err := parse(string(data))
		if err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", name, err)
		}
		if read[lang] == nil {
			read[lang] = map[string]Message{}
		}
		for key, m := range fold(entries) {
			if _, twice := read[lang][key]; twice {
				return nil, fmt.Errorf("catalogue %s: key %s stands in another file of %s too", name, key, lang)
			}
			read[lang][key] = m
		}
	}
	return read, nil
}

// fold makes messages of flat entries: x.one beside x.other is one message x that counts.
func fold(entries map[string]string) map[string]Message {
	messages := map[string]Message{}
	for key, text := range entries {
		stem, form := split(key)
		_, one := entries[stem+".one"]
		_, other := entries[stem+".other"]
		if !one || !other {
			messages[key] = Message{Other: text}
			continue
		}
		m := messages[stem]
		switch form {
		case "one":
			m.One = text
		case "many":
			m.Many = text
		case "other":
			m.Other = text
		default:
			messages[key] = Message{Other: text}
			continue
		}
		messages[stem] = m
	}
	return messages
}

func split(key string) (stem, last string) {
	if i := strings.LastIndexByte(key, '.'); i >= 0 {
		return key[:i], key[i+1:]
	}
	return "", key
}

func rankOf(name string) int {
	if i := slices.Index(bases, name); i >= 0 {
		return i
	}
	return len(bases)
}

// Languages lists the catalogues, base ones first.
func (b *Book) Languages() []string { return slices.Clone(b.tags) }

// Messages of one locale as written, regional ones completed by their treatment and base. It is for tests and tools.
func (b *Book) Messages(name string) map[string]Message { return maps.Clone(b.Words(name).messages) }
