/* SPDX-License-Identifier: MulanPSL-2.0
 * The form of one step. Which fields it has follows from the law's tables; what is irregular is
 * said before it is kept; what others did meanwhile is shown, and nothing typed is lost. */
#include <inttypes.h>
#include <string.h>

#include "law/life_offer.h"
#include "office/matter_published.h"
#include "office/matter_service.h"
#include "web/desk/page_step_letters.h"
#include "web/desk/page_step_value.h"
#include "web/typed.h"

enum {
	FIELDS_MAX = 9 + SERVICE_FACT__MAX + STEP_LETTER_FIELDS,
	PARTY_MAX = 100,
	NOTE_MAX = 2000,
	FILES_MAX = 10
};

/* clang-format off */
/* What a step's form asks beside the day: EVENT, whom (NULL: nobody), the use of its files. */
#define STEP_FORM_TABLE(STEP)                                                                      \
	STEP(CONSULT_THIRD, "征求谁的意见", OTHER)                                                 \
	STEP(CONSULT_COMAKER, "共同制作机关", OTHER)                                               \
	STEP(CONSULT_ORGAN, "征求哪个机关的意见", OTHER)                                           \
	STEP(ASSIST, "请哪个科室协办", OTHER)                                                      \
	STEP(ADVISE_TRANSFER, "负责公开的机关", OTHER)                                             \
	STEP(CLARIFIED, NULL, CLARIFICATION)                                                       \
	STEP(REASONS_GIVEN, NULL, REASONS)                                                         \
	STEP(AGREED, NULL, OPINION)                                                                \
	STEP(REFUSED, NULL, OPINION)                                                               \
	STEP(ASSIST_DONE, NULL, SOURCE)                                                            \
	STEP(NOTICE_SERVED, NULL, PROOF)                                                           \
	STEP(CONSULT_SERVED, NULL, PROOF)                                                          \
	STEP(UNDELIVERED, NULL, PROOF)                                                             \
	STEP(SERVE, NULL, PROOF)                                                                   \
	STEP(SERVE_FAILED, NULL, PROOF)                                                            \
	STEP(PAID, NULL, PROOF)                                                                    \
	STEP(WITHDRAW, NULL, APPLICATION)                                                          \
	STEP(CORRECT_PROOF, NULL, OTHER)                                                           \
	STEP(COMPLAINT_ACCOUNT, NULL, OTHER)                                                       \
	STEP(REVIEW_NOTICE, NULL, REMEDY)                                                          \
	STEP(REVIEW_ANSWERED, NULL, REMEDY)                                                        \
	STEP(SUIT_NOTICE, NULL, REMEDY)                                                            \
	STEP(SUIT_ANSWERED, NULL, REMEDY)                                                          \
	STEP(UPHELD, NULL, REMEDY)                                                                 \
	STEP(REMAKE, NULL, REMEDY)
/* clang-format on */

struct step_asks {
	const char *party;
	enum attachment_use use;
};

static struct step_asks asks_of(enum life_event event)
{
	switch (event) {
#define STEP(event, party, use)                                                                    \
	case LIFE_EVENT_##event: return (struct step_asks){(party), ATTACHMENT_##use};
		STEP_FORM_TABLE(STEP)
#undef STEP
	default: return (struct step_asks){NULL, ATTACHMENT_OTHER};
	}
}

/* Places of the form's fields; N and PARTY are there when the event asks for them. */
enum { VERSION, LATEST, CONFIRMED, WAY, ON, FIRST_OPEN };

struct step_page {
	struct desk desk;
	struct matter_case now;
	enum life_event event;
	int consult; /* asked for by the address, 0 none */
	day today;
	struct form_field fields[FIELDS_MAX];
	size_t n_fields, at_n, at_party, at_facts, at_note, at_files, at_record; /* 0: not there */
	struct published_look look; /* what was typed of where it is published */
	struct step_letters letters;
	struct form form;
	struct desk_case_form view;
};

static const char *number_text(int64_t number, struct arena *arena)
{
	return arena_printf(arena, "%" PRId64, number);
}

/* ---- the fields ---- */

