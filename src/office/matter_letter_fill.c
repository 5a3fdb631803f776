/* SPDX-License-Identifier: MulanPSL-2.0
 * What a case knows for its letters. */
#include <inttypes.h>
#include <string.h>

#include "office/matter_blackout_inside.h"
#include "office/matter_letter_inside.h"
#include "office/matter_words.h"
#include "store/search_log.h"

/* Of these the case is the only source, for every kind. */
static const enum letter_field OF_CASE[] = {
	FIELD_ORGAN,	 FIELD_NUMBER,	 FIELD_DATE,	  FIELD_REQUESTER, FIELD_KIND,
	FIELD_RECEIVED,	 FIELD_CHANNEL,	 FIELD_REQUEST,	  FIELD_CLARIFIED, FIELD_EXTENDED,
	FIELD_CONSULTED, FIELD_ANSWERED, FIELD_OUTCOME,	  FIELD_DUE,	   FIELD_NEW_DUE,
	FIELD_ONLINE,	 FIELD_REVIEWER, FIELD_UNANSWERED};
static const enum letter_field SUGGESTED[] = {
	FIELD_SUBJECT,	FIELD_OFFICER,	      FIELD_PHONE,     FIELD_ADDRESS,	FIELD_ATTACHMENTS,
	FIELD_DAYS,	FIELD_THIRD,	      FIELD_SEARCH,    FIELD_PROVISION, FIELD_EARLIER,
	FIELD_WITHHELD, FIELD_EARLIER_NUMBER, FIELD_EXPIRED,   FIELD_GROUND,	FIELD_RESPONSIBLE,
	FIELD_RECORD,	FIELD_PROPOSAL,	      FIELD_COMPLAINT, FIELD_ABOUT};

static bool among(enum letter_field field, const enum letter_field *fields, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fields[i] == field) return true;
	return false;
}

enum matter_letter_source matter_letter_source(enum letter kind, enum letter_field field)
{
	/* why a request ended is the case's to say where it closes one */
	bool closing = kind == LETTER_F1 || kind == LETTER_F2;
	if (among(field, OF_CASE, COUNT_OF(OF_CASE)) || (closing && field == FIELD_EXPIRED))
		return LETTER_FROM_CASE;
	return among(field, SUGGESTED, COUNT_OF(SUGGESTED)) ? LETTER_FROM_SUGGESTION
							    : LETTER_FROM_CLERK;
}

static enum err search_words(struct office *office, int64_t id, struct arena *arena,
			     struct error *error, struct letter_facts_of_case *facts)
{
	struct search *rows = NULL;
	size_t n = 0;
	facts->searched = "";
	enum err err = search_list(office->store, id, arena, error, &rows, &n);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < n; i++) {
		if (rows[i].struck) continue;
		facts->n_searches++;
		facts->searched = arena_printf(
			arena, "%s%s%s，%s以“%s”为检索词查找了%s，结果：%s", facts->searched,
			facts->searched[0] == '\0' ? "" : "；", day_words(rows[i].day).s,
			rows[i].searcher, rows[i].words, rows[i].place, rows[i].found);
	}
	return ERR_NONE;
}

static enum err requester_name(struct office *office, const struct matter_case *now,
			       struct arena *arena, struct error *error, const char **ret_name)
{
	struct filing filing;
	enum err err = ERR_NONE;
	*ret_name = matter_value(now, "requester_name");
	if (now->matter.kind == MATTER_REQUEST) return ERR_NONE;
	filing_init(&filing);
	err = matter_unseal(office, &now->matter, arena, error, &filing);
	if (err == ERR_NONE) *ret_name = filing.values[FILING_name];
	return err;
}

