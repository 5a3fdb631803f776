/* SPDX-License-Identifier: MulanPSL-2.0
 * The journal, newest first, filtered; and its export. */
#include "web/desk/page_journal.h"

#include <inttypes.h>

#include "base/escape.h"
#include "office/audit.h"
#include "office/staff.h"
#include "web/desk/desk_entry.h"
#include "web/outgoing.h"

enum { JOURNAL_PAGE = 50, DAY_MS = 86400000, CHINA_MS = 8 * 3600000 };

static int64_t day_begins(day d)
{
	return (int64_t)d * DAY_MS - CHINA_MS;
}

enum { BY_ACTION, BY_OBJECT, BY_ACCOUNT, BY_FROM, BY_TO, BY_ID, BY__MAX };
static const struct form_field fields[BY__MAX] = {
	[BY_ACTION] = {"action", "事项", FORM_SELECT, .plain = true},
	[BY_OBJECT] = {"object", "对象", FORM_SELECT, .plain = true},
	[BY_ACCOUNT] = {"account", "账号", FORM_SELECT, .plain = true},
	[BY_FROM] = {"from", "从", FORM_DAY, .plain = true},
	[BY_TO] = {"to", "到", FORM_DAY, .plain = true},
	[BY_ID] = FORM_CARRIED("id"), /* one object's history, by address alone */
};

static enum err offer_accounts(struct desk *desk, struct form *form)
{
	struct account *accounts = NULL;
	size_t n = 0;
	enum err err =
		staff_list(desk->office, desk->actor, desk->arena, &desk->error, &accounts, &n);
	for (size_t i = 0; err == ERR_NONE && i < n; i++)
		form_offer(form, BY_ACCOUNT, arena_printf(desk->arena, "%" PRId64, accounts[i].id),
			   arena_printf(desk->arena, "%s（%s）", accounts[i].name,
					accounts[i].display_name));
	return err;
}

static enum err form_begin(struct desk *desk, struct form *form)
{
	FORM_INIT(form, fields, desk->arena);
	form_offer(form, BY_ACTION, "", "全部");
	form_offer(form, BY_OBJECT, "", "全部");
	form_offer(form, BY_ACCOUNT, "", "全部");
	for (int i = 0; i < ACTION__MAX; i++)
		form_offer(form, BY_ACTION, journal_action_code((enum journal_action)i),
			   journal_action_label((enum journal_action)i));
	for (int i = 0; i < OBJECT__MAX; i++)
		form_offer(form, BY_OBJECT, journal_object_code((enum journal_object)i),
			   journal_object_label((enum journal_object)i));
	return offer_accounts(desk, form);
}

static struct journal_filter filter_of(const struct desk *desk, struct form *form)
{
	struct journal_filter filter = {.limit = JOURNAL_PAGE};
	(void)form_read(form, desk->request);
	filter.has_action = journal_action_parse(form->values[BY_ACTION], &filter.action);
	filter.has_object = journal_object_parse(form->values[BY_OBJECT], &filter.object);
	filter.account_id = form_number(form, BY_ACCOUNT);
	filter.object_id = form_number(form, BY_ID);
	(void)http_number(request_query(desk->request, "page"), &filter.before);
	day from = form_day(form, BY_FROM), to = form_day(form, BY_TO);
	if (from != DAY_NONE) filter.from_at = day_begins(from);
	if (to != DAY_NONE) filter.to_at = day_begins(to + 1) - 1;
	if (from != DAY_NONE && to != DAY_NONE && from > to)
		form_wrong(form, BY_TO, "结束日期早于开始日期。");
	return filter;
}

/* The filter as it was asked, without the page; every part begins with '&'. */
static const char *query_of(const struct desk *desk, const struct form *form)
{
	struct buf out;
	buf_init(&out, 4096);
	for (size_t i = 0; i < form->n; i++) {
		if (*form->values[i] == '\0') continue;
		buf_printf(&out, "&%s=", form->fields[i].name);
		escape_url(&out, form->values[i]);
	}
	const char *query = arena_text(desk->arena, buf_text(&out));
	buf_release(&out);
	return query;
}