/* "EMS、挂号信填写": which manners ask for it, which may have it. */
static const char *fact_hint(int at, struct arena *arena)
{
	const char *who = "";
	for (int i = 0; i < SERVICE_BY__MAX; i++) {
		const struct service_facts *facts = service_facts((enum service_manner)i);
		if (((facts->needs | facts->may) & 1U << at) != 0)
			who = arena_printf(arena, "%s%s%s%s", who, who[0] == '\0' ? "" : "、",
					   facts->label,
					   (facts->needs & 1U << at) != 0 ? "" : "（选填）");
	}
	return arena_printf(arena, "%s", who);
}

/* What is kept of the proof; which of it is needed follows from the manner. */
static size_t service_fields(struct step_page *page, size_t n)
{
	struct arena *arena = page->desk.arena;
	page->fields[ON].hint = "当面的填签收日期，邮寄的填交寄日期，电子的填对方确认收到的日期，"
				"公告的填刊登日期（满30日以后登记）";
	page->at_facts = n;
	for (int i = 0; i < SERVICE_FACT__MAX; i++)
		page->fields[n++] =
			(struct form_field){.name = service_fact(i)->field,
					    .label = service_fact(i)->label,
					    .kind = i == SERVICE_AT_SIGNED ? FORM_DAY : FORM_LINE,
					    .hint = fact_hint(i, arena),
					    .plain = true,
					    .most = 200};
	return n;
}

/* Words of a title are looked for; what was found is then chosen from. */
static size_t published_fields(struct step_page *page, size_t n)
{
	const char *typed = typed_text(request_form(page->desk.request, "note"), page->desk.arena);
	struct error unread;
	page->fields[page->at_note] =
		(struct form_field){.name = "note",
				    .label = "公开在哪里",
				    .kind = FORM_LINE,
				    .hint = "填写标题里的几个字、文号或者索引号，从本单位已经公开的"
					    "信息里查找；公开在别的网"
					    "站的，填写网址",
				    .required = true,
				    .most = PUBLISHED_MAX};
	/* what cannot be looked for now is refused with its reason when it is sent */
	if (published_find(page->desk.office, page->now.matter.agency_id, typed, page->desk.arena,
			   &unread, &page->look) != ERR_NONE ||
	    page->look.n == 0 || page->look.kept != NULL)
		return n;
	page->at_record = n;
	page->fields[n++] = (struct form_field){
		.name = "record",
		.label = "是哪一条",
		.kind = FORM_SELECT,
		.hint = page->look.more
				? "找到的很多，这里是最新的20条；没有的，请在上面多写几个字再找"
				: NULL,
		.plain = true};
	return n;
}

static void published_offer(struct step_page *page)
{
	struct arena *arena = page->desk.arena;
	form_offer(&page->form, page->at_record, "", "请选择");
	for (size_t i = 0; i < page->look.n; i++) {
		const struct public_record *record = &page->look.found[i];
		const char *number = record->document_number;
		form_offer(&page->form, page->at_record, public_record_index(record, arena),
			   arena_printf(arena, "%s（%s%s%s公开）", record->title, number,
					number[0] == '\0' ? "" : "，", record->published));
	}
}

/* Lays what was chosen into the event; false: it has to be chosen yet. */
static bool published_take(struct step_page *page, struct matter_event *event)
{
	if (page->event != LIFE_EVENT_PUBLISHED) return true;
	if (page->look.kept != NULL) event->note = page->look.kept;
	if (page->at_record == 0) return true;
	event->note = page->form.values[page->at_record];
	if (event->note[0] == '\0')
		form_wrong(&page->form, page->at_record,
			   "找到了已经公开的信息，请选择是哪一条；都不是的，请换几个字再找。");
	return event->note[0] != '\0';
}

