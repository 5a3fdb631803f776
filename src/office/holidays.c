/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/holidays.h"

#include <string.h>

#include "base/utf8.h"

enum { NAME_MAX_CHARS = 40, FIRST_YEAR = 2019, LAST_YEAR = 2100 };

static struct calendar_row row_of(const struct holiday *holiday)
{
	return (struct calendar_row){holiday->date,
				     holiday->working ? CALENDAR_WORKDAY : CALENDAR_HOLIDAY,
				     holiday->name, holiday->source};
}

/* The notice a national row came with: its own year's, but the last days of December before a
 * 元旦 come with the next year's. */
static int notice_year(const struct holiday *holiday)
{
	int year, month, of_month;
	day_split(holiday->date, &year, &month, &of_month);
	bool next = month == 12 && holiday->name != NULL && strstr(holiday->name, "元旦") != NULL;
	return next ? year + 1 : year;
}

/* Groups of rows in the order calendar_build() wants: national notices by year, then local days. */
static size_t group(const struct holiday *holidays, size_t n, struct arena *arena,
		    struct calendar_rows **ret_groups)
{
	struct calendar_rows *groups = arena_array(arena, n + 1, sizeof *groups);
	size_t n_groups = 0;
	for (int year = FIRST_YEAR; year <= LAST_YEAR + 1; year++) {
		bool local = year > LAST_YEAR;
		struct calendar_row *rows = arena_array(arena, n, sizeof *rows);
		size_t n_rows = 0;
		for (size_t i = 0; i < n; i++) {
			bool mine = local ? holidays[i].agency_id != 0
					  : holidays[i].agency_id == 0 &&
						    notice_year(&holidays[i]) == year;
			if (mine) rows[n_rows++] = row_of(&holidays[i]);
		}
		if (n_rows == 0) continue;
		groups[n_groups++] = (struct calendar_rows){local ? 0 : year, rows, n_rows};
	}
	*ret_groups = groups;
	return n_groups;
}

static enum err build(const struct holiday *holidays, size_t n, struct arena *arena,
		      struct error *error, const struct calendar **ret_calendar)
{
	struct calendar_rows *groups = NULL;
	size_t n_groups = n == 0 ? 0 : group(holidays, n, arena, &groups);
	return calendar_build(arena, groups, n_groups, ret_calendar, error);
}

enum err holidays_calendar(struct office *office, int64_t agency_id, struct arena *arena,
			   struct error *error, const struct calendar **ret_calendar)
{
	struct holiday *holidays = NULL;
	size_t n = 0;
	enum err err = holiday_list(office->store, agency_id, arena, error, &holidays, &n);
	return err != ERR_NONE ? err : build(holidays, n, arena, error, ret_calendar);
}

enum err holidays_list(struct office *office, const struct actor *actor, int64_t agency_id,
		       struct arena *arena, struct error *error, struct holiday **ret_holidays,
		       size_t *ret_n)
{
	enum err err = permission_check(office, actor, PERMIT_CALENDAR_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	return holiday_list(office->store, agency_id, arena, error, ret_holidays, ret_n);
}

struct change {
	const struct holiday *rows;
	size_t n;
	int64_t id; /* to remove, or of the last one added */
	const char *reason;
	struct author author;
};

static enum err add_work(struct store *store, void *context, struct error *error)
{
	struct change *change = context;
	for (size_t i = 0; i < change->n; i++) {
		enum err err = holiday_insert(store, &change->rows[i], &change->author, error,
					      &change->id);
		if (err != ERR_NONE) return err;
	}
	return ERR_NONE;
}

static enum err remove_work(struct store *store, void *context, struct error *error)
{
	struct change *change = context;
	return holiday_remove(store, change->id, change->reason, &change->author, error);
}

static enum err bad_content(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "填写的内容有误。");
}

enum err holidays_add(struct office *office, const struct actor *actor, const struct holiday *fresh,
		      struct problems *problems, struct error *error, int64_t *ret_id)
{
	BUG_IF(fresh->agency_id == 0); /* national days come by notice */
	enum err err =
		permission_check(office, actor, PERMIT_CALENDAR_WRITE, fresh->agency_id, error);
	if (err != ERR_NONE) return err;
	size_t before = problems->count;
	if (fresh->date == DAY_NONE || day_year(fresh->date) < FIRST_YEAR ||
	    day_year(fresh->date) > LAST_YEAR)
		problem_add(problems, "date", "请填写%d年以后的日期，格式如2026-03-20", FIRST_YEAR);
	if (fresh->name == NULL || fresh->name[0] == '\0' ||
	    utf8_length(fresh->name) > NAME_MAX_CHARS)
		problem_add(problems, "name", "请填写节假日名称，不超过%d字", NAME_MAX_CHARS);
	if (problems->count != before) return bad_content(error);
	struct change change = {.rows = fresh, .n = 1, .author = office_author(office, actor)};
	err = store_transaction(office->store, add_work, &change, error);
	if (err == ERR_NONE) *ret_id = change.id;
	return err;
}

enum err holidays_remove(struct office *office, const struct actor *actor, int64_t agency_id,
			 int64_t id, const char *reason, struct error *error)
{
	enum err err = permission_check(office, actor, PERMIT_CALENDAR_WRITE, agency_id, error);
	if (err != ERR_NONE) return err;
	struct arena arena = {0};
	struct holiday *holidays = NULL;
	size_t n = 0;
	err = holiday_list(office->store, agency_id, &arena, error, &holidays, &n);
	bool mine = false;
	for (size_t i = 0; err == ERR_NONE && i < n; i++)
		mine = mine || (holidays[i].id == id && holidays[i].agency_id == agency_id);
	arena_release(&arena);
	if (err != ERR_NONE) return err;
	if (!mine) return error_set(error, ERR_MISSING, NULL, "没有这一天的记录。");
	struct change change = {.id = id, .reason = reason, .author = office_author(office, actor)};
	return store_transaction(office->store, remove_work, &change, error);
}

enum err holidays_import(struct office *office, const struct actor *actor, int year,
			 const char *bytes, size_t n, bool dry_run, struct arena *arena,
			 struct problems *problems, struct error *error, size_t *ret_rows)
{
	enum err err = permission_check(office, actor, PERMIT_CALENDAR_WRITE, 0, error);
	if (err != ERR_NONE) return err;
	size_t before = problems->count;
	struct calendar_rows notice = {0};
	calendar_parse(bytes, n, year, arena, problems, &notice);
	if (problems->count != before) return bad_content(error);
	struct holiday *known = NULL;
	size_t n_known = 0;
	err = holiday_list(office->store, 0, arena, error, &known, &n_known);
	if (err != ERR_NONE) return err;
	struct holiday *all = arena_array(arena, n_known + notice.n, sizeof *all);
	if (n_known > 0) memcpy(all, known, n_known * sizeof *all);
	for (size_t i = 0; i < notice.n; i++)
		all[n_known + i] = (struct holiday){
			.date = notice.rows[i].date,
			.working = notice.rows[i].kind == CALENDAR_WORKDAY,
			.name = notice.rows[i].name,
			.source = notice.rows[i].source == NULL ? "" : notice.rows[i].source};
	const struct calendar *calendar;
	err = build(all, n_known + notice.n, arena, error, &calendar);
	if (err != ERR_NONE) return err;
	*ret_rows = notice.n;
	if (dry_run) return ERR_NONE;
	struct change change = {
		.rows = all + n_known, .n = notice.n, .author = office_author(office, actor)};
	return store_transaction(office->store, add_work, &change, error);
}
