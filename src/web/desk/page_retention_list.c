/* SPDX-License-Identifier: MulanPSL-2.0
 * One list: what it names, what changed since it was proposed, who may confirm it, how far it is.
 */
#include <inttypes.h>
#include <string.h>

#include "web/desk/page_retention.h"

enum { SHOWN = 500 };

enum { VERSION, REASON };
static const struct form_field confirm_fields[] = {[VERSION] = FORM_CARRIED("version")};
static const struct form_field drop_fields[] = {
	[VERSION] = FORM_CARRIED("version"),
	[REASON] = DESK_REASON("为什么不清除", NULL),
};

static struct view_table changes_table(const struct retention_view *seen, struct arena *arena)
{
	enum { NUMBER, WAS, IS, COLUMNS };
	static const struct view_head heads[COLUMNS] = {[NUMBER] = {.label = "登记编号"},
							[WAS] = {.label = "提出时"},
							[IS] = {.label = "现在"}};
	struct view_row *rows = arena_array(arena, seen->n_changes + 1, sizeof *rows);
	for (size_t i = 0; i < seen->n_changes; i++) {
		const struct retention_change *change = &seen->changes[i];
		const char *texts[COLUMNS] = {change->number[0] == '\0' ? "保管期限表"
									: change->number,
					      change->was, change->is};
		retention_row(&rows[i], heads, COLUMNS, texts, arena);
	}
	return (struct view_table){
		.heads = heads, .n_heads = COLUMNS, .rows = rows, .n_rows = seen->n_changes};
}

static const char *say_state(const struct retention_item *item, struct arena *arena)
{
	if (strcmp(item->state, "waiting") == 0) return "还没有清除";
	if (strcmp(item->state, "kept") == 0)
		return arena_printf(arena, "保留：%s", retention_kept_words(item->why));
	return arena_printf(arena, "已于 %s 清除", day_text(item->day).s);
}

static struct view_table items_table(const struct desk *desk, const struct retention_view *seen)
{
	struct arena *arena = desk->arena;
	enum { NUMBER, CLASSES, AMOUNT, STATE, COLUMNS };
	static const struct view_head heads[COLUMNS] = {[NUMBER] = {.label = "登记编号"},
							[CLASSES] = {.label = "清除什么"},
							[AMOUNT] = {.label = "多少"},
							[STATE] = {.label = "结果"}};
	size_t n = seen->n_items < SHOWN ? seen->n_items : SHOWN;
	struct view_row *rows = arena_array(arena, n + 1, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		const struct retention_item *item = &seen->items[i];
		const char *texts[COLUMNS] = {
			item->number, retention_classes_label(item->classes, arena),
			arena_printf(arena, "%" PRId64 " 项，%s", item->things,
				     retention_size(item->bytes, arena)),
			say_state(item, arena)};
		retention_row(&rows[i], heads, COLUMNS, texts, arena)[NUMBER].href =
			retention_case_href(desk, item->matter_id, item->kind, item->entry_id);
	}
	return (struct view_table){.heads = heads, .n_heads = COLUMNS, .rows = rows, .n_rows = n};
}

/* In groups, so that a phone can break the line and a person compare it. */
static const char *grouped(const char *digest, struct arena *arena)
{
	enum { GROUP = 8 };
	const char *text = "";
	for (; *digest != '\0'; digest += strnlen(digest, GROUP))
		text = arena_printf(arena, "%s%s%.*s", text, text[0] == '\0' ? "" : " ", GROUP,
				    digest);
	return text;
}

static struct desk_summary facts_of(const struct retention_list *list, struct arena *arena)
{
	enum { ROWS = 6 };
	struct desk_fact *rows = arena_array(arena, ROWS, sizeof *rows);
	size_t n = 0;
	rows[n++] =
		(struct desk_fact){"依据", arena_printf(arena, "保管期限表第 %" PRId64 " 版（%s）",
							list->schedule_number, list->approval)};
	rows[n++] = (struct desk_fact){
		"内容",
		arena_printf(arena, "%" PRId64 " 件、%" PRId64 " 项，文件和文书共 %s",
			     list->matters, list->things, retention_size(list->bytes, arena))};
	rows[n++] = (struct desk_fact){"提出", arena_printf(arena, "%s，%s", list->proposed_name,
							    moment_text(list->proposed_at).s)};
	if (list->decided_by != 0)
		rows[n++] =
			(struct desk_fact){strcmp(list->state, "dropped") == 0 ? "撤回" : "确认",
					   arena_printf(arena, "%s，%s", list->decided_name,
							moment_text(list->decided_at).s)};
	if (list->reason[0] != '\0') rows[n++] = (struct desk_fact){"撤回的原因", list->reason};
	rows[n++] = (struct desk_fact){"清单摘要（SM3）", grouped(list->digest, arena)};
	return (struct desk_summary){rows, n};
}

