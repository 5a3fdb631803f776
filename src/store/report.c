/* SPDX-License-Identifier: MulanPSL-2.0
 * Reports themselves: draft, frozen, published. Their parts are in report_parts.c. */
#include "store/report.h"

#include <string.h>

#include "store/journal_inside.h"

struct state_facts {
	const char *code, *label;
};
static const struct state_facts states[REPORT__MAX] = {
	{"draft", "起草中"}, {"frozen", "已定稿"}, {"published", "已发布"}};

const char *report_state_code(enum report_state state)
{
	BUG_IF(state >= REPORT__MAX);
	return states[state].code;
}

const char *report_state_label(enum report_state state)
{
	BUG_IF(state >= REPORT__MAX);
	return states[state].label;
}

enum err report_start(struct store *store, int64_t agency_id, int year, const char *reason,
		      const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_REPORT, agency_id, reason, author};
	int64_t issue = 0;
	enum err err = db_number(store->db,
				 SQL("SELECT COALESCE(MAX(issue), 0) + 1 FROM report "
				     "WHERE agency_id = $1 AND year = $2"),
				 DB_VALUES(db_int(agency_id), db_int(year)), error, &issue);
	if (err != ERR_NONE) return err;
	if (issue > 1 && (reason == NULL || reason[0] == '\0'))
		return error_set(error, ERR_CONFLICT, NULL, "重新发布要写明更正的原因。");
	err = journal_change(
		store,
		SQL("INSERT INTO report (agency_id, year, issue, state, reason, drafted_by) "
		    "VALUES ($1, $2, $3, 'draft', $4, $5) RETURNING " REPORT_ROW),
		DB_VALUES(db_int(agency_id), db_int(year), db_int(issue),
			  db_text(reason == NULL ? "" : reason),
			  author->account_id == 0 ? db_null() : db_int(author->account_id)),
		&change, error, ret_id);
	return store_conflict(err, error, "这一年的年度报告正在编制，还没有发布。");
}

static void read_report(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct report *ret_report = ret_item;
	struct report report = {
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.version = db_column_int(row, 2),
		.year = (int)db_column_int(row, 3),
		.issue = (int)db_column_int(row, 4),
		.reason = row_text(row, 6, arena),
		.tables = row_text(row, 7, arena),
		.findings = row_text(row, 8, arena),
		.drafted_by = db_column_int(row, 9),
		.frozen_at = db_column_int(row, 10),
		.published_at = db_column_int(row, 11),
		.journal_head = row_text(row, 12, arena),
		.journal_entry = db_column_int(row, 13),
	};
	for (size_t i = 0; i < REPORT__MAX; i++)
		if (strcmp(states[i].code, db_column_text(row, 5)) == 0)
			report.state = (enum report_state)i;
	*ret_report = report;
}

static const char missing[] = "没有这份年度报告。";

enum err report_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		    struct report *ret_report)
{
	return rows_one(store->db, SQL("SELECT " REPORT_ROW " FROM report WHERE id = $1"),
			DB_VALUES(db_int(id)), read_report, arena, ret_report, missing, error);
}

enum err report_latest(struct store *store, int64_t agency_id, int year, bool published_only,
		       struct arena *arena, struct error *error, struct report *ret_report)
{
	return rows_one(store->db,
			SQL("SELECT " REPORT_ROW " FROM report WHERE agency_id = $1 "
			    "AND year = $2 AND (CAST($3 AS BIGINT) = 0 OR state = 'published') "
			    "ORDER BY issue DESC LIMIT 1"),
			DB_VALUES(db_int(agency_id), db_int(year), db_int(published_only)),
			read_report, arena, ret_report, missing, error);
}

