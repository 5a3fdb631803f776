/* SPDX-License-Identifier: MulanPSL-2.0
 * The forms of a notice of reconsideration or suit, and of how it ended. */
#include <inttypes.h>
#include <string.h>

#include "web/desk/page_case.h"
#include "web/desk/page_remedy.h"

enum { FILES_MAX = 10, NUMBER_MAX = 60, NAME_MAX = 100, TEXT_MAX = 500, NOTE_MAX = 2000 };
enum { PERIOD_MAX = 1000 };

struct remedy_page {
	struct desk desk;
	struct matter_case now;
	struct matter_remedies remedies;
	enum register_id kind;
	int64_t id; /* of the link whose result is entered */
	struct form form;
	struct desk_case_form view;
	const char *path;
};

/* Both forms begin so. */
enum { VERSION, LATEST };

static bool load(struct remedy_page *page, struct request *request, struct reply *reply)
{
	struct desk *desk = &page->desk;
	desk_begin(desk, request, reply, "复议和诉讼");
	if (!page_case_open(desk, &page->now)) return false;
	enum err err = matter_remedies(desk->office, desk->actor, &page->now, desk->arena,
				       &desk->error, &page->remedies);
	if (err != ERR_NONE) desk_fail(desk, err);
	return err == ERR_NONE;
}

static void show(struct remedy_page *page, const char *button)
{
	struct arena *arena = page->desk.arena;
	form_set(&page->form, VERSION, arena_printf(arena, "%" PRId64, page->now.state.version));
	form_set(&page->form, LATEST,
		 arena_printf(arena, "%" PRId64, page_case_latest(&page->now)));
	page->view.form = form_view(&page->form, page->path, button, page->desk.request->csrf);
	page_case_show_form(&page->desk, &page->now, &page->form, &page->view);
}

/* After a call of the office. True: the form is to be shown again. */
static bool again(struct remedy_page *page, enum err err, int64_t seen, int64_t latest)
{
	struct desk *desk = &page->desk;
	if (err == ERR_NONE) {
		desk_done(desk, page_case_path(desk, page->now.matter.id, "/remedies"),
			  NOTICE_STEPPED, "", 0);
		return false;
	}
	if (err == ERR_CONFLICT && page->now.state.version != seen) {
		page_case_changed(desk, &page->now, latest, &page->view);
		return true;
	}
	if (err == ERR_CONTENT && (!form_good(&page->form) || page->view.warning != NULL))
		return true;
	desk_fail(desk, err);
	return false;
}

static bool read_seen(struct remedy_page *page, int64_t *ret_seen, int64_t *ret_latest)
{
	if (http_number(page->form.values[VERSION], ret_seen) &&
	    http_number(page->form.values[LATEST], ret_latest))
		return true;
	desk_missing(&page->desk);
	return false;
}

/* The office's sentences at the fields of this form; those of a field it lacks, at `other`. */
static void take_problems(struct form *form, const struct problems *problems, size_t other)
{
	for (const struct problem *p = problems->first; p != NULL; p = p->next) {
		size_t at = other;
		for (size_t i = 0; i < form->n; i++)
			if (strcmp(form->fields[i].name, p->field) == 0) at = i;
		form_wrong(form, at, "%s", p->text);
	}
}

/* ---- a notice ---- */

enum { CONFIRMED = LATEST + 1, KNOWN, STEP, ON, SUMMARY, NUMBER, ROUTE, FILED, WHO, SUBJECT };
enum { NOTICE_NOTE = SUBJECT + 1, NOTICE_FILES, NOTICE_FIELDS };

static const struct form_choice summaries[] = {{"0", "普通程序（10 个工作日内答复）"},
					       {"1", "简易程序（5 个工作日内答复）"},
					       {NULL, NULL}};
static const struct form_choice routes[] = {
	{"direct", "未经复议直接起诉"}, {"after", "复议后起诉"}, {NULL, NULL}};

/* A field that this kind of notice does not have goes along unseen and empty. */
#define NOT_ASKED(name) ((struct form_field)FORM_CARRIED(name))

