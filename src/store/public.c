/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/public.h"

#include <stdlib.h>
#include <string.h>

#include "store/inside.h"
#include "store/rows.h"

enum { PAGE = 20, PAGE_MAX = 100, AGENCY_FIXED = 4 };

#define NAME_OF(name) ", " #name
#define AGENCIES                                                                                   \
	"SELECT id, COALESCE(parent_id, 0) AS parent_id, level, "                                  \
	"receives_requests" PUBLIC_AGENCY_FIELDS(NAME_OF) " FROM public_agency"

static void read_agency(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct public_agency *ret_agency = ret_item;
	size_t column = AGENCY_FIXED;
	ret_agency->id = db_column_int(row, 0);
	ret_agency->parent_id = db_column_int(row, 1);
	ret_agency->level = row_text(row, 2, arena);
	ret_agency->receives_requests = db_column_int(row, 3) != 0;
#define FIELD(name) ret_agency->name = row_text(row, column++, arena);
	PUBLIC_AGENCY_FIELDS(FIELD)
#undef FIELD
}

/* The tree is a handful of levels deep and never a loop (agency_update). */
static void place_below(const struct rows *rows, int64_t parent_id, struct public_agency *ordered,
			size_t *placed)
{
	const struct public_agency *all = rows->items;
	for (size_t i = 0; i < rows->n; i++) {
		if (all[i].parent_id != parent_id) continue;
		ordered[(*placed)++] = all[i];
		place_below(rows, all[i].id, ordered, placed);
	}
}

enum err public_agency_list(struct store *store, struct arena *arena, struct error *error,
			    struct public_agency **ret_agencies, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct public_agency);
	size_t placed = 0;
	enum err err = rows_list(store->db, SQL(AGENCIES " ORDER BY position, id"), DB_NO_VALUES,
				 read_agency, &rows, error);
	if (err != ERR_NONE) return err;
	struct public_agency *ordered = arena_array(arena, rows.n, sizeof *ordered);
	place_below(&rows, 0, ordered, &placed);
	*ret_agencies = ordered;
	*ret_n = placed;
	return ERR_NONE;
}

static const char missing[] = "没有找到。";

enum err public_agency_get(struct store *store, int64_t id, struct arena *arena,
			   struct error *error, struct public_agency *ret_agency)
{
	return rows_one(store->db, SQL(AGENCIES " WHERE id = $1"), DB_VALUES(db_int(id)),
			read_agency, arena, ret_agency, missing, error);
}

#define REPORT_HEAD                                                                                \
	"r.id, r.agency_id, r.year, r.issue, r.reason, r.published_at, r.journal_head, "           \
	"r.journal_entry, CASE WHEN r.issue = (SELECT MAX(n.issue) FROM public_report n "          \
	"WHERE n.agency_id = r.agency_id AND n.year = r.year) THEN 1 ELSE 0 END AS newest"

static void read_report(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct public_report *ret_report = ret_item;
	*ret_report = (struct public_report){
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.year = (int)db_column_int(row, 2),
		.issue = (int)db_column_int(row, 3),
		.reason = row_text(row, 4, arena),
		.published_at = db_column_int(row, 5),
		.journal_head = row_text(row, 6, arena),
		.journal_entry = db_column_int(row, 7),
		.newest = db_column_int(row, 8) != 0,
	};
}

