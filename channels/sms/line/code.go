package line

// Codes of a [channels.SendError] of any provider of short messages.
const (
	CodeElsewhere    = "elsewhere"     // another process has the connection
	CodeDisconnected = "disconnected"  // it cannot be reached at the moment
	CodeThrottled    = "throttled"     // too fast, or their queue is full
	CodeNoResponse   = "no_response"   // it may have arrived
	CodeLinkLost     = "link_lost"     // it may have arrived
	CodePartly       = "partly"        // some of its parts have arrived
	CodeBadNumber    = "bad_number"    // nobody can be reached there
	CodeLandline     = "landline"      // that number takes no short messages
	CodeOptedOut     = "opted_out"     // they told the provider that they want none
	CodeBadSender    = "bad_sender"    // our number is not allowed to
	CodeRefused      = "refused"       // password, key or account
	CodeRejected     = "rejected"      // for good
	CodeNetwork      = "network_error" // for now
	CodeEmpty        = "empty"         // there is no text to send
)
