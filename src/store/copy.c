/* SPDX-License-Identifier: MulanPSL-2.0
 * The order of things in a copy. */
#include "store/copy.h"

#include <stdio.h>
#include <string.h>

#include "store/copy_inside.h"

enum { ROW_BYTES_MAX = 1 << 30 };
static const char all_there[] = "-";

void copy_tell(struct copying *copying, enum copy_step step, const char *table)
{
	copying->progress.step = step;
	copying->progress.table = table;
	if (copying->order->watch != NULL)
		copying->order->watch(copying->order->context, &copying->progress);
}

static bool same_source(const struct copy_mark *a, const struct copy_mark *b)
{
	return strcmp(a->office, b->office) == 0 && a->last == b->last &&
	       strcmp(a->digest, b->digest) == 0;
}

/* "a copy to …", kept in the source and thereby in the target: who looks for where the office's
 * data went must find it in the journal. */
static enum err note(struct store *store, void *context, struct error *error)
{
	const struct copying *copying = context;
	char text[600];
	snprintf(text, sizeof text, "%s %.500s",
		 copying->order->purpose == COPY_MOVE ? "move to" : "copy to", copying->to_place);
	return journal_event(store, ACTION_COPY, OBJECT_OFFICE, 0, 0, text, &copying->order->author,
			     error);
}

/* A copy that goes on adds no second entry: the source would no longer be what it was. */
static enum err announce(struct copying *copying, bool begun, struct error *error)
{
	struct copy_mark now;
	if (copying->order->purpose == COPY_SNAPSHOT) return ERR_NONE;
	enum err err = copy_mark_state(copying->from->db, error, &now);
	if (err != ERR_NONE || (begun && same_source(&now, &copying->mark))) return err;
	err = store_transaction(copying->from, note, copying, error);
	return err != ERR_NONE ? err : journal_seal(copying->from, error, NULL);
}

static enum err count_rows(struct store *store, struct error *error, int64_t *ret_rows)
{
	size_t n = 0;
	const struct copy_table *tables = copy_tables(&n);
	int64_t all = 0, rows = 0;
	enum err err = ERR_NONE;
	for (size_t i = 0; i < n && err == ERR_NONE; i++) {
		if (tables[i].kind == COPY_LEFT) continue;
		err = db_number(store->db, tables[i].count, DB_NO_VALUES, error, &rows);
		all += rows;
	}
	if (err == ERR_NONE) *ret_rows = all;
	return err;
}

/* Position in the list of the table the mark names; its length when all are there. */
static size_t place_of(const struct copy_mark *mark)
{
	size_t n = 0, i = 0;
	const struct copy_table *tables = copy_tables(&n);
	if (strcmp(mark->table, all_there) == 0) return n;
	while (i < n && strcmp(tables[i].name, mark->table) != 0) i++;
	return i == n ? 0 : i;
}

static enum err compare_table(struct copying *copying, const struct copy_table *table,
			      struct error *error, struct digest *ret_digest, bool *ret_same)
{
	struct digest here, there;
	int64_t rows_here = 0, rows_there = 0;
	enum err err = copy_table_digest(copying, copying->from, table, error, &here, &rows_here);
	if (err == ERR_NONE)
		err = copy_table_digest(copying, copying->to, table, error, &there, &rows_there);
	if (err != ERR_NONE) return err;
	copying->progress.table_rows = rows_here;
	copy_tell(copying, COPY_COMPARES, table->name);
	*ret_same = rows_here == rows_there && digest_equal(&here, &there);
	*ret_digest = here;
	return ERR_NONE;
}

/* Compares the first n tables; *ret_differs is the first that differs, NULL for none. */
static enum err compare(struct copying *copying, size_t n_tables, struct error *error,
			struct digest *ret_all, const struct copy_table **ret_differs)
{
	size_t n = 0;
	const struct copy_table *tables = copy_tables(&n), *differs = NULL;
	struct digest digests[64] = {0};
	enum err err = ERR_NONE;
	BUG_IF(n > COUNT_OF(digests));
	for (size_t i = 0; i < n_tables && err == ERR_NONE && differs == NULL; i++) {
		bool same = true;
		if (tables[i].kind == COPY_LEFT) continue;
		err = compare_table(copying, &tables[i], error, &digests[i], &same);
		if (!same) differs = &tables[i];
	}
	if (err != ERR_NONE) return err;
	*ret_all = digest_of(digests, sizeof digests);
	*ret_differs = differs;
	return ERR_NONE;
}

static enum err begin_anew(struct copying *copying, const struct copy_mark *source, bool wipe,
			   struct error *error)
{
	copying->mark = *source;
	size_t n = 0;
	snprintf(copying->mark.table, sizeof copying->mark.table, "%s", copy_tables(&n)->name);
	snprintf(copying->mark.from, sizeof copying->mark.from, "%s", copying->from_place);
	copying->mark.key = INT64_MIN;
	copying->result.went_on = false;
	copying->progress.rows = 0;
	if (wipe) copy_tell(copying, COPY_BEGINS_ANEW, NULL);
	return copy_wipe(copying, error);
}

