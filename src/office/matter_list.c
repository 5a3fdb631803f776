/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/matter_list.h"

#include <string.h>

#include "base/escape.h"
#include "law/life_duty.h"
#include "law/service.h"
#include "office/entry.h"
#include "office/holidays.h"
#include "store/service_row.h"

/* The day before DUE_NOTHING. */
#define LAST_OWED "9999-12-30"

enum { NEAR = 3, LINE_MAX_BYTES = 64 * 1024, EXPORT_PAGE = 500 };

static const struct {
	const char *code, *label;
} lights[MATTER_LIGHT__MAX] = {
#define LIGHT(NAME, code, label) {code, label},
	MATTER_LIGHT_TABLE(LIGHT)
#undef LIGHT
};

const char *matter_light_code(enum matter_light_of light)
{
	BUG_IF(light >= MATTER_LIGHT__MAX);
	return lights[light].code;
}

const char *matter_light_label(enum matter_light_of light)
{
	BUG_IF(light >= MATTER_LIGHT__MAX);
	return lights[light].label;
}

enum matter_light_of matter_light_parse(const char *code)
{
	int i = 0;
	while (i < MATTER_LIGHT__MAX && strcmp(lights[i].code, code) != 0) i++;
	return (enum matter_light_of)i;
}

/* The days between which a light lies, as texts of next_due. */
struct light_bounds {
	char from[11], to[11];
	bool at_once;
};

static void put_day(char text[11], day d)
{
	struct day_text shown = day_text(d);
	memcpy(text, shown.s, 11);
}

/* The last day that is still near: matter_light()'s yellow. */
static day last_near(const struct calendar *calendar, day today)
{
	enum { LONGEST_HOLIDAY = 20 };
	day last = today;
	int left = 0;
	for (day d = today + 1; d <= today + LONGEST_HOLIDAY; d++)
		if (calendar_working_days(calendar, today, d, &left, NULL) == ERR_NONE &&
		    left <= NEAR)
			last = d;
	return last;
}

static enum err bounds_of(struct office *office, int64_t agency_id, enum matter_light_of light,
			  struct error *error, struct light_bounds *ret_bounds)
{
	day today = clock_today(&office->clock);
	struct arena arena = {0};
	const struct calendar *calendar = NULL;
	enum err err = holidays_calendar(office, agency_id, &arena, error, &calendar);
	if (err == ERR_NONE) {
		day near = last_near(calendar, today);
		struct light_bounds bounds = {.at_once = light == MATTER_LIGHT_YELLOW};
		switch (light) {
		case MATTER_LIGHT_RED:
			put_day(bounds.from, day_year_start(1949));
			put_day(bounds.to, today - 1);
			break;
		case MATTER_LIGHT_YELLOW:
			put_day(bounds.from, today);
			put_day(bounds.to, near);
			break;
		case MATTER_LIGHT_GREEN:
			put_day(bounds.from, near + 1);
			memcpy(bounds.to, LAST_OWED, sizeof LAST_OWED);
			break;
		case MATTER_LIGHT_NONE:
		case MATTER_LIGHT__MAX:
			memcpy(bounds.from, DUE_NOTHING, 11);
			memcpy(bounds.to, DUE_NOTHING, 11);
			break;
		}
		*ret_bounds = bounds;
	}
	arena_release(&arena);
	return err;
}

static const char *or_null(const char *text)
{
	return text == NULL || *text == '\0' ? NULL : text;
}

static enum err filter_of(struct office *office, int64_t agency_id,
			  const struct matter_query *query, struct error *error,
			  struct light_bounds *bounds, struct matter_filter *ret_filter)
{
	*ret_filter = (struct matter_filter){.state = or_null(query->state),
					     .posted = query->posted,
					     .post_id = query->post_id,
					     .requester = or_null(query->requester),
					     .text = or_null(query->text),
					     .cursor = query->cursor,
					     .limit = query->limit};
	if (query->owing) ret_filter->to = LAST_OWED;
	if (query->light >= MATTER_LIGHT__MAX) return ERR_NONE;
	enum err err = bounds_of(office, agency_id, query->light, error, bounds);
	if (err != ERR_NONE) return err;
	ret_filter->from = bounds->from;
	ret_filter->to = bounds->to;
	ret_filter->at_once = bounds->at_once;
	return ERR_NONE;
}

enum err matters_list(struct office *office, const struct actor *actor, int64_t agency_id,
		      const struct matter_query *query, struct arena *arena, struct error *error,
		      struct matter_page *ret_page)
{
	struct light_bounds bounds;
	struct matter_filter filter;
	struct matter_page page;
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, agency_id, error);
	if (err == ERR_NONE) err = filter_of(office, agency_id, query, error, &bounds, &filter);
	if (err == ERR_NONE)
		err = matter_list(office->store, agency_id, &filter, arena, error, &page);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < page.n; i++)
		page.rows[i].name = entry_masked(page.rows[i].name, arena);
	*ret_page = page;
	return ERR_NONE;
}

