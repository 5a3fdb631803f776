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
ROWS(matter, "matter", MATTER_ROW);
ROWS(matter_step, "matter_step", MATTER_STEP_ROW);
ROWS(post, "post", POST_ROW);
ROWS(post_holder, "post_holder", POST_HOLDER_ROW);
ROWS(assignment, "assignment", ASSIGNMENT_ROW);
ROWS(search_log, "search_log", SEARCH_LOG_ROW);
ROWS(remedy, "remedy", REMEDY_ROW);
ROWS(attachment, "attachment", ATTACHMENT_ROW);
ROWS(service, "service", SERVICE_ROW);
ROWS(blackout, "blackout", BLACKOUT_ROW);
ROWS(letter, "letter", LETTER_ROW);
ROWS(letter_file, "letter_file", LETTER_FILE_ROW);
ROWS(letter_paper, "letter_paper", LETTER_PAPER_ROW);
ROWS(letter_template, "letter_template", LETTER_TEMPLATE_ROW);
ROWS(retention_schedule, "retention_schedule", RETENTION_SCHEDULE_ROW);
ROWS(retention_list, "retention_list", RETENTION_LIST_ROW);

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
	[OBJECT_MATTER] = &matter_rows,
	[OBJECT_MATTER_STEP] = &matter_step_rows,
	[OBJECT_POST] = &post_rows,
	[OBJECT_POST_HOLDER] = &post_holder_rows,
	[OBJECT_ASSIGNMENT] = &assignment_rows,
	[OBJECT_SEARCH_LOG] = &search_log_rows,
	[OBJECT_REMEDY] = &remedy_rows,
	[OBJECT_ATTACHMENT] = &attachment_rows,
	[OBJECT_SERVICE] = &service_rows,
	[OBJECT_BLACKOUT] = &blackout_rows,
	[OBJECT_LETTER] = &letter_rows,
	[OBJECT_LETTER_FILE] = &letter_file_rows,
	[OBJECT_LETTER_PAPER] = &letter_paper_rows,
	[OBJECT_LETTER_TEMPLATE] = &letter_template_rows,
	[OBJECT_RETENTION_SCHEDULE] = &retention_schedule_rows,
	[OBJECT_RETENTION_LIST] = &retention_list_rows,
};

const struct db_sql *journal_rows(enum journal_object object)
{
	BUG_IF(object >= OBJECT__MAX);
	for (size_t i = 0; i < REGISTER__MAX; i++)
		if (register_sql[i].object == object) return register_sql[i].rows;
	return rows[object];
}