enum err public_report_list(struct store *store, int64_t agency_id, struct arena *arena,
			    struct error *error, struct public_report **ret_reports, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct public_report);
	enum err err = rows_list(store->db,
				 SQL("SELECT " REPORT_HEAD " FROM public_report r "
				     "WHERE r.agency_id = $1 ORDER BY r.year DESC, r.issue DESC"),
				 DB_VALUES(db_int(agency_id)), read_report, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_reports = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

static void read_whole_report(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct public_report *ret_report = ret_item;
	read_report(row, arena, ret_report);
	ret_report->tables = row_text(row, 9, arena);
}

enum err public_report_get(struct store *store, int64_t agency_id, int year, int issue,
			   struct arena *arena, struct error *error,
			   struct public_report *ret_report)
{
	return rows_one(
		store->db,
		SQL("SELECT " REPORT_HEAD ", r.tables FROM public_report r "
		    "WHERE r.agency_id = $1 AND r.year = $2 "
		    "AND (CAST($3 AS BIGINT) = 0 OR r.issue = $3) ORDER BY r.issue DESC LIMIT 1"),
		DB_VALUES(db_int(agency_id), db_int(year), db_int(issue)), read_whole_report, arena,
		ret_report, missing, error);
}

static void read_section(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct public_section *section = ret_item;
	section->key = row_text(row, 0, arena);
	section->text = row_text(row, 1, arena);
}

enum err public_report_sections(struct store *store, int64_t report_id, struct arena *arena,
				struct error *error, struct public_section **ret_sections,
				size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct public_section);
	enum err err = rows_list(store->db,
				 SQL("SELECT section, text FROM public_report_section "
				     "WHERE report_id = $1 ORDER BY section"),
				 DB_VALUES(db_int(report_id)), read_section, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_sections = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

static void read_paper(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct public_paper *ret_paper = ret_item;
	ret_paper->format = row_text(row, 0, arena);
	ret_paper->media_type = row_text(row, 1, arena);
	ret_paper->digest = row_text(row, 2, arena);
	ret_paper->n = (size_t)db_column_int(row, 3);
}

enum err public_report_papers(struct store *store, int64_t report_id, struct arena *arena,
			      struct error *error, struct public_paper **ret_papers, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct public_paper);
	enum err err =
		rows_list(store->db,
			  SQL("SELECT format, media_type, digest, size "
			      "FROM public_report_paper WHERE report_id = $1 ORDER BY format"),
			  DB_VALUES(db_int(report_id)), read_paper, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_papers = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

/* Papers are long: their bytes are not copied on the way. */
enum err public_report_paper(struct store *store, int64_t report_id, const char *format,
			     struct arena *arena, public_paper_use *use, void *context,
			     struct error *error)
{
	struct public_paper paper;
	struct db_statement *row = NULL;
	enum err err =
		db_query(store->db,
			 SQL("SELECT format, media_type, digest, size, bytes "
			     "FROM public_report_paper WHERE report_id = $1 AND format = $2"),
			 DB_VALUES(db_int(report_id), db_text(format)), error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(row, error);
	if (step == DB_FAILED) return db_failed(row);
	if (step == DB_DONE) return error_set(error, ERR_MISSING, NULL, "%s", missing);
	struct db_value bytes = db_column(row, 4);
	read_paper(row, arena, &paper);
	paper.bytes = bytes.n == 0 ? "" : bytes.bytes;
	paper.n = bytes.n;
	use(&paper, context);
	db_end(row);
	return ERR_NONE;
}

/* "2024-12-31.17": after that record. */
static bool cursor_parse(const char *text, char ret_date[11], int64_t *ret_id)
{
	day date;
	char *end = NULL;
	memcpy(ret_date, "9999-12-31", 11);
	*ret_id = INT64_MAX;
	if (text == NULL || text[0] == '\0') return true;
	if (strlen(text) < 12 || text[10] != '.' || text[11] < '0' || text[11] > '9') return false;
	memcpy(ret_date, text, 10);
	*ret_id = strtoll(text + 11, &end, 10);
	return *end == '\0' && day_parse(ret_date, &date);
}

static struct db_value text_or_any(const char *text)
{
	return db_text(text == NULL ? "" : text);
}

#define RECORDS_PASSING                                                                            \
	" FROM public_record WHERE agency_id = $1 AND published >= $2 AND published <= $3 "        \
	"AND ($4 = '' OR kind = $4) AND ($5 = '' OR topic = $5) AND ($6 = '' OR key_area = $6) "   \
	"AND ($7 = '' OR instr(title, $7) > 0 OR instr(document_number, $7) > 0)"
#define OF_TOPIC " AND topic = $5" /* said alone, so that the index of topics is walked */
#define FROM_CURSOR " AND (published, id) < ($8, $9) ORDER BY published DESC, id DESC LIMIT $10"
enum { RECORD_FILTERS = 7 };

#define RECORD_COLUMNS                                                                             \
	"id, agency_id, title, kind, topic, key_area, document_number, url, formed, published, "   \
	"published_via"

static void read_record(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct public_record *ret_record = ret_item;
	*ret_record = (struct public_record){
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.title = row_text(row, 2, arena),
		.kind = row_text(row, 3, arena),
		.topic = row_text(row, 4, arena),
		.key_area = row_text(row, 5, arena),
		.document_number = row_text(row, 6, arena),
		.url = row_text(row, 7, arena),
		.formed = row_text(row, 8, arena),
		.published = row_text(row, 9, arena),
		.published_via = row_text(row, 10, arena),
	};
}

static enum err read_records(struct db_statement *row, size_t limit, struct arena *arena,
			     struct error *error, struct public_record_page *ret_page)
{
	enum db_step step;
	ret_page->records = arena_array(arena, limit, sizeof *ret_page->records);
	while ((step = db_step(row, error)) == DB_ROW) {
		if (ret_page->n == limit) {
			const struct public_record *last = &ret_page->records[limit - 1];
			ret_page->next = arena_printf(arena, "%s.%lld", last->published,
						      (long long)last->id);
			db_end(row);
			return ERR_NONE;
		}
		read_record(row, arena, &ret_page->records[ret_page->n++]);
	}
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

enum err public_record_list(struct store *store, const struct public_record_filter *filter,
			    struct arena *arena, struct error *error,
			    struct public_record_page *ret_page)
{
	bool open_from = filter->from == 0 || filter->from == DAY_NONE;
	bool open_to = filter->to == 0 || filter->to == DAY_NONE;
	struct day_text from = day_text(open_from ? DAY_NONE : filter->from);
	struct day_text to = day_text(open_to ? DAY_NONE : filter->to);
	size_t limit = filter->limit == 0	  ? PAGE
		       : filter->limit > PAGE_MAX ? PAGE_MAX
						  : filter->limit;
	struct public_record_page page = {0};
	struct db_statement *row = NULL;
	char date[11];
	int64_t id = 0;
	if (!cursor_parse(filter->cursor, date, &id))
		return error_set(error, ERR_USAGE, NULL, "页码不对，请从第一页看起。");
	const struct db_value bound[RECORD_FILTERS + 3] = {db_int(filter->agency_id),
							   db_text(from.s),
							   db_text(open_to ? "9999-12-31" : to.s),
							   text_or_any(filter->kind),
							   text_or_any(filter->topic),
							   text_or_any(filter->key_area),
							   text_or_any(filter->text),
							   db_text(date),
							   db_int(id),
							   db_int((int64_t)limit + 1)};
	enum err err = ERR_NONE;
	page.total = -1;
	if (!filter->uncounted)
		err = db_number(store->db, SQL("SELECT COUNT(*)" RECORDS_PASSING), bound,
				RECORD_FILTERS, error, &page.total);
	if (err == ERR_NONE)
		err = db_query(store->db,
			       filter->topic == NULL || filter->topic[0] == '\0'
				       ? SQL("SELECT " RECORD_COLUMNS RECORDS_PASSING FROM_CURSOR)
				       : SQL("SELECT " RECORD_COLUMNS RECORDS_PASSING OF_TOPIC
						     FROM_CURSOR),
			       bound, RECORD_FILTERS + 3, error, &row);
	if (err == ERR_NONE) err = read_records(row, limit, arena, error, &page);
	if (err == ERR_NONE) *ret_page = page;
	return err;
}

const char *public_record_index(const struct public_record *record, struct arena *arena)
{
	return arena_printf(arena, "%.4s-%06lld", record->published, (long long)record->id);
}

enum err public_record_get(struct store *store, int64_t agency_id, int64_t record_id,
			   struct arena *arena, struct error *error,
			   struct public_record *ret_record)
{
	return rows_one(store->db,
			SQL("SELECT " RECORD_COLUMNS " FROM public_record "
			    "WHERE id = $1 AND agency_id = $2"),
			DB_VALUES(db_int(record_id), db_int(agency_id)), read_record, arena,
			ret_record, missing, error);
}

static enum err read_one(struct store *store, void *context, struct error *error)
{
	int64_t n;
	(void)context;
	enum err err = db_number(store->db, SQL("SELECT position FROM public_agency LIMIT 1"),
				 DB_NO_VALUES, error, &n);
	return err == ERR_MISSING ? ERR_NONE : err; /* an office may be empty */
}

enum err public_ready(struct store *store, struct error *error)
{
	return store_read(store, read_one, NULL, error);
}
