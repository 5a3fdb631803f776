/* SPDX-License-Identifier: MulanPSL-2.0
 * Verification, part one: the chain, the entries' values, the mark, the heads in reports. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "store/journal_verify.h"

enum { KEPT = 1000 };

void verify_found(struct verify *verify, enum journal_fault fault, const char *object,
		  int64_t object_id, int64_t entry_id, const char *format, ...)
{
	struct journal_verdict *verdict = verify->verdict;
	char text[256];
	va_list args;
	if (verdict->findings++ >= KEPT) return;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	struct journal_finding *finding = ARENA_NEW(verify->arena, struct journal_finding);
	*finding = (struct journal_finding){.fault = fault,
					    .object = arena_text(verify->arena, object),
					    .object_id = object_id,
					    .entry_id = entry_id,
					    .text = arena_text(verify->arena, text)};
	if (verdict->last == NULL)
		verdict->first = finding;
	else
		verdict->last->next = finding;
	verdict->last = finding;
}

static bool bytes_equal(const struct db_value *value, const struct digest *digest)
{
	return value->n == DIGEST_BYTES && memcmp(value->bytes, digest->bytes, DIGEST_BYTES) == 0;
}

/* One seal as read from its table. */
struct seal {
	bool there;
	int64_t number, first_id, last_id, total;
	bool follows; /* its previous is the head before */
	struct digest head;
};

static enum err next_seal(struct verify *verify, struct db_statement *rows, struct seal *seal,
			  struct error *error)
{
	struct digest before = seal->head;
	enum db_step step = db_step(rows, error);
	if (step == DB_FAILED) return db_failed(rows);
	seal->there = step == DB_ROW;
	if (!seal->there) return ERR_NONE;
	int64_t number = db_column_int(rows, 0);
	struct db_value previous = db_column(rows, 4), head = db_column(rows, 5);
	seal->follows = bytes_equal(&previous, &before) && number == seal->number + 1;
	seal->number = number;
	seal->first_id = db_column_int(rows, 1);
	seal->last_id = db_column_int(rows, 2);
	seal->total = db_column_int(rows, 3);
	memset(&seal->head, 0, sizeof seal->head);
	if (head.n == DIGEST_BYTES) memcpy(seal->head.bytes, head.bytes, DIGEST_BYTES);
	verify->verdict->seals++;
	/* the chain's digest starts from the head that is really before */
	digester_begin(verify->chain);
	digester_add(verify->chain, before.bytes, DIGEST_BYTES);
	return ERR_NONE;
}

static void close_seal(struct verify *verify, const struct seal *seal)
{
	struct digest head = digester_end(verify->chain);
	if (verify->verdict->entries != seal->total)
		verify_found(
			verify, FAULT_GAP, "journal", 0, seal->last_id,
			"Up to entry %lld there are %lld journal entries, but seal %lld counted "
			"%lld.",
			(long long)seal->last_id, (long long)verify->verdict->entries,
			(long long)seal->number, (long long)seal->total);
	if (!seal->follows || !digest_equal(&head, &seal->head))
		verify_found(verify, FAULT_CHAIN, "journal", 0, seal->last_id,
			     "The journal's entries %lld to %lld are not what seal %lld sealed.",
			     (long long)seal->first_id, (long long)seal->last_id,
			     (long long)seal->number);
}

static void check_entry(struct verify *verify, struct db_statement *row)
{
	int64_t id = db_column_int(row, JOURNAL_ID);
	if (db_column_null(row, JOURNAL__COLUMNS)) {
		verify->verdict->erased++;
		return;
	}
	struct db_value salt = db_column(row, JOURNAL__COLUMNS);
	struct db_value content = db_column(row, JOURNAL__COLUMNS + 1);
	struct db_value note = db_column(row, JOURNAL__COLUMNS + 2);
	struct db_value digest = db_column(row, JOURNAL_DIGEST);
	struct digest is = {{0}};
	if (salt.n == SALT_BYTES)
		is = journal_digest(verify->store->digester, salt.bytes, content.bytes, content.n,
				    note.bytes, note.n);
	if (!bytes_equal(&digest, &is))
		verify_found(verify, FAULT_ENTRY, db_column_text(row, JOURNAL_OBJECT),
			     db_column_int(row, JOURNAL_OBJECT_ID), id,
			     "The value of journal entry %lld was changed.", (long long)id);
}

