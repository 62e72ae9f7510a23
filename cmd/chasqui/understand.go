package main

import (
	"bufio"
	"encoding/json"
	"fmt"

	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo/data"
)

type understandCmd struct {
	JSONL bool `name:"jsonl" help:"One JSON object a line, in and out." required:""`
}

// Help is the long help of the command.
func (understandCmd) Help() string {
	return `stdin: {"text":"...","now":"2026-11-23T09:05:00-03:00","lang"?,"country"?,"ask"?,"options"?:[{"id","title"}]}`
}

// Run reads messages and prints what the rules understand, by the demo organisation's words. It needs no database.
func (understandCmd) Run(p program) error {
	rules := nlu.New(demoLexicon())
	in := bufio.NewScanner(p.in)
	in.Buffer(make([]byte, 0, 64<<10), 4<<20)
	out := bufio.NewWriter(p.out)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for n := 1; in.Scan(); n++ {
		if len(in.Bytes()) == 0 {
			continue
		}
		line, err := rules.Answer(in.Bytes())
		if err != nil {
			return inputError(fmt.Sprintf("line %d: %v", n, err))
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return inputError(err.Error())
	}
	return out.Flush()
}

// demoLexicon is the words of the demo organisation, from the files in the binary.
func demoLexicon() nlu.Lexicon {
	var l nlu.Lexicon
	for _, s := range data.Services() {
		l.Services = append(l.Services, nlu.ServiceWords{
			Code: s.Code, Kind: s.Kind, Names: s.Names, Synonyms: s.Synonyms, Symptoms: s.Symptoms,
		})
	}
	for _, p := range data.Places() {
		l.Places = append(l.Places, nlu.PlaceWords{
			ID: p.ID, Country: p.Country, Name: p.Name, City: p.City, Aliases: p.Aliases, Served: p.Territory != "",
		})
	}
	return l
}