static enum err count_light(struct office *office, int64_t agency_id, enum matter_light_of light,
			    struct error *error, int64_t *ret_n)
{
	struct light_bounds bounds;
	int64_t n = 0, now = 0;
	enum err err = bounds_of(office, agency_id, light, error, &bounds);
	if (err == ERR_NONE)
		err = matter_count_due(office->store, agency_id, bounds.from, bounds.to, error, &n);
	if (err == ERR_NONE && bounds.at_once)
		err = matter_count_due(office->store, agency_id, DUE_AT_ONCE, DUE_AT_ONCE, error,
				       &now);
	if (err == ERR_NONE) *ret_n = n + now < COUNT_MORE ? n + now : COUNT_MORE;
	return err;
}

/* The counts as the states follow one another in a case. */
static void in_order(struct matter_count *counts, size_t n, struct matter_counts *out,
		     struct arena *arena)
{
	out->states = arena_array(arena, n, sizeof *counts);
	for (int state = 0; state < LIFE_STATE__MAX; state++)
		for (size_t i = 0; i < n; i++)
			if (strcmp(counts[i].state, life_state_code((enum life_state)state)) == 0)
				out->states[out->n_states++] = counts[i];
}

static enum err count_due(struct office *office, int64_t agency_id, enum matter_light_of last_light,
			  struct error *error, struct matter_counts *out)
{
	struct day_text today = day_text(clock_today(&office->clock));
	enum err err =
		matter_count_due(office->store, agency_id, today.s, today.s, error, &out->today);
	for (int light = 0; light <= (int)last_light && err == ERR_NONE; light++)
		err = count_light(office, agency_id, (enum matter_light_of)light, error,
				  &out->lights[light]);
	return err;
}

enum err matters_due(struct office *office, const struct actor *actor, int64_t agency_id,
		     struct error *error, struct matter_counts *ret_counts, bool *ret_any)
{
	struct matter_counts out = {0};
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, agency_id, error);
	if (err == ERR_NONE) err = count_due(office, agency_id, MATTER_LIGHT_YELLOW, error, &out);
	if (err == ERR_NONE) err = matter_any_open(office->store, agency_id, error, ret_any);
	if (err == ERR_NONE) *ret_counts = out;
	return err;
}

enum err besides_count(struct office *office, const struct actor *actor, int64_t agency_id,
		       bool all, struct arena *arena, struct error *error,
		       struct matter_counts *ret_counts)
{
	struct matter_counts out = {0};
	struct light_bounds near;
	struct beside_due *dues = NULL;
	size_t n = 0;
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, agency_id, error);
	if (err == ERR_NONE) err = bounds_of(office, agency_id, MATTER_LIGHT_YELLOW, error, &near);
	if (err == ERR_NONE)
		err = beside_dues(office->store, agency_id, all ? LAST_OWED : near.to, arena, error,
				  &dues, &n);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < n; i++) {
		const char *due = dues[i].next_due;
		bool now = strcmp(due, DUE_AT_ONCE) == 0;
		enum matter_light_of light = !now && strcmp(due, near.from) < 0 ? MATTER_LIGHT_RED
					     : now || strcmp(due, near.to) <= 0
						     ? MATTER_LIGHT_YELLOW
						     : MATTER_LIGHT_GREEN;
		out.lights[light] += dues[i].n;
		if (strcmp(due, near.from) == 0) out.today = dues[i].n;
	}
	*ret_counts = out;
	return ERR_NONE;
}

enum err besides_list(struct office *office, const struct actor *actor, int64_t agency_id,
		      enum matter_kind kind, enum matter_light_of light, struct arena *arena,
		      struct error *error, struct beside_row **ret_rows, size_t *ret_n)
{
	struct light_bounds bounds = {.from = "", .to = DUE_NOTHING};
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, agency_id, error);
	if (err == ERR_NONE && light < MATTER_LIGHT__MAX)
		err = bounds_of(office, agency_id, light, error, &bounds);
	if (err != ERR_NONE) return err;
	struct beside_filter filter = {
		.kind = kind, .from = bounds.from, .to = bounds.to, .at_once = bounds.at_once};
	return beside_list(office->store, agency_id, &filter, BESIDE_LIST_MAX, arena, error,
			   ret_rows, ret_n);
}

enum err matters_count(struct office *office, const struct actor *actor, int64_t agency_id,
		       struct arena *arena, struct error *error, struct matter_counts *ret_counts)
{
	struct matter_counts out = {0};
	struct matter_count *counts = NULL;
	size_t n = 0;
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, agency_id, error);
	if (err == ERR_NONE)
		err = matter_count_states(office->store, agency_id, arena, error, &counts, &n);
	if (err == ERR_NONE) err = count_due(office, agency_id, MATTER_LIGHT_GREEN, error, &out);
	if (err != ERR_NONE) return err;
	in_order(counts, n, &out, arena);
	*ret_counts = out;
	return ERR_NONE;
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

/* ---- the export ---- */

static const char *state_words(const char *code)
{
	for (int i = 0; i < LIFE_STATE__MAX; i++)
		if (strcmp(life_state_code((enum life_state)i), code) == 0)
			return life_state_label((enum life_state)i);
	return code;
}

