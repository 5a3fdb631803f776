/* SPDX-License-Identifier: MulanPSL-2.0
 * One letter with its preview and the step it goes out by, its papers. */
#include "web/desk/page_letter.h"

#include <inttypes.h>
#include <string.h>

#include "base/file_check.h"

enum { PREVIEW_MAX = 2 * 1024 * 1024, EVENTS_MAX = 4 };

const char *page_letter_path(const struct desk *desk, int64_t id, int64_t letter_id,
			     const char *rest)
{
	return arena_printf(desk->arena, "/cases/%" PRId64 "/letters/%" PRId64 "%s", id, letter_id,
			    rest);
}

bool page_letter_replies(enum letter kind)
{
	const char *code = letter_facts(kind)->code;
	return letter_facts(kind)->outcomes[0] != '\0' && kind != LETTER_R15 &&
	       (code[0] == 'R' || code[0] == 'F');
}

struct life_offers page_letter_offers(const struct desk *desk, const struct matter_case *now)
{
	return life_offers(&now->life, clock_today(&desk->request->site->clock),
			   matter_roles(desk->actor), desk->actor->account_id, now->calendar,
			   desk->arena);
}

size_t page_letter_events(const struct desk *desk, const struct matter_case *now, enum letter kind,
			  enum life_event *ret_events, size_t room)
{
	struct life_offers offers = page_letter_offers(desk, now);
	enum letter kinds[MATTER_LETTER_KINDS];
	size_t n = 0;
	for (size_t i = 0; i < offers.n && n < room; i++) {
		enum life_event event = offers.rows[i].event;
		if (!offers.rows[i].allowed || (n > 0 && ret_events[n - 1] == event)) continue;
		bool goes = event == LIFE_EVENT_DRAFT
				    ? page_letter_replies(kind)
				    : (matter_letter_kinds(now, event, kinds) > 0 &&
				       kinds[0] == kind) ||
					      (matter_letter_optional(now, event, &kinds[0]) &&
					       kinds[0] == kind);
		if (goes) ret_events[n++] = event;
	}
	return n;
}

const char *page_letter_state(const struct matter_letter *letter)
{
	return letter->struck ? "已作废" : letter->issued ? "已印发" : "草稿";
}

enum { SEEN, VERSION, EVENT, ON };
static const struct form_field take_fields[] = {
	[SEEN] = FORM_CARRIED("seen"),
	[VERSION] = FORM_CARRIED("version"),
	[EVENT] = {.name = "event", .label = "随哪一步发出", .kind = FORM_RADIOS, .required = true},
	[ON] = {.name = "on",
		.label = "哪一天",
		.kind = FORM_DAY,
		.hint = "文书的成文日期，也是这一步的日期",
		.required = true},
};
enum { STRIKE_VERSION, STRIKE_REASON };
static const struct form_field strike_fields[] = {
	[STRIKE_VERSION] = FORM_CARRIED("version"),
	[STRIKE_REASON] = DESK_REASON("为什么作废", NULL),
};

struct one_page {
	struct desk desk;
	struct matter_case now;
	struct matter_letter letter;
	enum life_event events[EVENTS_MAX];
	size_t n_events;
	struct form_field fields[COUNT_OF(take_fields)];
	struct form take, strike;
	struct problems lacks;
	struct desk_letter view;
};

static bool open_one(struct one_page *page, struct request *request, struct reply *reply)
{
	struct desk *desk = &page->desk;
	int64_t letter_id;
	desk_begin(desk, request, reply, "文书");
	if (!page_case_open(desk, &page->now)) return false;
	if (!http_number(request->params[1], &letter_id)) {
		desk_missing(desk);
		return false;
	}
	enum err err = matter_letter_open(desk->office, desk->actor, page->now.matter.id, letter_id,
					  desk->arena, &desk->error, &page->letter);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return false;
	}
	problems_init(&page->lacks, desk->arena);
	FORM_INIT(&page->strike, strike_fields, desk->arena);
	page->strike.id = "strike";
	if (!page->letter.issued && !page->letter.struck && desk_may(desk, PERMIT_MATTER_STEP))
		page->n_events = page_letter_events(desk, &page->now, page->letter.kind,
						    page->events, EVENTS_MAX);
	memcpy(page->fields, take_fields, sizeof take_fields);
	if (page->n_events < 2) page->fields[EVENT] = (struct form_field)FORM_CARRIED("event");
	FORM_INIT(&page->take, page->fields, desk->arena);
	for (size_t i = 0; page->n_events > 1 && i < page->n_events; i++)
		form_offer(&page->take, EVENT, life_event_code(page->events[i]),
			   life_event_label(page->events[i]));
	return true;
}

