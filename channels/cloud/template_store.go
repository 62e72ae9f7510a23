package cloud

import (
	"context"
	"fmt"
	"strings"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Templates lists what is known of the templates, by name and language. SyncTemplates asks Meta.
func (c *Cloud) Templates(ctx context.Context) ([]Template, error) {
	list, err := db.Collect[Template](ctx, c.o.DB, sqlListTemplates, db.Args{})
	if err != nil {
		return nil, fmt.Errorf("list templates: %w", err)
	}
	return list, nil
}

const sqlListTemplates = `
SELECT name, language, category, status, quality, body, params, provider_id, reason, updated_at
FROM message_templates ORDER BY name, language`

// approved is the language in which a template may be sent with its values: its own, or that of the language without a country.
func (c *Cloud) approved(ctx context.Context, t channels.Template) (string, error) {
	general, _, _ := strings.Cut(t.Language, "_")
	list, err := db.Collect[Template](ctx, c.o.DB, sqlFindTemplate, db.Args{
		"name": t.Name, "language": t.Language, "general": general,
	})
	switch {
	case err != nil:
		return "", fmt.Errorf("find template: %w", err)
	case len(list) == 0:
		return "", unavailable(t, "there is none")
	case list[0].Status != Approved:
		return "", unavailable(t, strings.TrimSpace("it is "+list[0].Status+" "+list[0].Reason))
	case paramsOf(list[0].Body) < 0:
		return "", unavailable(t, "its values have names")
	case list[0].Params != len(t.Params):
		return "", unavailable(t, fmt.Sprintf("it has %d values and %d were given", list[0].Params, len(t.Params)))
	}
	return list[0].Language, nil
}

// An approved one goes before one that is not, then the exact language before the general one.
const sqlFindTemplate = `
SELECT name, language, category, status, quality, body, params, provider_id, reason, updated_at
FROM message_templates WHERE name = @name AND language IN (@language, @general)
ORDER BY status <> 'APPROVED', language <> @language`

// templateIs records what a refusal says of a template.
func (c *Cloud) templateIs(ctx context.Context, t channels.Template, status, reason string) error {
	_, err := db.Exec(ctx, c.o.DB, sqlTemplateIs, db.Args{
		"name": t.Name, "language": t.Language, "status": status, "reason": reason, "now": c.o.DB.Now(),
	})
	if err != nil {
		return fmt.Errorf("record template: %w", err)
	}
	return nil
}

const sqlTemplateIs = `
UPDATE message_templates SET status = @status, reason = @reason, updated_at = @now WHERE name = @name AND language = @language`

// saveTemplate records a template as Meta has it.
func saveTemplate(ctx context.Context, tx *db.Tx, t Template) error {
	_, err := db.Exec(ctx, tx, sqlSaveTemplate, db.Args{
		"name": t.Name, "language": t.Language, "category": t.Category, "status": t.Status, "quality": t.Quality, "body": t.Body,
		"params": max(0, paramsOf(t.Body)), "provider": t.ID, "reason": t.Reason, "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("save template %s (%s): %w", t.Name, t.Language, err)
	}
	return nil
}

const sqlSaveTemplate = `
INSERT INTO message_templates (name, language, category, status, quality, body, params, provider_id, reason, updated_at)
VALUES (@name, @language, @category, @status, @quality, @body, @params, @provider, @reason, @now)
ON CONFLICT (name, language) DO UPDATE SET category = EXCLUDED.category, status = EXCLUDED.status, quality = EXCLUDED.quality,
  body = EXCLUDED.body, params = EXCLUDED.params, provider_id = EXCLUDED.provider_id, reason = EXCLUDED.reason,
  updated_at = EXCLUDED.updated_at`

// dropOthers marks as deleted what a full list of Meta's does not name.
func dropOthers(ctx context.Context, tx *db.Tx, kept []string) error {
	_, err := db.Exec(ctx, tx, sqlDropTemplates, db.Args{"kept": kept, "now": tx.Now})
	if err != nil {
		return fmt.Errorf("drop templates: %w", err)
	}
	return nil
}

const sqlDropTemplates = `
UPDATE message_templates SET status = 'DELETED', reason = '', updated_at = @now
WHERE status <> 'DELETED' AND name || ' ' || language <> ALL(@kept::text[])`

// noteTemplate records a notice of one template. What it does not say stays.
func (c *Cloud) noteTemplate(ctx context.Context, t Template) error {
	n, err := db.Exec(ctx, c.o.DB, sqlNoteTemplate, db.Args{
		"provider": t.ID, "name": t.Name, "language": t.Language, "status": t.Status, "reason": t.Reason, "quality": t.Quality,
		"category": t.Category, "now": c.o.DB.Now(),
	})
	if err != nil {
		return fmt.Errorf("note template: %w", err)
	}
	if n == 0 {
		c.o.Log.InfoContext(ctx, "notice of a template that is not known; it will be with the next sync", "template", t.Name)
	}
	return nil
}

const sqlNoteTemplate = `
UPDATE message_templates SET updated_at = @now,
  status = CASE WHEN @status::text <> '' THEN @status ELSE status END,
  reason = CASE WHEN @status::text <> '' THEN @reason ELSE reason END,
  quality = CASE WHEN @quality::text <> '' THEN @quality ELSE quality END,
  category = CASE WHEN @category::text <> '' THEN @category ELSE category END
WHERE name = @name AND language = @language OR provider_id = @provider AND provider_id <> ''`