enum err letter_facts_load(struct office *office, const struct matter_case *now,
			   struct arena *arena, struct error *error,
			   struct letter_facts_of_case *ret_facts)
{
	struct letter_facts_of_case facts = {.now = now};
	struct letter_row *letters = NULL;
	enum err err =
		agency_get(office->store, now->matter.agency_id, arena, error, &facts.agency);
	if (err == ERR_NONE)
		err = letter_row_list(office->store, now->matter.id, arena, error, &letters,
				      &facts.n_letters);
	facts.letters = letters;
	if (err == ERR_NONE) err = requester_name(office, now, arena, error, &facts.requester);
	if (err == ERR_NONE) err = search_words(office, now->matter.id, arena, error, &facts);
	if (err == ERR_NONE) err = given_load(office, now, arena, error, &facts.given);
	if (err != ERR_NONE) return err;
	facts.withheld =
		matter_blackout_lines(facts.given.blackouts, facts.given.n_blackouts, arena);
	*ret_facts = facts;
	return err;
}

/* ---- one field each ---- */

struct filling {
	const struct letter_facts_of_case *facts;
	struct matter_letter *letter;
	struct arena *arena;
	day on;
	bool all;
};

static void put(struct filling *filling, enum letter_field field, const char *text)
{
	const struct matter_letter *letter = filling->letter;
	bool fixed = matter_letter_source(letter->kind, field) == LETTER_FROM_CASE;
	if (!letter_among(letter->kind, letter_field_facts(field)->kinds)) return;
	if (fixed || (filling->all && letter->values[field][0] == '\0'))
		filling->letter->values[field] = text == NULL ? "" : text;
}

static void put_day(struct filling *filling, enum letter_field field, day d)
{
	put(filling, field, d == DAY_NONE ? "" : arena_text(filling->arena, day_text(d).s));
}

static bool is_of(const struct matter_step *step, enum life_event event)
{
	return !step->struck && strcmp(step->event, life_event_code(event)) == 0;
}

/* The latest step of that event that stands; NULL. */
static const struct matter_step *step_of(const struct matter_case *now, enum life_event event)
{
	for (size_t i = now->n_steps; i > 0; i--)
		if (is_of(&now->steps[i - 1], event)) return &now->steps[i - 1];
	return NULL;
}

static day day_of(const struct matter_step *step)
{
	return step == NULL ? DAY_NONE : step->day;
}

static void put_office(struct filling *filling)
{
	const struct agency *agency = &filling->facts->agency;
	struct arena *arena = filling->arena;
	put(filling, FIELD_ORGAN, agency->signature[0] != '\0' ? agency->signature : agency->name);
	put(filling, FIELD_OFFICER, agency->disclosure_office);
	put(filling, FIELD_PHONE, agency->phone);
	put(filling, FIELD_ADDRESS,
	    agency->postcode[0] == '\0' || agency->address[0] == '\0'
		    ? agency->address
		    : arena_printf(arena, "%s（邮编%s）", agency->address, agency->postcode));
	put(filling, FIELD_REVIEWER, agency->reconsideration_organ);
}

/* Who gave no name is addressed by what he did. */
static const char *addressee(const struct letter_facts_of_case *facts)
{
	enum matter_kind kind = facts->now->matter.kind;
	if (facts->requester[0] != '\0') return facts->requester;
	return matter_named(kind) ? "" : matter_words(kind)->who;
}

static void put_request(struct filling *filling)
{
	const struct matter_case *now = filling->facts->now;
	const struct life *life = &now->life;
	const char *delivery = now->filing.values[FILING_delivery];
	const char *medium = now->filing.values[FILING_medium];
	put(filling, FIELD_REQUESTER, addressee(filling->facts));
	put(filling, FIELD_KIND, matter_value(now, "requester_kind"));
	put(filling, FIELD_CHANNEL, matter_value(now, "channel"));
	put(filling, FIELD_REQUEST, matter_value(now, "number"));
	put(filling, FIELD_SUBJECT, matter_value(now, "subject"));
	put(filling, FIELD_RECORD, matter_value(now, "subject"));
	put(filling, FIELD_PROPOSAL, matter_value(now, "subject"));
	put(filling, FIELD_COMPLAINT, matter_value(now, "subject"));
	if (now->matter.kind == MATTER_COMPLAINT)
		put(filling, FIELD_ABOUT,
		    now->entry
			    .values[register_column(register_facts(REGISTER_COMPLAINTS), "about")]);
	put_day(filling, FIELD_RECEIVED,
		receipt_day(life->order.channel, life->order.received, life->order.confirmed));
	put_day(filling, FIELD_CLARIFIED, life->order.clarified);
	put(filling, FIELD_ONLINE,
	    strcmp(delivery, "online") == 0 || strcmp(delivery, "email") == 0 ? "true" : "");
	if (delivery[0] != '\0' && medium[0] != '\0')
		put(filling, FIELD_PROVISION,
		    arena_printf(filling->arena, "%s，%s", filing_shown(FILING_medium, medium),
				 filing_shown(FILING_delivery, delivery)));
}

