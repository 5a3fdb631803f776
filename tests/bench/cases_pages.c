/* SPDX-License-Identifier: MulanPSL-2.0
 * Pages of the list of cases, what is due, and a requester following his own: by the office's
 * functions beside SQLite's API fetching the same rows. usage: cases_pages measure|codes PATH KEY;
 * codes says "number/code/pass" of some, as a browser keeps it. */
#include "bench/cases.h"
#include "office/matter_list.h"
#include "office/visitor.h"

enum { LISTED = 300, TRACKED = 500 };

/* A statement's rows, bound already. */
static size_t fetch_bound(sqlite3_stmt *statement)
{
	size_t n = 0;
	for (; sqlite3_step(statement) == SQLITE_ROW; n++)
		for (int c = 0; c < sqlite3_column_count(statement); c++)
			(void)sqlite3_column_blob(statement, c);
	sqlite3_reset(statement);
	return n;
}

static sqlite3_stmt *prepared(const char *sql)
{
	sqlite3_stmt *statement = NULL;
	engine_must(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK);
	return statement;
}

/* A page of the list by the office, beside its 51 rows; cursor: "n2026-12-01.17" or "". */
static void list_page(const char *name, const char *cursor)
{
	static struct took ours, bare;
	struct matter_query query = {.light = MATTER_LIGHT__MAX, .cursor = cursor};
	sqlite3_stmt *rows = prepared(
		"SELECT s.matter_id, r.id, s.post_id, r.number, r.subject, r.requester_kind, "
		"r.requester_name, s.state, s.next_due, s.next_duty, s.ending, s.received, s.due "
		"FROM matter_state s CROSS JOIN matter m CROSS JOIN request r "
		"WHERE m.id = s.matter_id AND r.id = m.entry_id AND s.agency_id = 1 "
		"AND s.kind = 'request' AND s.next_due = ?1 AND s.matter_id > ?2 "
		"ORDER BY s.matter_id LIMIT 51");
	sqlite3_stmt *later = prepared(
		"SELECT s.matter_id, r.id, s.post_id, r.number, r.subject, r.requester_kind, "
		"r.requester_name, s.state, s.next_due, s.next_duty, s.ending, s.received, s.due "
		"FROM matter_state s CROSS JOIN matter m CROSS JOIN request r "
		"WHERE m.id = s.matter_id AND r.id = m.entry_id AND s.agency_id = 1 "
		"AND s.kind = 'request' AND s.next_due > ?1 "
		"ORDER BY s.next_due, s.matter_id LIMIT ?2");
	struct actor actor = clerk();
	const char *dot = strchr(cursor, '.');
	const char *due = dot == NULL ? "" : arena_text_n(&kept, cursor + 1, 10);
	int64_t after = dot == NULL ? 0 : strtoll(dot + 1, NULL, 10);
	for (size_t i = 0; i < LISTED; i++) {
		struct matter_page page;
		sqlite3_bind_text(rows, 1, due, -1, SQLITE_STATIC);
		sqlite3_bind_int64(rows, 2, after);
		struct moment began = moment_now();
		size_t n = fetch_bound(rows);
		sqlite3_bind_text(later, 1, due, -1, SQLITE_STATIC);
		sqlite3_bind_int64(later, 2, 51 - (int64_t)n);
		n += fetch_bound(later);
		took_add(&bare, began);
		engine_must(n == 51);
		arena_reset(&arena);
		began = moment_now();
		must(matters_list(&office, &actor, 1, &query, &arena, &error, &page));
		took_add(&ours, began);
		engine_must(page.n == 50);
	}
	sqlite3_finalize(rows);
	sqlite3_finalize(later);
	say(name, &ours);
	say(arena_printf(&kept, "%s-bare", name), &bare);
}

/* Its first page, and its thousandth (or the last of those who owe something). */
static void list_cases(int64_t open)
{
	const char *cursor = "";
	struct actor actor = clerk();
	list_page("list", cursor);
	for (int64_t at = 0; at < 999 && at < open / 50 - 2; at++) {
		struct matter_query query = {.light = MATTER_LIGHT__MAX, .cursor = cursor};
		struct matter_page page;
		arena_reset(&arena);
		must(matters_list(&office, &actor, 1, &query, &arena, &error, &page));
		cursor = arena_text(&kept, page.next);
	}
	list_page("list-deep", cursor);
}

