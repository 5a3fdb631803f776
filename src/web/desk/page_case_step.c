/* SPDX-License-Identifier: MulanPSL-2.0
 * The form of one step. Which fields it has follows from the law's tables; what is irregular is
 * said before it is kept; what others did meanwhile is shown, and nothing typed is lost. */
#include <inttypes.h>
#include <string.h>

#include "law/life_offer.h"
#include "office/matter_service.h"
#include "web/desk/page_case.h"

enum {
	FIELDS_MAX = 8 + SERVICE_FACT__MAX,
	PARTY_MAX = 100,
	NOTE_MAX = 2000,
	PERIOD_MAX = 1000,
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
enum { VERSION, LATEST, CONFIRMED, ON, FIRST_OPEN };

struct step_page {
	struct desk desk;
	struct matter_case now;
	enum life_event event;
	int consult; /* asked for by the address, 0 none */
	day today;
	struct form_field fields[FIELDS_MAX];
	size_t n_fields, at_n, at_party, at_facts, at_note, at_files; /* 0: not there */
	struct form form;
	struct desk_case_form view;
};

static const char *number_text(int64_t number, struct arena *arena)
{
	return arena_printf(arena, "%" PRId64, number);
}

/* ---- the fields ---- */

static int usual_days(const struct step_page *page)
{
	const struct life_settings *settings = page->now.life.settings;
	return page->event == LIFE_EVENT_ASK_CLARIFICATION ? settings->clarify_days
	       : page->event == LIFE_EVENT_ASK_REASONS	   ? settings->reasons_days
	       : page->event == LIFE_EVENT_REMAKE	   ? settings->remake_days
							   : 0;
}

static struct form_field period_field(const struct step_page *page)
{
	struct arena *arena = page->desk.arena;
	int usual = usual_days(page);
	const char *unit = page->event == LIFE_EVENT_REMAKE ? "自然日" : "工作日";
	struct form_field field = {.name = "n",
				   .label = arena_printf(arena, "期限（%s）", unit),
				   .kind = FORM_COUNT,
				   .required = usual == 0,
				   .least = 1,
				   .most = PERIOD_MAX};
	if (page->event == LIFE_EVENT_EXTEND)
		field.hint = "最多 20 个工作日，只能延长一次（条例第三十三条）";
	else if (page->event == LIFE_EVENT_DELAY)
		field.hint = "代替 20 个工作日的合理期限（条例第三十五条）";
	else if (usual > 0)
		field.hint = arena_printf(arena, "不填的按 %d 个%s", usual, unit);
	return field;
}

static struct form_field n_field(const struct step_page *page)
{
	struct form_field field = {.name = "n", .kind = FORM_SELECT, .required = true};
	switch (life_event_asks(page->event)) {
	case LIFE_ASKS_PERIOD: return period_field(page);
	case LIFE_ASKS_CONSULT: field.label = "哪一次征求意见"; break;
	case LIFE_ASKS_ENDING: field.label = "怎样答复"; break;
	case LIFE_ASKS_PROOF:
		field.name = "manner";
		field.label = "怎样送达";
		field.kind = FORM_RADIOS;
		break;
	case LIFE_ASKS_SUMMARY:
		field.label = "复议程序";
		field.kind = FORM_RADIOS;
		break;
	case LIFE_ASKS_RESULT: field.label = "怎样答复更正申请"; break;
	case LIFE_ASKS_CHANNEL: field.label = "申请方式"; break;
	case LIFE_ASKS_NOTHING: BUG_IF(true);
	}
	return field;
}

static void offer_consults(struct step_page *page)
{
	const struct life *life = &page->now.life;
	struct arena *arena = page->desk.arena;
	for (size_t i = 0; i < life->n_consults; i++) {
		const struct life_consult *consult = &life->consults[i];
		if (consult->closed != DAY_NONE) continue;
		form_offer(&page->form, page->at_n, number_text((int64_t)i + 1, arena),
			   arena_printf(arena, "%s（%s 发出）",
					page_case_consult(&page->now, (int)i + 1, arena),
					day_text(consult->sent).s));
	}
}

static void offer_endings(struct step_page *page)
{
	struct arena *arena = page->desk.arena;
	for (int i = LIFE_ENDING_NONE + 1; i < LIFE_ENDING__MAX; i++) {
		const struct life_ending_facts *facts = life_ending_facts((enum life_ending)i);
		/* two endings of one outcome are told apart by what their letter says */
		form_offer(&page->form, page->at_n, number_text(i, arena),
			   arena_printf(arena, "%s：%s", outcome_facts(facts->outcome)->label,
					facts->contains));
	}
}

static void offer_n(struct step_page *page)
{
	struct arena *arena = page->desk.arena;
	switch (life_event_asks(page->event)) {
	case LIFE_ASKS_CONSULT: offer_consults(page); break;
	case LIFE_ASKS_ENDING: offer_endings(page); break;
	case LIFE_ASKS_PROOF:
		for (int i = 0; i < SERVICE_BY__MAX; i++) {
			const struct service_facts *facts = service_facts((enum service_manner)i);
			form_offer(&page->form, page->at_n, facts->code, facts->label);
		}
		break;
	case LIFE_ASKS_SUMMARY:
		form_offer(&page->form, page->at_n, "0", "普通程序（10 个工作日内答复）");
		form_offer(&page->form, page->at_n, "1", "简易程序（5 个工作日内答复）");
		break;
	case LIFE_ASKS_CHANNEL:
		for (int i = 0; i < CHANNEL__MAX; i++)
			form_offer(&page->form, page->at_n, number_text(i, arena),
				   channel_label((enum channel)i));
		break;
	case LIFE_ASKS_RESULT:
		form_offer(&page->form, page->at_n, number_text(LIFE_CORRECTED, arena), "予以更正");
		form_offer(&page->form, page->at_n, number_text(LIFE_TRANSFERRED, arena),
			   "转送有权更正的机关");
		form_offer(&page->form, page->at_n, number_text(LIFE_NOT_CORRECTED, arena),
			   "不予更正");
		break;
	case LIFE_ASKS_PERIOD:
	case LIFE_ASKS_NOTHING: break;
	}
}

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

static void make_fields(struct step_page *page)
{
	struct step_asks asks = asks_of(page->event);
	struct form_field *fields = page->fields;
	size_t n = FIRST_OPEN;
	fields[VERSION] = (struct form_field)FORM_CARRIED("version");
	fields[LATEST] = (struct form_field)FORM_CARRIED("latest");
	fields[CONFIRMED] = (struct form_field)FORM_CARRIED("confirmed");
	fields[ON] = (struct form_field){.name = "on",
					 .label = "哪一天",
					 .kind = FORM_DAY,
					 .hint = "这件事发生的日期，不是登记的日期",
					 .required = true};
	if (life_event_asks(page->event) != LIFE_ASKS_NOTHING) {
		page->at_n = n;
		fields[n++] = n_field(page);
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
	page->at_note = n;
	fields[n++] = (struct form_field){.name = "note",
					  .label = "备注",
					  .kind = FORM_TEXT,
					  .hint = "只在机关内部看到",
					  .most = NOTE_MAX};
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
	offer_n(page);
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
	page_case_show_form(desk, &page->now, &page->form, view);
}

static struct step_page *begin(struct request *request, struct reply *reply)
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
	make_fields(page);
	return page;
}

void page_case_step(struct request *request, struct reply *reply)
{
	struct step_page *page = begin(request, reply);
	if (page == NULL) return;
	if (find_offer(page) == NULL) {
		desk_fail(&page->desk, error_set(&page->desk.error, ERR_CONFLICT, NULL,
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
	show(page);
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
	problems_init(&problems, desk->arena);
	if (seen == page->now.state.version) page->view.warning = unread_warning(page, &event);
	if (page->view.warning != NULL) return ERR_CONTENT;
	enum err err = matter_take(desk->office, desk->actor, page->now.matter.id, seen, &event,
				   NULL, NULL, desk->arena, &problems, &desk->error, &warning);
	take_problems(page, &problems);
	return err;
}

void page_case_step_take(struct request *request, struct reply *reply)
{
	struct step_page *page = begin(request, reply);
	int64_t seen = 0, latest = 0;
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	bool good = form_read(&page->form, request);
	if (!http_number(page->form.values[VERSION], &seen) ||
	    !http_number(page->form.values[LATEST], &latest)) {
		desk_missing(&page->desk);
		return;
	}
	if (good) err = take(page, seen);
	if (err == ERR_NONE) {
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
	show(page);
}
