// Package chasqui_test holds the laws of the tree: what its shape promises and no single package can check.
//
// Who may import whom, that each package says what it promises, that files and functions stay small, that every SQL statement
// fits the schema, that the catalogues say the same things, that NOTICE names every licence and source of data, and that the
// root stays as short as the README shows it. A law that is in the way is a design question: settle it here and in the code in
// one commit.
package chasqui_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/testkit"
	"github.com/chasqui-fsm/chasqui/locales"
)

const module = "github.com/chasqui-fsm/chasqui"

var updateNotice = flag.Bool("update-notice", false, "write NOTICE instead of comparing with it")

// rule is a row of the import table: packages of ours that a package may import. A name that ends in /** is the package and
// all below it.
type rule struct {
	who string
	may []string
}

// The groups of the table.
var (
	leaves = []string{"core/fault", "core/clock", "core/ids", "core/money", "core/span", "core/config", "core/logs"}
	all    = []string{"agent/**", "booking/**", "channels/**", "core/**", "locales", "migrations", "optimizer/**"}
)

// rules is the import table, from the ground up. Of the rows that fit a package the most specific one holds.
var rules = []rule{
	// Floor 0: nothing of ours.
	{"core", nil},
	{"core/fault", nil},
	{"core/clock", nil},
	{"core/ids", nil},
	{"core/money", nil},
	{"core/span", nil},
	{"core/config", nil},
	{"core/logs", nil},
	{"locales", nil},
	{"migrations", nil},
	{"channels", nil},
	{"optimizer/**", []string{"optimizer/**"}}, // and of others nothing but the standard library: see below
	// Floor 1 and 2: the database and what stands on it.
	{"core/db/**", join(leaves, "migrations", "core/db/**")},
	{"core/db/dump", join(leaves, "core/db", "core/db/private")},
	{"core/events", join(leaves, "core/db")},
	{"core/queue", join(leaves, "core/db")},
	{"core/identity", join(leaves, "core/db")},
	{"core/testkit", join(leaves, "core/db/**")},
	// Languages.
	{"booking", leaves},
	{"agent", join(leaves, "booking", "channels")},
	// Floor 3: services that do not know each other.
	{"booking/*", []string{"booking", "core/**"}},
	{"channels/*", []string{"channels", "core/**"}},
	{"channels/*/**", []string{"channels", "core/**"}},
	{"channels/whatsapp/**", []string{"channels", "channels/whatsapp/**", "core/**"}},
	{"channels/sms/**", []string{"channels", "channels/sms/**", "core/**"}},
	{"channels/integrations/**", []string{"booking", "core/**", "optimizer/**", "channels/integrations/**"}},
	// Floor 4 and 5: services that know others.
	{"booking/routes/**", []string{"booking/routes/**", "booking", "booking/places", "booking/catalog", "booking/crew", "booking/visits", "core/**", "optimizer/**"}},
	{"booking/slots", []string{"booking", "booking/places", "booking/catalog", "booking/crew", "booking/visits", "booking/routes", "core/**", "optimizer/**"}},
	{"booking/dispatch", []string{"booking", "booking/places", "booking/catalog", "booking/crew", "booking/visits", "booking/routes", "core/**", "optimizer/**"}},
	{"booking/workday", []string{"booking", "booking/visits", "core/**"}},
	{"booking/desk", []string{"booking/**", "core/**", "optimizer/**"}}, // a commit re-checks the day by the insertion itself
	{"agent/**", []string{"agent/**", "booking", "channels", "core/**", "locales"}},
	// Floor 6 and 7: the web.
	{"channels/web", []string{"channels", "core/**", "locales"}},
	{"channels/web/*", []string{"booking/**", "channels", "channels/web", "core/**", "locales"}},
	{"channels/web/admin", []string{"agent", "booking/**", "channels", "channels/gateway", "channels/web", "core/**", "locales"}},
	{"channels/web/hooks", []string{"booking/**", "channels", "channels/gateway", "channels/web", "core/**", "locales"}},
	// Floor 9: wires everything.
	{"cmd/chasqui/**", join(all, "cmd/chasqui/**")},
}

func join(a []string, b ...string) []string { return slices.Concat(a, b) }

func TestPackagesImportOnlyWhatTheTableAllows(t *testing.T) {
	t.Parallel()
	for _, p := range tree(t) {
		r, ok := ruleOf(p.path)
		if !ok {
			t.Errorf("%s has no row in the import table", p.path)
			continue
		}
		for _, file := range p.files {
			if file.test {
				continue
			}
			for _, imp := range file.ast.Imports {
				checkImport(t, r, p.path, file.path, strings.Trim(imp.Path.Value, `"`))
			}
		}
	}
}

