/* SPDX-License-Identifier: MulanPSL-2.0
 * Parts of a report: narrative, answers to findings, signatures, papers. */
#include <string.h>

#include "store/journal_inside.h"
#include "store/report.h"

static const char frozen[] = "年度报告已经定稿，不能再改；要改请先退回起草。";

/* The change of a part, with the agency of its report. */
static enum err part_change(struct store *store, int64_t report_id, enum journal_action action,
			    enum journal_object object, const struct author *author,
			    struct error *error, struct change *ret_change)
{
	int64_t agency_id = 0;
	enum err err = db_number(store->db, SQL("SELECT agency_id FROM report WHERE id = $1"),
				 DB_VALUES(db_int(report_id)), error, &agency_id);
	if (err == ERR_MISSING) return error_set(error, err, NULL, "没有这份年度报告。");
	if (err == ERR_NONE) *ret_change = (struct change){action, object, agency_id, NULL, author};
	return err;
}

enum err report_section_set(struct store *store, int64_t report_id, const char *key,
			    const char *text, bool edited, const struct author *author,
			    struct error *error)
{
	struct change change;
	enum err err = part_change(store, report_id, ACTION_CORRECT, OBJECT_REPORT_SECTION, author,
				   error, &change);
	if (err != ERR_NONE) return err;
	err = journal_change(
		store,
		SQL("INSERT INTO report_section (report_id, section, text, edited) "
		    "VALUES ($1, $2, $3, $4) ON CONFLICT (report_id, section) DO UPDATE SET "
		    "version = report_section.version + 1, text = excluded.text, "
		    "edited = excluded.edited RETURNING " REPORT_SECTION_ROW),
		DB_VALUES(db_int(report_id), db_text(key), db_text(text), db_int(edited)), &change,
		error, NULL);
	return store_conflict(err, error, frozen);
}

static void read_section(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct report_section *section = ret_item;
	section->key = row_text(row, 0, arena);
	section->text = row_text(row, 1, arena);
	section->version = db_column_int(row, 2);
	section->edited = db_column_int(row, 3) != 0;
}

