package config

import (
	"net/url"
	"strings"
)

// mask hides what a tag calls secret: "all" of it, or the password of a "url".
func mask(secret, value string) string {
	switch {
	case value == "" || secret == "":
		return value
	case secret == "url":
		return MaskURL(value)
	default:
		return "(set)"
	}
}

// MaskURL hides the password of a connection string, in URL form or in the key=value form of libpq.
func MaskURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme == "" {
		fields := strings.Fields(s)
		for i, f := range fields {
			if strings.HasPrefix(f, "password=") {
				fields[i] = "password=***"
			}
		}
		if err != nil && len(fields) == 1 {
			return "(set)" // cannot be read: show nothing
		}
		return strings.Join(fields, " ")
	}
	if _, ok := u.User.Password(); ok {
		u.User = url.UserPassword(u.User.Username(), "***")
	}
	q := u.Query()
	if q.Has("password") {
		q.Set("password", "***")
		u.RawQuery = q.Encode()
	}
	return strings.ReplaceAll(u.String(), "%2A%2A%2A", "***")
}