static enum err preview(struct one_page *page)
{
	struct desk *desk = &page->desk;
	static const struct paper_options options = {.class_prefix = "paper", .title_level = 2};
	struct doc *doc = NULL;
	struct buf out;
	enum err err = matter_letter_check(desk->office, desk->actor, page->now.matter.id,
					   &page->letter, clock_today(&desk->request->site->clock),
					   desk->arena, &page->lacks, &desk->error, &doc);
	if (err != ERR_NONE || doc == NULL) return err;
	buf_init(&out, PREVIEW_MAX);
	err = paper_fragment(doc, &options, &out, &desk->error);
	page->view.paper = (struct safe_html){arena_text(desk->arena, buf_text(&out)), out.n};
	page->view.whole = true;
	buf_release(&out);
	return err;
}

/* The label before the sentence, unless the sentence names the field itself: "缺少“关联情况”。" */
static const char *named_apart(const char *label, const char *text, struct arena *arena)
{
	static const char ends[] = "日期";
	size_t n = strlen(label), tail = sizeof ends - 1;
	bool of_day = n > tail && strcmp(label + n - tail, ends) == 0;
	const char *bare = of_day ? arena_text_n(arena, label, n - tail) : label;
	return strstr(text, bare) != NULL ? "" : label;
}

static void show_lacks(struct one_page *page)
{
	struct desk_letter_lack *rows =
		arena_array(page->desk.arena, page->lacks.count, sizeof *rows);
	size_t n = 0;
	for (const struct problem *p = page->lacks.first; p != NULL; p = p->next) {
		enum letter_field field;
		rows[n].label =
			letter_field_find(page->letter.kind, p->field, &field)
				? named_apart(matter_letter_label(field), p->text, page->desk.arena)
				: "";
		rows[n++].text = p->text;
	}
	page->view.lacks = rows;
	page->view.n_lacks = n;
}

static void show_files(struct one_page *page)
{
	static const char *const formats[] = {"pdf", "html", "docx"};
	struct view_link *links = arena_array(page->desk.arena, COUNT_OF(formats), sizeof *links);
	page->view.files = links;
	if (page->letter.scan) {
		links[0] = (struct view_link){
			.href = page_letter_path(&page->desk, page->now.matter.id, page->letter.id,
						 "/paper/scan"),
			.label = "扫描件"};
		page->view.n_files = 1;
		return;
	}
	for (size_t i = 0; i < COUNT_OF(formats); i++)
		links[i] = (struct view_link){
			.href = page_letter_path(
				&page->desk, page->now.matter.id, page->letter.id,
				arena_printf(page->desk.arena, "/paper/%s", formats[i])),
			.label = paper_format_find(formats[i])->label};
	page->view.n_files = page->letter.issued ? COUNT_OF(formats) : 0;
}

/* The steps others take with a reply that was submitted. */
static void show_steps(struct one_page *page)
{
	static const enum life_event events[] = {LIFE_EVENT_REVIEW, LIFE_EVENT_CHECK,
						 LIFE_EVENT_APPROVE, LIFE_EVENT_RETURN};
	struct life_offers offers = page_letter_offers(&page->desk, &page->now);
	struct view_link *links = arena_array(page->desk.arena, COUNT_OF(events), sizeof *links);
	size_t n = 0;
	bool under_review =
		strcmp(letter_facts(page->letter.kind)->code, life_letter(&page->now.life)) == 0;
	for (size_t i = 0; under_review && i < offers.n; i++)
		for (size_t k = 0; k < COUNT_OF(events); k++)
			if (offers.rows[i].event == events[k] && offers.rows[i].allowed)
				links[n++] = (struct view_link){
					.href = page_case_path(
						&page->desk, page->now.matter.id,
						arena_printf(page->desk.arena, "/step/%s",
							     life_event_code(events[k]))),
					.label = life_event_label(events[k])};
	page->view.steps = links;
	page->view.n_steps = page->letter.issued ? 0 : n;
}

