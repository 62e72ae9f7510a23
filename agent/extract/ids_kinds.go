package extract

import "regexp"

// table: the national ids of Latin America, LATAM.md 8.2.

// idKind is one kind of id.
type idKind struct {
	kind, country string
	names         phraseSet
	printed       *regexp.Regexp    // as it is printed, recognised without its name; nil: only behind its name
	form          *regexp.Regexp    // without signs
	valid         func(string) bool // of the value without signs; nil: no check digit
}

func form(re string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + re + `)$`) }

func printed(re string) *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:` + re + `)`) }

var idKinds = []*idKind{
	{"cuit", "AR", phrases(`cuit|cuil`), printed(`(?:20|23|24|25|26|27|30|33|34)-\d{8}-\d`), form(`(?:20|23|24|25|26|27|30|33|34)\d{9}`), validCUIT},
	{"dni", "AR", phrases(`dni|documento|d n i|documento de identidad`), nil, form(`\d{7,8}`), nil},
	{"rut", "CL", phrases(`rut|run|r u t|cedula|carnet|ci|cedula de identidad`), printed(`\d{1,2}\.?\d{3}\.?\d{3}-[\dk]`), form(`\d{7,8}[\dK]`), validRUT},
	{"cnpj", "BR", phrases(`cnpj`), printed(`[\dA-Z]{2}\.[\dA-Z]{3}\.[\dA-Z]{3}/[\dA-Z]{4}-\d{2}`), form(`[\dA-Z]{12}\d{2}`), validCNPJ},
	{"cpf", "BR", phrases(`cpf`), printed(`\d{3}\.\d{3}\.\d{3}-\d{2}`), form(`\d{11}`), validCPF},
	{"rg", "BR", phrases(`rg|identidade`), nil, form(`[A-Z]{0,2}\d{6,10}[\dX]`), nil},
	{"curp", "MX", phrases(`curp`), printed(`[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[\dA-Z]\d`), form(`[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[\dA-Z]\d`), validCURP},
	{"rfc", "MX", phrases(`rfc`), printed(`[A-ZÑ&]{3,4}-?\d{6}-?[A-Z\d]{2}[\dA]`), form(`[A-ZÑ&]{3,4}\d{6}[A-Z\d]{3}`), validRFC},
	{"nit", "CO", phrases(`nit|rut`), printed(`\d{3}\.?\d{3}\.?\d{3}-\d`), form(`\d{9,10}`), validNIT},
	{"cc", "CO", phrases(`cc|c c|cedula|cedula de ciudadania|documento`), nil, form(`\d{5,10}`), nil},
	{"ce", "CO", phrases(`ce|c e|cedula de extranjeria`), nil, form(`\d{6,7}`), nil},
	{"ti", "CO", phrases(`ti|t i|tarjeta de identidad`), nil, form(`\d{6,11}`), nil},
	{"ruc", "PE", phrases(`ruc`), printed(`(?:10|15|16|17|20)\d{9}`), form(`(?:10|15|16|17|20)\d{9}`), validRUC},
	{"dni", "PE", phrases(`dni|documento|d n i`), nil, form(`\d{8}`), nil},
	{"ce", "PE", phrases(`ce|carnet de extranjeria|carne de extranjeria`), nil, form(`\d{9,12}`), nil},
	{"ruc", "EC", phrases(`ruc`), printed(`\d{10}-\d{3}`), form(`\d{13}`), validEcuadorRUC},
	{"cedula", "EC", phrases(`cedula|ci|c i|cedula de identidad`), printed(`\d{9}-\d`), form(`\d{10}`), validEcuador},
	{"rut", "UY", phrases(`rut`), printed(`\d{2}-\d{6}-\d{3}-\d`), form(`\d{12}`), validUruguayRUT},
	{"ci", "UY", phrases(`ci|c i|cedula|documento|cedula de identidad`), printed(`\d\.\d{3}\.\d{3}-\d`), form(`\d{7,8}`), validUruguayCI},
	{"ruc", "PY", phrases(`ruc`), nil, form(`\d{5,9}`), validParaguay},
	{"ci", "PY", phrases(`ci|c i|cedula|cedula de identidad`), nil, form(`\d{5,8}`), nil},
	{"nit", "BO", phrases(`nit`), nil, form(`\d{7,12}`), nil},
	{"ci", "BO", phrases(`ci|c i|carnet|carnet de identidad|cedula`), nil, form(`\d{5,8}[A-Z]{0,2}`), nil},
	{"rif", "VE", phrases(`rif`), printed(`[VEJPGC]-\d{8}-\d`), form(`[VEJPGC]\d{9}`), validRIF},
	{"ci", "VE", phrases(`ci|c i|cedula|cedula de identidad`), printed(`[VE]-?\d{1,2}\.\d{3}\.\d{3}`), form(`[VE]?\d{6,8}`), nil},
	{"cedula", "CR", phrases(`cedula|cedula fisica|cedula juridica|identificacion`), printed(`[1-9]-\d{4}-\d{4}|3-\d{3}-\d{6}`), form(`\d{9,10}`), nil},
	{"dimex", "CR", phrases(`dimex`), nil, form(`\d{11,12}`), nil},
	{"nit", "GT", phrases(`nit`), nil, form(`\d{5,11}[\dK]`), validGuatemala},
	{"dpi", "GT", phrases(`dpi|cui`), printed(`\d{13}`), form(`\d{13}`), validCUI},
	{"nit", "SV", phrases(`nit`), printed(`\d{4}-\d{6}-\d{3}-\d`), form(`\d{14}`), validSalvadorNIT},
	{"dui", "SV", phrases(`dui`), nil, form(`\d{9}`), validDUI},
	{"rtn", "HN", phrases(`rtn`), printed(`\d{4}-\d{4}-\d{6}`), form(`\d{14}`), nil},
	{"dni", "HN", phrases(`dni|identidad|cedula`), printed(`\d{4}-\d{4}-\d{5}`), form(`\d{13}`), nil},
	{"cedula", "NI", phrases(`cedula|ruc`), printed(`\d{3}-\d{6}-\d{4}[A-Z]`), form(`\d{13}[A-Z]`), nil},
	{"ruc", "PA", phrases(`ruc`), nil, form(`\d{5,18}`), nil},
	{"cedula", "PA", phrases(`cedula|cip`), printed(`(?:\d{1,2}|PE|E|N)-\d{2,4}-\d{3,6}`), form(`(?:\d{1,2}|PE|E|N)\d{5,10}`), nil},
	{"cedula", "DO", phrases(`cedula`), printed(`\d{3}-\d{7}-\d`), form(`\d{11}`), luhn},
	{"rnc", "DO", phrases(`rnc`), printed(`\d-\d{2}-\d{5}-\d`), form(`\d{9}`), validRNC},
}

// idNames are the names of all kinds, so that most words are passed over at once.
var idNames = func() phraseSet {
	all := phraseSet{}
	for _, k := range idKinds {
		for first, list := range k.names {
			all[first] = append(all[first], list...)
		}
	}
	return all
}()

// distinctive are the kinds whose printed form tells the country too: they are read everywhere.
var distinctive = set(`cuit cnpj cpf rfc curp rif`)

// kindsByCountry are the kinds in the order in which a country's people mean them: their own, then those of others, which are
// read behind their name only, unless their printed form is that of nothing else. Nobody's country has two more that are common.
var kindsByCountry = func() map[string][]*idKind {
	out := map[string][]*idKind{"": nil}
	for _, k := range idKinds {
		out[k.country] = nil
	}
	for country := range out {
		var own, near []*idKind
		for _, k := range idKinds {
			if k.country == country {
				own = append(own, k)
				continue
			}
			c := *k
			common := country == "" && (k.kind == "rut" && k.country == "CL" || k.kind == "nit" && k.country == "CO")
			if !distinctive[k.kind] && !common {
				c.printed = nil
			}
			near = append(near, &c)
		}
		out[country] = append(own, near...)
	}
	return out
}()