/* Did it say something, be it yes or no? */
static bool answered(const struct matter_case *now, int consult)
{
	for (size_t i = 0; i < now->n_steps; i++)
		if (now->steps[i].n == consult && (is_of(&now->steps[i], LIFE_EVENT_AGREED) ||
						   is_of(&now->steps[i], LIFE_EVENT_REFUSED)))
			return true;
	return false;
}

/* Who was asked by the consultation of that place. */
static const char *asked_party(const struct matter_case *now, int consult)
{
	int seen = 0;
	for (size_t i = 0; i < now->n_steps; i++) {
		const struct matter_step *step = &now->steps[i];
		bool asks = is_of(step, LIFE_EVENT_CONSULT_THIRD) ||
			    is_of(step, LIFE_EVENT_CONSULT_COMAKER) ||
			    is_of(step, LIFE_EVENT_CONSULT_ORGAN);
		if (asks && ++seen == consult) return step->party;
	}
	return "";
}

/* Each third party that refused is told by a letter of its own (Art. 32), in the order of their
 * opinions; one that names its third party already keeps it. 0: nobody is left to be told. */
static int third_told(const struct filling *filling)
{
	const struct matter_case *now = filling->facts->now;
	const char *named = filling->letter->values[FIELD_THIRD];
	int told = 0, refused = 0, only = 0, next = 0;
	for (size_t i = 0; i < now->n_steps; i++)
		told += is_of(&now->steps[i], LIFE_EVENT_TELL_THIRD);
	for (size_t i = 0; i < now->n_steps; i++) {
		const struct matter_step *step = &now->steps[i];
		if (!is_of(step, LIFE_EVENT_REFUSED) ||
		    now->life.consults[step->n - 1].kind != LIFE_CONSULT_THIRD)
			continue;
		if (named[0] != '\0' && strcmp(asked_party(now, step->n), named) == 0)
			return step->n;
		only = step->n;
		if (refused++ == told) next = step->n;
	}
	/* a name that was written otherwise leaves no doubt where only one refused */
	if (refused == 1) return only;
	return named[0] == '\0' ? next : 0;
}

/* To a third party, of its own consultation alone. */
static void put_third(struct filling *filling)
{
	const struct matter_case *now = filling->facts->now;
	int consult = third_told(filling);
	if (consult > 0) put(filling, FIELD_THIRD, asked_party(now, consult));
	put_day(filling, FIELD_CONSULTED,
		consult > 0 ? now->life.consults[consult - 1].sent : DAY_NONE);
	put_day(filling, FIELD_ANSWERED,
		consult > 0 ? now->life.consults[consult - 1].closed : DAY_NONE);
}

