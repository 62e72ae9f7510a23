package cloud

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// The parts of a webhook. Lists are read one by one, so that a strange member spoils only itself.
type (
	envelope struct {
		Object string            `json:"object"`
		Entry  []json.RawMessage `json:"entry"`
	}
	entry struct {
		ID      loose             `json:"id"` // of the account
		Changes []json.RawMessage `json:"changes"`
	}
	change struct {
		Field string          `json:"field"`
		Value json.RawMessage `json:"value"`
	}
	value struct {
		Metadata struct {
			PhoneNumberID loose `json:"phone_number_id"`
		} `json:"metadata"`
		Contacts []json.RawMessage `json:"contacts"`
		Messages []json.RawMessage `json:"messages"`
		Statuses []json.RawMessage `json:"statuses"`
		Errors   []json.RawMessage `json:"errors"`
	}
	contact struct {
		WaID    loose `json:"wa_id"`
		UserID  loose `json:"user_id"`
		Profile struct {
			Name string `json:"name"`
		} `json:"profile"`
	}
	trouble struct {
		Code  int    `json:"code"`
		Title string `json:"title"`
	}
)

// message that somebody sent. What its type names is filled.
type message struct {
	ID         loose  `json:"id"`
	From       loose  `json:"from"`         // wa_id; missing when they show no number
	FromUserID loose  `json:"from_user_id"` // business-scoped user id
	GroupID    loose  `json:"group_id"`
	Timestamp  loose  `json:"timestamp"`
	Type       string `json:"type"`
	Context    struct {
		ID loose `json:"id"`
	} `json:"context"`
	Referral *referral `json:"referral"`
	Errors   []trouble `json:"errors"`

	Text struct {
		Body string `json:"body"`
	} `json:"text"`
	Button struct {
		Text    string `json:"text"`
		Payload string `json:"payload"`
	} `json:"button"`
	Interactive struct {
		Type        string `json:"type"`
		ButtonReply picked `json:"button_reply"`
		ListReply   picked `json:"list_reply"`
		FlowReply   struct {
			Name string `json:"name"`
			JSON string `json:"response_json"`
		} `json:"nfm_reply"`
	} `json:"interactive"`
	Location *place     `json:"location"`
	Audio    *file      `json:"audio"`
	Voice    *file      `json:"voice"`
	Image    *file      `json:"image"`
	Video    *file      `json:"video"`
	Document *file      `json:"document"`
	Sticker  *file      `json:"sticker"`
	Contacts []sentCard `json:"contacts"`
	Reaction struct {
		MessageID loose  `json:"message_id"`
		Emoji     string `json:"emoji"`
	} `json:"reaction"`
	System struct {
		Body string `json:"body"`
	} `json:"system"`
	Edit struct {
		Original loose   `json:"original_message_id"`
		Message  *edited `json:"message"`
	} `json:"edit"`
	Revoke struct {
		Original loose `json:"original_message_id"`
	} `json:"revoke"`
}

// bare is what is left of a message whose content cannot be read.
type bare struct {
	ID         loose `json:"id"`
	From       loose `json:"from"`
	FromUserID loose `json:"from_user_id"`
	GroupID    loose `json:"group_id"`
	Timestamp  loose `json:"timestamp"`
	Type       loose `json:"type"`
}

type (
	picked struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	place struct {
		Latitude  float64 `json:"latitude"`
		Longitude float64 `json:"longitude"`
		Name      string  `json:"name"`
		Address   string  `json:"address"`
	}
	file struct {
		ID       loose  `json:"id"`
		MIMEType string `json:"mime_type"`
		Caption  string `json:"caption"`
		Filename string `json:"filename"`
		Voice    bool   `json:"voice"`
	}
	sentCard struct {
		Name struct {
			Formatted string `json:"formatted_name"`
		} `json:"name"`
		Phones []struct {
			Phone string `json:"phone"`
			WaID  loose  `json:"wa_id"`
		} `json:"phones"`
	}
	edited struct {
		Text struct {
			Body string `json:"body"`
		} `json:"text"`
	}
	referral struct {
		SourceType string `json:"source_type"`
		SourceID   loose  `json:"source_id"`
		SourceURL  string `json:"source_url"`
		Headline   string `json:"headline"`
		Body       string `json:"body"`
		ClickID    string `json:"ctwa_clid"`
	}
)

// status of a message of ours.
type status struct {
	ID              loose     `json:"id"`
	Status          string    `json:"status"`
	Timestamp       loose     `json:"timestamp"`
	RecipientID     loose     `json:"recipient_id"`
	RecipientUserID loose     `json:"recipient_user_id"`
	Callback        string    `json:"biz_opaque_callback_data"`
	Errors          []trouble `json:"errors"`
	Pricing         *struct {
		Billable bool  `json:"billable"`
		Model    loose `json:"pricing_model"`
		Category loose `json:"category"`
	} `json:"pricing"`
}

// loose is a text that is a number now and then, and that a database can keep.
type loose string

// UnmarshalJSON takes texts, without zero bytes, and numbers as they stand; anything else is empty.
func (l *loose) UnmarshalJSON(raw []byte) error {
	*l = ""
	if len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9') {
		*l = loose(raw)
		return nil
	}
	if len(raw) > 0 && raw[0] == '"' {
		err := json.Unmarshal(raw, (*string)(l))
		*l = loose(strings.ReplaceAll(string(*l), "\x00", ""))
		return err
	}
	return nil
}

// A timestamp from millis on counts milliseconds: as seconds it would be in the year 33658. One from absurd on is no time at all.
const (
	millis = 1_000_000_000_000
	absurd = 1000 * millis
)

// time is the zero time when the text is none.
func (l loose) time() time.Time {
	n, err := strconv.ParseInt(string(l), 10, 64)
	switch {
	case err != nil || n <= 0 || n >= absurd:
		return time.Time{}
	case n >= millis:
		return time.UnixMilli(n).UTC()
	default:
		return time.Unix(n, 0).UTC()
	}
}