/* The form as it was sent (`sent`, of drop), or as it begins. */
static void show(struct desk *desk, int64_t id, const struct form *sent, const char *failed)
{
	struct retention_view seen;
	struct arena *arena = desk->arena;
	struct form confirm, drop;
	enum err err = retention_open(desk->office, desk->actor, id, arena, &desk->error, &seen);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	const char *path = arena_printf(arena, "/retention/%" PRId64, id);
	const char *version = arena_printf(arena, "%" PRId64, seen.list.version);
	bool proposed = strcmp(seen.list.state, "proposed") == 0;
	struct desk_retention_list view = {
		.failed = failed,
		.id = id,
		.erased = seen.list.erased,
		.kept = seen.list.kept,
		.waiting = seen.list.waiting,
		.state = retention_state_label(seen.list.state),
		.proposed = proposed,
		.running = strcmp(seen.list.state, "confirmed") == 0,
		.done = strcmp(seen.list.state, "done") == 0,
		.facts = facts_of(&seen.list, arena),
		.changes = changes_table(&seen, arena),
		.n_changes = seen.n_changes,
		.items = items_table(desk, &seen),
		.may_confirm = proposed && seen.n_changes == 0 && !seen.own &&
			       desk_may(desk, PERMIT_RETENTION_CONFIRM),
		.own = seen.own,
		.may_drop = proposed && (desk_may(desk, PERMIT_RETENTION_PROPOSE) ||
					 desk_may(desk, PERMIT_RETENTION_CONFIRM)),
		.who_may = desk_who_may(PERMIT_RETENTION_CONFIRM, arena)};
	FORM_INIT(&confirm, confirm_fields, arena);
	form_set(&confirm, VERSION, version);
	confirm.id = "confirm";
	FORM_INIT(&drop, drop_fields, arena);
	form_set(&drop, VERSION, version);
	view.confirm = form_view(&confirm, ARENA_JOIN(arena, path, "/confirm"),
				 "确认清除，不能恢复", desk->request->csrf);
	view.confirm.button_class = "grave";
	view.drop = form_view(sent != NULL ? sent : &drop, ARENA_JOIN(arena, path, "/drop"),
			      "撤回清单", desk->request->csrf);
	view.drop.button_class = "second";
	if (sent != NULL) view.problems = desk_problems(desk, sent);
	if (failed[0] != '\0') {
		desk->reply->status = 409;
		desk->frame.failed = true;
	}
	desk_trail(desk, "/retention", "保管和清除");
	view.frame = desk->frame;
	render_desk_retention_list(&desk->reply->body, &view);
}

static bool begin(struct desk *desk, struct request *request, struct reply *reply, int64_t *ret_id)
{
	desk_begin(desk, request, reply, "清除清单");
	if (http_number(request->params[0], ret_id)) return true;
	desk_missing(desk);
	return false;
}

void page_retention_list(struct request *request, struct reply *reply)
{
	struct desk desk;
	int64_t id = 0;
	if (begin(&desk, request, reply, &id)) show(&desk, id, NULL, "");
}

static void finish(struct desk *desk, int64_t id, const struct form *form, enum err err,
		   enum notice_code notice)
{
	if (err == ERR_NONE)
		desk_done(desk, arena_printf(desk->arena, "/retention/%" PRId64, id), notice, "",
			  id);
	else if (!form_good(form))
		show(desk, id, form, "");
	else if (err == ERR_CONFLICT)
		show(desk, id, NULL,
		     arena_printf(desk->arena, "%s%s", desk->error.message, desk->error.hint));
	else
		desk_fail(desk, err);
}

void page_retention_confirm(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	int64_t id = 0;
	enum err err = ERR_CONTENT;
	if (!begin(&desk, request, reply, &id)) return;
	FORM_INIT(&form, confirm_fields, desk.arena);
	if (form_read(&form, request))
		err = retention_confirm(desk.office, desk.actor, id, form_number(&form, VERSION),
					desk.arena, &desk.error);
	finish(&desk, id, &form, err, NOTICE_RETENTION_CONFIRMED);
}

void page_retention_drop(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	int64_t id = 0;
	enum err err = ERR_CONTENT;
	if (!begin(&desk, request, reply, &id)) return;
	FORM_INIT(&form, drop_fields, desk.arena);
	if (form_read(&form, request))
		err = retention_drop(desk.office, desk.actor, id, form_number(&form, VERSION),
				     form.values[REASON], &form.problems, &desk.error);
	finish(&desk, id, &form, err, NOTICE_RETENTION_DROPPED);
}