/* The person with the sign-in name: two may have one name. */
static const char *who_did(const struct desk *desk, const struct journal_entry *entry)
{
	const char *who = staff_author(desk->office, entry, desk->arena);
	if (*entry->account_name == '\0') return who;
	return arena_printf(desk->arena, "%s（%s）", who, entry->account_name);
}

static void fill_table(const struct desk *desk, const struct journal_page *page,
		       struct view_table *ret_table)
{
	static const struct view_head heads[] = {
		{"序号", true},	 {"时间", false}, {"谁", false},   {"从哪里", false},
		{"事项", false}, {"对象", false}, {"说明", false}, {"摘要", false}};
	struct view_row *rows = arena_array(desk->arena, page->n, sizeof *rows);
	for (size_t i = 0; i < page->n; i++) {
		const struct journal_entry *entry = &page->entries[i];
		struct view_cell *cells = arena_array(desk->arena, COUNT_OF(heads), sizeof *cells);
		cells[0].text = arena_printf(desk->arena, "%" PRId64, entry->id);
		cells[0].number = true;
		cells[1].text = arena_text(desk->arena, moment_text(entry->at).s);
		cells[1].nowrap = true;
		cells[2].text = who_did(desk, entry);
		cells[3].text = entry->from;
		cells[4].text = journal_action_label(entry->action);
		cells[4].late = entry->action == ACTION_DENIED ||
				entry->action == ACTION_SIGN_IN_REFUSED ||
				entry->action == ACTION_LOCK;
		const char *object = journal_object_label(entry->object);
		cells[5].text = entry->object_id == 0 ? object
						      : arena_printf(desk->arena, "%s %" PRId64,
								     object, entry->object_id);
		cells[6].text = entry->note == NULL ? "（已抹除）" : entry->note;
		cells[7].text = arena_printf(desk->arena, "%.8s%s", entry->digest,
					     entry->sealed ? "" : "（未入链）");
		for (size_t c = 0; c < COUNT_OF(heads); c++) cells[c].label = heads[c].label;
		rows[i] = (struct view_row){.cells = cells, .n_cells = COUNT_OF(heads)};
	}
	*ret_table = (struct view_table){.heads = heads,
					 .n_heads = COUNT_OF(heads),
					 .rows = rows,
					 .n_rows = page->n,
					 .empty = "没有符合条件的日志。"};
}

void page_journal(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_journal view = {0};
	struct journal_page page = {0};
	struct journal_filter filter = {0};
	struct form form;
	desk_begin(&desk, request, reply, "审计日志");
	enum err err = form_begin(&desk, &form);
	if (err == ERR_NONE) filter = filter_of(&desk, &form);
	if (err == ERR_NONE && form_good(&form))
		err = audit_list(desk.office, desk.actor, &filter, desk.arena, &desk.error, &page);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	const char *query = query_of(&desk, &form);
	view.problems = desk_problems(&desk, &form);
	view.fields = form_fields_view(&form);
	view.n_fields = form.n;
	view.filtered = *query != '\0';
	view.may_export = desk_may(&desk, PERMIT_JOURNAL_EXPORT);
	view.may_verify = desk_may(&desk, PERMIT_JOURNAL_VERIFY);
	view.export_href = arena_printf(desk.arena, "/journal/export.jsonl?all=1%s", query);
	if (page.next != 0)
		view.pager.next_href =
			arena_printf(desk.arena, "/journal?page=%" PRId64 "%s", page.next, query);
	if (filter.before != 0)
		view.pager.first_href = arena_printf(desk.arena, "/journal?all=1%s", query);
	fill_table(&desk, &page, &view.table);
	view.frame = desk.frame;
	render_desk_journal(&reply->body, &view);
}

void page_journal_export(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	desk_begin(&desk, request, reply, "导出日志");
	struct outgoing outgoing;
	outgoing_init(&outgoing, request->site->spool);
	enum err err = form_begin(&desk, &form);
	struct journal_filter filter = {0};
	if (err == ERR_NONE) filter = filter_of(&desk, &form);
	if (err == ERR_NONE && !form_good(&form))
		err = error_set(&desk.error, ERR_CONTENT, NULL, "%s", form.problems.first->text);
	if (err == ERR_NONE)
		err = audit_export(desk.office, desk.actor, &filter, outgoing_write, &outgoing,
				   &desk.error);
	err = outgoing_end(&outgoing, err, reply, &desk.error);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	reply->type = "application/jsonl; charset=utf-8";
	reply->disposition = "attachment; filename=\"journal.jsonl\"";
}