/* When others were asked, and how it ended: with an opinion, or because none came. */
static void put_consults(struct filling *filling)
{
	const struct matter_case *now = filling->facts->now;
	const struct life *life = &now->life;
	day sent = DAY_NONE, opinion = DAY_NONE, silence = DAY_NONE;
	bool open = false;
	if (filling->letter->kind == LETTER_P8) {
		put_third(filling);
		return;
	}
	if (filling->letter->kind == LETTER_P6) {
		/* of the one that is just being sent */
		put_day(filling, FIELD_CONSULTED, filling->on);
		return;
	}
	for (size_t i = 0; i < life->n_consults; i++) {
		const struct life_consult *consult = &life->consults[i];
		day *ended = answered(now, (int)i + 1) ? &opinion : &silence;
		if (sent == DAY_NONE || consult->sent < sent) sent = consult->sent;
		if (consult->closed == DAY_NONE) open = true;
		if (consult->closed > *ended) *ended = consult->closed;
	}
	put_day(filling, FIELD_CONSULTED, sent);
	put_day(filling, FIELD_ANSWERED, open ? DAY_NONE : opinion);
	put_day(filling, FIELD_UNANSWERED, open ? DAY_NONE : silence);
}

/* The day by which is answered: before and after what the letter announces. */
static enum err put_due(struct filling *filling, struct error *error)
{
	const struct matter_case *now = filling->facts->now;
	const struct life *life = &now->life;
	struct matter_letter *letter = filling->letter;
	struct consultation consults[DEADLINE_MAX_CONSULTS];
	struct deadline_order order = life_order(life, filling->on, consults);
	struct deadline deadline;
	bool extends = letter->kind == LETTER_P4, delays = letter->kind == LETTER_P11;
	if (deadline_fault(&order) != NULL) return ERR_NONE; /* not received yet */
	if (extends && order.extend == 0) order.extend = life->extend_approved;
	if (delays && order.delay == 0) order.delay = letter->n;
	bool longer = (extends && order.extend > 0) || (delays && order.delay > 0);
	if (longer) {
		enum err err = deadline_compute(&order, now->calendar, NULL, &deadline, error);
		if (err != ERR_NONE) return err;
		put_day(filling, FIELD_NEW_DUE, deadline.due);
	}
	if (extends) order.extend = 0;
	enum err err = deadline_compute(&order, now->calendar, NULL, &deadline, error);
	if (err == ERR_NONE) put_day(filling, FIELD_DUE, deadline.due);
	return err;
}

/* What closes a request for silence: the notice it was asked by, and the day its period ended. */
static enum err put_earlier(struct filling *filling, struct error *error)
{
	const struct matter_case *now = filling->facts->now;
	bool fee = filling->letter->kind == LETTER_F2;
	const char *kind = letter_facts(fee ? LETTER_P9 : LETTER_P2)->code;
	const struct matter_step *asked =
		step_of(now, fee ? LIFE_EVENT_ASK_FEE : LIFE_EVENT_ASK_CLARIFICATION);
	day ends = DAY_NONE, served = DAY_NONE;
	if ((!fee && filling->letter->kind != LETTER_F1) || asked == NULL) return ERR_NONE;
	put_day(filling, FIELD_EARLIER, asked->day);
	for (size_t i = 0; i < filling->facts->n_letters; i++) {
		const struct letter_row *row = &filling->facts->letters[i];
		/* an earlier notice of the kind was another one, or is void */
		if (row->id == asked->letter_id && row->issued && strcmp(row->kind, kind) == 0)
			put(filling, FIELD_EARLIER_NUMBER, row->number);
	}
	for (size_t i = now->n_steps; i > 0 && &now->steps[i - 1] != asked; i--)
		if (is_of(&now->steps[i - 1], LIFE_EVENT_NOTICE_SERVED))
			served = now->steps[i - 1].day;
	if (served == DAY_NONE) return ERR_NONE;
	int days = fee ? TERM_PAY : asked->n > 0 ? asked->n : now->life.settings->clarify_days;
	enum err err = calendar_add_working_days(now->calendar, served, days, &ends, error);
	if (err == ERR_NONE) put_day(filling, FIELD_EXPIRED, ends);
	return err;
}

/* What the record of a request that was given up says of how that came, as a clerk would write it
 * down; he may say it otherwise. */
