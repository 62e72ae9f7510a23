package dump

import "github.com/jackc/pgx/v5"

// Environment is what a program of Postgres gets to reach the database of a connection string.
func Environment(environ []string, url string) ([]string, error) {
	cfg, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	return environment(environ, cfg), nil
}

// Choose takes a program among those of the given major versions.
func Choose(wanted int, majors ...int) (int, error) {
	var found []program
	for _, m := range majors {
		found = append(found, program{major: m})
	}
	p, err := choose("pg_dump", wanted, found)
	return p.major, err
}