static void make_notice_fields(struct remedy_page *page, bool entered)
{
	bool suit = page->kind == REGISTER_LITIGATION;
	struct form_field *f = arena_array(page->desk.arena, NOTICE_FIELDS, sizeof *f);
	f[VERSION] = NOT_ASKED("version");
	f[LATEST] = NOT_ASKED("latest");
	f[CONFIRMED] = NOT_ASKED("confirmed");
	f[KNOWN] = NOT_ASKED("known");
	f[STEP] = NOT_ASKED("step");
	f[ON] = (struct form_field){.name = "on",
				    .label = "收到通知之日",
				    .kind = FORM_DAY,
				    .hint = suit ? "答辩的 15 日从这一天的次日起算"
						 : "答复的工作日从这一天的次日起算",
				    .required = true};
	f[SUMMARY] = (struct form_field){.name = "n",
					 .label = "复议程序",
					 .kind = FORM_RADIOS,
					 .choices = summaries,
					 .required = true};
	if (entered) f[ON] = NOT_ASKED("on");
	if (entered || suit) f[SUMMARY] = NOT_ASKED("n");
	f[NUMBER] = (struct form_field){.name = "number",
					.label = "案号",
					.kind = FORM_LINE,
					.hint = "通知书上的案号",
					.required = true,
					.most = NUMBER_MAX};
	f[ROUTE] = (struct form_field){.name = "route",
				       .label = "起诉方式",
				       .kind = FORM_RADIOS,
				       .choices = routes,
				       .required = true};
	if (!suit) f[ROUTE] = NOT_ASKED("route");
	f[FILED] = (struct form_field){.name = "filed",
				       .label = suit ? "起诉日期" : "申请复议日期",
				       .kind = FORM_DAY,
				       .hint = suit ? "起诉状上的日期" : "复议申请书上的日期",
				       .required = true};
	f[WHO] = (struct form_field){.name = suit ? "plaintiff" : "applicant",
				     .label = suit ? "原告" : "复议申请人",
				     .kind = FORM_LINE,
				     .most = NAME_MAX};
	f[SUBJECT] = (struct form_field){
		.name = "subject", .label = "事由", .kind = FORM_TEXT, .most = TEXT_MAX};
	f[NOTICE_NOTE] = (struct form_field){.name = "note",
					     .label = "备注",
					     .kind = FORM_TEXT,
					     .hint = "只在机关内部看到",
					     .most = NOTE_MAX};
	f[NOTICE_FILES] = (struct form_field){.name = "files",
					      .label = "附上通知书和申请书、起诉状",
					      .kind = FORM_FILE,
					      .most = FILES_MAX,
					      .files = FILE_SET_DESK};
	if (entered) f[NOTICE_NOTE] = NOT_ASKED("note");
	if (entered) f[NOTICE_FILES].carried = true;
	form_init(&page->form, f, NOTICE_FIELDS, page->desk.arena);
}

/* The notice without a case that was entered by that step; NULL: none. */
static const struct matter_notice *find_notice(const struct remedy_page *page, int64_t step_id)
{
	for (size_t i = 0; i < page->remedies.n_notices; i++)
		if (page->remedies.notices[i].step_id == step_id &&
		    page->remedies.notices[i].kind == page->kind)
			return &page->remedies.notices[i];
	return NULL;
}

/* step: in words, of a notice that is a step already; "" none. NULL: answered. */
static struct remedy_page *begin_notice(struct request *request, struct reply *reply,
					const char *step)
{
	struct remedy_page *page = ARENA_NEW(request->arena, struct remedy_page);
	if (!load(page, request, reply)) return NULL;
	bool suit = strcmp(request->params[1], "litigation") == 0, entered = *step != '\0';
	page->kind = suit ? REGISTER_LITIGATION : REGISTER_RECONSIDERATIONS;
	if (strcmp(request->params[1], register_facts(page->kind)->name) != 0) {
		desk_missing(&page->desk);
		return NULL;
	}
	make_notice_fields(page, entered);
	page->form.rule = request->route->files;
	page->path = page_case_path(&page->desk, page->now.matter.id,
				    suit ? "/remedies/new/litigation"
					 : "/remedies/new/reconsiderations");
	page->view.heading = suit ? "登记应诉通知" : "登记行政复议通知";
	page->view.explain =
		"保存以后，这个案件记入台账和年度报告表四，并关联到这一件；答复、答辩的期限列入"
		"要办的事。";
	if (entered) {
		page->view.heading = suit ? "补登行政诉讼案号" : "补登行政复议案号";
		page->view.explain = "收到通知的日期已经登记，这里补上案件，记入台账和表四。";
	}
	return page;
}

static void show_notice(struct remedy_page *page)
{
	const char *warning = page->view.warning;
	form_set(&page->form, CONFIRMED, warning == NULL ? "" : warning);
	show(page, warning == NULL ? "登记" : "仍要登记");
}