/* Entries against seals; both run in order of id. */
static enum err check_chain(struct verify *verify, struct db_statement *seals,
			    struct db_statement *entries, struct error *error)
{
	struct seal seal = {0};
	struct journal_verdict *verdict = verify->verdict;
	enum db_step step;
	enum err err = next_seal(verify, seals, &seal, error);
	while (err == ERR_NONE && (step = db_step(entries, error)) == DB_ROW) {
		int64_t id = db_column_int(entries, JOURNAL_ID);
		while (err == ERR_NONE && seal.there && id > seal.last_id) {
			close_seal(verify, &seal);
			err = next_seal(verify, seals, &seal, error);
		}
		if (err != ERR_NONE) break;
		verdict->entries++;
		if (seal.there)
			journal_chain_add(verify->chain, entries);
		else
			verdict->unsealed++;
		check_entry(verify, entries);
	}
	if (err != ERR_NONE) return err;
	if (step == DB_FAILED) return db_failed(entries);
	while (err == ERR_NONE && seal.there) {
		close_seal(verify, &seal);
		err = next_seal(verify, seals, &seal, error);
	}
	verdict->head.entry_id = seal.last_id;
	snprintf(verdict->head.algorithm, sizeof verdict->head.algorithm, DIGEST_ALGORITHM);
	digest_hex(&seal.head, verdict->head.head);
	verify->sealed = seal.total;
	return err;
}

/* A value may be missing only where a later entry says that it was erased: else whoever edits a row
 * would delete what it is held against. */