enum err report_list(struct store *store, int64_t agency_id, int year, struct arena *arena,
		     struct error *error, struct report **ret_reports, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct report);
	enum err err = rows_list(
		store->db,
		SQL("SELECT " REPORT_ROW " FROM report WHERE agency_id = $1 "
		    "AND (CAST($2 AS BIGINT) = 0 OR year = $2) ORDER BY year DESC, issue DESC"),
		DB_VALUES(db_int(agency_id), db_int(year)), read_report, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_reports = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

/* The agency of a report, for its journal entry. */
static enum err agency_of(struct store *store, int64_t id, struct error *error, int64_t *ret_agency)
{
	enum err err = db_number(store->db, SQL("SELECT agency_id FROM report WHERE id = $1"),
				 DB_VALUES(db_int(id)), error, ret_agency);
	return err == ERR_MISSING ? error_set(error, err, NULL, missing) : err;
}

static enum err moved_on(enum err err, struct error *error)
{
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, "请重新打开后再试。",
			 "这份年度报告刚刚被别人改动，或者不在能这样做的阶段。");
}

enum err report_freeze(struct store *store, int64_t id, int64_t version, const char *tables,
		       const char *findings, const struct journal_head *head,
		       const struct author *author, struct error *error)
{
	struct change change = {ACTION_FREEZE, OBJECT_REPORT, 0, NULL, author};
	enum err err = agency_of(store, id, error, &change.agency_id);
	if (err != ERR_NONE) return err;
	err = journal_change(
		store,
		SQL("UPDATE report SET version = version + 1, state = 'frozen', tables = $3, "
		    "findings = $4, journal_head = $5, journal_entry = $6, frozen_at = $7 "
		    "WHERE id = $1 AND version = $2 AND state = 'draft' RETURNING " REPORT_ROW),
		DB_VALUES(db_int(id), db_int(version), db_text(tables), db_text(findings),
			  db_text(head->head), db_int(head->entry_id), db_int(author->at)),
		&change, error, NULL);
	return moved_on(err, error);
}

enum err report_thaw(struct store *store, int64_t id, int64_t version, const char *reason,
		     const struct author *author, struct error *error)
{
	struct change change = {ACTION_THAW, OBJECT_REPORT, 0, reason, author};
	int64_t removed = 0;
	enum err err = agency_of(store, id, error, &change.agency_id);
	if (err != ERR_NONE) return err;
	err = journal_change(
		store,
		SQL("UPDATE report SET version = version + 1, state = 'draft', tables = '', "
		    "findings = '', journal_head = '', journal_entry = 0, frozen_at = 0 "
		    "WHERE id = $1 AND version = $2 AND state = 'frozen' RETURNING " REPORT_ROW),
		DB_VALUES(db_int(id), db_int(version)), &change, error, NULL);
	if (err != ERR_NONE) return moved_on(err, error);
	change.object = OBJECT_REPORT_SIGNATURE;
	err = journal_remove(store,
			     SQL("DELETE FROM report_signature WHERE report_id = $1 RETURNING id"),
			     DB_VALUES(db_int(id)), &change, error, &removed);
	if (err != ERR_NONE) return err;
	change.object = OBJECT_REPORT_PAPER;
	return journal_remove(store,
			      SQL("DELETE FROM report_paper WHERE report_id = $1 RETURNING id"),
			      DB_VALUES(db_int(id)), &change, error, &removed);
}

enum err report_publish(struct store *store, int64_t id, int64_t version,
			const struct author *author, struct error *error)
{
	struct change change = {ACTION_PUBLISH, OBJECT_REPORT, 0, NULL, author};
	enum err err = agency_of(store, id, error, &change.agency_id);
	if (err != ERR_NONE) return err;
	err = journal_change(
		store,
		SQL("UPDATE report SET version = version + 1, state = 'published', "
		    "published_at = $3 WHERE id = $1 AND version = $2 AND state = 'frozen' "
		    "RETURNING " REPORT_ROW),
		DB_VALUES(db_int(id), db_int(version), db_int(author->at)), &change, error, NULL);
	err = store_conflict(err, error, "发布前要有签发人和工作机构负责人两个人的签署。");
	return moved_on(err, error);
}