void page_remedy_new(struct request *request, struct reply *reply)
{
	const char *step = request_query(request, "step");
	struct remedy_page *page = begin_notice(request, reply, step == NULL ? "" : step);
	int64_t step_id = 0;
	if (page == NULL) return;
	struct form *form = &page->form;
	if (step != NULL && *step != '\0' &&
	    (!http_number(step, &step_id) || find_notice(page, step_id) == NULL)) {
		desk_fail(&page->desk, error_set(&page->desk.error, ERR_CONFLICT, NULL,
						 "这份通知的登记已经作废，或者已经补登过案号。"));
		return;
	}
	if (step_id != 0) form_set(form, STEP, step);
	if (form->fields[ON].kind == FORM_DAY) {
		day today = clock_today(&request->site->clock);
		form_set(form, ON, arena_text(request->arena, day_text(today).s));
	}
	if (form->fields[SUMMARY].kind == FORM_RADIOS) form_set(form, SUMMARY, "0");
	form_set(form, SUBJECT, page_case_value(&page->now, "subject"));
	show_notice(page);
}

static struct matter_remedy_order notice_order(struct remedy_page *page)
{
	const struct form *form = &page->form;
	const struct register_facts *facts = register_facts(page->kind);
	struct matter_remedy_order order = {.kind = page->kind,
					    .on = DAY_NONE,
					    .summary = strcmp(form->values[SUMMARY], "1") == 0,
					    .note = form->values[NOTICE_NOTE]};
	struct matter_file *files = NULL;
	for (size_t i = 0; i < facts->n_columns; i++) {
		order.values[i] = "";
		for (size_t at = NUMBER; at <= SUBJECT; at++)
			if (strcmp(form->fields[at].name, facts->columns[i].name) == 0)
				order.values[i] = form->values[at];
	}
	order.values[register_column(facts, "filed")] =
		arena_text(form->arena, day_text(form_day(form, FILED)).s);
	if (!http_number(form->values[KNOWN], &order.known)) order.known = 0;
	if (!http_number(form->values[STEP], &order.step_id)) order.step_id = 0;
	if (form->fields[ON].kind == FORM_DAY) {
		order.on = form_day(form, ON);
		order.n_files = page_case_files(form, NOTICE_FILES, ATTACHMENT_REMEDY, &files);
	}
	order.files = files;
	return order;
}

static enum err enter(struct remedy_page *page, int64_t seen)
{
	struct desk *desk = &page->desk;
	struct matter_remedy_order order = notice_order(page);
	struct problems problems;
	int64_t known = order.known;
	const char *words = matter_remedy_words(&page->remedies, &order);
	problems_init(&problems, desk->arena);
	if (seen == page->now.state.version && *words != '\0' &&
	    strcmp(words, page->form.values[CONFIRMED]) != 0) {
		page->view.warning = words;
		return ERR_CONTENT;
	}
	enum err err = matter_remedy_enter(desk->office, desk->actor, page->now.matter.id, seen,
					   &order, desk->arena, &problems, &desk->error, &known);
	form_set(&page->form, KNOWN,
		 known == 0 ? "" : arena_printf(desk->arena, "%" PRId64, known));
	take_problems(&page->form, &problems, order.step_id == 0 ? ON : NUMBER);
	return err;
}

void page_remedy_add(struct request *request, struct reply *reply)
{
	const char *step = request_form(request, "step");
	struct remedy_page *page = begin_notice(request, reply, step == NULL ? "" : step);
	int64_t seen, latest;
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	bool good = form_read(&page->form, request);
	if (!read_seen(page, &seen, &latest)) return;
	if (good) err = enter(page, seen);
	if (!again(page, err, seen, latest)) return;
	if (page->view.warning != NULL) reply->status = 409;
	show_notice(page);
}

/* ---- the result ---- */

enum { CLOSED = LATEST + 1, RESULT, RECEIVED, REMAKE, PERIOD, NOTE, FILES };
static const struct form_choice remakes[] = {
	{"no", "不用重新答复"}, {"yes", "责令重新作出答复"}, {NULL, NULL}};
static const struct form_field result_fields[] = {
	[VERSION] = FORM_CARRIED("version"),
	[LATEST] = FORM_CARRIED("latest"),
	[CLOSED] = {.name = "closed",
		    .label = "审结日期",
		    .kind = FORM_DAY,
		    .hint = "决定书、裁判文书上的日期，表四按这一天的年份统计",
		    .required = true},
	[RESULT] = {.name = "result", .label = "审理结果", .kind = FORM_RADIOS, .required = true},
	[RECEIVED] = {.name = "on",
		      .label = "收到决定书、裁判文书之日",
		      .kind = FORM_DAY,
		      .required = true},
	[REMAKE] = {.name = "remake",
		    .label = "这一件怎么办",
		    .kind = FORM_RADIOS,
		    .choices = remakes,
		    .required = true},
	[PERIOD] = {.name = "n",
		    .label = "重新答复的期限（自然日）",
		    .kind = FORM_COUNT,
		    .hint = "决定书、判决书写明的日数；没有写明的不填",
		    .least = 1,
		    .most = PERIOD_MAX},
	[NOTE] = {.name = "note",
		  .label = "备注",
		  .kind = FORM_TEXT,
		  .hint = "只在机关内部看到",
		  .most = NOTE_MAX},
	[FILES] = {.name = "files",
		   .label = "附上决定书、裁判文书",
		   .kind = FORM_FILE,
		   .most = FILES_MAX,
		   .files = FILE_SET_DESK},
};