static enum err check_erased(struct verify *verify, struct error *error)
{
	struct db_statement *row = NULL;
	if (verify->verdict->erased == 0) return ERR_NONE;
	enum err err = db_query(verify->store->db,
				SQL("SELECT j.id, j.object, j.object_id FROM journal j "
				    "LEFT JOIN journal_value v ON v.id = j.id "
				    "WHERE v.id IS NULL AND NOT EXISTS (SELECT 1 FROM journal e "
				    "WHERE e.object = j.object AND e.object_id = j.object_id "
				    "AND e.id > j.id AND e.action = 'erase') ORDER BY j.id"),
				DB_NO_VALUES, error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW)
		verify_found(verify, FAULT_ENTRY, db_column_text(row, 1), db_column_int(row, 2),
			     db_column_int(row, 0),
			     "The value of journal entry %lld is gone, and no later entry says "
			     "that it was erased.",
			     (long long)db_column_int(row, 0));
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

/* No foreign key holds values to their entries: see migration 0008. */
static enum err check_strays(struct verify *verify, struct error *error)
{
	struct db_statement *row = NULL;
	enum err err = db_query(verify->store->db,
				SQL("SELECT v.id FROM journal_value v LEFT JOIN journal j "
				    "ON j.id = v.id WHERE j.id IS NULL ORDER BY v.id"),
				DB_NO_VALUES, error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW)
		verify_found(verify, FAULT_ENTRY, "journal", 0, db_column_int(row, 0),
			     "There is a value for journal entry %lld, but no such entry.",
			     (long long)db_column_int(row, 0));
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

static enum err check_mark(struct verify *verify, struct error *error)
{
	struct db_statement *row = NULL;
	const struct journal_verdict *verdict = verify->verdict;
	char expected[128];
	enum err err = db_query(verify->store->db,
				SQL("SELECT value FROM meta WHERE name = 'journal_mark'"),
				DB_NO_VALUES, error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(row, error);
	if (step == DB_FAILED) return db_failed(row);
	snprintf(expected, sizeof expected, "%lld %lld %s", (long long)verdict->head.entry_id,
		 (long long)verify->sealed, verdict->head.head);
	bool fine = step == DB_ROW ? strcmp(expected, db_column_text(row, 0)) == 0
				   : verdict->seals == 0;
	db_end(row);
	if (!fine)
		verify_found(verify, FAULT_TAIL, "journal", 0, verdict->head.entry_id,
			     "The journal ends at entry %lld, which is not where the database's "
			     "own mark says: its tail was cut or replaced.",
			     (long long)verdict->head.entry_id);
	return ERR_NONE;
}

/* A frozen report prints the head of the seal that ended at its last entry. */
static enum err check_reports(struct verify *verify, struct error *error)
{
	struct db_statement *row = NULL;
	enum err err = db_query(verify->store->db,
				SQL("SELECT r.id, r.journal_entry, r.journal_head, s.head "
				    "FROM report r LEFT JOIN journal_seal s "
				    "ON s.last_id = r.journal_entry "
				    "WHERE r.state = 'published' ORDER BY r.id"),
				DB_NO_VALUES, error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW) {
		char hex[DIGEST_HEX] = "";
		struct db_value head = db_column(row, 3);
		struct digest digest = {{0}};
		if (head.n == DIGEST_BYTES) memcpy(digest.bytes, head.bytes, DIGEST_BYTES);
		digest_hex(&digest, hex);
		verify->verdict->reports++;
		int64_t entry = db_column_int(row, 1);
		/* entry 0: frozen over an empty journal, whose head is all zeros */
		if (strcmp(hex, db_column_text(row, 2)) == 0 && (head.n != 0 || entry == 0))
			continue;
		verify_found(verify, FAULT_REPORT, "report", db_column_int(row, 0), entry,
			     "The journal head printed in published report %lld is not the "
			     "journal's head at entry %lld.",
			     (long long)db_column_int(row, 0), (long long)entry);
	}
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

static enum err verify_chain(struct verify *verify, struct error *error)
{
	struct db_statement *seals = NULL, *entries = NULL;
	enum err err = db_query(verify->store->db,
				SQL("SELECT number, first_id, last_id, total, previous, head "
				    "FROM journal_seal ORDER BY number"),
				DB_NO_VALUES, error, &seals);
	if (err != ERR_NONE) return err;
	err = db_query(verify->store->db,
		       SQL("SELECT " JOURNAL_COLUMNS ", v.salt, v.content, v.note FROM journal j "
			   "LEFT JOIN journal_value v ON v.id = j.id ORDER BY j.id"),
		       DB_NO_VALUES, error, &entries);
	if (err == ERR_NONE) err = check_chain(verify, seals, entries, error);
	if (entries != NULL) db_end(entries);
	db_end(seals);
	return err;
}

static enum err verify_all(struct store *store, void *context, struct error *error)
{
	struct verify *verify = context;
	memset(verify->verdict, 0, sizeof *verify->verdict);
	verify->store = store;
	enum err err = verify_chain(verify, error);
	if (err == ERR_NONE) err = check_erased(verify, error);
	if (err == ERR_NONE) err = check_strays(verify, error);
	if (err == ERR_NONE) err = check_mark(verify, error);
	if (err == ERR_NONE) err = check_reports(verify, error);
	if (err == ERR_NONE) err = verify_rows(verify, error);
	if (err == ERR_NONE) err = verify_passwords(verify, error);
	if (err == ERR_NONE) err = verify_schema(verify, error);
	return err;
}

enum err journal_verify(struct store *store, struct arena *arena, struct error *error,
			struct journal_verdict *ret_verdict)
{
	struct journal_verdict verdict;
	struct verify verify = {
		.arena = arena, .verdict = &verdict, .chain = digester_new(), .store = store};
	enum err err = store_read(store, verify_all, &verify, error);
	digester_free(verify.chain);
	if (err == ERR_NONE) *ret_verdict = verdict;
	return err;
}