static void make_fields(struct step_page *page)
{
	struct step_asks asks = asks_of(page->event);
	struct form_field *fields = page->fields;
	size_t n = FIRST_OPEN;
	fields[VERSION] = (struct form_field)FORM_CARRIED("version");
	fields[LATEST] = (struct form_field)FORM_CARRIED("latest");
	fields[CONFIRMED] = (struct form_field)FORM_CARRIED("confirmed");
	fields[WAY] = (struct form_field)FORM_CARRIED("way");
	fields[ON] = (struct form_field){.name = "on",
					 .label = "哪一天",
					 .kind = FORM_DAY,
					 .hint = "这件事发生的日期，不是登记的日期",
					 .required = true};
	if (life_event_asks(page->event) != LIFE_ASKS_NOTHING) {
		page->at_n = n;
		fields[n++] = step_value_field(&page->now, page->event, page->desk.arena);
	}
	if (asks.party != NULL) {
		page->at_party = n;
		fields[n++] = (struct form_field){.name = "party",
						  .label = asks.party,
						  .kind = FORM_LINE,
						  .required = true,
						  .most = PARTY_MAX};
	}
	if (page->event == LIFE_EVENT_SERVE) n = service_fields(page, n);
	n = step_letters_fields(&page->letters, page->event, asks.party != NULL, fields, n,
				page->desk.arena);
	page->at_note = n;
	fields[n++] = (struct form_field){.name = "note",
					  .label = "备注",
					  .kind = FORM_TEXT,
					  .hint = "只在机关内部看到",
					  .most = NOTE_MAX};
	if (page->event == LIFE_EVENT_PUBLISHED) n = published_fields(page, n);
	page->at_files = n;
	fields[n++] = (struct form_field){
		.name = "files",
		.label = arena_printf(page->desk.arena, "附上%s", attachment_use_label(asks.use)),
		.kind = FORM_FILE,
		.most = FILES_MAX,
		.files = FILE_SET_DESK};
	page->n_fields = n;
	form_init(&page->form, fields, n, page->desk.arena);
	if (page->at_n != 0 && fields[page->at_n].kind == FORM_SELECT)
		form_offer(&page->form, page->at_n, "", "请选择");
	page->form.rule = page->desk.request->route->files;
	if (page->at_record != 0) published_offer(page);
	if (page->at_n != 0) step_value_offer(&page->now, page->event, &page->form, page->at_n);
}

/* ---- showing ---- */

/* The offer of this event, the allowed one first; NULL: the state does not know it. */
static const struct life_offer *find_offer(const struct step_page *page)
{
	const struct actor *actor = page->desk.actor;
	struct life_offers offers =
		life_offers(&page->now.life, page->today, matter_roles(actor), actor->account_id,
			    page->now.calendar, page->desk.arena);
	const struct life_offer *found = NULL;
	for (size_t i = 0; i < offers.n; i++) {
		const struct life_offer *offer = &offers.rows[i];
		if (offer->event != page->event) continue;
		if (page->consult != 0 && offer->consult != page->consult) continue;
		if (found == NULL || (!found->allowed && offer->allowed)) found = offer;
	}
	return found;
}

static void show(struct step_page *page)
{
	struct desk *desk = &page->desk;
	struct desk_case_form *view = &page->view;
	const struct life_offer *offer = find_offer(page);
	form_set(&page->form, VERSION, number_text(page->now.state.version, desk->arena));
	form_set(&page->form, LATEST, number_text(page_case_latest(&page->now), desk->arena));
	form_set(&page->form, CONFIRMED, view->warning == NULL ? "" : view->warning);
	view->heading = life_event_label(page->event);
	view->closed = offer == NULL;
	if (offer != NULL && offer->allowed) {
		const char *effect = life_effect_words(offer->row->effect);
		if (*effect != '\0')
			view->explain = arena_printf(desk->arena, "对期限的影响：%s。", effect);
	}
	if (offer != NULL && !offer->allowed)
		view->explain = arena_printf(
			desk->arena, "今天不能办：%s以前已经办过、现在补记的，请填写当时的日期。",
			offer->words.s);
	const char *path = arena_printf(desk->arena, "/cases/%" PRId64 "/step/%s",
					page->now.matter.id, life_event_code(page->event));
	view->form = form_view(&page->form, path, view->warning == NULL ? "登记" : "仍要登记",
			       desk->request->csrf);
	step_letters_show(&page->letters, path, desk->arena, view);
	page_case_show_form(desk, &page->now, &page->form, view);
}

