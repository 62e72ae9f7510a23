package when

// English is read in the plain forms: it is the language that a conversation falls back to. Its words are apart from the others',
// so that no typing error in one language becomes a word of another.

var weekdaysEN = map[string]int{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sundays": 0, "mondays": 1, "tuesdays": 2,
	"wednesdays": 3, "thursdays": 4, "fridays": 5, "saturdays": 6, "sun": 0, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4,
	"fri": 5, "sat": 6,
}

var monthsEN = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11,
	"december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var unitsEN = map[string]Unit{
	"minute": Minute, "minutes": Minute, "min": Minute, "mins": Minute, "hour": Hour, "hours": Hour, "hr": Hour, "hrs": Hour, "day": Day, "days": Day,
	"week": Week, "weeks": Week, "month": Month, "months": Month, "year": Year, "years": Year,
}

var ordinalsEN = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}

var numeralsEN = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
	"forty": 40, "fifty": 50,
}

// classesEN are the words that English patterns name in brackets.
var classesEN = map[string][]string{
	"<the>":    {"the", "a", "an"},
	"<on>":     {"on", "for", "on the", "for the", "the", "in the", "in", "during the", "by the"},
	"<of>":     {"of", "of the", "in", "in the"},
	"<this>":   {"this", "this coming", "on this"},
	"<next>":   {"next", "the next", "coming", "the coming"},
	"<past>":   {"last", "past", "previous"},
	"<at>":     {"at", "@", "at about", "for"},
	"<near>":   {"around", "about", "at around", "at about", "like", "near", "approximately", "at roughly"},
	"<after>":  {"after", "any time after", "anytime after", "later than", "from", "past", "since", "starting at", "not before", "no earlier than"},
	"<before>": {"before", "by", "until", "till", "up to", "no later than", "earlier than", "any time before", "anytime before"},
	"<till>":   {"to", "-", "until", "till", "through", "and", "thru"},
	"<join>":   {"at", "in the", "on", "in", ",", "the", "on the", "for", "of", "of the", "from", "between"},
	"<am>":     {"am", "a m", "a . m", "a . m ."},
	"<pm>":     {"pm", "p m", "p . m", "p . m ."},
}

// deadEN are English words of time that tell none.
var deadEN = index(
	"good morning", "good afternoon", "good evening", "good night", "good day", "have a nice day", "have a good day", "one second", "a second", "a minute",
	"one minute", "all day", "every day", "every week", "the other day", "second floor", "one of", "for now", "may i", "may you", "i may", "it may",
	"march on", "these days", "nice day", "great day", "happy new year", "merry christmas", "second time", "first time", "last time", "next time", "next to",
)

// asapEN and anytimeEN are leanings.
var (
	asapEN    = split("as soon as possible", "asap", "right now", "right away", "immediately", "as soon as you can", "now", "urgently", "first available", "the soonest", "as early as possible", "soonest")
	anytimeEN = split("any time", "anytime", "any day", "whenever", "whenever you can", "i am flexible", "any time works", "no preference", "any day works")
)

// excludersEN and refusalsEN turn a time around.
var (
	excludersEN = split("except", "except for", "but not", "not", "can't do", "cannot do", "can't", "can not", "other than", "apart from", "anything but", "not on", "don't", "not available", "can ' t", "can ' t do", "can ' t make", "can't make", "unavailable", "won't be home", "won ' t be home", "busy")
	refusalsEN  = split("doesn't work", "does not work", "doesn ' t work", "is not good", "isn't good", "i can't", "i can ' t", "won't work", "won ' t work", "is bad", "i'm busy", "i am busy", "not possible", "i cannot")
)