static void put_closing(struct filling *filling, enum life_ending ending)
{
	static const struct {
		enum life_ending ending;
		enum life_event by;
		const char *what, *reason;
	} closings[] = {
		{LIFE_ENDING_UNCLARIFIED, LIFE_EVENT_ASK_CLARIFICATION,
		 "本机关告知申请人补正；补正期限届满，没有收到补正材料。",
		 "申请人无正当理由逾期不补正，视为放弃申请。"},
		{LIFE_ENDING_UNPAID, LIFE_EVENT_ASK_FEE,
		 "本机关发出收费通知；缴费期限届满，申请人没有缴费。",
		 "申请人未按照要求缴纳费用，视为放弃申请。"},
		{LIFE_ENDING_WITHDRAWN, LIFE_EVENT_WITHDRAW, "申请人提出撤回申请。",
		 "申请人自愿撤回申请。"},
	};
	if (filling->letter->kind != LETTER_R15) return;
	for (size_t i = 0; i < COUNT_OF(closings); i++) {
		const struct matter_step *step = step_of(filling->facts->now, closings[i].by);
		if (closings[i].ending != ending || step == NULL) continue;
		put(filling, FIELD_PATTERN,
		    arena_printf(filling->arena, "%s，%s", day_words(step->day).s,
				 closings[i].what));
		put(filling, FIELD_REASON, closings[i].reason);
	}
}

static void put_rest(struct filling *filling)
{
	const struct matter_case *now = filling->facts->now;
	const struct life *life = &now->life;
	struct matter_letter *letter = filling->letter;
	const struct matter_step *withdrawn = step_of(now, LIFE_EVENT_WITHDRAW);
	const struct matter_step *responsible = step_of(now, LIFE_EVENT_ADVISE_TRANSFER);
	int days = letter->n;
	if (days == 0)
		days = letter->kind == LETTER_P2    ? life->settings->clarify_days
		       : letter->kind == LETTER_P3  ? life->settings->reasons_days
		       : letter->kind == LETTER_P12 ? life->settings->account_days
						    : life->settings->assist_days;
	put(filling, FIELD_DAYS, arena_printf(filling->arena, "%d", days));
	put(filling, FIELD_SEARCH, filling->facts->searched);
	put(filling, FIELD_WITHHELD, filling->facts->withheld);
	if (responsible != NULL) put(filling, FIELD_RESPONSIBLE, responsible->party);
	enum life_ending ending =
		letter->ending != LIFE_ENDING_NONE ? letter->ending : life->ending;
	put(filling, FIELD_OUTCOME,
	    ending == LIFE_ENDING_NONE ? ""
				       : outcome_facts(life_ending_facts(ending)->outcome)->code);
	put_closing(filling, ending);
	put_day(filling, FIELD_EXTENDED, day_of(step_of(now, LIFE_EVENT_EXTEND_TOLD)));
	if (withdrawn != NULL)
		put(filling, FIELD_GROUND,
		    arena_printf(filling->arena,
				 "《中华人民共和国政府信息公开条例》第二十七条和申请人于%"
				 "s提出的撤回申请",
				 day_words(withdrawn->day).s));
}

/* The list of attachments follows the files that go with the letter. */
static void put_attachments(struct filling *filling)
{
	struct matter_letter *letter = filling->letter;
	if (!matter_given_with(letter->kind)) return;
	struct matter_given given = given_of(&filling->facts->given, letter, filling->arena);
	letter->values[FIELD_ATTACHMENTS] =
		given_list(&given, letter->values[FIELD_ATTACHMENTS], filling->arena);
}

enum err letter_fill(const struct letter_facts_of_case *facts, struct matter_letter *letter, day on,
		     bool all, struct arena *arena, struct error *error)
{
	struct filling filling = {facts, letter, arena, on, all};
	for (int i = 0; i < FIELD__MAX; i++)
		if (letter->values[i] == NULL) letter->values[i] = "";
	put_office(&filling);
	put_request(&filling);
	put_consults(&filling);
	put_rest(&filling);
	put_attachments(&filling);
	put_day(&filling, FIELD_DATE, on);
	enum err err = put_earlier(&filling, error);
	return err != ERR_NONE ? err : put_due(&filling, error);
}