/* way: "paper" when the letters of the step went out on paper. */
static struct step_page *begin(struct request *request, struct reply *reply, const char *way)
{
	struct step_page *page = ARENA_NEW(request->arena, struct step_page);
	int64_t consult = 0;
	desk_begin(&page->desk, request, reply, "办理");
	page->today = clock_today(&request->site->clock);
	if (http_number(request_query(request, "consult"), &consult) &&
	    consult <= DEADLINE_MAX_CONSULTS)
		page->consult = (int)consult;
	if (!life_event_find(request->params[1], &page->event)) {
		desk_missing(&page->desk);
		return NULL;
	}
	if (!page_case_open(&page->desk, &page->now)) return NULL;
	if (matter_submits(page->event) || page->event == LIFE_EVENT_ISSUE) {
		/* a reply is submitted and goes out with its letter, never without */
		reply_redirect(reply, page_case_path(&page->desk, page->now.matter.id,
						     page->event == LIFE_EVENT_DRAFT ? "/reply"
										     : "/letters"));
		return NULL;
	}
	step_letters_find(&page->letters, &page->now, page->event, strcmp(way, "paper") == 0);
	make_fields(page);
	form_set(&page->form, WAY, way);
	return page;
}

/* Whoever came by the browser's Back is told that it is done. */
static const char *taken_already(const struct step_page *page)
{
	for (size_t i = 0; i < page->now.n_steps; i++)
		if (!page->now.steps[i].struck &&
		    strcmp(page->now.steps[i].event, life_event_code(page->event)) == 0)
			return "这一步已经登记过，没有再登记一次。登记错了的，在“经过”里作废以后再"
			       "办。";
	return NULL;
}

void page_case_step(struct request *request, struct reply *reply)
{
	struct step_page *page = begin(request, reply, request_query(request, "way"));
	if (page == NULL) return;
	if (find_offer(page) == NULL) {
		desk_fail(&page->desk,
			  error_set(&page->desk.error, ERR_CONFLICT, taken_already(page),
				    "这一件现在是“%s”，不能办“%s”。",
				    life_state_label(page->now.life.state),
				    life_event_label(page->event)));
		return;
	}
	form_set(&page->form, ON, arena_text(request->arena, day_text(page->today).s));
	if (page->consult != 0 && life_event_asks(page->event) == LIFE_ASKS_CONSULT)
		form_set(&page->form, page->at_n, number_text(page->consult, request->arena));
	if (life_event_asks(page->event) == LIFE_ASKS_SUMMARY)
		form_set(&page->form, page->at_n, "0");
	enum err err = step_letters_fill(&page->letters, &page->desk, &page->now, &page->form);
	if (err == ERR_NONE)
		show(page);
	else
		desk_fail(&page->desk, err);
}

/* ---- taking ---- */

static struct matter_event event_of(struct step_page *page)
{
	const struct form *form = &page->form;
	struct matter_event event = {.event = page->event,
				     .on = form_day(form, ON),
				     .party = "",
				     .note = form->values[page->at_note]};
	struct matter_file *files = NULL;
	if (page->at_n != 0 && page->at_facts == 0) event.n = (int)form_number(form, page->at_n);
	if (page->at_party != 0) event.party = form->values[page->at_party];
	event.n_files = page_case_files(form, page->at_files, asks_of(page->event).use, &files);
	event.files = files;
	return event;
}

/* What is irregular about the step, unless whoever enters it has read that already. */
static const char *unread_warning(struct step_page *page, const struct matter_event *event)
{
	struct life_words words;
	struct life_step step = {.event = event->event,
				 .on = event->on,
				 .by = matter_roles(page->desk.actor),
				 .person = page->desk.actor->account_id,
				 .n = event->n};
	if (event->on < page->now.life.last ||
	    life_ask(&page->now.life, &step, page->now.calendar, &words) == NULL)
		return NULL;
	if (words.s[0] == '\0' || strcmp(words.s, page->form.values[CONFIRMED]) == 0) return NULL;
	return arena_text(page->desk.arena, words.s);
}

/* The office's sentences at the fields of this form. */
static void take_problems(struct step_page *page, const struct problems *problems)
{
	for (const struct problem *p = problems->first; p != NULL; p = p->next)
		problem_add(&page->form.problems, strcmp(p->field, "event") == 0 ? "on" : p->field,
			    "%s", p->text);
}

