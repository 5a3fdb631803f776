/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_notices.h"

#include <inttypes.h>
#include <string.h>

enum { COLUMNS = 6, LATE_MS = 15 * 60 * 1000 };
static const struct view_head heads[COLUMNS] = {{.label = "登记编号"}, {.label = "内容"},
						{.label = "方式"},     {.label = "生成时间"},
						{.label = "状态"},     {.label = "错误说明"}};

static const char *moment(const struct desk *desk, int64_t at)
{
	return arena_text(desk->arena, moment_text(at).s);
}

static const char *state_of(const struct desk *desk, const struct notice_row *notice)
{
	const char *label = notice_state_label(notice->state);
	if (notice->state == NOTICE_SENT)
		return ARENA_JOIN(desk->arena, label, " ", moment(desk, notice->sent_at));
	if (notice->state == NOTICE_WAITING && notice->tries > 0)
		return ARENA_JOIN(desk->arena, label, "，", moment(desk, notice->next_at), " 再发");
	return label;
}

static struct view_row row_of(const struct desk *desk, const struct notice_row *notice,
			      bool numbered)
{
	struct arena *arena = desk->arena;
	const char *href = arena_printf(arena, "/notices/%" PRId64, notice->id);
	const char *number = notice->number[0] == '\0' ? "试发" : notice->number;
	const struct view_cell cells[COLUMNS] = {
		{.label = heads[0].label, .text = number, .href = href, .nowrap = true},
		{.label = heads[1].label,
		 .text = notice_kind_label(notice->kind),
		 .href = numbered ? NULL : href},
		{.label = heads[2].label, .text = notice_channel_label(notice->channel)},
		{.label = heads[3].label, .text = moment(desk, notice->created_at), .nowrap = true},
		{.label = heads[4].label,
		 .text = state_of(desk, notice),
		 .late = notice->state == NOTICE_FAILED},
		{.label = heads[5].label, .text = notice->last_error}};
	struct view_cell *kept = arena_array(arena, COLUMNS, sizeof *kept);
	size_t from = numbered ? 0 : 1;
	memcpy(kept, cells + from, (COLUMNS - from) * sizeof *kept);
	return (struct view_row){.cells = kept, .n_cells = COLUMNS - from};
}

static struct view_table notice_table(const struct desk *desk, const struct notice_row *notices,
				      size_t n, bool numbered, const char *empty)
{
	struct view_row *rows = arena_array(desk->arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++) rows[i] = row_of(desk, &notices[i], numbered);
	return (struct view_table){.heads = heads + (numbered ? 0 : 1),
				   .n_heads = COLUMNS - (numbered ? 0 : 1),
				   .rows = rows,
				   .n_rows = n,
				   .empty = empty};
}

enum err page_notices_of_case(struct desk *desk, const struct matter_case *now, bool *ret_any,
			      struct view_table *ret_table)
{
	struct notice_row *notices = NULL;
	size_t n = 0;
	*ret_any = false;
	if (!desk_may(desk, PERMIT_NOTICE_READ)) return ERR_NONE;
	enum err err = notice_case(desk->office, desk->actor, &now->matter, desk->arena,
				   &desk->error, &notices, &n);
	if (err != ERR_NONE || n == 0) return err;
	*ret_any = true;
	*ret_table = notice_table(desk, notices, n, false, "");
	return ERR_NONE;
}

static void fill_filters(struct desk *desk, const struct notice_board *board,
			 enum notice_state state, struct desk_notices *view)
{
	view->filters = arena_array(desk->arena, NOTICE_STATE__MAX + 1, sizeof *view->filters);
	view->filters[view->n_filters++] =
		(struct view_link){"/notices", "全部", state == NOTICE_STATE__MAX};
	for (int i = 0; i < NOTICE_STATE__MAX; i++) {
		enum notice_state at = (enum notice_state)i;
		view->filters[view->n_filters++] = (struct view_link){
			ARENA_JOIN(desk->arena, "/notices?state=", notice_state_code(at)),
			arena_printf(desk->arena, "%s %" PRId64, notice_state_label(at),
				     board->counts[i]),
			at == state};
	}
}

static const char *off_sentence(const struct notice_board *board)
{
	if (!board->on[NOTICE_MAIL] && !board->on[NOTICE_SMS])
		return "电子邮件通知和短信通知都没有开通：选了通知的人也不会收到，请他们自己查询"
		       "。";
	if (!board->on[NOTICE_MAIL]) return "电子邮件通知没有开通。";
	return board->on[NOTICE_SMS] ? "" : "短信通知没有开通。";
}

static bool waits_long(const struct notice_board *board, int64_t now)
{
	for (size_t i = 0; i < board->n; i++)
		if (board->notices[i].state == NOTICE_WAITING && board->notices[i].tries == 0 &&
		    now - board->notices[i].created_at > LATE_MS)
			return true;
	return false;
}

void page_notices(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_notices view = {.late = ""};
	struct notice_board board;
	enum notice_state state = NOTICE_STATE__MAX;
	const char *asked = request_query(request, "state"), *at = request_query(request, "before");
	int64_t before = 0;
	desk_begin(&desk, request, reply, "通知");
	if ((asked[0] != '\0' && !notice_state_parse(asked, &state)) ||
	    (at[0] != '\0' && !http_number(at, &before))) {
		desk_missing(&desk);
		return;
	}
	enum err err = notice_board(desk.office, desk.actor, desk.agency_id, state, before,
				    desk.arena, &desk.error, &board);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	fill_filters(&desk, &board, state, &view);
	view.off = off_sentence(&board);
	if (waits_long(&board, clock_now(&request->site->clock)))
		view.late =
			"有的通知等了一刻钟以上还没有发送。请转告运行维护人员：发送通知的程序可能"
			"没有配置邮件服务器或者短信网关。";
	view.table = notice_table(&desk, board.notices, board.n, true,
				  state == NOTICE_STATE__MAX ? "还没有通知。" : "没有这样的通知。");
	if (board.next != 0)
		view.pager.next_href = arena_printf(
			desk.arena, "/notices?%s%s%sbefore=%" PRId64,
			asked[0] == '\0' ? "" : "state=", asked[0] == '\0' ? "" : asked,
			asked[0] == '\0' ? "" : "&", board.next);
	if (before != 0) view.pager.first_href = "/notices";
	view.frame = desk.frame;
	render_desk_notices(&reply->body, &view);
}