enum err report_section_list(struct store *store, int64_t report_id, struct arena *arena,
			     struct error *error, struct report_section **ret_sections,
			     size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct report_section);
	enum err err = rows_list(store->db,
				 SQL("SELECT section, text, version, edited FROM report_section "
				     "WHERE report_id = $1 ORDER BY section"),
				 DB_VALUES(db_int(report_id)), read_section, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_sections = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err report_answer_set(struct store *store, int64_t report_id, const char *finding,
			   const char *reason, const struct author *author, struct error *error)
{
	struct change change;
	enum err err = part_change(store, report_id, ACTION_CORRECT, OBJECT_REPORT_ANSWER, author,
				   error, &change);
	if (err != ERR_NONE) return err;
	err = journal_change(
		store,
		SQL("INSERT INTO report_answer (report_id, finding, reason, account_id, at) "
		    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (report_id, finding) DO UPDATE SET "
		    "reason = excluded.reason, account_id = excluded.account_id, "
		    "at = excluded.at RETURNING " REPORT_ANSWER_ROW),
		DB_VALUES(db_int(report_id), db_text(finding), db_text(reason),
			  author->account_id == 0 ? db_null() : db_int(author->account_id),
			  db_int(author->at)),
		&change, error, NULL);
	return store_conflict(err, error, frozen);
}

static void read_answer(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct report_answer *answer = ret_item;
	answer->finding = row_text(row, 0, arena);
	answer->reason = row_text(row, 1, arena);
	answer->account_id = db_column_int(row, 2);
	answer->at = db_column_int(row, 3);
}

enum err report_answer_list(struct store *store, int64_t report_id, struct arena *arena,
			    struct error *error, struct report_answer **ret_answers, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct report_answer);
	enum err err = rows_list(store->db,
				 SQL("SELECT finding, reason, account_id, at FROM report_answer "
				     "WHERE report_id = $1 ORDER BY finding"),
				 DB_VALUES(db_int(report_id)), read_answer, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_answers = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err report_sign(struct store *store, int64_t report_id, const char *role, const char *name,
		     const struct author *author, struct error *error)
{
	struct change change;
	if (author->kind != ACTOR_ACCOUNT)
		return error_set(error, ERR_DENIED, NULL, "年度报告要由有账号的人签署。");
	enum err err = part_change(store, report_id, ACTION_SIGN, OBJECT_REPORT_SIGNATURE, author,
				   error, &change);
	if (err != ERR_NONE) return err;
	err = journal_change(
		store,
		SQL("INSERT INTO report_signature (report_id, role, account_id, name, at) "
		    "VALUES ($1, $2, $3, $4, $5) RETURNING " REPORT_SIGNATURE_ROW),
		DB_VALUES(db_int(report_id), db_text(role), db_int(author->account_id),
			  db_text(name), db_int(author->at)),
		&change, error, NULL);
	return store_conflict(
		err, error,
		"现在不能签署：年度报告没有定稿，或者这一栏已经签过，或者两处签署是同一个人。");
}

static void read_signature(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct report_signature *signature = ret_item;
	signature->role = row_text(row, 0, arena);
	signature->account_id = db_column_int(row, 1);
	signature->at = db_column_int(row, 2);
	signature->name = row_text(row, 3, arena);
}

enum err report_signature_list(struct store *store, int64_t report_id, struct arena *arena,
			       struct error *error, struct report_signature **ret_signatures,
			       size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct report_signature);
	enum err err = rows_list(store->db,
				 SQL("SELECT role, account_id, at, name FROM report_signature "
				     "WHERE report_id = $1 ORDER BY role"),
				 DB_VALUES(db_int(report_id)), read_signature, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_signatures = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err report_paper_set(struct store *store, int64_t report_id, const char *format,
			  const char *media_type, const void *bytes, size_t n,
			  const struct author *author, struct error *error)
{
	struct change change;
	struct digest digest = digest_of(bytes, n);
	char hex[DIGEST_HEX];
	digest_hex(&digest, hex);
	enum err err = part_change(store, report_id, ACTION_CORRECT, OBJECT_REPORT_PAPER, author,
				   error, &change);
	if (err != ERR_NONE) return err;
	err = journal_change(
		store,
		SQL("INSERT INTO report_paper (report_id, format, media_type, digest, size, at, "
		    "bytes) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (report_id, format) "
		    "DO UPDATE SET media_type = excluded.media_type, digest = excluded.digest, "
		    "size = excluded.size, at = excluded.at, bytes = excluded.bytes "
		    "RETURNING " REPORT_PAPER_ROW),
		DB_VALUES(db_int(report_id), db_text(format), db_text(media_type), db_text(hex),
			  db_int((int64_t)n), db_int(author->at), db_blob(bytes, n)),
		&change, error, NULL);
	return store_conflict(err, error, "只有已定稿、还没有发布的年度报告可以存放文件。");
}

static void read_paper(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct report_paper *ret_paper = ret_item;
	*ret_paper = (struct report_paper){
		.format = row_text(row, 0, arena),
		.media_type = row_text(row, 1, arena),
		.digest = row_text(row, 2, arena),
		.n = (size_t)db_column_int(row, 3),
		.at = db_column_int(row, 4),
	};
}

static void read_whole_paper(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct report_paper *ret_paper = ret_item;
	struct db_value bytes = db_column(row, 5);
	read_paper(row, arena, ret_paper);
	ret_paper->bytes = arena_text_n(arena, bytes.n == 0 ? "" : bytes.bytes, bytes.n);
	ret_paper->n = bytes.n;
}

enum err report_paper_get(struct store *store, int64_t report_id, const char *format,
			  struct arena *arena, struct error *error, struct report_paper *ret_paper)
{
	return rows_one(store->db,
			SQL("SELECT format, media_type, digest, size, at, bytes "
			    "FROM report_paper WHERE report_id = $1 AND format = $2"),
			DB_VALUES(db_int(report_id), db_text(format)), read_whole_paper, arena,
			ret_paper, "没有这个文件。", error);
}

enum err report_paper_list(struct store *store, int64_t report_id, struct arena *arena,
			   struct error *error, struct report_paper **ret_papers, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct report_paper);
	enum err err =
		rows_list(store->db,
			  SQL("SELECT format, media_type, digest, size, at FROM report_paper "
			      "WHERE report_id = $1 ORDER BY format"),
			  DB_VALUES(db_int(report_id)), read_paper, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_papers = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
