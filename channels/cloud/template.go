package cloud

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Template is a sentence that Meta approves before it may be said outside the 24 hours.
type Template struct {
	Name     string
	Language string   // "es_CL", "pt_BR"; "es" serves all of es_*
	Category string   // UTILITY, MARKETING, AUTHENTICATION
	Body     string   // with {{1}}, {{2}}
	Examples []string `db:"-"` // one of each value, for who approves it; not kept

	Status    string // APPROVED, PENDING, REJECTED, PAUSED, DISABLED, DELETED, ...
	Quality   string // GREEN, YELLOW, RED, UNKNOWN
	Params    int
	ID        string `db:"provider_id"` // Meta's
	Reason    string // why it was rejected or paused
	UpdatedAt time.Time
}

// Approved is the one status in which a template may be sent.
const Approved = "APPROVED"

// Limits of templates (Meta, message template guidelines).
const (
	maxTemplateBody   = 1024
	maxTemplateValues = 20
)

var (
	templateName = regexp.MustCompile(`^[a-z][a-z0-9_]{0,511}$`)
	templateLang = regexp.MustCompile(`^[a-z]{2,3}(_[A-Z]{2,3})?$`)
	variable     = regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`)
)

// check says by the rules that are known what Meta would reject.
func (t Template) check() error {
	switch {
	case !templateName.MatchString(t.Name):
		return wrong("name", "a template's name is lower case letters, digits and underscores")
	case !templateLang.MatchString(t.Language):
		return wrong("language", "a template's language looks like es_CL")
	case t.Category != "UTILITY" && t.Category != "MARKETING":
		return wrong("category", "a template's category is UTILITY or MARKETING")
	case strings.TrimSpace(t.Body) == "" || runes(t.Body) > maxTemplateBody:
		return wrong("body", fmt.Sprintf("a template's body has 1 to %d characters", maxTemplateBody))
	}
	return t.checkVariables()
}

func (t Template) checkVariables() error {
	body := strings.TrimSpace(t.Body)
	found := variable.FindAllStringSubmatchIndex(body, -1)
	next := 1
	for i, at := range found {
		n, err := strconv.Atoi(body[at[2]:at[3]])
		switch {
		case err != nil || n < 1 || n > next:
			return wrong("variables", "a template's values are {{1}}, {{2}}, ... in this order")
		case at[0] == 0 || at[1] == len(body):
			return wrong("variables", "a template neither begins nor ends with a value")
		case i > 0 && strings.TrimSpace(body[found[i-1][1]:at[0]]) == "":
			return wrong("variables", "two values of a template have words between them")
		case n == next:
			next++
		}
	}
	if strings.Contains(variable.ReplaceAllString(body, ""), "{{") {
		return wrong("variables", "a template's value is not closed")
	}
	if params := next - 1; params > maxTemplateValues || len(t.Examples) != params {
		return wrong("examples", "a template has one example for each value")
	}
	return nil
}

func wrong(what, why string) error {
	return fault.New(fault.Invalid, "template.submit.invalid", fault.Arg("Field", what), fault.Text(why))
}

// paramsOf counts the different values of a body; -1 when they have names, which we cannot fill.
func paramsOf(body string) int {
	seen := map[string]bool{}
	for _, m := range variable.FindAllStringSubmatch(body, -1) {
		if _, err := strconv.Atoi(m[1]); err != nil {
			return -1
		}
		seen[m[1]] = true
	}
	return len(seen)
}

// Preview is what a person reads when a template is sent with values. Missing values stay as they are in the body.
func Preview(t Template, params []string) string {
	return variable.ReplaceAllStringFunc(t.Body, func(v string) string {
		n, err := strconv.Atoi(variable.FindStringSubmatch(v)[1])
		if err != nil || n < 1 || n > len(params) {
			return v
		}
		return strings.Join(strings.Fields(params[n-1]), " ")
	})
}

// unavailable says which template cannot be sent, and why.
func unavailable(t channels.Template, why string) error {
	return &channels.SendError{Code: CodeTemplate, Err: fmt.Errorf("template %s (%s): %w", t.Name, t.Language, errors.New(why))}
}
