/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_intake.h"

#include <inttypes.h>
#include <string.h>

#include "office/handout.h"
#include "office/matter_words.h"

enum { CODE_BYTES = 256 * 1024, NOTE_MAX = 2000, FILES_MAX = 10, SEVERAL = 2, LONG_TEXT = 300 };

/* Fields of the form: those of the application in their order, then these. */
enum { DAY = FILING__MAX, CONFIRMED, NOTE, IDENTITY, PAPERS, FIELDS };

/* clang-format off */
/* On which day a request of a channel came, as Art. 31 asks. */
static const struct channel_words {
	const char *label, *hint;
} channel_words[CHANNEL__MAX] = {
	[CHANNEL_COUNTER] = {"哪一天当面提交", "当面提交的，提交之日为收到申请之日"},
	[CHANNEL_SIGNED_POST] = {"哪一天签收", "需要签收的邮寄，以本机关签收之日为收到申请之日"},
	[CHANNEL_PLAIN_POST] = {"信件哪一天到", "平常信函等不用签收的邮寄，应当在收到当天与申请人确认"},
	[CHANNEL_ONLINE] = {"哪一天提交", "从网上提交、由工作人员补录的"},
	[CHANNEL_EMAIL] = {"邮件哪一天到", "以双方确认之日为收到申请之日"},
	[CHANNEL_FAX] = {"传真哪一天到", "以双方确认之日为收到申请之日"},
};

/* GROUP(title, hint, first field, last field) */
static const struct group {
	const char *title, *hint;
	int first, last;
} groups[] = {
	{"怎样收到的", "", DAY, CONFIRMED},
	{"申请人", "", FILING_kind, FILING_name},
	{"身份", "自然人填写证件，法人或者其他组织填写代码。当面出示过的，可以不登记号码；登记了号码，才能看出同一人的其他申请。", FILING_id_type, FILING_legal_person},
	{"联系方式", "至少留下一种。", FILING_contact, FILING_postcode},
	{"代理人", "没有代理人的不填。", FILING_agent_name, FILING_agent_phone},
	{"要什么信息", "名称或者特征描述至少写一项，照申请人写的登记。不问用途。", FILING_info_name, FILING_info_features},
	{"怎样提供", "", FILING_delivery, FILING_mail_number},
	{"材料和备注", "", NOTE, PAPERS},
};
/* clang-format on */

struct intake_page {
	struct desk desk;
	enum channel channel;
	day today;
	struct form_field fields[FIELDS];
	struct form form;
	struct desk_intake view;
};

static bool by_post(enum channel channel)
{
	return channel == CHANNEL_SIGNED_POST || channel == CHANNEL_PLAIN_POST;
}

/* What this channel does not ask. */
static bool left_out(enum channel channel, int field)
{
	if (field == CONFIRMED) return !channel_needs_confirmation(channel);
	if (field == FILING_mail_number) return !by_post(channel);
	if (field == FILING_oral) return channel != CHANNEL_COUNTER;
	return field == FILING_proof; /* told by the files, or seen at the counter */
}

struct form_field page_intake_field(enum filing_field field)
{
	const struct filing_facts *facts = filing_facts(field);
	struct form_field made = {.name = facts->name,
				  .label = facts->label,
				  .hint = *facts->hint == '\0' ? NULL : facts->hint,
				  .most = facts->most};
	/* what of several must be there is said above the group */
	made.plain = field == FILING_kind || field == FILING_name || field == FILING_info_name ||
		     field == FILING_info_features;
	if (facts->choices != NULL)
		made.kind = FORM_SELECT;
	else
		made.kind = facts->most > LONG_TEXT ? FORM_TEXT : FORM_LINE;
	return made;
}

void page_intake_offer(struct form *form, enum filing_field field, size_t at)
{
	const struct filing_choice *choice = filing_facts(field)->choices;
	if (choice == NULL) return;
	form_offer(form, at, "", field == FILING_kind ? "请选择" : "没有写明");
	for (; choice->code != NULL; choice++) form_offer(form, at, choice->code, choice->label);
}

