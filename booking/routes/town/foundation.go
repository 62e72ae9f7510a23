package town

// foundation is the rows that every town has.
var foundation = []string{
	`INSERT INTO organization (name) VALUES ('Town')`,
	`INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name)
	 VALUES ('CL', 'Town SpA', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56229000001', 'IVA')`,
	`INSERT INTO travel_profiles (code, detour, parking_seconds, steps) VALUES ('santiago', 1.35, 360,
	 '[{"from":7,"to":10,"kmh":20},{"from":10,"to":17,"kmh":27},{"from":17,"to":20,"kmh":18},{"kmh":30}]')`,
	`INSERT INTO territories (code, unit_code, name, city, time_zone, travel_profile) VALUES
	 ('RM-Oriente', 'CL', 'Oriente', 'Santiago', 'America/Santiago', 'santiago'),
	 ('RM-Centro', 'CL', 'Centro', 'Santiago', 'America/Santiago', 'santiago')`,
	`INSERT INTO arrival_windows (id, territory_code, starts, ends, weekdays, premium)
	 SELECT gen_random_uuid(), t.code, w.starts, w.ends, w.days, w.premium
	 FROM territories t, (VALUES (time '09:00', time '13:00', '{1,2,3,4,5,6}'::int[], false),
	   ('14:00', '18:00', '{1,2,3,4,5,6}', false), ('10:00', '12:00', '{1,2,3,4,5}', true)) AS w (starts, ends, days, premium)`,
	`INSERT INTO skills (code) VALUES ('washer'), ('ac'), ('gas')`,
	`INSERT INTO service_types (code, position, names, kind, standard_minutes, p90_minutes, asks_problem) VALUES
	 ('tv_mount', 1, '{"es":"soporte de tv"}', 'install', 50, 80, false),
	 ('washer_repair', 2, '{"es":"lavadora"}', 'repair', 70, 120, true),
	 ('ac_install', 3, '{"es":"aire"}', 'install', 180, 270, false),
	 ('gas_check', 4, '{"es":"gas"}', 'visit', 60, 110, false)`,
	`INSERT INTO service_skills (service_code, skill_code, level) VALUES
	 ('washer_repair', 'washer', 2), ('ac_install', 'ac', 1), ('gas_check', 'gas', 1)`,
}
