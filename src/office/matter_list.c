/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/matter_list.h"

#include "office/entry.h"
#include "office/holidays.h"

enum { NEAR_DAYS = 3 };

enum err matter_lines(struct office *office, const struct actor *actor, int64_t agency_id,
		      const struct matter_filter *filter, struct arena *arena, struct error *error,
		      struct matter_page *ret_page)
{
	struct matter_page page;
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, agency_id, error);
	if (err == ERR_NONE)
		err = matter_list(office->store, agency_id, filter, arena, error, &page);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < page.n; i++)
		page.lines[i].name = entry_masked(page.lines[i].name, arena);
	*ret_page = page;
	return ERR_NONE;
}

enum err matter_near(struct office *office, int64_t agency_id, struct arena *arena,
		     struct error *error, day *ret_near)
{
	const struct calendar *calendar = NULL;
	enum err err = holidays_calendar(office, agency_id, arena, error, &calendar);
	return err != ERR_NONE ? err
			       : calendar_add_working_days(calendar, clock_today(&office->clock),
							   NEAR_DAYS, ret_near, error);
}

enum err matter_tally(struct office *office, const struct actor *actor, int64_t agency_id,
		      struct arena *arena, struct error *error, struct matter_count **ret_counts,
		      size_t *ret_n)
{
	day near = DAY_NONE;
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, agency_id, error);
	if (err == ERR_NONE) err = matter_near(office, agency_id, arena, error, &near);
	if (err != ERR_NONE) return err;
	return matter_counts(office->store, agency_id, clock_today(&office->clock), near, arena,
			     error, ret_counts, ret_n);
}

enum err matter_by_number(struct office *office, const struct actor *actor, int64_t agency_id,
			  const char *number, struct error *error, int64_t *ret_id)
{
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, agency_id, error);
	return err != ERR_NONE ? err : matter_find(office->store, agency_id, number, error, ret_id);
}

enum err matter_adopt_number(struct office *office, const struct actor *actor, int64_t agency_id,
			     const char *number, struct arena *arena, struct error *error,
			     int64_t *ret_id)
{
	int64_t entry_id = 0;
	enum err err = permission_check(office, actor, PERMIT_MATTER_FILE, agency_id, error);
	if (err == ERR_NONE)
		err = matter_entry_find(office->store, agency_id, number, error, &entry_id);
	return err != ERR_NONE
		       ? err
		       : matter_adopt(office, actor, agency_id, entry_id, arena, error, ret_id);
}