/* What was typed of the proof of service. */
static struct matter_service service_of(const struct step_page *page)
{
	const struct form *form = &page->form;
	struct matter_service service = {.day = form_day(form, ON), .signed_on = DAY_NONE};
	(void)service_parse(form->values[page->at_n], &service.manner);
	for (int i = 0; i < SERVICE_FACT__MAX; i++)
		service.values[i] = form->values[page->at_facts + (size_t)i];
	if (*service.values[SERVICE_AT_SIGNED] != '\0')
		service.signed_on = form_day(form, page->at_facts + SERVICE_AT_SIGNED);
	service.values[SERVICE_AT_SIGNED] = "";
	return service;
}

static enum err serve(struct step_page *page, int64_t seen, const struct matter_event *event)
{
	struct desk *desk = &page->desk;
	struct matter_service service = service_of(page);
	struct problems problems;
	const char *warning = "";
	problems_init(&problems, desk->arena);
	enum err err = matter_serve(desk->office, desk->actor, page->now.matter.id, seen, &service,
				    event, desk->arena, &problems, &desk->error, &warning);
	take_problems(page, &problems);
	return err;
}

static enum err take(struct step_page *page, int64_t seen)
{
	struct desk *desk = &page->desk;
	struct matter_event event = event_of(page);
	struct problems problems;
	const char *warning = "";
	if (page->at_facts != 0) return serve(page, seen, &event);
	if (!published_take(page, &event)) return ERR_CONTENT;
	problems_init(&problems, desk->arena);
	if (seen == page->now.state.version) page->view.warning = unread_warning(page, &event);
	if (page->view.warning != NULL) return ERR_CONTENT;
	bool go = step_letters_go(&page->letters, &page->now, &page->form, &event);
	enum err err =
		!go ? ERR_NONE
		    : step_letters_read(&page->letters, desk, &page->now, &page->form, &event);
	if (err != ERR_NONE) return err;
	if (go)
		err = step_letters_take(&page->letters, desk, &page->now, seen, &page->form, &event,
					&problems, &warning);
	else
		err = matter_take(desk->office, desk->actor, page->now.matter.id, seen, &event,
				  NULL, NULL, desk->arena, &problems, &desk->error, &warning);
	take_problems(page, &problems);
	return err;
}

/* The letters as they will go out, before anything is kept. */
static void preview(struct step_page *page)
{
	struct desk *desk = &page->desk;
	struct matter_event event = event_of(page);
	struct problems problems;
	problems_init(&problems, desk->arena);
	enum err err = step_letters_read(&page->letters, desk, &page->now, &page->form, &event);
	if (err == ERR_NONE)
		err = step_letters_preview(&page->letters, desk, &page->now, &page->form, &event,
					   &problems, &page->view);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	take_problems(page, &problems);
	form_hold(&page->form, desk->request);
	show(page);
}

void page_case_step_take(struct request *request, struct reply *reply)
{
	struct step_page *page = begin(request, reply, request_form(request, "way"));
	int64_t seen = 0, latest = 0;
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	bool good = form_read(&page->form, request);
	if (!http_number(page->form.values[VERSION], &seen) ||
	    !http_number(page->form.values[LATEST], &latest)) {
		desk_missing(&page->desk);
		return;
	}
	if (good && page->letters.n > 0 && *request_form(request, "preview") != '\0') {
		preview(page);
		return;
	}
	if (good) err = take(page, seen);
	if (err == ERR_NONE) {
		form_forget(&page->form, request);
		desk_done(&page->desk, page_case_path(&page->desk, page->now.matter.id, ""),
			  NOTICE_STEPPED, "", 0);
		return;
	}
	if (err == ERR_CONFLICT) {
		if (!page_case_open(&page->desk, &page->now)) return;
		page_case_changed(&page->desk, &page->now, latest, &page->view);
	} else if (err != ERR_CONTENT || (form_good(&page->form) && page->view.warning == NULL)) {
		desk_fail(&page->desk, err);
		return;
	}
	if (page->view.warning != NULL) reply->status = 409;
	form_hold(&page->form, request);
	show(page);
}
