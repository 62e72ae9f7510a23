package locales

import (
	"fmt"

	"github.com/BurntSushi/toml"
)

// parse reads a catalogue's TOML into flat keys. A catalogue holds texts only: anything else is an error that names its key.
func parse(text string) (map[string]string, error) {
	var tree map[string]any
	if _, err := toml.Decode(text, &tree); err != nil {
		return nil, err
	}
	entries := map[string]string{}
	return entries, flatten(entries, "", tree)
}

func flatten(into map[string]string, stem string, tree map[string]any) error {
	for key, v := range tree {
		switch v := v.(type) {
		case string:
			into[stem+key] = v
		case map[string]any:
			if err := flatten(into, stem+key+".", v); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%s is not a text", stem+key)
		}
	}
	return nil
}
