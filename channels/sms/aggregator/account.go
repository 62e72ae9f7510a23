package aggregator

import "github.com/chasqui-fsm/chasqui/channels"

// Account is a provider as settings describe it.
type Account struct {
	Name    string  `json:"name"` // tells providers' message ids apart
	Send    Send    `json:"send"`
	Inbound Inbound `json:"inbound"`
	Status  Status  `json:"status"`
	Secret  Secret  `json:"secret"`
}

// Send says how a message is sent.
type Send struct {
	Method  string            `json:"method"` // empty: POST
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
	ID      string            `json:"id"`    // path of the message's id in the answer; empty: ours is theirs
	Error   string            `json:"error"` // path of an error's code in the answer; its value is for people
	Taken   map[string]string `json:"taken"` // paths whose values say that it was taken, for providers that answer 200 to all
}

// Inbound says where a call has what customers wrote. Paths but List are below each thing of the list.
type Inbound struct {
	List string `json:"list"` // path of a list; empty: the call is of one message
	ID   string `json:"id"`
	From string `json:"from"`
	To   string `json:"to"`
	Text string `json:"text"`
}

// Status says where a call has what became of messages.
type Status struct {
	List    string                     `json:"list"`
	ID      string                     `json:"id"`      // path of the provider's id
	Message string                     `json:"message"` // path of our id, if it gives it back
	Status  string                     `json:"status"`
	Reason  string                     `json:"reason"` // path of a failure's code
	Words   map[string]channels.Status `json:"words"`
}

// Secret proves a call to us.
type Secret struct {
	Header string `json:"header"` // name of the header, or
	Query  string `json:"query"`  // of the query's field
	Value  string `json:"value"`
}
