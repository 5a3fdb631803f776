/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "unit/help_retention.h"

#include <sqlite3.h>
#include <string.h>

#include "office/setting.h"
#include "store/inside.h"
#include "unit/help_cmocka.h"

struct problems problems;

const struct actor *who(enum help_person person)
{
	return &help.actors[person];
}

int64_t handled(void)
{
	struct matter_order order = help_order("2025-01-02");
	int64_t id = help_filed(&order).id;
	help_step(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-03", 0);
	return id;
}

int64_t add_file(int64_t id, enum attachment_use use, const char *name)
{
	struct matter_file file = {.use = use,
				   .name = name,
				   .media_type = "text/plain",
				   .bytes = "张三的材料",
				   .n = strlen("张三的材料")};
	int64_t file_id = 0;
	help_good(&help, matter_add_file(&help.office, who(HELP_CLERK), id, &file, 0, &help.arena,
					 &help.error, &file_id));
	return file_id;
}

void serve(int64_t id, enum life_ending ending)
{
	help_step(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-06", (int)ending);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_REVIEW, "2025-01-06", 0);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_CHECK, "2025-01-07", 0);
	help_step(id, HELP_APPROVER, LIFE_EVENT_APPROVE, "2025-01-07", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_ISSUE, "2025-01-08", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_SERVE, "2025-01-09", LIFE_PROOF_SIGNED);
}

int64_t withdrawn(void)
{
	int64_t id = handled();
	add_file(id, ATTACHMENT_IDENTITY, "张三身份证.txt");
	add_file(id, ATTACHMENT_APPLICATION, "张三的说明.txt");
	help_step(id, HELP_CLERK, LIFE_EVENT_WITHDRAW, "2025-01-06", 0);
	serve(id, LIFE_ENDING_WITHDRAWN);
	return id;
}

int64_t struck(void)
{
	int64_t id = handled();
	struct matter_case now = help_case(id);
	problems_init(&problems, &help.arena);
	help_good(&help, entry_strike(&help.office, who(HELP_CLERK), REGISTER_REQUESTS, help.agency,
				      now.entry.id, now.entry.version, "张三说登记错了", &problems,
				      &help.error));
	return id;
}

struct retention_order order_of(const char *person, const char *rest)
{
	struct retention_order order = {.approval = APPROVAL, .approved = "2025-01-02"};
	for (int g = 0; g < RETENTION_GROUP__MAX; g++)
		for (int c = 0; c < RETENTION_CLASS__MAX; c++)
			order.months[g][c] = g == RETENTION_REPLIED  ? ""
					     : c == RETENTION_PERSON ? person
								     : rest;
	return order;
}

enum err put(enum help_person person, const struct retention_order *order)
{
	problems_init(&problems, &help.arena);
	return retention_schedule_put(&help.office, who(person), help.agency, order, &help.arena,
				      &problems, &help.error);
}

void schedule(const char *person, const char *rest, int64_t seen)
{
	struct retention_order order = order_of(person, rest);
	order.seen = seen;
	help_good(&help, put(HELP_HEAD, &order));
}

struct retention_plan planned(void)
{
	struct retention_plan plan;
	help_good(&help, retention_plan(&help.office, who(HELP_CLERK), help.agency, &help.arena,
					&help.error, &plan));
	return plan;
}

int64_t proposed(enum help_person person)
{
	struct retention_plan plan = planned();
	int64_t id = 0;
	help_good(&help, retention_propose(&help.office, who(person), help.agency, plan.digest,
					   &help.arena, &help.error, &id));
	return id;
}

struct retention_view opened(int64_t id)
{
	struct retention_view view;
	help_good(&help, retention_open(&help.office, who(HELP_APPROVER), id, &help.arena,
					&help.error, &view));
	return view;
}

enum err confirm(enum help_person person, int64_t id)
{
	return retention_confirm(&help.office, who(person), id, opened(id).list.version,
				 &help.arena, &help.error);
}

void run(int64_t id)
{
	help_good(&help, retention_run(&help.office, who(HELP_APPROVER), id, &help.error));
}

void assert_verified(void)
{
	struct journal_verdict verdict;
	help_good(&help, journal_verify(help.office.store, &help.arena, &help.error, &verdict));
	if (verdict.findings != 0) fail_msg("%s", verdict.first->text);
}

int64_t journalled(const char *text)
{
	int64_t n = 0;
	help_good(&help,
		  db_number(help.office.store->db,
			    SQL("SELECT COUNT(*) FROM journal_value WHERE instr(content, $1) > 0 "
				"OR instr(note, $1) > 0"),
			    DB_VALUES(db_text(text)), &help.error, &n));
	return n;
}

int64_t soon_proposed(void)
{
	help_good(&help, setting_change(&help.office, who(HELP_SECURITY), 0, SETTING_REMEDY_YEARS,
					1, &help.error));
	schedule("12", "12", 0);
	help_office_clock(&help, "2026-02-10T09:00");
	return proposed(HELP_CLERK);
}

void notice_of_suit(int64_t id)
{
	struct matter_event step = {.event = LIFE_EVENT_SUIT_NOTICE, .party = "", .note = ""};
	struct matter_case now = help_case(id);
	const char *warning = "";
	problems_init(&problems, &help.arena);
	assert_true(day_parse("2026-02-10", &step.on));
	help_good(&help, matter_take(&help.office, who(HELP_CLERK), id, now.state.version, &step,
				     NULL, NULL, &help.arena, &problems, &help.error, &warning));
}

void schedule_all(void)
{
	struct retention_order order = {.approval = APPROVAL, .approved = "2025-01-02"};
	for (int g = 0; g < RETENTION_GROUP__MAX; g++)
		for (int c = 0; c < RETENTION_CLASS__MAX; c++) order.months[g][c] = "12";
	help_good(&help, put(HELP_HEAD, &order));
}

int64_t erased_all(void)
{
	int64_t list = proposed(HELP_CLERK);
	help_good(&help, confirm(HELP_APPROVER, list));
	run(list);
	return opened(list).list.erased;
}

static bool holds(sqlite3 *db, const char *table, const char *column, const char *word)
{
	sqlite3_stmt *row = NULL;
	const char *sql = arena_printf(
		&help.arena, "SELECT COUNT(*) FROM \"%s\" WHERE instr(CAST(\"%s\" AS TEXT), '%s')",
		table, column, word);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	bool found = sqlite3_column_int(row, 0) > 0;
	sqlite3_finalize(row);
	return found;
}

int standing(const char *word)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *row = NULL;
	int n = 0;
	assert_int_equal(sqlite3_open(help.path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db,
					    "SELECT t.name, c.name FROM sqlite_master t "
					    "JOIN pragma_table_info(t.name) c "
					    "WHERE t.type = 'table' ORDER BY 1, 2",
					    -1, &row, NULL),
			 SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(row, 0);
		const char *column = (const char *)sqlite3_column_text(row, 1);
		if (!holds(db, table, column, word)) continue;
		print_message("%s.%s\n", table, column);
		n++;
	}
	sqlite3_finalize(row);
	sqlite3_close(db);
	return n;
}

bool on_sqlite(void)
{
	return strncmp(help.url, "sqlite:", 7) == 0;
}
