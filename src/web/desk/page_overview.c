/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_overview.h"

#include <inttypes.h>

#include "office/matter_list.h"
#include "office/readiness.h"
#include "web/desk/page_register.h"

static enum err find_lacks(struct desk *desk, struct desk_overview *view)
{
	struct lacking *list;
	size_t n;
	enum err err = readiness_list(desk->office, desk->actor, desk->agency_id, desk->arena,
				      &desk->error, &list, &n);
	if (err != ERR_NONE) return err;
	struct desk_lacking *lacks = arena_array(desk->arena, n, sizeof *lacks);
	for (size_t i = 0; i < n; i++) {
		lacks[i] = (struct desk_lacking){list[i].what, list[i].why, NULL};
		if (!desk_may(desk, list[i].permission))
			view->others_mend = true;
		else if (list[i].permission == PERMIT_ACCOUNT_WRITE)
			lacks[i].href = "/accounts";
		else
			lacks[i].href = arena_printf(desk->arena, "/agencies/%" PRId64 "/edit",
						     desk->agency_id);
	}
	view->lacks = lacks;
	view->n_lacks = n;
	return ERR_NONE;
}

/* Who has no part in the office's daily work finds his places here. */
static void show_areas(struct desk *desk)
{
	struct desk_area *areas = NULL;
	struct desk_overview view = {.title = "工作台"};
	enum err err = ERR_NONE;
	if (desk_may(desk, PERMIT_AGENCY_WRITE)) err = find_lacks(desk, &view);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	view.n_areas = desk_nav_areas(desk, &areas);
	view.areas = areas;
	desk->frame.title = view.title;
	view.frame = desk->frame;
	render_desk_overview(&desk->reply->body, &view);
}

static bool no_entries(const struct desk_register_table *table)
{
	for (size_t i = 0; i < table->n_rows; i++)
		if (table->rows[i].n > 0) return false;
	return true;
}

/* What the table of the registers holds, so that nothing is counted twice. */
static void take_counts(const struct desk_register_table *table, struct annual *annual)
{
	annual->counts.records = table->rows[REGISTER_RECORDS].n;
	annual->counts.responses = table->rows[REGISTER_RESPONSES].n;
	annual->counts.interpretations = table->rows[REGISTER_INTERPRETATIONS].n;
	annual->counts.fee_notices = table->rows[REGISTER_FEES].n;
}

/* The report that is due: of the year in view once it is over, before that of the year before. */
static enum err task_of(struct desk *desk, const struct annual *shown, day today,
			struct desk_task *ret_task)
{
	bool may_write = desk_may(desk, PERMIT_REPORT_WRITE);
	const struct annual *annual = shown;
	if (shown->year >= desk->this_year) {
		struct annual *last = ARENA_NEW(desk->arena, struct annual);
		enum err err =
			annual_outline(desk->office, desk->actor, desk->agency_id,
				       desk->this_year - 1, false, desk->arena, &desk->error, last);
		if (err != ERR_NONE) return err;
		annual = last;
	}
	*ret_task = page_overview_task(annual, today, may_write, desk->arena);
	const char *path = arena_printf(desk->arena, "/report?year=%d", annual->year);
	if (ret_task->title != NULL && desk_reaches(desk, "/report")) ret_task->href = path;
	return ERR_NONE;
}

static const char *some(const struct desk *desk, int64_t n)
{
	return n == 0 ? NULL : desk_count(n, "件", desk->arena);
}

/* What is due of the requests under way, today and late. */
static enum err count_cases(struct desk *desk, struct desk_overview *view)
{
	struct matter_counts counts;
	if (!desk_may(desk, PERMIT_MATTER_READ)) return ERR_NONE;
	enum err err = matters_due(desk->office, desk->actor, desk->agency_id, &desk->error,
				   &counts, &view->cases);
	if (err != ERR_NONE) return err;
	view->late = some(desk, counts.lights[MATTER_LIGHT_RED]);
	view->soon = some(desk, counts.lights[MATTER_LIGHT_YELLOW]);
	view->today = some(desk, counts.today);
	return ERR_NONE;
}

static enum err count_beside(struct desk *desk, struct desk_overview *view)
{
	struct matter_counts counts;
	if (!desk_may(desk, PERMIT_MATTER_READ)) return ERR_NONE;
	enum err err = besides_count(desk->office, desk->actor, desk->agency_id, false, desk->arena,
				     &desk->error, &counts);
	if (err != ERR_NONE) return err;
	view->beside_late = some(desk, counts.lights[MATTER_LIGHT_RED]);
	view->beside_soon = some(desk, counts.lights[MATTER_LIGHT_YELLOW]);
	view->beside_today = some(desk, counts.today);
	view->beside = view->beside_late != NULL || view->beside_soon != NULL;
	return ERR_NONE;
}

/* The first page of everybody's day: with 100,000 requests under way and 1,000,000 kept it has to
 * come within 10 ms (tests/bench/run desk). So whatever it says is a count that stops
 * (store/count_some.h) along an index that begins with agency and kind, or a page of a few rows;
 * nothing walks the open matters, opens one, or reads a table through. A new figure beside the
 * lights costs half a millisecond where there are more than COUNT_MOST, so measure it. */
void page_overview(struct request *request, struct reply *reply)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "总览");
	if (!desk_may(&desk, PERMIT_OVERVIEW)) {
		show_areas(&desk);
		return;
	}
	struct desk_overview view = {.may_add = desk_may(&desk, PERMIT_ENTRY_ADD)};
	struct desk_figure_group groups[PAGE_OVERVIEW_GROUPS];
	struct annual *annual = ARENA_NEW(desk.arena, struct annual);
	day today = clock_today(&request->site->clock);
	enum err err = desk_year(&desk, "/", &view.years);
	if (err == ERR_NONE) err = page_register_counts(&desk, &view.table);
	if (err == ERR_NONE)
		err = annual_outline(desk.office, desk.actor, desk.agency_id, desk.year, true,
				     desk.arena, &desk.error, annual);
	if (err == ERR_NONE) take_counts(&view.table, annual);
	if (err == ERR_NONE) err = task_of(&desk, annual, today, &view.task);
	if (err == ERR_NONE) err = count_cases(&desk, &view);
	if (err == ERR_NONE) err = count_beside(&desk, &view);
	if (err == ERR_NONE) err = find_lacks(&desk, &view);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	view.year = desk.year;
	view.title = arena_printf(desk.arena, "%d 年总览", desk.year);
	view.running = desk.year == desk.this_year;
	/* requests carried over are work of this year, whatever is entered yet */
	view.empty =
		no_entries(&view.table) && annual->live.requests[ROW_R2][COLUMN_TOTAL].value == 0;
	view.groups = groups;
	if (!view.empty) view.n_groups = page_overview_figures(annual, desk.arena, groups);
	desk.frame.title = view.title;
	view.frame = desk.frame;
	render_desk_overview(&reply->body, &view);
}
