package whatsapp

import (
	"context"
	"fmt"

	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/types"
)

// person is somebody who writes, by both names that WhatsApp has for them. Either may be unknown.
type person struct {
	lid types.JID // 123...@lid: stays when they change their number
	pn  types.JID // 569...@s.whatsapp.net
}

// value is the address by which we know and answer them.
func (p person) value() string {
	if !p.lid.IsEmpty() {
		return p.lid.String()
	}
	return p.pn.String()
}

// also is the other name, when both are known.
func (p person) also() []string {
	if p.lid.IsEmpty() || p.pn.IsEmpty() {
		return nil
	}
	return []string{p.pn.String()}
}

// phone is empty until WhatsApp has told it: ads and usernames come without.
func (p person) phone() string {
	if p.pn.IsEmpty() {
		return ""
	}
	return number(p.pn)
}

func (p person) unknown() bool { return p.lid.IsEmpty() && p.pn.IsEmpty() }

// with adds a name of whichever kind; other kinds of chats name nobody.
func (p person) with(jid types.JID) person {
	jid = jid.ToNonAD()
	switch {
	case jid.User == "" || jid.User == types.PSAJID.User || jid.IsBot():
	case jid.Server == types.HiddenUserServer, jid.Server == types.HostedLIDServer:
		p.lid = types.NewJID(jid.User, types.HiddenUserServer)
	case jid.Server == types.DefaultUserServer, jid.Server == types.HostedServer, jid.Server == types.LegacyUserServer:
		p.pn = types.NewJID(jid.User, types.DefaultUserServer)
	}
	return p
}

// complete looks up the name that is missing. What the store does not know stays unknown.
func (p person) complete(ctx context.Context, lids store.LIDStore) (person, error) {
	var other types.JID
	var err error
	switch {
	case p.unknown():
		return p, nil
	case p.lid.IsEmpty():
		other, err = lids.GetLIDForPN(ctx, p.pn)
	case p.pn.IsEmpty():
		other, err = lids.GetPNForLID(ctx, p.lid)
	}
	if err != nil {
		return p, fmt.Errorf("other name of a person: %w", err)
	}
	return p.with(other), nil
}

// direct tells whether something came from one person to us: no group, list, status, channel, bot, and not we ourselves.
func direct(s types.MessageSource) bool {
	return !s.IsFromMe && !s.IsGroup && !person{}.with(s.Chat).unknown()
}
