/* SPDX-License-Identifier: MulanPSL-2.0
 * An entry with what happened to it. */
#include "web/desk/page_entry.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "office/annual.h"
#include "office/beside.h"
#include "office/retention.h"
#include "office/staff.h"

size_t page_entry_differences(const struct register_facts *facts, const char *const *before,
			      const char *const *after, struct arena *arena,
			      struct desk_change **ret_changes)
{
	struct desk_change *changes = arena_array(arena, facts->n_columns, sizeof *changes);
	size_t n = 0;
	for (size_t i = 0; i < facts->n_columns; i++) {
		const struct column *column = &facts->columns[i];
		if (strcmp(before[i], after[i]) == 0) continue;
		changes[n++] = (struct desk_change){column->label,
						    desk_value_text(column, before[i], arena),
						    desk_value_text(column, after[i], arena)};
	}
	*ret_changes = changes;
	return n;
}

/* A value of the journal's content as the register writes it: fen become yuan. */
static const char *content_value(const json_t *value, const struct column *column,
				 struct arena *arena)
{
	if (json_is_string(value)) return arena_text(arena, json_string_value(value));
	if (!json_is_integer(value)) return "";
	int64_t number = json_integer_value(value);
	if (column->type != VALUE_YUAN) return arena_printf(arena, "%" PRId64, number);
	return arena_printf(arena, "%" PRId64 ".%02d", number / 100, (int)(number % 100));
}

/* False when the row is not there (erased, or not for this reader's eyes). */
static bool content_read(const struct register_facts *facts, const char *content,
			 struct arena *arena, const char **ret_values)
{
	if (content == NULL || *content == '\0') return false;
	json_t *object = json_loads(content, 0, NULL);
	for (size_t i = 0; i < facts->n_columns; i++)
		ret_values[i] = content_value(json_object_get(object, facts->columns[i].name),
					      &facts->columns[i], arena);
	bool whole = json_is_object(object);
	json_decref(object);
	return whole;
}

enum err page_entry_history(struct desk *desk, const struct register_facts *facts, int64_t id,
			    struct desk_step **ret_steps, size_t *ret_n)
{
	struct journal_entry *entries = NULL;
	size_t n = 0;
	enum err err = entry_history(desk->office, desk->actor, facts->id, desk->agency_id, id,
				     desk->arena, &desk->error, &entries, &n);
	if (err != ERR_NONE) return err;
	struct desk_step *steps = arena_array(desk->arena, n, sizeof *steps);
	const char *values[2][REGISTER_MAX_COLUMNS];
	size_t used = 0;
	bool known = false; /* values[0] holds the version before */
	for (size_t i = 0; i < n; i++) {
		const struct journal_entry *entry = &entries[i];
		if (entry->action == ACTION_OPEN) continue; /* for the audit's eyes */
		struct desk_step *step = &steps[n - 1 - used++];
		struct moment_text at = moment_text(entry->at);
		*step = (struct desk_step){.what = journal_action_label(entry->action),
					   .who = staff_author(desk->office, entry, desk->arena),
					   .at = arena_text(desk->arena, at.s)};
		step->reason = entry->note == NULL ? "" : entry->note;
		bool read = content_read(facts, entry->content, desk->arena, values[1]);
		struct desk_change *changes = NULL;
		if (known && read && entry->action == ACTION_CORRECT)
			step->n_changes = page_entry_differences(facts, values[0], values[1],
								 desk->arena, &changes);
		step->changes = changes;
		if (read) memcpy(values[0], values[1], sizeof values[0]);
		known = known || read;
	}
	*ret_steps = steps + (n - used);
	*ret_n = used;
	return ERR_NONE;
}

/* Where the entry counts, NULL where it does not. Its day decides. */
static enum err counted_in(struct desk *desk, const struct register_facts *facts,
			   const struct entry *entry, const char **ret_text)
{
	day dated;
	bool fixed = false;
	*ret_text = NULL;
	if (!facts->counted || entry->struck) return ERR_NONE;
	if (!day_parse(entry->values[facts->dated], &dated)) return ERR_NONE;
	int year = day_year(dated);
	enum err err = annual_fixed(desk->office, desk->actor, desk->agency_id, year, desk->arena,
				    &desk->error, &fixed);
	if (err != ERR_NONE) return err;
	*ret_text = arena_printf(desk->arena,
				 fixed ? "计入 %d 年。这一年的年度报告已经定稿，现在更正或者作废，"
					 "报告里的数字不变，差别列在报告页上。"
				       : "计入 %d 年的统计。",
				 year);
	return ERR_NONE;
}

/* Where a matter is handled, or that it may be taken there. */
static enum err show_case(struct desk *desk, const struct register_facts *facts,
			  const struct entry *entry, struct desk_entry *view)
{
	int64_t id = 0;
	enum matter_kind kind;
	if (!matter_of_register(facts->id, &kind) || !desk_may(desk, PERMIT_MATTER_READ))
		return ERR_NONE;
	enum err err = beside_of_entry(desk->office, desk->actor, facts->id, desk->agency_id,
				       entry->id, desk->arena, &desk->error, &id);
	if (err != ERR_NONE) return err;
	bool open = !entry->struck && *entry->values[matter_column(kind, "outcome")] == '\0';
	if (id != 0)
		view->case_href = arena_printf(desk->arena, "/cases/%" PRId64, id);
	else if (open && desk_may(desk, PERMIT_MATTER_FILE))
		*(kind == MATTER_REQUEST ? &view->adopt_href : &view->ask_href) = arena_printf(
			desk->arena, "/registers/%s/%" PRId64 "/adopt", facts->name, entry->id);
	return ERR_NONE;
}

void page_entry(struct request *request, struct reply *reply)
{
	struct desk desk;
	const struct register_facts *facts;
	int64_t id;
	desk_begin(&desk, request, reply, "台账");
	if (!desk_entry_id(&desk, &facts, &id)) return;
	struct entry entry;
	struct desk_step *history = NULL;
	struct desk_entry view = {.name = facts->name, .id = id};
	enum err err = entry_open(desk.office, desk.actor, facts->id, desk.agency_id, id,
				  desk.arena, &desk.error, &entry);
	if (err == ERR_NONE) err = page_entry_history(&desk, facts, id, &history, &view.n_history);
	if (err == ERR_NONE) err = counted_in(&desk, facts, &entry, &view.counted);
	if (err == ERR_NONE) err = show_case(&desk, facts, &entry, &view);
	if (err == ERR_NONE)
		err = retention_entry_words(desk.office, facts->id, id, desk.arena, &desk.error,
					    &view.erased, &(unsigned){0});
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	view.history = history;
	view.title = desk_entry_title(facts, &entry);
	view.struck = entry.struck;
	view.struck_reason = entry.struck_reason;
	view.summary = desk_entry_summary(facts, &entry, desk.arena);
	view.personal_shown =
		desk_register_personal(facts) && desk_may(&desk, PERMIT_ENTRY_PERSONAL);
	view.may_change = !entry.struck && desk_may(&desk, PERMIT_ENTRY_CORRECT);
	desk_register_trail(&desk, facts);
	desk.frame.title = view.title;
	view.frame = desk.frame;
	render_desk_entry(&reply->body, &view);
}