static const struct matter_remedy *find_remedy(const struct remedy_page *page)
{
	for (size_t i = 0; i < page->remedies.n_rows; i++)
		if (page->remedies.rows[i].row.id == page->id) return &page->remedies.rows[i];
	return NULL;
}

static struct remedy_page *begin_result(struct request *request, struct reply *reply)
{
	struct remedy_page *page = ARENA_NEW(request->arena, struct remedy_page);
	if (!load(page, request, reply)) return NULL;
	struct desk *desk = &page->desk;
	const struct matter_remedy *remedy = NULL;
	if (http_number(request->params[1], &page->id)) remedy = find_remedy(page);
	if (remedy == NULL) {
		desk_missing(desk);
		return NULL;
	}
	const struct register_facts *facts = register_facts(remedy->row.kind);
	const struct column *result = &facts->columns[register_column(facts, "result")];
	FORM_INIT(&page->form, result_fields, desk->arena);
	page->form.rule = request->route->files;
	for (const struct choice *choice = result->choices; choice->code != NULL; choice++)
		form_offer(&page->form, RESULT, choice->code, choice->label);
	struct desk_fact *rows = arena_array(desk->arena, 3, sizeof *rows);
	rows[0] =
		(struct desk_fact){"案号", remedy->entry.values[register_column(facts, "number")]};
	rows[1] = (struct desk_fact){"申请、起诉日期",
				     remedy->entry.values[register_column(facts, "filed")]};
	rows[2] = (struct desk_fact){
		"收到通知", remedy->noticed == DAY_NONE
				    ? ""
				    : arena_text(desk->arena, day_text(remedy->noticed).s)};
	page->view.summary = (struct desk_summary){rows, 3};
	page->kind = facts->id;
	page->view.heading = arena_printf(desk->arena, "登记%s的结果", facts->label);
	page->view.explain = "保存以后，台账里这个案件记上结果，年度报告表四随之改变。责令重新作出"
			     "答复的，这一件回到办理中，重新计算期限。";
	page->path = arena_printf(desk->arena, "/cases/%" PRId64 "/remedies/%" PRId64 "/result",
				  page->now.matter.id, page->id);
	return page;
}

void page_remedy_finish(struct request *request, struct reply *reply)
{
	struct remedy_page *page = begin_result(request, reply);
	if (page == NULL) return;
	const struct matter_remedy *remedy = find_remedy(page);
	const struct register_facts *facts = register_facts(page->kind);
	if (!remedy->running) {
		desk_fail(&page->desk, error_set(&page->desk.error, ERR_CONFLICT, NULL,
						 "这个案件已经登记过结果，或者已经作废。"));
		return;
	}
	/* the register may have it already */
	form_set(&page->form, CLOSED, remedy->entry.values[register_column(facts, "closed")]);
	form_set(&page->form, RESULT, remedy->entry.values[register_column(facts, "result")]);
	day today = clock_today(&request->site->clock);
	form_set(&page->form, RECEIVED, arena_text(request->arena, day_text(today).s));
	form_set(&page->form, REMAKE, "no");
	show(page, "登记结果");
}

void page_remedy_finish_send(struct request *request, struct reply *reply)
{
	struct remedy_page *page = begin_result(request, reply);
	int64_t seen, latest;
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	struct desk *desk = &page->desk;
	struct form *form = &page->form;
	bool good = form_read(form, request);
	if (!read_seen(page, &seen, &latest)) return;
	if (good) {
		struct problems problems;
		struct matter_file *files = NULL;
		struct matter_remedy_end end = {
			.closed = form_day(form, CLOSED),
			.result = form->values[RESULT],
			.on = form_day(form, RECEIVED),
			.remake = strcmp(form->values[REMAKE], "yes") == 0,
			.days = (int)form_number(form, PERIOD),
			.note = form->values[NOTE],
			.n_files = page_case_files(form, FILES, ATTACHMENT_REMEDY, &files)};
		end.files = files;
		problems_init(&problems, request->arena);
		err = matter_remedy_finish(desk->office, desk->actor, page->now.matter.id, seen,
					   page->id, &end, request->arena, &problems, &desk->error);
		take_problems(form, &problems, RECEIVED);
	}
	if (again(page, err, seen, latest)) show(page, "登记结果");
}