static bool editable(const struct one_page *page)
{
	enum life_state state = page->now.life.state;
	bool review = state == LIFE_DRAFTED || state == LIFE_REVIEWED || state == LIFE_CHECKED ||
		      state == LIFE_APPROVED || state == LIFE_CORRECT_DRAFTED ||
		      state == LIFE_SUGGEST_DRAFTED || state == LIFE_COMPLAINT_DRAFTED;
	bool reply =
		strcmp(letter_facts(page->letter.kind)->code, life_letter(&page->now.life)) == 0;
	return !page->letter.issued && !page->letter.struck && !(review && reply) &&
	       desk_may(&page->desk, PERMIT_MATTER_STEP);
}

static void show_take(struct one_page *page)
{
	struct desk *desk = &page->desk;
	struct desk_letter *view = &page->view;
	bool draft = page->n_events == 1 && matter_submits(page->events[0]);
	if (page->n_events == 0 || !view->whole) return;
	bool correction = page->now.matter.kind != MATTER_REQUEST;
	enum letter along[MATTER_LETTER_KINDS];
	bool pair = !draft && matter_letters_demanded(page->events[0], along) > 1;
	view->explain =
		pair ? arena_printf(desk->arena, "印发时编号；同时编号印发《%s》，告知申请人。",
				    letter_facts(along[1])->noun)
		: draft && correction ? "提交以后由别人签发；要改的，须先退回。"
		: draft ? "提交以后由别人审查、审核、签发；要改的，须先退回。"
			: "印发时编号，文号一经给出不再更改，也不再用于别的文书。";
	view->form = form_view(
		&page->take, page_letter_path(desk, page->now.matter.id, page->letter.id, ""),
		draft ? "提交答复稿"
		      : arena_printf(desk->arena, "编号印发%s",
				     page->n_events == 1 && page->events[0] != LIFE_EVENT_ISSUE
					     ? arena_printf(desk->arena, "（%s）",
							    life_event_label(page->events[0]))
					     : ""),
		desk->request->csrf);
}

/* One that went out on paper is struck with the step it was entered by. */
static enum err show_undo(struct one_page *page)
{
	struct desk *desk = &page->desk;
	const struct matter_letter *letter = &page->letter;
	struct matter_side side;
	if (!letter->scan || letter->struck || !desk_may(desk, PERMIT_MATTER_STRIKE))
		return ERR_NONE;
	enum err err = matter_side(desk->office, desk->actor, &page->now, desk->arena, &desk->error,
				   &side);
	for (size_t i = 1; err == ERR_NONE && i < page->now.n_steps; i++) {
		const struct matter_step *step = &page->now.steps[i];
		if (!step->struck && step->letter_id == letter->id &&
		    matter_step_undone(&side, step))
			page->view.undo_href = page_case_path(
				desk, page->now.matter.id,
				arena_printf(desk->arena, "/steps/%" PRId64 "/strike", step->id));
	}
	return err;
}

