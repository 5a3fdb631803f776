/* SPDX-License-Identifier: MulanPSL-2.0
 * Which rows the journal answers for. */
#include "store/journal_inside.h"
#include "store/register_sql.h"

#define ROWS(name, table, row)                                                                     \
	DB_STATEMENT(name##_rows, "SELECT " row " FROM " table " ORDER BY id")
ROWS(correction, "correction", CORRECTION_ROW);
ROWS(agency, "agency", AGENCY_ROW);
ROWS(account, "account", ACCOUNT_ROW);
ROWS(setting, "setting", SETTING_ROW);
ROWS(holiday, "holiday", HOLIDAY_ROW);
ROWS(report, "report", REPORT_ROW);
ROWS(report_section, "report_section", REPORT_SECTION_ROW);
ROWS(report_answer, "report_answer", REPORT_ANSWER_ROW);
ROWS(report_signature, "report_signature", REPORT_SIGNATURE_ROW);
ROWS(report_paper, "report_paper", REPORT_PAPER_ROW);

static const struct db_sql *const rows[OBJECT__MAX] = {
	[OBJECT_CORRECTION] = &correction_rows,
	[OBJECT_AGENCY] = &agency_rows,
	[OBJECT_ACCOUNT] = &account_rows,
	[OBJECT_SETTING] = &setting_rows,
	[OBJECT_HOLIDAY] = &holiday_rows,
	[OBJECT_REPORT] = &report_rows,
	[OBJECT_REPORT_SECTION] = &report_section_rows,
	[OBJECT_REPORT_ANSWER] = &report_answer_rows,
	[OBJECT_REPORT_SIGNATURE] = &report_signature_rows,
	[OBJECT_REPORT_PAPER] = &report_paper_rows,
};

const struct db_sql *journal_rows(enum journal_object object)
{
	BUG_IF(object >= OBJECT__MAX);
	for (size_t i = 0; i < REGISTER__MAX; i++)
		if (register_sql[i].object == object) return register_sql[i].rows;
	return rows[object];
}