/* What the first page says of them. */
static void count_due(void)
{
	static struct took ours;
	struct actor actor = clerk();
	for (size_t i = 0; i < LISTED; i++) {
		struct matter_counts counts;
		bool any;
		struct moment began = moment_now();
		must(matters_due(&office, &actor, 1, &error, &counts, &any));
		took_add(&ours, began);
	}
	say("due", &ours);
}

static const char code[] = "ABCD-EFGH-JKMN";

static const char *number_of(int64_t id)
{
	return arena_printf(&kept, "B-%07lld", (long long)(id - FIRST_ID + 1));
}

/* Gives some requests a query code that is known, and says number, code and pass of each. */
static void give_codes(int64_t matters, bool aloud)
{
	sqlite3_stmt *update = prepared("UPDATE matter SET code = ?1 WHERE id = ?2");
	engine_must(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK);
	for (size_t i = 0; i < TRACKED; i++) {
		int64_t id = some_id(matters, i);
		const char *number = number_of(id);
		struct digest mark;
		matter_code_mark(office.vault, number, code, &kept, &mark);
		sqlite3_bind_blob(update, 1, mark.bytes, DIGEST_BYTES, SQLITE_STATIC);
		sqlite3_bind_int64(update, 2, id);
		engine_must(sqlite3_step(update) == SQLITE_DONE);
		sqlite3_reset(update);
		if (aloud)
			printf("%s/%s/%s\n", number, code,
			       visitor_pass(&office, number, code, &kept));
	}
	sqlite3_finalize(update);
	engine_must(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK);
}

/* A requester looks at his own: number and code, through the gate. */
static void track(int64_t matters, const char *url)
{
	static const char *const sql[] = {
		"SELECT * FROM own_matter WHERE code = (SELECT code FROM matter WHERE id = ?1)",
		"SELECT * FROM own_state WHERE matter_id = ?1",
		"SELECT * FROM own_step WHERE matter_id = ?1 ORDER BY day, id",
		"SELECT * FROM own_letter WHERE matter_id = ?1 ORDER BY day, id",
		"SELECT * FROM matter WHERE id = ?1",
		"SELECT * FROM request WHERE id = ?1",
		"SELECT * FROM matter_step WHERE matter_id = ?1 ORDER BY day, id",
		"SELECT * FROM matter_state WHERE matter_id = ?1",
		"SELECT * FROM attachment WHERE matter_id = ?1",
	};
	static struct took ours, bare;
	sqlite3_stmt *statements[COUNT_OF(sql)];
	struct store *own = NULL;
	must(store_open(url, STORE_OWN, 0, &error, &own));
	for (size_t i = 0; i < COUNT_OF(sql); i++) statements[i] = prepared(sql[i]);
	for (size_t i = 0; i < TRACKED; i++) {
		struct visitor_case seen;
		int64_t id = some_id(matters, i);
		const char *number = number_of(id);
		struct moment began = moment_now();
		fetch_rows(statements, COUNT_OF(sql), id);
		took_add(&bare, began);
		arena_reset(&arena);
		const char *pass = visitor_pass(&office, number, code, &arena);
		began = moment_now();
		must(visitor_track(&office, own, "127.0.0.1", number, code, pass, &arena, &error,
				   &seen));
		took_add(&ours, began);
	}
	for (size_t i = 0; i < COUNT_OF(sql); i++) sqlite3_finalize(statements[i]);
	store_close(own);
	say("track", &ours);
	say("track-bare", &bare);
}

int main(int argc, char **argv)
{
	if (argc != 4) return 2;
	struct vault *vault = begin(argv[2], argv[3]);
	int64_t matters = matters_there();
	if (strcmp(argv[1], "codes") == 0) {
		give_codes(matters, true);
	} else {
		list_cases(matters / 10);
		count_due();
		give_codes(matters, false);
		track(matters, url_of(argv[2]));
	}
	end(vault);
	return 0;
}