static void fill_faults(const struct desk *desk, const struct journal_verdict *verdict,
			struct view_table *ret_table)
{
	static const struct view_head heads[] = {
		{"问题", false}, {"对象", false}, {"日志序号", true}};
	static const char *const words[FAULT__MAX] = {
		[FAULT_CHAIN] = "日志链断裂：链上的值与日志内容不符",
		[FAULT_GAP] = "已入链的日志少了或多了一条",
		[FAULT_TAIL] = "日志末尾被截断",
		[FAULT_ENTRY] = "日志内容与它的摘要不符",
		[FAULT_ROW] = "记录与最后一条日志不符，可能绕过系统修改过",
		[FAULT_ROW_MISSING] = "日志里有、数据库里没有的记录",
		[FAULT_ROW_UNKNOWN] = "数据库里有、日志里没有的记录",
		[FAULT_PASSWORD] = "账号的密码不是日志里最后一次设置的，可能绕过系统换过",
		[FAULT_SCHEMA] = "数据库的表、视图、索引或者触发器被改动过",
		[FAULT_REPORT] = "已发布报告印的链值与日志链不符"};
	size_t n = 0;
	for (const struct journal_finding *f = verdict->first; f != NULL; f = f->next) n++;
	struct view_row *rows = arena_array(desk->arena, n, sizeof *rows);
	size_t at = 0;
	for (const struct journal_finding *f = verdict->first; f != NULL; f = f->next) {
		struct view_cell *cells = arena_array(desk->arena, COUNT_OF(heads), sizeof *cells);
		cells[0] = (struct view_cell){.text = words[f->fault], .late = true};
		cells[1].text = f->object_id == 0 ? f->object
						  : arena_printf(desk->arena, "%s %" PRId64,
								 f->object, f->object_id);
		cells[2].text =
			f->entry_id == 0 ? "" : arena_printf(desk->arena, "%" PRId64, f->entry_id);
		cells[2].number = true;
		for (size_t c = 0; c < COUNT_OF(heads); c++) cells[c].label = heads[c].label;
		rows[at++] = (struct view_row){.cells = cells, .n_cells = COUNT_OF(heads)};
	}
	*ret_table = (struct view_table){.caption = "发现的问题",
					 .heads = heads,
					 .n_heads = 3,
					 .rows = rows,
					 .n_rows = n,
					 .empty = ""};
}

void page_journal_verify(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_verdict view = {0};
	struct journal_verdict verdict;
	desk_begin(&desk, request, reply, "校验日志");
	enum err err = audit_verify(desk.office, desk.actor, desk.arena, &desk.error, &verdict);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	struct desk_fact *rows = arena_array(desk.arena, 7, sizeof *rows);
	const struct {
		const char *label;
		int64_t count;
	} counts[] = {{"日志", verdict.entries},      {"链上批次", verdict.seals},
		      {"核对的记录", verdict.rows},   {"核对的已发布报告", verdict.reports},
		      {"还未入链", verdict.unsealed}, {"依法抹除内容的", verdict.erased}};
	for (size_t i = 0; i < COUNT_OF(counts); i++)
		rows[i] = (struct desk_fact){counts[i].label,
					     arena_printf(desk.arena, "%" PRId64, counts[i].count)};
	rows[6] = (struct desk_fact){"链值（SM3）", arena_text(desk.arena, verdict.head.head)};
	view.facts = (struct desk_summary){rows, 7};
	view.good = verdict.findings == 0;
	fill_faults(&desk, &verdict, &view.faults);
	view.more = (size_t)verdict.findings > view.faults.n_rows;
	desk_trail(&desk, "/journal", "审计日志");
	view.frame = desk.frame;
	render_desk_verdict(&reply->body, &view);
}
