/* SPDX-License-Identifier: MulanPSL-2.0
 * Striking an entry: first what it is and which figures will change, then the reason. */
#include <inttypes.h>
#include <string.h>

#include "office/annual.h"
#include "web/desk/page_entry.h"

/* What becomes of the year's figures, in one sentence. */
static enum err effect_of(struct desk *desk, const struct register_facts *facts,
			  const struct entry *entry, const char **ret_text)
{
	day dated;
	*ret_text = NULL;
	if (!day_parse(entry->values[facts->dated], &dated)) return ERR_NONE;
	bool fixed = false;
	enum err err = annual_fixed(desk->office, desk->actor, desk->agency_id, day_year(dated),
				    desk->arena, &desk->error, &fixed);
	if (err != ERR_NONE) return err;
	*ret_text = arena_printf(
		desk->arena,
		fixed ? "%d 年度报告已经定稿，报告里的数字不变；作废后的差别会列在报告页上。"
		      : "作废后，%d 年的统计里不再有它。",
		day_year(dated));
	return ERR_NONE;
}

static void show(struct desk *desk, const struct register_facts *facts, int64_t id,
		 const struct problems *problems)
{
	struct entry entry;
	struct desk_strike view = {.name = facts->name, .id = id};
	enum err err = entry_open(desk->office, desk->actor, facts->id, desk->agency_id, id,
				  desk->arena, &desk->error, &entry);
	if (err == ERR_NONE && entry.struck)
		err = error_set(&desk->error, ERR_CONFLICT, NULL, "这条记录已经作废了。");
	if (err == ERR_NONE) err = effect_of(desk, facts, &entry, &view.effect);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	const char *path = arena_printf(desk->arena, "/registers/%s/%" PRId64, facts->name, id);
	view.version = arena_printf(desk->arena, "%" PRId64, entry.version);
	view.summary = desk_entry_summary(facts, &entry, desk->arena);
	view.problems = desk_problems_of(problems, desk->arena);
	view.reason = desk_field_reason("为什么作废", "会写进办理经过，例如：与另一条重复",
					request_form(desk->request, "reason"), problems);
	desk_register_trail(desk, facts);
	desk_trail(desk, path, desk_entry_title(facts, &entry));
	if (problems->count > 0) desk_form_failed(desk);
	view.frame = desk->frame;
	render_desk_strike(&desk->reply->body, &view);
}

void page_entry_strike_form(struct request *request, struct reply *reply)
{
	struct desk desk;
	const struct register_facts *facts;
	int64_t id;
	struct problems none;
	desk_begin(&desk, request, reply, "作废");
	problems_init(&none, desk.arena);
	if (desk_entry_id(&desk, &facts, &id)) show(&desk, facts, id, &none);
}

void page_entry_strike(struct request *request, struct reply *reply)
{
	struct desk desk;
	const struct register_facts *facts;
	int64_t id, version;
	struct problems problems;
	desk_begin(&desk, request, reply, "作废");
	problems_init(&problems, desk.arena);
	if (!desk_entry_id(&desk, &facts, &id)) return;
	if (!http_number(request_form(request, "version"), &version)) {
		desk_missing(&desk);
		return;
	}
	const char *reason =
		desk_normalise(VALUE_TEXT, request_form(request, "reason"), desk.arena);
	enum err err = entry_strike(desk.office, desk.actor, facts->id, desk.agency_id, id, version,
				    reason, &problems, &desk.error);
	if (problems.count > 0)
		show(&desk, facts, id, &problems);
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else
		desk_done(&desk,
			  arena_printf(desk.arena, "/registers/%s/%" PRId64, facts->name, id),
			  NOTICE_STRUCK, facts->name, id);
}