enum { REASON };
static const struct form_field fields[] = {
	[REASON] = DESK_REASON("为什么不再发送", "例如：已经电话告知本人"),
};

struct notice_page {
	struct desk desk;
	struct notice_row notice;
	struct form form;
};

static struct notice_page *begin(struct request *request, struct reply *reply)
{
	struct notice_page *page = ARENA_NEW(request->arena, struct notice_page);
	struct desk *desk = &page->desk;
	int64_t id;
	desk_begin(desk, request, reply, "通知");
	FORM_INIT(&page->form, fields, request->arena);
	if (!http_number(request->params[0], &id)) {
		desk_missing(desk);
		return NULL;
	}
	enum err err = notice_look(desk->office, desk->actor, id, desk->arena, &desk->error,
				   &page->notice);
	if (err == ERR_NONE) return page;
	desk_fail(desk, err);
	return NULL;
}

static void show(struct notice_page *page)
{
	struct desk *desk = &page->desk;
	const struct notice_row *notice = &page->notice;
	struct desk_notice_one view = {.csrf = desk->request->csrf};
	const struct desk_fact rows[] = {
		{"登记编号", notice->number},
		{"内容", notice_kind_label(notice->kind)},
		{"方式", notice_channel_label(notice->channel)},
		{"生成时间", moment(desk, notice->created_at)},
		{"状态", state_of(desk, notice)},
		{"已经试过", arena_printf(desk->arena, "%d 次", notice->tries)},
		{"错误说明（给运行维护人员）", notice->last_error},
		{"不再发送的理由", notice->reason}};
	struct desk_fact *kept = arena_array(desk->arena, COUNT_OF(rows), sizeof *kept);
	size_t n = 0;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (rows[i].text[0] != '\0') kept[n++] = rows[i];
	view.summary = (struct desk_summary){kept, n};
	view.may = notice_open_to_retry(notice) && desk_may(desk, PERMIT_NOTICE_WRITE);
	view.retry_action = arena_printf(desk->arena, "/notices/%" PRId64 "/retry", notice->id);
	view.form = form_view(&page->form,
			      arena_printf(desk->arena, "/notices/%" PRId64 "/drop", notice->id),
			      "不再发送", desk->request->csrf);
	view.form.button_class = "grave";
	view.problems = desk_problems(desk, &page->form);
	desk_trail(desk, "/notices", "通知");
	if (notice->matter_id != 0)
		desk_trail(desk, arena_printf(desk->arena, "/cases/%" PRId64, notice->matter_id),
			   notice->number);
	view.frame = desk->frame;
	render_desk_notice_one(&desk->reply->body, &view);
}

void page_notice(struct request *request, struct reply *reply)
{
	struct notice_page *page = begin(request, reply);
	if (page != NULL) show(page);
}

static void decided(struct notice_page *page, enum err err)
{
	struct desk *desk = &page->desk;
	if (err == ERR_NONE)
		desk_done(desk, arena_printf(desk->arena, "/notices/%" PRId64, page->notice.id),
			  NOTICE_DECIDED, "", 0);
	else if (err == ERR_CONTENT)
		show(page);
	else
		desk_fail(desk, err);
}

void page_notice_retry(struct request *request, struct reply *reply)
{
	struct notice_page *page = begin(request, reply);
	if (page == NULL) return;
	struct desk *desk = &page->desk;
	decided(page, notice_ask_again(desk->office, desk->actor, page->notice.id, &desk->error));
}

void page_notice_drop(struct request *request, struct reply *reply)
{
	struct notice_page *page = begin(request, reply);
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	struct desk *desk = &page->desk;
	if (form_read(&page->form, request))
		err = notice_abandon(desk->office, desk->actor, page->notice.id,
				     page->form.values[REASON], &page->form.problems, &desk->error);
	decided(page, err);
}

void page_notice_test(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_notice_test view = {.csrf = request->csrf};
	struct notice_row *notices = NULL;
	size_t n = 0;
	desk_begin(&desk, request, reply, "试发通知");
	enum err err = notice_tests(desk.office, desk.actor, desk.agency_id, desk.arena,
				    &desk.error, &notices, &n);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	view.may = desk_may(&desk, PERMIT_SETTING_WRITE);
	view.table = notice_table(&desk, notices, n, false, "还没有试发过。");
	for (size_t i = 0; i < n; i++) {
		/* leads to a page of the clerks */
		struct view_cell *first = (struct view_cell *)(uintptr_t)view.table.rows[i].cells;
		first->href = NULL;
	}
	view.frame = desk.frame;
	render_desk_notice_test(&reply->body, &view);
}

void page_notice_test_send(struct request *request, struct reply *reply)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "试发通知");
	enum err err = notice_test(desk.office, desk.actor, desk.agency_id, &desk.error);
	if (err == ERR_NONE)
		desk_done(&desk, "/notices/test", NOTICE_TESTED, "", 0);
	else
		desk_fail(&desk, err);
}