/* The small ones change by the hour where the office is served, without a word in the journal:
 * jobs, forms sent, seals. They are simply copied again. */
static enum err renew_small(struct copying *copying, struct error *error)
{
	size_t n = 0, done = place_of(&copying->mark);
	const struct copy_table *tables = copy_tables(&n);
	enum err err = ERR_NONE;
	for (size_t i = 0; i < done && err == ERR_NONE; i++)
		if (tables[i].kind == COPY_WHOLE)
			err = copy_table_again(copying, &tables[i], error);
	return err;
}

/* What an earlier run left counts only while it is what the source still has: more than the journal
 * tells of may have changed, such as wrong passwords counted. */
static enum err take_up(struct copying *copying, bool begun, struct error *error)
{
	struct copy_mark source;
	struct digest ignored;
	const struct copy_table *differs = NULL;
	enum err err = copy_mark_state(copying->from->db, error, &source);
	bool good = begun && same_source(&source, &copying->mark);
	if (err == ERR_NONE && good) {
		copying->result.went_on = true;
		err = count_rows(copying->to, error, &copying->progress.rows);
		if (err == ERR_NONE) copy_tell(copying, COPY_GOES_ON, copying->mark.table);
		if (err == ERR_NONE) err = renew_small(copying, error);
		if (err == ERR_NONE)
			err = compare(copying, place_of(&copying->mark), error, &ignored, &differs);
	}
	if (err != ERR_NONE || (good && differs == NULL)) return err;
	return begin_anew(copying, &source, begun, error);
}

static enum err put_tables(struct copying *copying, struct error *error)
{
	size_t n = 0, first = place_of(&copying->mark);
	const struct copy_table *tables = copy_tables(&n);
	enum err err = ERR_NONE;
	for (size_t i = first; i < n && err == ERR_NONE; i++) {
		if (tables[i].kind == COPY_LEFT) continue;
		if (i > first) copying->mark.key = INT64_MIN;
		err = copy_table_rows(copying, &tables[i], error);
	}
	snprintf(copying->mark.table, sizeof copying->mark.table, "%s", all_there);
	return err;
}

static enum err write_mark(struct store *store, void *context, struct error *error)
{
	const struct copying *copying = context;
	return copy_mark_write(store->db, &copying->mark, error);
}

static enum err remove_mark(struct store *store, void *context, struct error *error)
{
	(void)context;
	return copy_mark_remove(store->db, error);
}

static enum err judge(struct copying *copying, struct error *error)
{
	struct journal_verdict *verdict = &copying->result.verdict;
	size_t n = 0;
	const struct copy_table *differs = NULL;
	copy_tables(&n);
	enum err err = compare(copying, n, error, &copying->result.digest, &differs);
	if (err == ERR_NONE && differs != NULL)
		err = error_set(error, ERR_ENV,
				"Nothing was changed in the source. Copy again into an empty "
				"database; if it happens again, report it.",
				"Table %s is not the same in the target.", differs->name);
	if (err != ERR_NONE || copying->order->as_it_is) return err;
	copy_tell(copying, COPY_VERIFIES, "target");
	err = journal_verify(copying->to, copying->arena, error, verdict);
	if (err == ERR_NONE && verdict->findings > 0)
		err = error_set(error, ERR_CONTENT, "Nothing was changed in the source.",
				"The journal does not verify in the target: %lld findings.",
				(long long)verdict->findings);
	return err;
}

/* Everything between freezing and thawing the source. */
static enum err work(struct copying *copying, bool begun, struct error *error)
{
	enum err err = count_rows(copying->from, error, &copying->progress.all_rows);
	if (err == ERR_NONE) err = take_up(copying, begun, error);
	if (err == ERR_NONE) err = put_tables(copying, error);
	if (err == ERR_NONE) err = store_transaction(copying->to, write_mark, copying, error);
	if (err == ERR_NONE) err = db_filled(copying->to->db, error);
	if (err == ERR_NONE) err = judge(copying, error);
	if (err == ERR_NONE && copying->order->purpose == COPY_MOVE)
		err = copy_move_away(copying->from->db, copying->to_place, error);
	return err;
}

/* Whoever writes at the moment is let end first; with many of them it takes a few tries. */
static enum err freeze(struct copying *copying, struct error *error)
{
	enum { TRIES = 6 };
	bool snapshot = copying->order->purpose == COPY_SNAPSHOT;
	enum err err = ERR_BUSY;
	for (int i = 0; i < TRIES && err == ERR_BUSY; i++)
		err = db_begin(copying->from->db, snapshot ? DB_BEGIN_SNAPSHOT : DB_BEGIN_FREEZE,
			       error);
	return err;
}

