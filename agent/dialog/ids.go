package dialog

// stems of questions; each is said as first, again, brief or options.
var stems = []string{
	"ask.service", "ask.problem", "ask.detail", "ask.location", "ask.when", "ask.slot", "ask.address", "ask.name", "ask.phone",
	"ask.confirm", "ask.confirm_changed", "ask.waitlist_area", "ask.waitlist_slot",
	"ask.quantity", "ask.visit", "ask.move_when", "ask.move", "ask.return", "ask.cancel", "ask.attend", "ask.delay", "ask.home_late", "ask.rating",
}

// twice are said in a second wording when they would come twice in a row.
var twice = []string{
	"ask.service.which", "ask.service.kind", "ask.service.tell", "ask.service.photo", "ask.when.which", "ask.slot.first", "ask.slot.one",
	"ask.slot.nofit", "ask.slot.more", "ask.slot.nomore", "ask.slot.lost", "confirm.change", "thanks.close", "bye.answer",
	"bye.pending", "clarify.which", "wait.answer", "ok.close", "leave.nothing", "leave.done", "optout.done", "human.asked", "human.lost",
	"human.complaint", "human.moved_often", "human.no_slot", "human.low_rating", "human.failed", "human.late", "human.move", "human.cancel", "human.address", "visit.none", "stranger.wrong",
	"stranger.supplier", "apply.done", "apply.left", "ask.apply_name", "ask.apply_trade", "ask.apply_city", "ask.apply_vehicle",
	"ask.invoice_id", "ask.invoice_data", "invoice.asked", "pay.asked", "snippet.none", "hours.answer", "help.answer", "human.business",
	"else.answer", "odd.answer", "prefer.kept", "note.kept", "note.taken", "snippet.answer", "ask.slot.expired", "visit.status", "visit.on_the_way",
	"visit.under_way", "visit.kept", "visit.return_later", "visit.confirmed", "visit.kept_late", "visit.late_fits",
	"tech.excuse", "tech.missing_still", "tech.pin", "tech.pin_wrong", "tech.delay", "tech.locked", "tech.why", "tech.help", "tech.unclear", "tech.payout", "tech.astray", "tech.repinned", "confirm.change_visit", "canceled.thanks", "notice.on_the_way", "notice.arrived", "notice.canceled", "coverage.yes", "choice.gone", "choice.gone_idle", "media.audio", "media.audio_unclear", "media.audio_late", "media.audio_long", "abuse.answer", "place.kept", "safety.gas", "safety.smoke", "safety.shock", "safety.sparks",
}

var once = []string{
	"error.sorry", "greet.first", "greet.again", "session.resume", "session.resume_slot", "session.resume_move", "session.again",
	"later.kept", "move.which", "cancel.understood", "later.begin", "apply.hello", "recall.answer", "hold.again", "ask.address.first_name", "ask.when.soonest",
	"language.set", "echo.service", "echo.place", "echo.service_place",
	"echo.slot", "echo.name", "echo.when", "echo.address", "ask.address.number", "booked.done", "waitlist.joined_area", "waitlist.joined_slot",
	"waitlist.declined", "place.unknown", "place.unknown_pin", "place.link", "place.link_2", "price.answer", "price.answer_short",
	"price.unknown", "price.unknown_short", "price.which", "coverage.which", "thanks.answer", "media.photo", "media.file", "media.contact", "media.other",
	"safety.water", "moved.done", "moved.returning", "canceled.done", "canceled.why", "rate.thanks", "rate.noted",
	"notice.tomorrow", "notice.tomorrow_confirmed", "notice.today", "notice.today_confirmed", "notice.delayed", "notice.done",
	"tech.known", "tech.still", "tech.welcome", "tech.welcome_free", "tech.day", "tech.day_free", "tech.morning", "tech.morning_free",
	"tech.next", "tech.current", "tech.none_left", "tech.go", "tech.not_yet", "tech.arrive", "tech.start", "tech.pause",
	"tech.resume", "tech.try", "tech.kept", "tech.still_missing", "tech.ended_completed",
	"tech.ended_incomplete", "tech.ended_no_access", "tech.unread", "tech.refused_repeat", "tech.refused_nothing_active",
	"tech.refused_not_begun", "tech.refused_other_active", "tech.refused_not_on_site", "tech.refused_not_working",
	"tech.refused_missing", "tech.refused_no_reason", "tech.refused_too_early", "tech.refused_no_proof", "tech.refused_code",
	"tech.refused_too_early_tried", "tech.noted_eta", "tech.noted_hold", "tech.noted_parts", "tech.noted_paid", "tech.offer_over", "tech.offer_taken", "tech.offer_declined", "notice.offer", "notice.job", "notice.job_moved",
	"notice.job_gone",
	"notice.back", "notice.back_agreed", "notice.incomplete", "notice.no_access", "notice.missed", keyKeep, keyMove,
	keySkip, keyHuman, keyLeave, keyOther, keySoon, keyMorning, keyAfternoon, keyChangeWhen, keyChangeAddress, keyChangeService,
	keyMeansMove, keyMeansCancel, keyMeansBook, keyMeansOptOut, keyGoOn,
	keyKind + "repair", keyKind + "install", keyKind + "maintenance", keyKind + "visit",
}

// IDs lists every catalogue id that the dialogue may say, for tests of the catalogues.
func IDs() []string {
	var ids []string
	for _, s := range stems {
		for _, v := range []string{"first", "again", "brief", "options"} {
			ids = append(ids, s+"."+v)
		}
	}
	for _, id := range twice {
		ids = append(ids, id, id+"_2")
	}
	return append(ids, once...)
}