static void make_form(struct intake_page *page)
{
	struct form_field *fields = page->fields;
	const struct channel_words *words = &channel_words[page->channel];
	for (int i = 0; i < FILING__MAX; i++) fields[i] = page_intake_field((enum filing_field)i);
	fields[DAY] = (struct form_field){.name = "day",
					  .label = words->label,
					  .kind = FORM_DAY,
					  .hint = words->hint,
					  .required = true};
	fields[CONFIRMED] = (struct form_field){.name = "confirmed",
						.label = "哪一天与申请人确认",
						.kind = FORM_DAY,
						.hint = "确认之日为收到申请之日，答复期限从次日起算"
							"（条例第三十一条）。还没有确认的先不填"};
	fields[NOTE] = (struct form_field){.name = "note",
					   .label = "备注",
					   .kind = FORM_TEXT,
					   .hint = "只在机关内部看到",
					   .most = NOTE_MAX};
	fields[IDENTITY] = (struct form_field){.name = "identity",
					       .label = "身份证明、授权委托书",
					       .kind = FORM_FILE,
					       .most = FILES_MAX,
					       .files = FILE_SET_DESK};
	fields[PAPERS] = (struct form_field){.name = "papers",
					     .label = "申请书等材料的扫描件",
					     .kind = FORM_FILE,
					     .most = FILES_MAX,
					     .files = FILE_SET_DESK};
	form_init(&page->form, fields, FIELDS, page->desk.arena);
	page->form.rule = page->desk.request->route->files;
	for (int i = 0; i < FILING__MAX; i++)
		page_intake_offer(&page->form, (enum filing_field)i, (size_t)i);
}

static void show(struct intake_page *page)
{
	struct arena *arena = page->desk.arena;
	struct desk_intake_group *shown = arena_array(arena, COUNT_OF(groups), sizeof *shown);
	for (size_t g = 0; g < COUNT_OF(groups); g++) {
		struct view_field *fields = arena_array(arena, FIELDS, sizeof *fields);
		shown[g] = (struct desk_intake_group){.title = groups[g].title,
						      .hint = groups[g].hint};
		for (int i = groups[g].first; i <= groups[g].last; i++)
			if (!left_out(page->channel, i))
				fields[shown[g].n_fields++] =
					form_field_view(&page->form, (size_t)i);
		shown[g].fields = fields;
	}
	page->view.groups = shown;
	page->view.n_groups = COUNT_OF(groups);
	page->view.name = "channel";
	page->view.answered = "申请方式";
	page->view.chosen = channel_code(page->channel);
	page->view.chosen_label = channel_label(page->channel);
	page->view.problems = desk_problems(&page->desk, &page->form);
	if (desk_reaches(&page->desk, "/cases")) desk_trail(&page->desk, "/cases", "申请办理");
	page->view.frame = page->desk.frame;
	render_desk_intake(&page->desk.reply->body, &page->view);
}

static void show_channels(struct intake_page *page)
{
	struct view_link *links = arena_array(page->desk.arena, CHANNEL__MAX, sizeof *links);
	for (int i = 0; i < CHANNEL__MAX; i++)
		links[i] = (struct view_link){.href = arena_printf(page->desk.arena,
								   "/cases/new?channel=%s",
								   channel_code((enum channel)i)),
					      .label = channel_label((enum channel)i)};
	page->view.question = "申请是怎样来的？";
	page->view.why = "哪一天算收到申请，要看申请是怎样来的（条例第三十一条）。";
	page->view.channels = links;
	page->view.n_channels = CHANNEL__MAX;
	if (desk_reaches(&page->desk, "/cases")) desk_trail(&page->desk, "/cases", "申请办理");
	page->view.frame = page->desk.frame;
	render_desk_intake(&page->desk.reply->body, &page->view);
}

