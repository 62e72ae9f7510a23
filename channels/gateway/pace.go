package gateway

import (
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// pace is how fast one of our numbers may speak. Answers have a bucket of their own, so that notices never delay them.
type pace struct {
	reply, notice, offer identity.Limit
	cold                 identity.Limit // to people who never wrote; zero: as any other
	coldADay             int            // of a number of the first day; it grows by as many a day
	coldAtMost           int
}

// paces by transport. A linked device is a person's account to WhatsApp: more than about five cold messages a minute is what
// gets numbers banned (WHATSAPP-SMS.md 1.9). The Cloud API allows 80 a second, and 20 where the number is also on a phone; SMS routes sell
// ten a second and more.
var paces = map[string]pace{
	"linked": {
		reply: per(time.Second, 30), notice: per(3*time.Second, 10), offer: per(20*time.Second, 1),
		cold: per(20*time.Second, 3), coldADay: 20, coldAtMost: 200,
	},
	"cloud":  {reply: per(25*time.Millisecond, 40), notice: per(50*time.Millisecond, 20), offer: per(100*time.Millisecond, 10)},
	"smpp":   {reply: per(10*time.Millisecond, 100), notice: per(20*time.Millisecond, 50), offer: per(100*time.Millisecond, 10)},
	"twilio": {reply: per(100*time.Millisecond, 10), notice: per(200*time.Millisecond, 10), offer: per(time.Second, 1)},
	"http":   {reply: per(100*time.Millisecond, 10), notice: per(200*time.Millisecond, 10), offer: per(time.Second, 1)},
}

func per(every time.Duration, burst int) identity.Limit {
	return identity.Limit{Every: every, Burst: burst}
}

// named is a bucket of a number.
type named struct {
	identity.Limit
	name string
}

// limits are the buckets that a message takes a token of.
func (p pace) limits(n number, m queued, now time.Time) []named {
	switch {
	case m.cold && p.coldADay > 0:
		days := int(now.Sub(n.CreatedAt)/(24*time.Hour)) + 1
		budget := min(days*p.coldADay, p.coldAtMost)
		return []named{{p.cold, "cold"}, {per(24*time.Hour/time.Duration(budget), budget), "cold_daily"}}
	case m.Class == channels.ClassMarketing:
		return []named{{p.offer, "offer"}}
	case m.Class == channels.ClassService:
		return []named{{p.notice, "notice"}}
	default:
		return []named{{p.reply, "reply"}}
	}
}