static const char *duty_words(const char *code)
{
	for (int i = 0; i < LIFE_DUTY__MAX; i++)
		if (strcmp(life_duty_code((enum life_duty_kind)i), code) == 0)
			return life_duty_label((enum life_duty_kind)i);
	return code;
}

static void add_cell(struct buf *line, const char *text, bool last)
{
	escape_csv(line, text);
	if (last)
		BUF_LIT(line, "\r\n");
	else
		buf_putc(line, ',');
}

/* How and when the reply was served, as far as it was. */
static void add_service(struct buf *line, const struct service_row *service)
{
	enum service_manner manner;
	bool known = service != NULL && service_parse(service->manner, &manner);
	struct day_text on = day_text(known ? service_day(manner, service->day) : DAY_NONE);
	add_cell(line, known ? service_facts(manner)->label : "", false);
	add_cell(line, known ? on.s : "", false);
	add_cell(line, known ? service->mail_number : "", true);
}

static void add_row(struct buf *line, const struct matter_row *row,
		    const struct service_row *service, struct arena *arena)
{
	struct day_text received = day_text(row->received), due = day_text(row->due);
	bool nothing = strcmp(row->next_due, DUE_NOTHING) == 0;
	enum requester_kind kind;
	buf_clear(line);
	add_cell(line, row->number, false);
	add_cell(line, entry_masked(row->name, arena), false);
	add_cell(line, requester_parse(row->requester, &kind) ? requester_label(kind) : "", false);
	add_cell(line, row->subject, false);
	add_cell(line, state_words(row->state), false);
	add_cell(line, received.s, false);
	add_cell(line, due.s, false);
	add_cell(line, duty_words(row->next_duty), false);
	add_cell(line, nothing ? "" : *row->next_due == '\0' ? "现在" : row->next_due, false);
	add_service(line, service);
}

struct exporting {
	int64_t agency_id;
	struct author author;
};

static enum err note_export(struct store *store, void *context, struct error *error)
{
	const struct exporting *exporting = context;
	return journal_event(store, ACTION_EXPORT, OBJECT_MATTER, 0, exporting->agency_id, "cases",
			     &exporting->author, error);
}

static bool may_be_served(const char *state)
{
	return strcmp(state, life_state_code(LIFE_SERVED)) == 0 ||
	       strcmp(state, life_state_code(LIFE_ARCHIVED)) == 0;
}

/* Page by page, so that no reader waits behind a long statement. */
static enum err write_pages(struct office *office, int64_t agency_id, struct matter_filter *filter,
			    matters_write *write, void *context, struct buf *line,
			    struct error *error)
{
	struct arena pages[2] = {{0}, {0}}; /* a cursor lives in the page before */
	enum err err = ERR_NONE;
	filter->limit = EXPORT_PAGE;
	for (int at = 0; err == ERR_NONE; at = 1 - at) {
		struct matter_page page;
		arena_reset(&pages[at]);
		err = matter_list(office->store, agency_id, filter, &pages[at], error, &page);
		for (size_t i = 0; err == ERR_NONE && i < page.n; i++) {
			struct service_row *services = NULL;
			size_t n = 0;
			if (may_be_served(page.rows[i].state))
				err = service_row_list(office->store, page.rows[i].id, &pages[at],
						       error, &services, &n);
			if (err != ERR_NONE) break;
			add_row(line, &page.rows[i], n == 0 ? NULL : &services[n - 1], &pages[at]);
			BUG_IF(!buf_ok(line));
			err = write(line->p, line->n, context, error);
		}
		if (err != ERR_NONE || page.next == NULL) break;
		filter->cursor = page.next;
	}
	arena_release(&pages[0]);
	arena_release(&pages[1]);
	return err;
}

enum err matters_export(struct office *office, const struct actor *actor, int64_t agency_id,
			const struct matter_query *query, matters_write *write, void *context,
			struct error *error)
{
	static const char head[] = "\xEF\xBB\xBF编号,申请人,申请人类别,申请内容,状态,收到日期,"
				   "答复期限,下一件事,下一期限,送达方式,送达日期,邮件编号\r\n";
	struct light_bounds bounds;
	struct matter_filter filter;
	struct buf line;
	enum err err = permission_check(office, actor, PERMIT_ENTRY_EXPORT, agency_id, error);
	if (err == ERR_NONE)
		err = permission_check(office, actor, PERMIT_MATTER_READ, agency_id, error);
	if (err == ERR_NONE) err = filter_of(office, agency_id, query, error, &bounds, &filter);
	if (err != ERR_NONE) return err;
	struct exporting exporting = {agency_id, office_author(office, actor)};
	err = store_transaction(office->store, note_export, &exporting, error);
	if (err == ERR_NONE) err = write(head, sizeof head - 1, context, error);
	if (err != ERR_NONE) return err;
	filter.cursor = NULL;
	buf_init(&line, LINE_MAX_BYTES);
	err = write_pages(office, agency_id, &filter, write, context, &line, error);
	buf_release(&line);
	return err;
}