void page_intake(struct request *request, struct reply *reply)
{
	struct intake_page *page = ARENA_NEW(request->arena, struct intake_page);
	desk_begin(&page->desk, request, reply, "登记收到的申请");
	page->view.title = page->desk.frame.title;
	page->view.path = "/cases/new";
	page->today = clock_today(&request->site->clock);
	if (!channel_parse(request_query(request, "channel"), &page->channel)) {
		show_channels(page);
		return;
	}
	make_form(page);
	form_set(&page->form, DAY, arena_text(request->arena, day_text(page->today).s));
	show(page);
}

/* ---- what was sent ---- */

static void check_days(struct intake_page *page)
{
	struct form *form = &page->form;
	day came = form_day(form, DAY), confirmed = form_day(form, CONFIRMED);
	if (left_out(page->channel, CONFIRMED) || confirmed == DAY_NONE) return;
	if (came != DAY_NONE && confirmed < came)
		form_wrong(form, CONFIRMED, "确认日期不能早于%s", day_text(came).s);
	else if (confirmed > page->today)
		form_wrong(form, CONFIRMED, "确认日期不能晚于今天");
}

static struct matter_order order_of(struct intake_page *page)
{
	struct form *form = &page->form;
	struct matter_file *identity = NULL, *papers = NULL;
	size_t n = page_case_files(form, IDENTITY, ATTACHMENT_IDENTITY, &identity);
	size_t more = page_case_files(form, PAPERS, ATTACHMENT_APPLICATION, &papers);
	struct matter_file *files = arena_array(page->desk.arena, n + more, sizeof *files);
	if (n > 0) memcpy(files, identity, n * sizeof *files);
	if (more > 0) memcpy(files + n, papers, more * sizeof *files);
	struct matter_order order = {.agency_id = page->desk.agency_id,
				     .channel = page->channel,
				     .day = form_day(form, DAY),
				     .note = form->values[NOTE],
				     .files = files,
				     .n_files = n + more,
				     .word = page->desk.frame.once};
	for (int i = 0; i < FILING__MAX; i++)
		order.filing.values[i] = left_out(page->channel, i) ? "" : form->values[i];
	return order;
}

/* The confirmation of both sides, when it was there already. */
static enum err confirm(struct intake_page *page, struct matter_case *now, struct desk_filed *view)
{
	struct desk *desk = &page->desk;
	struct matter_event event = {.event = LIFE_EVENT_CONFIRM,
				     .on = form_day(&page->form, CONFIRMED),
				     .party = "",
				     .note = ""};
	struct problems problems;
	const char *warning = "";
	if (event.on == DAY_NONE || now->life.state != LIFE_ARRIVED) return ERR_NONE;
	problems_init(&problems, desk->arena);
	enum err err =
		matter_take(desk->office, desk->actor, now->matter.id, now->state.version, &event,
			    NULL, NULL, desk->arena, &problems, &desk->error, &warning);
	if (err == ERR_CONTENT && problems.first != NULL) {
		view->unconfirmed = problems.first->text;
		return ERR_NONE;
	}
	if (err != ERR_NONE) return err;
	return matter_open(desk->office, desk->actor, now->matter.id, desk->arena, &desk->error,
			   now);
}

static const char *likeness(const struct matter_alike *alike)
{
	enum { SAME = 1000 };
	if (alike->alike == SAME) return alike->same_person ? "同一申请人，内容相同" : "内容相同";
	if (alike->alike < SIMILAR_LEAST) return "同一申请人";
	return alike->same_person ? "同一申请人，内容相近" : "内容相近";
}

