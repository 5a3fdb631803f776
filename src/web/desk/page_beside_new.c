/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_beside_new.h"

#include <string.h>

#include "office/beside.h"
#include "web/desk/desk_entry.h"
#include "web/desk/page_intake.h"

enum { NOTE_MAX = 2000, FILES_MAX = 10, FORM_RADIOS_MOST = 3, LONG_TEXT = 300 };

/* Fields of the form: those of a person (office/filing.h), then these, then the register's. */
enum {
	DAY = FILING__MAX,
	NOTE,
	IDENTITY,
	PAPERS,
	COLUMNS,
	FIELDS = COLUMNS + REGISTER_MAX_COLUMNS
};

struct beside_page {
	struct desk desk;
	enum matter_kind kind;
	const struct register_facts *facts;
	size_t n_columns; /* of the register that are known when it comes in */
	struct form_field fields[FIELDS];
	struct form form;
	struct desk_intake view;
	struct desk_intake_group *groups, *group; /* the one being filled */
	struct view_field *shown;
};

/* What a column holds by itself: the number is given, the day asked for above, the rest is how it
 * ended. */
static bool asked(const struct beside_page *page, size_t column)
{
	static const char *const given[] = {"number", "received", "outcome", "replied"};
	for (size_t i = 0; i < COUNT_OF(given); i++)
		if (matter_column(page->kind, given[i]) == column) return false;
	return column < page->n_columns;
}

static bool is(const struct beside_page *page, size_t column, const char *of_request)
{
	return matter_column(page->kind, of_request) == column;
}

static struct form_field field_of(const struct column *column)
{
	struct form_field made = {.name = column->name,
				  .label = column->label,
				  .hint = *column->hint == '\0' ? NULL : column->hint,
				  .required = column->required,
				  .most = column->max};
	size_t n = 0;
	while (column->type == VALUE_CHOICE && column->choices[n].code != NULL) n++;
	if (column->type == VALUE_CHOICE)
		made.kind = n <= FORM_RADIOS_MOST ? FORM_RADIOS : FORM_SELECT;
	else
		made.kind = column->type == VALUE_DAY  ? FORM_DAY
			    : column->max >= LONG_TEXT ? FORM_TEXT
						       : FORM_LINE;
	return made;
}

static struct form_field files_field(const char *name, const char *label)
{
	return (struct form_field){.name = name,
				   .label = label,
				   .kind = FORM_FILE,
				   .most = FILES_MAX,
				   .files = FILE_SET_DESK};
}

static void offer_columns(struct beside_page *page)
{
	for (size_t i = 0; i < page->n_columns; i++) {
		const struct column *column = &page->facts->columns[i];
		if (column->type != VALUE_CHOICE) continue;
		form_offer(&page->form, COLUMNS + i, "", column->required ? "请选择" : "没有写明");
		for (const struct choice *choice = column->choices; choice->code != NULL; choice++)
			form_offer(&page->form, COLUMNS + i, choice->code, choice->label);
	}
}

static void make_form(struct beside_page *page)
{
	struct form_field *fields = page->fields;
	const struct column *columns = page->facts->columns;
	for (int i = 0; i < FILING__MAX; i++) fields[i] = page_intake_field((enum filing_field)i);
	fields[DAY] = (struct form_field){.name = "received",
					  .label = columns[page->facts->dated].label,
					  .kind = FORM_DAY,
					  .hint = "当面提出的当天；来信、传真、邮件到的那一天",
					  .required = true};
	fields[NOTE] = (struct form_field){.name = "note",
					   .label = "备注",
					   .kind = FORM_TEXT,
					   .hint = "只在机关内部看到",
					   .most = NOTE_MAX};
	fields[IDENTITY] = files_field("identity", "身份证明、授权委托书");
	fields[PAPERS] = files_field("papers", "来信、证据等材料的扫描件");
	for (size_t i = 0; i < page->n_columns; i++)
		fields[COLUMNS + i] = asked(page, i) ? field_of(&columns[i])
						     : (struct form_field)FORM_CARRIED("-");
	size_t name = COLUMNS + matter_column(page->kind, "requester_name");
	fields[name].required = matter_named(page->kind);
	if (!matter_named(page->kind)) fields[name].hint = "匿名的不填，联系方式也不填";
	form_init(&page->form, fields, COLUMNS + page->n_columns, page->desk.arena);
	page->form.rule = page->desk.request->route->files;
	for (int i = 0; i < FILING__MAX; i++)
		page_intake_offer(&page->form, (enum filing_field)i, (size_t)i);
	offer_columns(page);
}

/* ---- the page ---- */

static void group(struct beside_page *page, const char *title, const char *hint)
{
	struct arena *arena = page->desk.arena;
	page->group = &page->groups[page->view.n_groups++];
	page->shown = arena_array(arena, FIELDS, sizeof *page->shown);
	*page->group =
		(struct desk_intake_group){.title = title, .hint = hint, .fields = page->shown};
}

