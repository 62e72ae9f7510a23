package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed all:dist
var dist embed.FS

// AssetsBuilt tells whether the web assets are in the binary.
func AssetsBuilt() bool {
	_, err := fs.Stat(dist, "dist/app.js")
	return err == nil
}

// hashes of the assets: a name with its hash never changes its content, so browsers keep it for ever.
var hashes = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	_ = fs.WalkDir(dist, "dist", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := dist.ReadFile(p)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(raw)
		out[strings.TrimPrefix(p, "dist/")] = hex.EncodeToString(sum[:6])
		return nil
	})
	return out
})

// Asset is the address of a built file: "app.js" is "/assets/app.js?v=3f2a...".
func Asset(name string) string { return "/assets/" + name + "?v=" + hashes()[name] }

func (k *Kit) asset(w http.ResponseWriter, r *http.Request) {
	name := path.Clean(strings.TrimPrefix(r.URL.Path, "/assets/"))
	raw, err := dist.ReadFile("dist/" + name)
	if err != nil || strings.HasPrefix(name, ".") {
		k.Fail(w, r, errNoPage)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	if r.URL.Query().Get("v") == hashes()[name] {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	_, _ = w.Write(raw)
}