func checkImport(t *testing.T, r rule, from, file, imported string) {
	t.Helper()
	if strings.HasPrefix(imported, module) && (strings.HasSuffix(imported, "/loopback") || strings.HasSuffix(imported, "/conformance")) {
		t.Errorf("%s imports %s, which only tests may", file, imported)
	}
	ours, ok := strings.CutPrefix(imported, module+"/")
	if !ok {
		if strings.HasPrefix(from, "optimizer") && strings.Contains(strings.Split(imported, "/")[0], ".") {
			t.Errorf("%s imports %s: the optimizer stands on the standard library only", file, imported)
		}
		return
	}
	if !slices.ContainsFunc(r.may, func(pattern string) bool { return fits(ours, pattern) }) {
		t.Errorf("%s imports %s: the row of %s does not allow it", file, ours, r.who)
	}
}

// ruleOf is the row for a package: its own name's, or that of the longest pattern that fits it.
func ruleOf(path string) (best rule, ok bool) {
	for _, r := range rules {
		if r.who == path {
			return r, true
		}
		if fits(path, r.who) && (!ok || len(r.who) > len(best.who)) {
			best, ok = r, true
		}
	}
	return best, ok
}

// fits matches a package with a pattern: * is one name, /** at the end the package and all below it.
func fits(path, pattern string) bool {
	stem, deep := strings.CutSuffix(pattern, "/**")
	names, parts := strings.Split(path, "/"), strings.Split(stem, "/")
	if len(names) < len(parts) || len(names) > len(parts) && !deep {
		return false
	}
	for i, p := range parts {
		if p != "*" && p != names[i] {
			return false
		}
	}
	return true
}

func TestEveryPackageSaysWhatItPromises(t *testing.T) {
	t.Parallel()
	const enough = 60 // characters: one true sentence
	for _, p := range tree(t) {
		doc := ""
		for _, f := range p.files {
			if f.ast.Doc != nil && !f.test && len(f.ast.Doc.Text()) > len(doc) {
				doc = f.ast.Doc.Text()
			}
		}
		if !p.hasCode() {
			continue
		}
		if len(doc) < enough {
			t.Errorf("%s: its package comment does not say what it promises (%d characters)", p.path, len(doc))
		}
		if want := "Package " + p.name; p.name != "main" && !strings.HasPrefix(doc, want) {
			t.Errorf("%s: its package comment does not begin with %q", p.path, want)
		}
	}
}

// Sizes past which a file or a function must be looked at. Tables (files or functions marked "// table:") and generated code are
// excepted; a long function that says "// long: why" in its comment is too.
const (
	maxFileLines = 600
	maxFuncLines = 60
)

func TestFilesAndFunctionsStaySmall(t *testing.T) {
	t.Parallel()
	for _, p := range tree(t) {
		for _, f := range p.files {
			if ast.IsGenerated(f.ast) || f.says("table:") {
				continue
			}
			if f.lines > maxFileLines {
				t.Errorf("%s has %d lines, more than %d", f.path, f.lines, maxFileLines)
			}
			for _, d := range f.ast.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok || fn.Body == nil || marked(fn.Doc, "long:") || marked(fn.Doc, "table:") {
					continue
				}
				if n := p.set.Position(fn.End()).Line - p.set.Position(fn.Pos()).Line + 1; n > maxFuncLines {
					t.Errorf("%s: %s has %d lines, more than %d; say why in its comment (long: ...)", f.path, fn.Name.Name, n, maxFuncLines)
				}
			}
		}
	}
}

func marked(doc *ast.CommentGroup, mark string) bool {
	return doc != nil && strings.Contains(doc.Text(), mark)
}

// Constants whose names begin with sql are whole statements. Each is prepared against the migrated schema.
func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	conn, err := pgx.Connect(t.Context(), testkit.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	count := 0
	for _, p := range tree(t) {
		values := p.constants()
		for _, name := range slices.Sorted(maps.Keys(values)) {
			if !strings.HasPrefix(name, "sql") || len(name) < 4 || name[3] < 'A' || name[3] > 'Z' {
				continue
			}
			count++
			text, _, err := pgx.NamedArgs{}.RewriteQuery(t.Context(), conn, values[name], nil)
			if err == nil {
				_, err = conn.Prepare(t.Context(), p.path+"."+name, text)
			}
			if err != nil {
				t.Errorf("%s: %s: %v", p.path, name, err)
			}
		}
	}
	if count == 0 {
		t.Error("no statement found: the law looks in the wrong place")
	}
}