enum err page_intake_alike(struct desk *desk, const struct matter_case *now,
			   struct desk_filed *view)
{
	static const struct view_head heads[] = {{"编号", false},
						 {"与这一件", false},
						 {"申请内容", false},
						 {"收到日期", false},
						 {"现在", false}};
	struct arena *arena = desk->arena;
	view->who = matter_words(now->matter.kind)->who;
	struct matter_alike *alike = NULL;
	size_t others = 0, n = 0;
	enum err err =
		matter_resembles(desk->office, desk->actor, now, arena, &desk->error, &alike, &n);
	if (err != ERR_NONE) return err;
	struct view_row *rows = arena_array(arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		struct view_cell *cells = arena_array(arena, COUNT_OF(heads), sizeof *cells);
		const char *state = alike[i].state;
		for (int s = 0; s < LIFE_STATE__MAX; s++)
			if (strcmp(life_state_code((enum life_state)s), state) == 0)
				state = life_state_label((enum life_state)s);
		cells[0].text = alike[i].number;
		if (alike[i].matter_id != 0)
			cells[0].href = page_case_path(desk, alike[i].matter_id, "");
		cells[1].text = likeness(&alike[i]);
		cells[2].text = alike[i].subject;
		cells[3].text = arena_text(arena, day_text(alike[i].received).s);
		cells[4].text = state;
		for (size_t c = 0; c < COUNT_OF(heads); c++) cells[c].label = heads[c].label;
		rows[i] = (struct view_row){cells, COUNT_OF(heads), false};
		others += !alike[i].same_person;
	}
	view->alike = (struct view_table){.heads = heads,
					  .n_heads = COUNT_OF(heads),
					  .rows = rows,
					  .n_rows = n,
					  .empty = "没有找到相同的。"};
	view->several = others >= SEVERAL;
	return ERR_NONE;
}

struct safe_html page_intake_code(struct arena *arena, const char *number)
{
	const struct drawing *code = handout_number(arena, number);
	struct buf out;
	if (code == NULL) return (struct safe_html){NULL, 0};
	buf_init(&out, CODE_BYTES);
	drawing_svg(code, &out);
	BUG_IF(!buf_ok(&out));
	struct safe_html html = {arena_text_n(arena, buf_text(&out), out.n), out.n};
	buf_release(&out);
	return html;
}

/* The slip for the requester, and what it resembles. The code is shown on this page alone. */
static void show_filed(struct intake_page *page, const struct matter_filed *filed)
{
	struct desk *desk = &page->desk;
	struct desk_filed view = {.id = filed->id,
				  .number = filed->number,
				  .code = filed->code,
				  .more_href = "/cases/new",
				  .alike_title = "相同的申请",
				  .again = filed->again};
	struct matter_case now;
	enum err err =
		matter_open(desk->office, desk->actor, filed->id, desk->arena, &desk->error, &now);
	if (err == ERR_NONE) err = confirm(page, &now, &view);
	if (err == ERR_NONE) err = page_intake_alike(desk, &now, &view);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	view.may_suggest = desk_may(desk, PERMIT_MATTER_FILE);
	view.scan = page_intake_code(desk->arena, filed->number);
	view.state = life_state_label(now.life.state);
	view.received = page_case_value(&now, "received");
	if (desk_reaches(desk, "/cases")) desk_trail(desk, "/cases", "申请办理");
	desk->frame.title = "已登记";
	view.frame = desk->frame;
	render_desk_filed(&desk->reply->body, &view);
}

void page_intake_send(struct request *request, struct reply *reply)
{
	struct intake_page *page = ARENA_NEW(request->arena, struct intake_page);
	struct desk *desk = &page->desk;
	struct matter_filed filed;
	desk_begin(desk, request, reply, "登记收到的申请");
	page->view.title = desk->frame.title;
	page->view.path = "/cases/new";
	page->today = clock_today(&request->site->clock);
	if (!channel_parse(request_form(request, "channel"), &page->channel)) {
		show_channels(page);
		return;
	}
	make_form(page);
	enum err err = ERR_CONTENT;
	(void)form_read(&page->form, request);
	check_days(page);
	struct matter_order order = order_of(page);
	struct problems problems;
	problems_init(&problems, desk->arena);
	if (form_good(&page->form))
		err = matter_file(desk->office, desk->actor, &order, desk->arena, &problems,
				  &desk->error, &filed);
	else
		(void)filing_check(&order.filing, false, &problems);
	for (const struct problem *p = problems.first; p != NULL; p = p->next)
		if (problem_for(&page->form.problems, p->field) == NULL)
			problem_add(&page->form.problems, p->field, "%s", p->text);
	if (err == ERR_NONE)
		show_filed(page, &filed);
	else if (!form_good(&page->form))
		show(page);
	else
		desk_fail(desk, err);
}