static enum err frozen(struct copying *copying, bool begun, struct error *error)
{
	struct db *from = copying->from->db;
	enum err err = freeze(copying, error);
	if (err == ERR_NONE) err = work(copying, begun, error);
	if (err == ERR_NONE && copying->order->purpose != COPY_KEEP) err = db_commit(from, error);
	db_rollback(from);
	if (err != ERR_NONE) return err;
	copying->result.marked = copying->order->purpose == COPY_MOVE;
	/* the source first: whoever dies between the two leaves an office that takes no entries for
	 * a moment, never one that takes them in two places */
	copy_tell(copying, COPY_OPENS, NULL);
	return store_transaction(copying->to, remove_mark, copying, error);
}

static enum err verify_source(struct copying *copying, struct error *error)
{
	struct journal_verdict *verdict = &copying->result.verdict;
	if (copying->order->as_it_is) return ERR_NONE;
	copy_tell(copying, COPY_VERIFIES, "source");
	enum err err = journal_verify(copying->from, copying->arena, error, verdict);
	if (err == ERR_NONE && verdict->findings > 0)
		err = error_set(error, ERR_CONTENT, "See `lianxin verify`; nothing was copied.",
				"The source's journal does not verify: %lld findings.",
				(long long)verdict->findings);
	return err;
}

/* An office that has moved may be copied once more, to finish that very move. */
static enum err not_elsewhere(struct copying *copying, struct error *error, bool *ret_moved)
{
	char place[512];
	enum err err = copy_moved(copying->from->db, place, error);
	if (err != ERR_NONE) return err;
	*ret_moved = place[0] != '\0';
	if (!*ret_moved || (strcmp(place, copy_place(copying->order->to, copying->arena)) == 0 &&
			    copying->order->purpose == COPY_MOVE))
		return ERR_NONE;
	return copy_may_open(copying->from->db, true, error);
}

static enum err both_ends(struct copying *copying, struct error *error)
{
	bool moved = false, begun = false;
	enum err err = copy_open_source(copying, error);
	if (err == ERR_NONE) err = not_elsewhere(copying, error, &moved);
	if (err == ERR_NONE) err = verify_source(copying, error);
	if (err == ERR_NONE) err = copy_open_target(copying, error, &begun);
	/* said before anything the target might say: it holds the office since it moved */
	if (moved && (err == ERR_ENV || (err == ERR_NONE && !begun)))
		err = copy_may_open(copying->from->db, true, error);
	if (err == ERR_NONE && !moved) err = announce(copying, begun, error);
	if (err == ERR_NONE) err = frozen(copying, begun, error);
	return err;
}

enum err store_copy(const struct copy_order *order, struct arena *arena, struct error *error,
		    struct copy_result *ret_result)
{
	struct copying copying = {.order = order, .arena = arena};
	memset(ret_result, 0, sizeof *ret_result);
	if (strcmp(copy_place(order->from, arena), copy_place(order->to, arena)) == 0)
		return error_set(error, ERR_USAGE, "Give an empty database.",
				 "The source and the target are one database.");
	copying.digester = digester_new();
	buf_init(&copying.row, ROW_BYTES_MAX);
	enum err err = both_ends(&copying, error);
	copying.result.rows = copying.progress.rows;
	copying.result.put = copying.progress.run;
	buf_release(&copying.row);
	digester_free(copying.digester);
	store_close(copying.to);
	store_close(copying.from);
	serve_lock_drop(copying.lock);
	*ret_result = copying.result;
	return err;
}

struct reopening {
	const struct author *author;
	char moved_to[512];
};

static enum err reopen(struct store *store, void *context, struct error *error)
{
	struct reopening *reopening = context;
	enum err err = copy_moved(store->db, reopening->moved_to, error);
	if (err != ERR_NONE) return err;
	if (reopening->moved_to[0] == '\0')
		return error_set(error, ERR_CONFLICT, NULL,
				 "This office has not moved; it takes entries.");
	err = copy_move_back(store->db, error);
	if (err != ERR_NONE) return err;
	return journal_event(store, ACTION_COPY, OBJECT_OFFICE, 0, 0, "taken back",
			     reopening->author, error);
}

enum err store_copy_reopen(const char *url, const struct author *author, struct error *error,
			   const char **ret_moved_to, struct arena *arena)
{
	struct copy_order order = {.from = url, .author = *author};
	struct copying copying = {.order = &order, .arena = arena};
	struct reopening reopening = {.author = author};
	enum err err = copy_open_source(&copying, error);
	if (err == ERR_NONE) err = store_transaction(copying.from, reopen, &reopening, error);
	if (err == ERR_NONE) err = journal_seal(copying.from, error, NULL);
	store_close(copying.from);
	if (err == ERR_NONE) *ret_moved_to = arena_text(arena, reopening.moved_to);
	return err;
}