var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

// es, pt-BR and en say the same things: the same keys, placeholders and plural forms.
func TestCataloguesSayTheSame(t *testing.T) {
	t.Parallel()
	if found, err := filepath.Glob("locales/*.toml"); err != nil || len(found) == 0 {
		t.Skip("there are no catalogues yet")
	}
	book, err := locales.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	es := book.Messages("es")
	for _, language := range book.Languages() {
		messages := book.Messages(language)
		for key := range messages {
			if _, ok := es[key]; !ok {
				t.Errorf("%s has %s and es does not", language, key)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(es)) {
			m, ok := messages[key]
			switch {
			case !ok:
				t.Errorf("%s lacks %s", language, key)
			case m.Counts() != es[key].Counts():
				t.Errorf("%s: %s counts in one language only", language, key)
			default:
				if diff := cmp.Diff(placeholders(es[key]), placeholders(m)); diff != "" {
					t.Errorf("%s: placeholders of %s (-es +%s):\n%s", language, key, language, diff)
				}
			}
		}
	}
}

func placeholders(m locales.Message) []string {
	found := placeholder.FindAllString(m.One+m.Other+m.Many, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// The root is what the README shows. bin is built, the rest is committed.
func TestTheRootStaysShort(t *testing.T) {
	t.Parallel()
	allowed := []string{
		".ci", ".git", ".gitignore", ".golangci.yml", ".tools", "CHANGELOG.md", "LICENSE", "Makefile", "NOTICE", "README.md", "agent", "bin",
		"booking", "channels", "cmd", "core", "go.mod", "go.sum", "laws_test.go", "locales", "migrations", "optimizer",
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(allowed, e.Name()) {
			t.Errorf("%s does not belong in the root", e.Name())
		}
	}
}

// NOTICE names every module that is linked into the binary, and its licence; `make notice` writes it.
func TestNoticeIsTrue(t *testing.T) {
	t.Parallel()
	got := notice(t)
	if *updateNotice {
		if err := os.WriteFile("NOTICE", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile("NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("run make notice (-NOTICE +linked):\n%s", diff)
	}
}

const noticeHead = `Chasqui: field service management in chat.
Copyright the Chasqui authors. Licensed under the GNU General Public License, version 3 or later: see LICENSE.

The binary holds the following modules, under the licences named here. Their full texts are in the modules' own sources.
`

func notice(t *testing.T) string {
	t.Helper()
	type pack struct {
		Module *struct {
			Path, Dir string
			Main      bool
		}
	}
	cmd := exec.CommandContext(t.Context(), "go", "list", "-e", "-deps", "-json=Module", "./cmd/chasqui")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH=amd64") // the same list on every machine
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	licences := map[string]string{}
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var p pack
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		if m := p.Module; m != nil && !m.Main {
			licences[m.Path] = licenceOf(t, m.Path, m.Dir)
		}
	}
	var b strings.Builder
	b.WriteString(noticeHead)
	for _, path := range slices.Sorted(maps.Keys(licences)) {
		fmt.Fprintf(&b, "\n%s: %s", path, licences[path])
	}
	b.WriteString("\n\nIt also holds the following data:\n")
	for _, source := range dataSources(t) {
		fmt.Fprintf(&b, "\n%s\n", source)
	}
	return b.String()
}

// dataSources are the first paragraphs of the files ATTRIBUTION.md that stand beside data of others.
func dataSources(t *testing.T) []string {
	t.Helper()
	found, _ := filepath.Glob("*/*/data/ATTRIBUTION.md") // a fixed pattern
	out := make([]string, len(found))
	for i, path := range found {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.SplitN(string(raw), "\n\n", 3) // title, paragraph, rest
		if len(parts) < 3 {
			t.Fatalf("%s has no paragraph below its title", path)
		}
		out[i] = filepath.ToSlash(filepath.Dir(path)) + ": " + strings.TrimSpace(parts[1])
	}
	return out
}

// Licences by a sentence that only they have, the most telling first.
var licences = []struct{ name, sentence string }{
	{"MPL-2.0", "mozilla public license version 2.0"},
	{"Apache-2.0", "apache license version 2.0"},
	{"AGPL-3.0", "gnu affero general public license version 3"},
	{"LGPL-3.0", "gnu lesser general public license version 3"},
	{"GPL-3.0", "gnu general public license version 3"},
	{"ISC", "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"},
	{"ISC", "permission to use, copy, modify, and distribute this software for any purpose with or without fee"},
	{"MIT", "permission is hereby granted, free of charge, to any person obtaining a copy"},
	{"BSD-3-Clause", "neither the name"},
	{"BSD-3-Clause", "the name of the author may not be used to endorse"},
	{"BSD-2-Clause", "redistribution and use in source and binary forms"},
	{"Unlicense", "this is free and unencumbered software released into the public domain"},
	{"public domain", "public domain"},
}

func licenceOf(t *testing.T, path, dir string) string {
	t.Helper()
	found, _ := filepath.Glob(filepath.Join(dir, "*")) // a fixed pattern
	for _, f := range found {
		name := strings.ToUpper(filepath.Base(f))
		if !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "UNLICENSE") {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			continue
		}
		plain := strings.Join(strings.Fields(strings.ToLower(strings.NewReplacer("*", " ", "#", " ").Replace(string(text)))), " ")
		plain = strings.ReplaceAll(plain, "license, version", "license version")
		for _, l := range licences {
			if strings.Contains(plain, l.sentence) {
				return l.name
			}
		}
	}
	t.Errorf("%s: no licence that the law knows in %s", path, dir)
	return "unknown"
}

// pkg is a package of ours, parsed.
type pkg struct {
	path  string // without the module
	name  string
	set   *token.FileSet
	files []*source
}

type source struct {
	path  string
	test  bool
	lines int
	ast   *ast.File
}

func (p *pkg) hasCode() bool {
	return slices.ContainsFunc(p.files, func(f *source) bool { return !f.test })
}

func (f *source) says(mark string) bool {
	return slices.ContainsFunc(f.ast.Comments, func(c *ast.CommentGroup) bool { return strings.HasPrefix(strings.TrimSpace(c.Text()), mark) })
}

// constants are the package's string constants, those inside functions too; sums of constants are added up.
func (p *pkg) constants() map[string]string {
	exprs := map[string]ast.Expr{}
	for _, f := range p.files {
		if f.test {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != len(spec.Names) {
				return true
			}
			for i, name := range spec.Names {
				if name.Obj == nil || name.Obj.Kind == ast.Con {
					exprs[name.Name] = spec.Values[i]
				}
			}
			return true
		})
	}
	out := map[string]string{}
	for name, e := range exprs {
		if s, ok := text(e, exprs); ok {
			out[name] = s
		}
	}
	return out
}

func text(e ast.Expr, known map[string]ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, e.Kind == token.STRING && err == nil
	case *ast.Ident:
		next, ok := known[e.Name]
		if !ok {
			return "", false
		}
		return text(next, known)
	case *ast.ParenExpr:
		return text(e.X, known)
	case *ast.BinaryExpr:
		x, okX := text(e.X, known)
		y, okY := text(e.Y, known)
		return x + y, okX && okY && e.Op == token.ADD
	}
	return "", false
}

var parsed = sync.OnceValues(parseTree)

// tree parses every package of ours, once.
func tree(t *testing.T) []*pkg {
	t.Helper()
	packages, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

func parseTree() ([]*pkg, error) {
	found := map[string]*pkg{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			switch name := d.Name(); {
			case path == ".":
				return nil
			case strings.HasPrefix(name, "."), strings.HasPrefix(name, "_"), name == "testdata", name == "node_modules", name == "bin":
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".go" || path == "laws_test.go" {
			return nil
		}
		return parseFile(found, filepath.ToSlash(path))
	})
	if err != nil {
		return nil, err
	}
	packages := slices.Collect(maps.Values(found))
	slices.SortFunc(packages, func(a, b *pkg) int { return strings.Compare(a.path, b.path) })
	return packages, nil
}

func parseFile(found map[string]*pkg, path string) error {
	dir := filepath.ToSlash(filepath.Dir(path))
	p := found[dir]
	if p == nil {
		p = &pkg{path: dir, set: token.NewFileSet()}
		found[dir] = p
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	file, err := parser.ParseFile(p.set, path, content, parser.ParseComments)
	if err != nil {
		return err
	}
	if name := strings.TrimSuffix(file.Name.Name, "_test"); p.name == "" {
		p.name = name
	}
	p.files = append(p.files, &source{
		path: path, test: strings.HasSuffix(path, "_test.go"), lines: bytes.Count(content, []byte("\n")), ast: file,
	})
	return nil
}