static void show_field(struct beside_page *page, size_t at)
{
	page->shown[page->group->n_fields++] = form_field_view(&page->form, at);
}

static void show_fields(struct beside_page *page, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++) show_field(page, i);
}

static void show_column(struct beside_page *page, const char *of_request)
{
	size_t at = matter_column(page->kind, of_request);
	if (at < page->n_columns) show_field(page, COLUMNS + at);
}

static void show_groups(struct beside_page *page)
{
	enum { GROUPS = 8 };
	page->view.groups = page->groups =
		arena_array(page->desk.arena, GROUPS, sizeof *page->groups);
	group(page, "怎样收到的", "");
	show_field(page, DAY);
	show_column(page, "channel");
	show_field(page, FILING_mail_number);
	group(page, "说的是什么", "照来人、来信说的登记。");
	for (size_t i = 0; i < page->n_columns; i++)
		if (asked(page, i) && !is(page, i, "channel") && !is(page, i, "requester_kind") &&
		    !is(page, i, "requester_name"))
			show_field(page, COLUMNS + i);
	group(page, "提出的人", "");
	show_column(page, "requester_kind");
	show_column(page, "requester_name");
	group(page, "身份",
	      "自然人填写证件，法人或者其他组织填写代码。号码加密保存，网上领取文书时核对后6位。");
	show_fields(page, FILING_id_type, FILING_legal_person);
	group(page, "联系方式",
	      matter_named(page->kind) ? "至少留下一种。" : "留下姓名的，至少留下一种。");
	show_fields(page, FILING_contact, FILING_postcode);
	group(page, "代理人", "没有代理人的不填。");
	show_fields(page, FILING_agent_name, FILING_agent_phone);
	group(page, "办理中", "");
	show_fields(page, FILING_notify, FILING_oral);
	group(page, "材料和备注", "");
	show_fields(page, NOTE, PAPERS);
}

static const char *const leads[MATTER__MAX] = {
	[MATTER_CORRECTION] = "有证据证明本机关提供的与其自身相关的政府信息记录不准确的，可以要求更"
			      "正（条例第四十一条"
			      "）。",
	[MATTER_SUGGESTION] = "建议把依申请公开的信息纳入主动公开的范围（条例第四十四条）。",
	[MATTER_COMPLAINT] = "投诉、举报下级机关不依法履行政府信息公开义务（条例第五十一条）。",
};

static void trail(struct desk *desk)
{
	if (desk_reaches(desk, "/beside")) desk_trail(desk, "/beside", "更正建议投诉");
}

static void show(struct beside_page *page)
{
	show_groups(page);
	page->view.name = "of";
	page->view.answered = "事项";
	page->view.chosen = matter_kind_code(page->kind);
	page->view.chosen_label = matter_kind_label(page->kind);
	page->view.lead = leads[page->kind];
	page->view.problems = desk_problems(&page->desk, &page->form);
	trail(&page->desk);
	page->view.frame = page->desk.frame;
	render_desk_intake(&page->desk.reply->body, &page->view);
}

static void show_kinds(struct beside_page *page)
{
	struct arena *arena = page->desk.arena;
	struct view_link *links = arena_array(arena, MATTER__MAX, sizeof *links);
	for (int i = MATTER_REQUEST + 1; i < MATTER__MAX; i++) {
		enum matter_kind kind = (enum matter_kind)i;
		links[page->view.n_channels++] = (struct view_link){
			.href = ARENA_JOIN(arena, "/beside/new?of=", matter_kind_code(kind)),
			.label = matter_kind_label(kind)};
	}
	page->view.question = "收到的是什么？";
	page->view.why = "要政府信息的，到“申请办理”登记。";
	page->view.channels = links;
	trail(&page->desk);
	page->view.frame = page->desk.frame;
	render_desk_intake(&page->desk.reply->body, &page->view);
}

/* False: shown already. */
static bool begin(struct beside_page *page, struct request *request, struct reply *reply,
		  const char *of)
{
	desk_begin(&page->desk, request, reply, "登记收到的更正、建议、投诉");
	page->view.title = page->desk.frame.title;
	page->view.path = "/beside/new";
	if (!matter_kind_parse(of, &page->kind) || page->kind == MATTER_REQUEST) {
		show_kinds(page);
		return false;
	}
	page->facts = register_facts(matter_register(page->kind));
	/* what stands behind the result is known with it */
	page->n_columns = matter_column(page->kind, "outcome");
	make_form(page);
	return true;
}

/* What a case asked for and others too is suggested for all (Art. 44). */
static enum err of_case(struct beside_page *page, int64_t case_id)
{
	struct desk *desk = &page->desk;
	struct matter_case now;
	enum err err =
		matter_open(desk->office, desk->actor, case_id, desk->arena, &desk->error, &now);
	if (err != ERR_NONE) return err;
	form_set(&page->form, COLUMNS + matter_column(page->kind, "subject"),
		 page_case_value(&now, "subject"));
	return ERR_NONE;
}

