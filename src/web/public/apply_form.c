/* SPDX-License-Identifier: MulanPSL-2.0
 * Going through the pages of an application. A page is posted to the one that comes next; what is
 * wrong leads back to the first page that has to be mended, with everything kept. */
#include <string.h>

#include "base/random.h"
#include "office/visitor.h"
#include "web/public/track.h"

enum { WORD_BYTES = 16 };

struct visit {
	struct request *request;
	struct reply *reply;
	struct public_page page;
	struct form form; /* as it was sent */
	struct filing filing;
	struct problems problems;
	enum apply_step from, target, shown;
	bool back; /* going back asks for nothing */
};

static bool natural(const struct visit *visit)
{
	return strcmp(visit->filing.values[FILING_kind], "natural") == 0;
}

static bool agent(const struct visit *visit)
{
	return visit->filing.values[FILING_agent_name][0] != '\0';
}

/* What office/filing.h cannot know: the files. */
static void check_files(struct visit *visit)
{
	struct problems *problems = &visit->problems;
	for (const struct problem *p = visit->form.problems.first; p != NULL; p = p->next)
		if (strcmp(p->field, "identity") == 0 ||
		    (agent(visit) && strcmp(p->field, "authorisation") == 0))
			problem_add(problems, p->field, "%s", p->text);
	bool uploads = strcmp(visit->filing.values[FILING_proof], "uploaded") == 0;
	if (uploads && form_files(&visit->form, APPLY_IDENTITY).n == 0 &&
	    problem_for(problems, "identity") == NULL)
		problem_add(problems, "identity",
			    "请选择身份证明的照片或者扫描件，或者改为到现场出示。");
	if (uploads && agent(visit) && form_files(&visit->form, APPLY_AUTHORISATION).n == 0 &&
	    problem_for(problems, "authorisation") == NULL)
		problem_add(problems, "authorisation", "有代理人的，请选择授权委托书。");
}

/* The first page up to `target` whose answers must be mended; target when there is none. */
static enum apply_step first_wrong(const struct visit *visit)
{
	enum apply_step first = visit->target;
	for (const struct problem *p = visit->problems.first; p != NULL; p = p->next) {
		enum apply_step step = apply_step_of(p->field);
		if (step < first) first = step;
	}
	return first;
}

static const char *address(const struct visit *visit, enum apply_step step)
{
	return ARENA_JOIN(visit->request->arena, visit->page.base, "/apply/",
			  apply_page(step)->code);
}

/* The form as the shown page has it: its fields with what is wrong with them, the others carried.
 */
static struct form shown_form(const struct visit *visit)
{
	struct form form;
	apply_form(&form, visit->shown, natural(visit), agent(visit), visit->request->arena);
	for (size_t i = 0; i < APPLY_FIELDS; i++) {
		form.values[i] = visit->form.values[i];
		form.files[i] = visit->form.files[i];
	}
	if (form.values[APPLY_WORD][0] == '\0') {
		char *word = arena_alloc(visit->request->arena, 2 * WORD_BYTES + 1);
		random_hex(word, WORD_BYTES);
		form.values[APPLY_WORD] = word;
	}
	/* a page is not blamed before it was answered */
	if (visit->back || visit->shown == visit->target) return form;
	for (const struct problem *p = visit->problems.first; p != NULL; p = p->next)
		if (apply_step_of(p->field) == visit->shown)
			problem_add(&form.problems, p->field, "%s", p->text);
	return form;
}

static void show_step(struct visit *visit)
{
	struct view_apply_step view = {.page = visit->page,
				       .at = (int)visit->shown + 1,
				       .of = APPLY_CHECK,
				       .csrf = visit->request->csrf,
				       .button = "继续"};
	const struct apply_page *about = apply_page(visit->shown);
	struct form form = shown_form(visit);
	enum apply_step next = visit->shown + 1;
	if (visit->shown < visit->target && !visit->back) next = visit->target;
	if (visit->from == APPLY_CHECK || next == APPLY_DONE) next = APPLY_CHECK;
	view.title = about->title;
	view.lead = about->lead;
	view.from = about->code;
	view.problems = form_problems(&form);
	view.fields = form_fields_view(&form);
	view.n_fields = form.n;
	view.action = address(visit, next);
	if (visit->shown > APPLY_WHO) view.back = address(visit, visit->shown - 1);
	if (view.problems.n_problems > 0)
		view.page.title =
			ARENA_JOIN(visit->request->arena, "有需要修改的地方 - ", view.page.title);
	render_public_apply_step(&visit->reply->body, &view);
}

static const char *files_text(const struct visit *visit, size_t field)
{
	struct form_files files = form_files(&visit->form, field);
	const char *text = "";
	for (size_t i = 0; i < files.n; i++)
		text = ARENA_JOIN(visit->request->arena, text, i == 0 ? "" : "、",
				  files.rows[i]->name);
	return text;
}

static void add_answer(struct view_answers *group, const char *label, const char *text)
{
	if (text[0] == '\0') return;
	group->answers[group->n_answers++] = (struct view_answer){label, text};
}

static struct view_answers answers_of(const struct visit *visit, enum apply_step step)
{
	enum { ROOM = 12 };
	struct arena *arena = visit->request->arena;
	const struct apply_page *about = apply_page(step);
	struct view_answers group = {.title = about->title, .action = address(visit, step)};
	group.answers = arena_array(arena, ROOM, sizeof *group.answers);
	for (const enum filing_field *field = about->fields; *field != FILING__MAX; field++)
		add_answer(&group, filing_facts(*field)->label,
			   filing_shown(*field, visit->filing.values[*field]));
	if (step == APPLY_PROOF) {
		add_answer(&group, "已选择的身份证明", files_text(visit, APPLY_IDENTITY));
		if (agent(visit))
			add_answer(&group, "已选择的授权委托书",
				   files_text(visit, APPLY_AUTHORISATION));
	}
	if (group.n_answers == 0) add_answer(&group, "回答", "没有");
	return group;
}