static void show_one(struct one_page *page)
{
	struct desk *desk = &page->desk;
	struct desk_letter *view = &page->view;
	struct matter_letter *letter = &page->letter;
	int64_t id = page->now.matter.id;
	enum err err = preview(page);
	if (err == ERR_NONE) err = show_undo(page);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	view->heading = letter_facts(letter->kind)->noun;
	view->number = letter->issued ? letter->number : page_case_value(&page->now, "number");
	view->subject = page_case_value(&page->now, "subject");
	view->state = page_letter_state(letter);
	view->issued = letter->issued;
	view->struck = letter->struck;
	view->struck_reason = letter->struck_reason;
	show_lacks(page);
	show_files(page);
	show_steps(page);
	show_take(page);
	if (editable(page)) {
		view->edit_href = page_letter_path(desk, id, letter->id, "/edit");
		view->may_strike = true;
		view->strike =
			form_view(&page->strike, page_letter_path(desk, id, letter->id, "/strike"),
				  "作废草稿", desk->request->csrf);
		view->strike.button_class = "grave";
	}
	view->problems = desk_problems(desk, form_good(&page->take) ? &page->strike : &page->take);
	page_case_trail(desk, &page->now);
	desk_trail(desk, page_case_path(desk, id, "/letters"), "文书");
	desk->frame.title = view->heading;
	view->frame = desk->frame;
	render_desk_letter(&desk->reply->body, view);
}

static void fill_one(struct one_page *page)
{
	struct arena *arena = page->desk.arena;
	const char *version = arena_printf(arena, "%" PRId64, page->letter.version);
	form_set(&page->take, SEEN, arena_printf(arena, "%" PRId64, page->now.state.version));
	form_set(&page->take, VERSION, version);
	if (page->n_events > 0) form_set(&page->take, EVENT, life_event_code(page->events[0]));
	form_set(&page->take, ON,
		 arena_text(arena, day_text(clock_today(&page->desk.request->site->clock)).s));
	form_set(&page->strike, STRIKE_VERSION, version);
}

void page_letter(struct request *request, struct reply *reply)
{
	struct one_page *page = ARENA_NEW(request->arena, struct one_page);
	if (!open_one(page, request, reply)) return;
	fill_one(page);
	show_one(page);
}

/* Whom the step is about, as the letter names it. */
static const char *party_of(const struct matter_letter *letter)
{
	static const enum letter_field named[] = {FIELD_THIRD, FIELD_COMAKER, FIELD_ASSISTANT};
	for (size_t i = 0; letter->kind != LETTER_P8 && i < COUNT_OF(named); i++)
		if (letter->values[named[i]][0] != '\0') return letter->values[named[i]];
	return "";
}

/* The letter, and the drafts that go along with it: of a consultation, the word to the requester.
 * Without a draft the office writes it. */
static enum err gather(struct one_page *page, enum life_event event, int64_t version,
		       struct matter_letter_seen *seen, size_t *ret_n)
{
	struct desk *desk = &page->desk;
	enum letter kinds[MATTER_LETTER_KINDS];
	size_t n = 0, n_kinds = matter_letters_demanded(event, kinds);
	seen[n++] = (struct matter_letter_seen){page->letter.id, version};
	for (size_t i = 1; i < n_kinds; i++) {
		struct matter_letter also;
		enum err err = matter_letter_draft(desk->office, desk->actor, page->now.matter.id,
						   kinds[i], desk->arena, &desk->error, &also);
		if (err == ERR_MISSING) continue;
		if (err != ERR_NONE) return err;
		if (also.consult == page->letter.consult)
			seen[n++] = (struct matter_letter_seen){also.id, also.version};
	}
	*ret_n = n;
	return ERR_NONE;
}

static enum err take(struct one_page *page, struct problems *problems, const char **ret_warning,
		     enum life_event *ret_event)
{
	struct desk *desk = &page->desk;
	struct form *form = &page->take;
	struct matter_letter_seen seen[MATTER_LETTERS_AT_ONCE];
	struct matter_event step = {.on = form_day(form, ON), .note = ""};
	int64_t seen_case = 0, version = 0;
	size_t n = 0;
	if (!http_number(form->values[SEEN], &seen_case) ||
	    !http_number(form->values[VERSION], &version) ||
	    !life_event_find(form->values[EVENT], &step.event))
		return error_set(&desk->error, ERR_CONFLICT, NULL, "请重新打开这份文书再提交。");
	step.party = party_of(&page->letter);
	step.n = step.event == LIFE_EVENT_DRAFT ? (int)page->letter.ending
		 : life_event_asks(step.event) == LIFE_ASKS_RESULT
			 ? (int)matter_letter_result(&page->letter)
			 : page->letter.n;
	if (life_event_asks(step.event) == LIFE_ASKS_NOTHING) step.n = 0;
	*ret_event = step.event;
	enum err err = gather(page, step.event, version, seen, &n);
	if (err != ERR_NONE) return err;
	return matter_take_with_letters(desk->office, desk->actor, page->now.matter.id, seen_case,
					&step, seen, n, desk->arena, problems, &desk->error,
					ret_warning);
}

