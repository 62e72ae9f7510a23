package booking

// SnippetID names a snippet, as dispatchers see it: "payment-cl".
type SnippetID string

// Topic is what a snippet is about.
type Topic string

// Topics that customers ask about. What the organisation did not write anything about is not answered but asked.
const (
	TopicPayment  Topic = "payment"  // how to pay
	TopicInvoice  Topic = "invoice"  // tax documents
	TopicPromo    Topic = "promo"    // offers that run
	TopicHours    Topic = "hours"    // when visits are made
	TopicWarranty Topic = "warranty" // of the work done
)

// Snippet is what the organisation says of a topic, word by word, and where that comes from.
type Snippet struct {
	ID       SnippetID `json:"id"`
	Topic    Topic     `json:"topic"`
	Language string    `json:"language"`
	Text     string    `json:"text"`
	Source   string    `json:"source"` // the document it is taken from: "condiciones 2026, 3.2"
}
