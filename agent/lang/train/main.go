// Command train makes the table by which agent/lang tells Spanish from Portuguese, of texts of this repository alone: the sentences
// and word pairs beside it, the catalogues of locales, and regular verbs inflected by rule. Run it in agent/lang:
//
//	go run ./train
//
// It promises the same table for the same texts.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/lang"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// counts of the stretches of letters of one language.
type counts map[string]float64

// learn counts the words of a text, as they are and without accents, as many people write.
func (c counts) learn(said string, weight float64) {
	for _, w := range lang.Words(said) {
		for g := range lang.Grams(w) {
			c[g] += weight
		}
		if bare := text.Fold(w); bare != w {
			for g := range lang.Grams(bare) {
				c[g] += weight / 2
			}
		}
	}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	es, pt := counts{}, counts{}
	for name, c := range map[string]counts{"es": es, "pt": pt} {
		raw, err := os.ReadFile(filepath.Join("train", name+".txt"))
		if err != nil {
			return err
		}
		c.learn(uncommented(string(raw)), 2)
	}
	raw, err := os.ReadFile(filepath.Join("train", "pairs.txt"))
	if err != nil {
		return err
	}
	for line := range strings.SplitSeq(uncommented(string(raw)), "\n") {
		if a, b, ok := strings.Cut(line, " "); ok {
			es.learn(strings.ReplaceAll(a, "-", " "), 2)
			pt.learn(strings.ReplaceAll(b, "-", " "), 2)
		}
	}
	if err := catalogues(es, pt); err != nil {
		return err
	}
	inflect(es, spanishVerbs, spanishEndings)
	inflect(pt, portugueseVerbs, portugueseEndings)
	return os.WriteFile("ngrams.txt", table(es, pt), 0o644)
}

func uncommented(s string) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

var sentence = regexp.MustCompile(`= "(.*)"`)

var placeholder = regexp.MustCompile(`\{\{.*?\}\}|\\n|\\"`)

func catalogues(es, pt counts) error {
	files, err := filepath.Glob("../../locales/*.toml")
	if err != nil {
		return err
	}
	for _, file := range files {
		c := es
		switch {
		case strings.Contains(file, ".pt"):
			c = pt
		case strings.Contains(file, ".en"):
			continue
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for _, m := range sentence.FindAllStringSubmatch(string(raw), -1) {
			c.learn(placeholder.ReplaceAllString(m[1], " "), 0.5)
		}
	}
	return nil
}

// Regular verbs: stems by their class, and the endings of the forms that people use.
var (
	spanishVerbs = map[string]string{
		"ar": "habl lleg llam trabaj necesit arregl revis repar instal cancel agend confirm pag compr cambi llev tom dej pas qued termin mand us espera mir busc entreg avis coordin mejor record prepar viaj configur elimin agreg program ayud est hall",
		"er": "com beb deb vend respond aprend corr met romp",
		"ir": "viv escrib recib sub abr permit decid ocurr",
	}
	portugueseVerbs = map[string]string{
		"ar": "fal cheg cham trabalh precis consert revis repar instal cancel agend confirm pag compr mud lev tom deix pass fic termin mand us esper olh busc entreg avis combin melhor lembr prepar viaj configur apag adicion program ajud arrum lig",
		"er": "com beb dev vend respond aprend corr met escrev receb atend entend",
		"ir": "abr permit decid assist part",
	}
	spanishEndings = map[string]string{
		"ar": "ar o as a amos an é ó aste aron aba aban aré ará arán aremos aría arían ando ado ada ados adas e en es emos arlo arla arme arnos ame eme enme enlo enla",
		"er": "er o es e emos en í ió iste ieron ía ían eré erá erán eremos ería iendo ido ida idos a an as erlo erla erme",
		"ir": "ir o es e imos en í ió iste ieron ía ían iré irá irán iremos iría iendo ido ida a an as irlo irla irme",
	}
	portugueseEndings = map[string]string{
		"ar": "ar o as a amos am ei ou aste aram ava avam arei ará arão aremos aria ariam ando ado ada ados adas e em es emos armos arem á-lo á-la",
		"er": "er o es e emos em i eu este eram ia iam erei erá erão eremos eria endo ido ida idos a am as ermos erem",
		"ir": "ir o es e imos em i iu iste iram ia iam irei irá irão iremos iria indo ido ida a am as irmos irem",
	}
)

func inflect(c counts, verbs, endings map[string]string) {
	for class, stems := range verbs {
		for stem := range strings.FieldsSeq(stems) {
			for ending := range strings.FieldsSeq(endings[class]) {
				c.learn(stem+ending, 0.25)
			}
		}
	}
}

// table writes how much more of one language each stretch is: natural logarithms, twenty steps each, Spanish above zero.
func table(es, pt counts) []byte {
	sums := [2]float64{}
	grams := map[string]bool{}
	for i, c := range []counts{es, pt} {
		for g, n := range c {
			grams[g] = true
			sums[i] += n
		}
	}
	const alpha = 0.5
	var out bytes.Buffer
	for _, g := range slices.SortedFunc(maps.Keys(grams), cmp.Compare[string]) {
		if es[g]+pt[g] < 1.5 {
			continue
		}
		odds := math.Log((es[g]+alpha)/(sums[0]+alpha)) - math.Log((pt[g]+alpha)/(sums[1]+alpha))
		if math.Abs(odds) < 0.4 {
			continue
		}
		fmt.Fprintf(&out, "%s %d\n", g, int(math.Round(20*max(-4, min(4, odds)))))
	}
	return out.Bytes()
}