void page_letter_take(struct request *request, struct reply *reply)
{
	struct one_page *page = ARENA_NEW(request->arena, struct one_page);
	struct desk *desk = &page->desk;
	const char *warning = "";
	enum life_event event = LIFE_EVENT_ISSUE;
	if (!open_one(page, request, reply)) return;
	if (page->n_events == 0) {
		/* somebody took the step, or the form was sent twice */
		fill_one(page);
		page->view.changed = "这一步已经办过，或者现在不能办。";
		reply->status = 409;
		show_one(page);
		return;
	}
	if (!form_read(&page->take, request)) {
		show_one(page);
		return;
	}
	enum err err = take(page, &page->take.problems, &warning, &event);
	if (err == ERR_NONE)
		desk_done(desk, page_letter_path(desk, page->now.matter.id, page->letter.id, ""),
			  matter_submits(event) ? NOTICE_REPLY_SUBMITTED : NOTICE_LETTER_ISSUED, "",
			  0);
	else if (err == ERR_CONTENT) {
		show_one(page);
	} else if (err == ERR_CONFLICT) {
		struct one_page *fresh = ARENA_NEW(request->arena, struct one_page);
		const char *why =
			arena_printf(desk->arena, "%s%s", desk->error.message, desk->error.hint);
		if (!open_one(fresh, request, reply)) return;
		fill_one(fresh);
		fresh->view.changed = why;
		reply->status = 409;
		show_one(fresh);
	} else {
		desk_fail(desk, err);
	}
}

void page_letter_strike(struct request *request, struct reply *reply)
{
	struct one_page *page = ARENA_NEW(request->arena, struct one_page);
	struct desk *desk = &page->desk;
	int64_t version = 0;
	if (!open_one(page, request, reply)) return;
	fill_one(page);
	if (!form_read(&page->strike, request) ||
	    !http_number(page->strike.values[STRIKE_VERSION], &version)) {
		show_one(page);
		return;
	}
	enum err err =
		matter_letter_strike(desk->office, desk->actor, page->now.matter.id,
				     page->letter.id, version, page->strike.values[STRIKE_REASON],
				     desk->arena, &page->strike.problems, &desk->error);
	if (err == ERR_NONE)
		desk_done(desk, page_case_path(desk, page->now.matter.id, "/letters"),
			  NOTICE_STRUCK_OUT, "", 0);
	else if (err == ERR_CONTENT)
		show_one(page);
	else
		desk_fail(desk, err);
}

void page_letter_paper(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct blob bytes;
	const char *media_type;
	int64_t id, letter_id;
	enum file_kind kind;
	desk_begin(&desk, request, reply, "文书");
	const char *format = request->params[2];
	bool scan = strcmp(format, "scan") == 0;
	if ((!scan && paper_format_find(format) == NULL) || !http_number(request->params[0], &id) ||
	    !http_number(request->params[1], &letter_id)) {
		desk_missing(&desk);
		return;
	}
	enum err err = matter_letter_paper(desk.office, desk.actor, id, letter_id, format,
					   desk.arena, &desk.error, &media_type, &bytes);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	buf_add(&reply->body, bytes.bytes, bytes.n);
	reply->type = scan ? media_type : paper_format_find(format)->media_type;
	const char *ending = !scan ? paper_format_find(format)->ending
			     : file_kind_parse(media_type, &kind) ? file_kind_facts(kind)->extension
								  : "bin";
	reply->cache_control = "no-store";
	reply->disposition = arena_printf(
		desk.arena, "attachment; filename=\"letter-%" PRId64 ".%s\"", letter_id, ending);
}