void page_beside_new(struct request *request, struct reply *reply)
{
	struct beside_page *page = ARENA_NEW(request->arena, struct beside_page);
	int64_t case_id;
	enum err err = ERR_NONE;
	if (!begin(page, request, reply, request_query(request, "of"))) return;
	day today = clock_today(&request->site->clock);
	form_set(&page->form, DAY, arena_text(request->arena, day_text(today).s));
	if (page->kind == MATTER_SUGGESTION &&
	    http_number(request_query(request, "case"), &case_id))
		err = of_case(page, case_id);
	if (err != ERR_NONE)
		desk_fail(&page->desk, err);
	else
		show(page);
}

/* ---- what was sent ---- */

static void take_files(struct beside_page *page, struct beside_order *order)
{
	struct matter_file *identity = NULL, *papers = NULL;
	size_t n = page_case_files(&page->form, IDENTITY, ATTACHMENT_IDENTITY, &identity);
	size_t more = page_case_files(&page->form, PAPERS, ATTACHMENT_OTHER, &papers);
	struct matter_file *files = arena_array(page->desk.arena, n + more, sizeof *files);
	if (n > 0) memcpy(files, identity, n * sizeof *files);
	if (more > 0) memcpy(files + n, papers, more * sizeof *files);
	order->files = files;
	order->n_files = n + more;
}

static struct beside_order order_of(struct beside_page *page)
{
	struct arena *arena = page->desk.arena;
	const struct form *form = &page->form;
	const char **values = arena_array(arena, page->facts->n_columns, sizeof *values);
	struct filing *more = ARENA_NEW(arena, struct filing);
	struct beside_order order = {.kind = page->kind,
				     .agency_id = page->desk.agency_id,
				     .values = values,
				     .reach = "",
				     .identity = "",
				     .more = more,
				     .note = form->values[NOTE],
				     .day = form_day(form, DAY),
				     .word = page->desk.frame.once};
	filing_init(more);
	for (int i = 0; i < FILING__MAX; i++)
		if (filing_facts((enum filing_field)i)->where == FILING_IN_SEALED ||
		    i == FILING_notify || i == FILING_help || i == FILING_oral ||
		    i == FILING_mail_number)
			more->values[i] = form->values[i];
	for (size_t i = 0; i < page->facts->n_columns; i++)
		values[i] = asked(page, i) ? form->values[COLUMNS + i] : "";
	take_files(page, &order);
	return order;
}

/* The slip for who said it. The code is shown on this page alone. */
static void show_filed(struct beside_page *page, const struct beside_order *order,
		       const struct matter_filed *filed)
{
	struct desk *desk = &page->desk;
	struct matter_case now;
	struct desk_filed view = {
		.id = filed->id,
		.number = filed->number,
		.code = filed->code,
		.more_href = desk_add_href(page->facts, desk->arena),
		.alike_title = ARENA_JOIN(desk->arena, "相同的", page->facts->label),
		.again = filed->again,
		.unnamed = *order->values[matter_column(page->kind, "requester_name")] == '\0'};
	enum err err =
		matter_open(desk->office, desk->actor, filed->id, desk->arena, &desk->error, &now);
	if (err == ERR_NONE) err = page_intake_alike(desk, &now, &view);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	view.several = false; /* of requests alone */
	view.state = life_state_label(now.life.state);
	view.received = page_case_value(&now, "received");
	trail(desk);
	desk->frame.title = "已登记";
	view.frame = desk->frame;
	render_desk_filed(&desk->reply->body, &view);
}

void page_beside_send(struct request *request, struct reply *reply)
{
	struct beside_page *page = ARENA_NEW(request->arena, struct beside_page);
	struct desk *desk = &page->desk;
	struct matter_filed filed;
	struct problems problems;
	if (!begin(page, request, reply, request_form(request, "of"))) return;
	enum err err = ERR_CONTENT;
	(void)form_read(&page->form, request);
	struct beside_order order = order_of(page);
	problems_init(&problems, desk->arena);
	/* what the form refused is not asked about, but all that is wrong is said at once */
	err = beside_good(desk->office, desk->actor, &order, desk->arena, &problems, &desk->error);
	for (const struct problem *p = problems.first; p != NULL; p = p->next)
		if (problem_for(&page->form.problems, p->field) == NULL)
			problem_add(&page->form.problems, p->field, "%s", p->text);
	if (err == ERR_NONE && form_good(&page->form))
		err = beside_file(desk->office, desk->actor, &order, desk->arena,
				  &page->form.problems, &desk->error, &filed);
	if (err != ERR_NONE && err != ERR_CONTENT)
		desk_fail(desk, err);
	else if (!form_good(&page->form))
		show(page);
	else
		show_filed(page, &order, &filed);
}
