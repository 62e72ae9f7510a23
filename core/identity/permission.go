package identity

import "slices"

// Role is what a user is in the organisation. The set is closed; the table users refuses others.
type Role string

// The roles.
const (
	Admin      Role = "admin"
	OpsLead    Role = "ops_lead"
	Dispatcher Role = "dispatcher"
	Agent      Role = "agent" // answers customers in place of the bot
	Finance    Role = "finance"
	Marketer   Role = "marketer"
	Technician Role = "technician"
	Partner    Role = "partner" // another company's system
)

// Roles lists every role, the mightiest first.
func Roles() []Role {
	return []Role{Admin, OpsLead, Dispatcher, Agent, Finance, Marketer, Technician, Partner}
}

// Valid reports whether the role exists.
func (r Role) Valid() bool { return slices.Contains(Roles(), r) }

// Permission is one thing that may be allowed. The set is closed.
type Permission string

// The permissions.
const (
	ReadConversations  Permission = "conversations.read"
	Reply              Permission = "conversations.reply"
	HandleEscalations  Permission = "escalations.handle"
	Overrule           Permission = "escalations.overrule" // give back what somebody else holds
	ReadCustomers      Permission = "customers.read"
	ChangeCustomers    Permission = "customers.change"
	EraseCustomers     Permission = "customers.erase"
	ReadLeads          Permission = "leads.read"
	ChangeLeads        Permission = "leads.change"
	ReadVisits         Permission = "visits.read"
	ChangeVisits       Permission = "visits.change" // book, move, cancel, assign
	PlanDay            Permission = "dispatch.plan" // run the optimizer, commit its plan
	ReadCrew           Permission = "crew.read"
	ChangeCrew         Permission = "crew.change" // technicians, skills, shifts, absences
	ReadCatalog        Permission = "catalog.read"
	ChangeCatalog      Permission = "catalog.change" // services, prices, windows, territories
	ReadInsights       Permission = "insights.read"
	ReadMarketing      Permission = "marketing.read" // sources, campaigns, cost and margin
	ChangeMarketing    Permission = "marketing.change"
	ReadFinance        Permission = "finance.read"
	ChangeFinance      Permission = "finance.change" // quotes, payouts, close-out
	WorkField          Permission = "field.work"     // one's own jobs
	UseAPI             Permission = "api.use"
	ManageNumbers      Permission = "numbers.manage"      // link and unlink our WhatsApp accounts
	ManageIntegrations Permission = "integrations.manage" // webhooks, API keys
	ExportData         Permission = "data.export"
	ReadAudit          Permission = "audit.read"
	ManageUsers        Permission = "users.manage"
	ChangeSettings     Permission = "settings.change"
)

// Permissions lists every permission.
func Permissions() []Permission {
	return []Permission{
		ReadConversations, Reply, HandleEscalations, Overrule, ReadCustomers, ChangeCustomers, EraseCustomers, ReadLeads, ChangeLeads,
		ReadVisits, ChangeVisits, PlanDay, ReadCrew, ChangeCrew, ReadCatalog, ChangeCatalog, ReadInsights, ReadMarketing,
		ChangeMarketing, ReadFinance, ChangeFinance, WorkField, UseAPI, ManageNumbers, ManageIntegrations, ExportData, ReadAudit,
		ManageUsers, ChangeSettings,
	}
}

// grants is the table of who may do what.
var grants = map[Role][]Permission{
	Admin: Permissions(),
	OpsLead: {
		ReadConversations, Reply, HandleEscalations, Overrule, ReadCustomers, ChangeCustomers, ReadLeads, ChangeLeads, ReadVisits,
		ChangeVisits, PlanDay, ReadCrew, ChangeCrew, ReadCatalog, ChangeCatalog, ReadInsights, ReadMarketing, ReadFinance,
		ManageNumbers, ExportData, ReadAudit,
	},
	Dispatcher: {
		ReadConversations, Reply, HandleEscalations, ReadCustomers, ChangeCustomers, ReadLeads, ChangeLeads, ReadVisits,
		ChangeVisits, PlanDay, ReadCrew, ChangeCrew, ReadCatalog, ReadInsights,
	},
	Agent: {
		ReadConversations, Reply, HandleEscalations, ReadCustomers, ChangeCustomers, ReadLeads, ChangeLeads, ReadVisits,
		ChangeVisits, ReadCrew, ReadCatalog,
	},
	Finance:    {ReadCustomers, ReadVisits, ReadCrew, ReadCatalog, ReadInsights, ReadFinance, ChangeFinance, ExportData},
	Marketer:   {ReadLeads, ReadCatalog, ReadInsights, ReadMarketing, ChangeMarketing, ExportData},
	Technician: {WorkField},
	Partner:    {UseAPI, ReadVisits, ReadCatalog},
}

// Can reports whether one of the roles has the permission.
func Can(roles []Role, p Permission) bool {
	return slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(grants[r], p) })
}
