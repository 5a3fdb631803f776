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
	if (!facts->counted || !day_parse(entry->values[facts->dated], &dated)) return ERR_NONE;
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

enum { VERSION, REASON };
static const struct form_field fields[] = {
	[VERSION] = FORM_CARRIED("version"),
	[REASON] = DESK_REASON("为什么作废", "会写进办理经过，例如：与另一条重复"),
};

static void show(struct desk *desk, const struct register_facts *facts, int64_t id,
		 struct form *form)
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
	view.summary = desk_entry_summary(facts, &entry, desk->arena);
	view.problems = desk_problems(desk, form);
	form_set(form, VERSION, arena_printf(desk->arena, "%" PRId64, entry.version));
	view.form = form_view(form, arena_printf(desk->arena, "%s/strike", path), "作废",
			      desk->request->csrf);
	view.form.button_class = "grave";
	view.form.cancel_href = path;
	view.form.cancel = "不作废，返回";
	desk_register_trail(desk, facts);
	desk_trail(desk, path, desk_entry_title(facts, &entry));
	view.frame = desk->frame;
	render_desk_strike(&desk->reply->body, &view);
}

void page_entry_strike_form(struct request *request, struct reply *reply)
{
	struct desk desk;
	const struct register_facts *facts;
	int64_t id;
	struct form form;
	desk_begin(&desk, request, reply, "作废");
	FORM_INIT(&form, fields, desk.arena);
	if (desk_entry_id(&desk, &facts, &id)) show(&desk, facts, id, &form);
}

void page_entry_strike(struct request *request, struct reply *reply)
{
	struct desk desk;
	const struct register_facts *facts;
	int64_t id, version;
	struct form form;
	desk_begin(&desk, request, reply, "作废");
	FORM_INIT(&form, fields, desk.arena);
	if (!desk_entry_id(&desk, &facts, &id)) return;
	bool good = form_read(&form, request);
	if (!http_number(form.values[VERSION], &version)) {
		desk_missing(&desk);
		return;
	}
	enum err err = ERR_NONE;
	if (good)
		err = entry_strike(desk.office, desk.actor, facts->id, desk.agency_id, id, version,
				   form.values[REASON], &form.problems, &desk.error);
	if (!form_good(&form))
		show(&desk, facts, id, &form);
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else
		desk_done(&desk,
			  arena_printf(desk.arena, "/registers/%s/%" PRId64, facts->name, id),
			  NOTICE_STRUCK, facts->name, id);
}