static void show_check(struct visit *visit)
{
	struct view_apply_check view = {.page = visit->page, .csrf = visit->request->csrf};
	struct form form = shown_form(visit);
	view.problems = form_problems(&form);
	view.groups = arena_array(visit->request->arena, APPLY_CHECK, sizeof *view.groups);
	for (int step = 0; step < APPLY_CHECK; step++)
		view.groups[view.n_groups++] = answers_of(visit, (enum apply_step)step);
	view.fields = form_fields_view(&form);
	view.n_fields = form.n;
	view.from = apply_page(APPLY_CHECK)->code;
	view.action = address(visit, APPLY_DONE);
	render_public_apply_check(&visit->reply->body, &view);
}

static void show(struct visit *visit)
{
	public_page_crumb(&visit->page, public_page_href(visit->request, &visit->page, "/apply"),
			  "依申请公开");
	public_page_crumb(&visit->page, NULL, "填写申请");
	if (visit->shown == APPLY_CHECK)
		show_check(visit);
	else
		show_step(visit);
}

static size_t add_files(const struct visit *visit, size_t field, enum attachment_use use,
			struct matter_file *files, size_t n)
{
	struct form_files sent = form_files(&visit->form, field);
	for (size_t i = 0; i < sent.n; i++)
		files[n++] = (struct matter_file){.use = use,
						  .name = sent.rows[i]->name,
						  .media_type = sent.rows[i]->media_type,
						  .bytes = upload_bytes(sent.rows[i]),
						  .n = (size_t)sent.rows[i]->bytes,
						  .digest = &sent.rows[i]->digest};
	return n;
}

static void refuse(struct visit *visit, enum err err, const struct error *error)
{
	const char *text = arena_text(visit->request->arena, error->message);
	if (err == ERR_DENIED)
		public_error_page(visit->request, visit->reply, 429, text);
	else
		public_page_fail(visit->request, visit->reply, error);
}

/* The files that waited stay a day: the same form, sent once more, must find them, and is answered
 * with the same number. */
static void hand_in(struct visit *visit)
{
	struct request *request = visit->request;
	struct matter_order order = {.agency_id = visit->page.agency.id,
				     .filing = visit->filing,
				     .word = visit->form.values[APPLY_WORD]};
	struct matter_file *files = arena_array(request->arena, UPLOADS_MAX, sizeof *files);
	struct matter_filed filed;
	struct error error;
	if (visit->filing.values[FILING_proof][0] == 'u') {
		order.n_files = add_files(visit, APPLY_IDENTITY, ATTACHMENT_IDENTITY, files, 0);
		if (agent(visit))
			order.n_files = add_files(visit, APPLY_AUTHORISATION,
						  ATTACHMENT_AUTHORISATION, files, order.n_files);
	}
	order.files = files;
	enum err err = visitor_file(request->thread->office, request->from, &order, request->arena,
				    &visit->problems, &error, &filed);
	if (err == ERR_CONTENT) {
		visit->shown = first_wrong(visit);
		if (visit->shown == APPLY_DONE) visit->shown = APPLY_CHECK;
		show(visit);
		return;
	}
	if (err != ERR_NONE) {
		refuse(visit, err, &error);
		return;
	}
	track_remember(request, visit->reply, filed.number, filed.code);
	reply_redirect(visit->reply, ARENA_JOIN(request->arena, address(visit, APPLY_DONE),
						filed.again ? "?again=1" : ""));
}

/* The answers are in the pages alone: with no-store the browser's Back would show its own error in
 * place of the page before. What it keeps is forgotten on leaving (page_track_leave). */
static bool begin(struct visit *visit)
{
	const char *title = "填写政府信息公开申请";
	visit->reply->cache_control = "private, no-cache";
	if (!public_page_begin(visit->request, visit->reply, PART_APPLY, title, &visit->page))
		return false;
	if (visit->page.agency.receives_requests) return true;
	public_error_page(visit->request, visit->reply, 404, "本单位不直接受理政府信息公开申请。");
	return false;
}

void page_apply_first(struct request *request, struct reply *reply)
{
	struct visit visit = {.request = request, .reply = reply};
	if (!begin(&visit)) return;
	problems_init(&visit.problems, request->arena);
	if (strcmp(public_page_param(request, 0), apply_page(APPLY_WHO)->code) != 0) {
		/* the answers were in the posted form alone: without it the form begins anew */
		reply_redirect(reply, address(&visit, APPLY_WHO));
		return;
	}
	apply_form(&visit.form, APPLY__MAX, true, true, request->arena);
	filing_init(&visit.filing);
	show(&visit);
}

void page_apply_step(struct request *request, struct reply *reply)
{
	struct visit visit = {.request = request, .reply = reply};
	if (!begin(&visit)) return;
	problems_init(&visit.problems, request->arena);
	if (!apply_page_parse(public_page_param(request, 0), &visit.target)) {
		public_error_page(request, reply, 404, NULL);
		return;
	}
	if (!apply_page_parse(request_form(request, "from"), &visit.from)) visit.from = APPLY_WHO;
	apply_form(&visit.form, APPLY__MAX, true, true, request->arena);
	apply_read(&visit.form, request, &visit.filing);
	filing_check(&visit.filing, true, &visit.problems);
	form_hold(&visit.form, request);
	check_files(&visit);
	visit.back = visit.target < visit.from;
	visit.shown = visit.back ? visit.target : first_wrong(&visit);
	if (visit.shown == APPLY_DONE)
		hand_in(&visit);
	else
		show(&visit);
}
