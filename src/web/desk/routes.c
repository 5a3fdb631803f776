/* SPDX-License-Identifier: MulanPSL-2.0
 * The desk's addresses. */
#include "web/desk/desk_routes.h"

#include "office/permission.h"
#include "web/desk/page_account.h"
#include "web/desk/page_agency.h"
#include "web/desk/page_annual.h"
#include "web/desk/page_batch.h"
#include "web/desk/page_beside.h"
#include "web/desk/page_beside_new.h"
#include "web/desk/page_blackout.h"
#include "web/desk/page_calendar.h"
#include "web/desk/page_case.h"
#include "web/desk/page_cases.h"
#include "web/desk/page_entry.h"
#include "web/desk/page_figures.h"
#include "web/desk/page_import.h"
#include "web/desk/page_intake.h"
#include "web/desk/page_jobs.h"
#include "web/desk/page_journal.h"
#include "web/desk/page_letter.h"
#include "web/desk/page_notices.h"
#include "web/desk/page_overview.h"
#include "web/desk/page_posts.h"
#include "web/desk/page_ratings.h"
#include "web/desk/page_recode.h"
#include "web/desk/page_register.h"
#include "web/desk/page_retention.h"
#include "web/desk/page_signin.h"
#include "web/desk/page_wording.h"
#include "web/elder.h"
#include "web/health.h"

enum {
	FORM_LIMIT = 64 * 1024,
	TEXT_LIMIT = 256 * 1024,
	LETTER_LIMIT = 512 * 1024,
	KEPT_LIMIT = 640 * 1024, /* the largest form without files, its names made longer */
	NOTICE_LIMIT = 256 * 1024,
	IMPORT_LIMIT = 256 * 1024 * 1024
};
/* read by their pages */
static const struct file_rule csv_file = {.most = 1, .each = IMPORT_LIMIT, .total = IMPORT_LIMIT};
static const struct file_rule notice_file = {
	.most = 1, .each = NOTICE_LIMIT, .total = NOTICE_LIMIT};

/* clang-format off */
const struct route desk_routes[] = {
	{METHOD_GET, "/assets/{name}", page_asset, ROUTE_OPEN, ROUTE_BARE, 0, 0, "Style, script, icon"},
	{METHOD_GET, "/elder", page_elder, ROUTE_OPEN, ROUTE_BARE, 0, 0, "Elder mode: on=1 or 0, back=PATH"},
	{METHOD_GET, "/healthz", page_health, ROUTE_OPEN, ROUTE_BARE | ROUTE_UNLOGGED, 0, 0, "Answers ok while the process lives"},
	{METHOD_GET, "/readyz", page_ready, ROUTE_OPEN, ROUTE_BARE | ROUTE_UNLOGGED, 0, 0, "200 while the database takes writes and the process is not stopping; else 503 with the reason"},
	{METHOD_GET, "/signin", page_signin, ROUTE_OPEN, 0, 0, 0, "Sign-in form; ?next= leads back"},
	{METHOD_POST, "/signin", page_signin_send, ROUTE_OPEN, ROUTE_SECRET, KEPT_LIMIT, 0, "Signs in; a form sent after the login had ended goes along"},
	{METHOD_POST, "/signout", page_signout, ROUTE_OPEN, 0, FORM_LIMIT, 0, "Signs out"},
	{METHOD_GET, "/setup", page_setup, ROUTE_OPEN, 0, 0, 0, "?token= of a one-time link: set a password"},
	{METHOD_POST, "/setup", page_setup_send, ROUTE_OPEN, ROUTE_SECRET, FORM_LIMIT, 0, "Sets the password and uses the link up"},
	{METHOD_GET, "/password", page_password, ROUTE_SIGNED_IN, 0, 0, 0, "Change one's own password"},
	{METHOD_POST, "/password", page_password_send, ROUTE_SIGNED_IN, ROUTE_SECRET, FORM_LIMIT, 0, "Changes it"},
	{METHOD_GET, "/", page_overview, ROUTE_SIGNED_IN, 0, 0, 0, "What is due, the year's figures, the registers"},
	{METHOD_GET, "/registers", page_registers, PERMIT_ENTRY_READ, 0, 0, 0, "All registers with their counts"},
	{METHOD_GET, "/registers/{register}", page_register, PERMIT_ENTRY_READ, 0, 0, 0, "Entries; ?q= from= to= struck= and the register's filters"},
	{METHOD_GET, "/registers/{register}/new", page_entry_new, PERMIT_ENTRY_ADD, 0, 0, 0, "Form of a new entry"},
	{METHOD_POST, "/registers/{register}/new", page_entry_add, PERMIT_ENTRY_ADD, ROUTE_SAVES, FORM_LIMIT, 0, "Adds it"},
	{METHOD_GET, "/registers/{register}/export.csv", page_register_export, PERMIT_ENTRY_EXPORT, 0, 0, 0, "The filtered entries as CSV"},
	{METHOD_GET, "/registers/{register}/template.csv", page_import_template, PERMIT_ENTRY_IMPORT, 0, 0, 0, "Header line for an import"},
	{METHOD_GET, "/registers/{register}/import", page_import, PERMIT_ENTRY_IMPORT, 0, 0, 0, "Import form"},
	{METHOD_POST, "/registers/{register}/import", page_import_send, PERMIT_ENTRY_IMPORT, 0, FORM_LIMIT, &csv_file, "Checks a CSV; imports it when it comes again unchanged"},
	{METHOD_GET, "/registers/{register}/{id}/adopt", page_adopt, PERMIT_MATTER_FILE, 0, 0, 0, "Form of taking an open correction request… into the flow: how to reach who said it"},
	{METHOD_POST, "/registers/{register}/{id}/adopt", page_adopt_send, PERMIT_MATTER_FILE, 0, FORM_LIMIT, 0, "Takes an open request, correction request… into the flow"},
	{METHOD_GET, "/registers/{register}/{id}", page_entry, PERMIT_ENTRY_READ, 0, 0, 0, "One entry with its history"},
	{METHOD_GET, "/registers/{register}/{id}/edit", page_entry_edit, PERMIT_ENTRY_CORRECT, 0, 0, 0, "Form of a correction"},
	{METHOD_POST, "/registers/{register}/{id}/edit", page_entry_correct, PERMIT_ENTRY_CORRECT, ROUTE_SAVES, FORM_LIMIT, 0, "Corrects it"},
	{METHOD_GET, "/registers/{register}/{id}/strike", page_entry_strike_form, PERMIT_ENTRY_STRIKE, 0, 0, 0, "What striking it means"},
	{METHOD_POST, "/registers/{register}/{id}/strike", page_entry_strike, PERMIT_ENTRY_STRIKE, ROUTE_SAVES, FORM_LIMIT, 0, "Strikes it"},
	{METHOD_GET, "/beside/new", page_beside_new, PERMIT_MATTER_FILE, 0, 0, &upload_desk, "Form of a correction request… that came in; ?of= ?case="},
	{METHOD_POST, "/beside/new", page_beside_send, PERMIT_MATTER_FILE, 0, FORM_LIMIT, &upload_desk, "Files it, shows the slip once"},
	{METHOD_GET, "/beside", page_beside, PERMIT_MATTER_READ, 0, 0, 0, "Correction requests, suggestions and complaints under way, by what is due first"},
	{METHOD_GET, "/cases", page_cases, PERMIT_MATTER_READ, 0, 0, 0, "Requests under way, what is due first; ?q= state= light= post= kind= page="},
	{METHOD_GET, "/cases/export.csv", page_cases_export, PERMIT_ENTRY_EXPORT, 0, 0, 0, "The filtered requests as CSV"},
	{METHOD_POST, "/cases/views", page_cases_keep, PERMIT_MATTER_READ, 0, FORM_LIMIT, 0, "Keeps the filter under a name"},
	{METHOD_POST, "/cases/views/drop", page_cases_drop, PERMIT_MATTER_READ, 0, FORM_LIMIT, 0, "Forgets one"},
	{METHOD_GET, "/cases/batch", page_batch, PERMIT_MATTER_STEP, 0, 0, 0, "One step of many requests: which step, what it would be for each; ?id=… ?like= step="},
	{METHOD_POST, "/cases/batch", page_batch_send, PERMIT_MATTER_STEP, 0, LETTER_LIMIT, 0, "Shows it anew, or takes it, a transaction each"},
	{METHOD_GET, "/cases/new", page_intake, PERMIT_MATTER_FILE, 0, 0, &upload_desk, "Form of a request that came in; ?channel="},
	{METHOD_POST, "/cases/new", page_intake_send, PERMIT_MATTER_FILE, 0, FORM_LIMIT, &upload_desk, "Files it, shows the requester's slip once"},
	{METHOD_GET, "/cases/ratings", page_ratings, PERMIT_MATTER_READ, 0, 0, 0, "How content requesters are, in sums; year"},
	{METHOD_GET, "/cases/{id}", page_case, PERMIT_MATTER_READ, 0, 0, 0, "A request under way: what is next, what is owed, what happened"},
	{METHOD_POST, "/cases/{id}/person", page_case_person, PERMIT_MATTER_PERSONAL, 0, FORM_LIMIT, 0, "The same with identity and contacts, journalled"},
	{METHOD_GET, "/cases/{id}/step/{event}", page_case_step, PERMIT_MATTER_STEP, 0, 0, &upload_desk, "Form of a step; ?consult="},
	{METHOD_POST, "/cases/{id}/step/{event}", page_case_step_take, PERMIT_MATTER_STEP, 0, FORM_LIMIT, &upload_desk, "Takes it"},
	{METHOD_GET, "/cases/{id}/steps/{step}/strike", page_case_strike, PERMIT_MATTER_STRIKE, 0, 0, 0, "What striking a step means"},
	{METHOD_POST, "/cases/{id}/steps/{step}/strike", page_case_strike_send, PERMIT_MATTER_STRIKE, 0, FORM_LIMIT, 0, "Strikes it"},
	{METHOD_GET, "/cases/{id}/services/{step}/signed", page_case_signed, PERMIT_MATTER_STEP, 0, 0, &upload_desk, "Form of the day mail was signed for"},
	{METHOD_POST, "/cases/{id}/services/{step}/signed", page_case_signed_send, PERMIT_MATTER_STEP, 0, FORM_LIMIT, &upload_desk, "Keeps it beside the service"},
	{METHOD_GET, "/cases/{id}/files/new", page_case_file_new, PERMIT_MATTER_STEP, 0, 0, &upload_desk, "Form of a new file"},
	{METHOD_POST, "/cases/{id}/files/new", page_case_file_add, PERMIT_MATTER_STEP, 0, FORM_LIMIT, &upload_desk, "Adds it"},
	{METHOD_GET, "/cases/{id}/files/{file}", page_case_file, PERMIT_MATTER_PERSONAL, 0, 0, 0, "A file of a case, journalled"},
	{METHOD_GET, "/cases/{id}/files/{file}/strike", page_case_file_strike, PERMIT_MATTER_STRIKE, 0, 0, 0, "What striking a file means"},
	{METHOD_POST, "/cases/{id}/files/{file}/strike", page_case_file_strike_send, PERMIT_MATTER_STRIKE, 0, FORM_LIMIT, 0, "Strikes it"},
	{METHOD_GET, "/cases/{id}/files/{file}/blackout", page_blackout, PERMIT_MATTER_STEP, ROUTE_DRAWS, 0, 0, "What is blacked out in a file, a page at a time; ?page="},
	{METHOD_POST, "/cases/{id}/files/{file}/blackout", page_blackout_save, PERMIT_MATTER_STEP, ROUTE_SAVES, TEXT_LIMIT, 0, "Keeps the boxes of a page"},
	{METHOD_GET, "/cases/{id}/files/{file}/blackout/page/{page}", page_blackout_image, PERMIT_MATTER_PERSONAL, ROUTE_DRAWS, 0, 0, "A page of the file as PNG, journalled"},
	{METHOD_GET, "/cases/{id}/files/{file}/blackout/preview", page_blackout_preview, PERMIT_MATTER_STEP, ROUTE_DRAWS, 0, 0, "The pages as they will be given, with grounds and reasons; ?page="},
	{METHOD_GET, "/cases/{id}/files/{file}/blackout/preview/{page}", page_blackout_painted, PERMIT_MATTER_PERSONAL, ROUTE_DRAWS, 0, 0, "A page with its boxes painted as PNG, journalled"},
	{METHOD_POST, "/cases/{id}/files/{file}/blackout/make", page_blackout_make, PERMIT_MATTER_STEP, ROUTE_SAVES, FORM_LIMIT, 0, "Asks for the file that is given"},
	{METHOD_GET, "/cases/{id}/search-log", page_case_search, PERMIT_MATTER_STEP, 0, 0, &upload_desk, "Form of a search"},
	{METHOD_POST, "/cases/{id}/search-log", page_case_search_add, PERMIT_MATTER_STEP, 0, FORM_LIMIT, &upload_desk, "Writes it down, with its step"},
	{METHOD_GET, "/cases/{id}/search-log/{search}/strike", page_case_search_strike, PERMIT_MATTER_STRIKE, 0, 0, 0, "What striking a search means"},
	{METHOD_POST, "/cases/{id}/search-log/{search}/strike", page_case_search_strike_send, PERMIT_MATTER_STRIKE, 0, FORM_LIMIT, 0, "Strikes it"},
	{METHOD_GET, "/cases/{id}/reply", page_reply, PERMIT_MATTER_STEP, 0, 0, 0, "The reply assistant: one question at a time; ?a=nny the answers so far"},
	{METHOD_GET, "/cases/{id}/letters", page_letters, PERMIT_MATTER_READ, 0, 0, 0, "Letters of a case, and which may be written now"},
	{METHOD_GET, "/cases/{id}/letters/new", page_letter_new, PERMIT_MATTER_STEP, 0, 0, 0, "Form of a letter, filled from the case; ?kind=, ?ending=, ?consult="},
	{METHOD_POST, "/cases/{id}/letters/new", page_letter_add, PERMIT_MATTER_STEP, ROUTE_SAVES, LETTER_LIMIT, 0, "Keeps it as a draft"},
	{METHOD_GET, "/cases/{id}/letters/{letter}", page_letter, PERMIT_MATTER_PERSONAL, 0, 0, 0, "A letter as it will go out or went out, journalled"},
	{METHOD_POST, "/cases/{id}/letters/{letter}", page_letter_take, PERMIT_MATTER_STEP, 0, FORM_LIMIT, 0, "Takes the step it goes out by: submits a reply, or numbers and prints"},
	{METHOD_GET, "/cases/{id}/letters/{letter}/edit", page_letter_edit, PERMIT_MATTER_STEP, 0, 0, 0, "Form of a draft"},
	{METHOD_POST, "/cases/{id}/letters/{letter}/edit", page_letter_change, PERMIT_MATTER_STEP, ROUTE_SAVES, LETTER_LIMIT, 0, "Keeps it"},
	{METHOD_POST, "/cases/{id}/letters/{letter}/strike", page_letter_strike, PERMIT_MATTER_STEP, ROUTE_SAVES, FORM_LIMIT, 0, "Drops a draft"},
	{METHOD_GET, "/cases/{id}/letters/{letter}/paper/{format}", page_letter_paper, PERMIT_MATTER_PERSONAL, 0, 0, 0, "An issued letter as pdf, html or docx, journalled"},
	{METHOD_GET, "/cases/{id}/remedies", page_remedies, PERMIT_MATTER_READ, 0, 0, 0, "Reconsiderations and suits about a request, and its replies"},
	{METHOD_GET, "/cases/{id}/remedies/new/{kind}", page_remedy_new, PERMIT_MATTER_STEP, 0, 0, &upload_desk, "Form of a notice; ?step= of one that was entered without its case"},
	{METHOD_POST, "/cases/{id}/remedies/new/{kind}", page_remedy_add, PERMIT_MATTER_STEP, 0, FORM_LIMIT, &upload_desk, "Enters the case, its link and the step"},
	{METHOD_GET, "/cases/{id}/remedies/{remedy}/result", page_remedy_finish, PERMIT_MATTER_STEP, 0, 0, &upload_desk, "Form of how it ended"},
	{METHOD_POST, "/cases/{id}/remedies/{remedy}/result", page_remedy_finish_send, PERMIT_MATTER_STEP, 0, FORM_LIMIT, &upload_desk, "Enters the result, in the register too"},
	{METHOD_GET, "/cases/{id}/remedies/{remedy}/strike", page_case_remedy_strike, PERMIT_MATTER_STRIKE, 0, 0, 0, "What striking the link means"},
	{METHOD_POST, "/cases/{id}/remedies/{remedy}/strike", page_case_remedy_strike_send, PERMIT_MATTER_STRIKE, 0, FORM_LIMIT, 0, "Strikes it"},
	{METHOD_GET, "/cases/{id}/assign", page_case_assign, PERMIT_MATTER_ASSIGN, 0, 0, 0, "To which post it goes"},
	{METHOD_POST, "/cases/{id}/assign", page_case_assign_send, PERMIT_MATTER_ASSIGN, 0, FORM_LIMIT, 0, "Gives it to the post"},
	{METHOD_GET, "/cases/{id}/code", page_recode, PERMIT_MATTER_PERSONAL, 0, 0, 0, "A new query code for whoever shows his papers"},
	{METHOD_POST, "/cases/{id}/code", page_recode_send, PERMIT_MATTER_PERSONAL, 0, FORM_LIMIT, 0, "Gives it, shown this once"},
	{METHOD_GET, "/notices", page_notices, PERMIT_NOTICE_READ, 0, 0, 0, "Notices to requesters: what went out and what did not"},
	{METHOD_GET, "/notices/test", page_notice_test, PERMIT_SETTING_WRITE, 0, 0, 0, "Whether mails go out at all"},
	{METHOD_POST, "/notices/test", page_notice_test_send, PERMIT_SETTING_WRITE, 0, FORM_LIMIT, 0, "Sends one to the agency's own address"},
	{METHOD_GET, "/notices/{id}", page_notice, PERMIT_NOTICE_READ, 0, 0, 0, "One notice"},
	{METHOD_POST, "/notices/{id}/retry", page_notice_retry, PERMIT_NOTICE_WRITE, 0, FORM_LIMIT, 0, "Sends it once more"},
	{METHOD_POST, "/notices/{id}/drop", page_notice_drop, PERMIT_NOTICE_WRITE, 0, FORM_LIMIT, 0, "Gives it up, with the reason"},
	{METHOD_GET, "/posts", page_posts, PERMIT_POST_WRITE, 0, 0, 0, "Posts, who holds them, what is open there"},
	{METHOD_POST, "/posts", page_posts_add, PERMIT_POST_WRITE, 0, FORM_LIMIT, 0, "Adds one"},
	{METHOD_GET, "/posts/{id}", page_post, PERMIT_POST_WRITE, 0, 0, 0, "One post"},
	{METHOD_POST, "/posts/{id}/begin", page_post_begin, PERMIT_POST_WRITE, 0, FORM_LIMIT, 0, "Somebody begins on it"},
	{METHOD_POST, "/posts/{id}/rename", page_post_rename, PERMIT_POST_WRITE, 0, FORM_LIMIT, 0, "Renames it"},
	{METHOD_POST, "/posts/{id}/strike", page_post_strike, PERMIT_POST_WRITE, 0, FORM_LIMIT, 0, "Strikes it"},
	{METHOD_POST, "/posts/{id}/holders/{holder}/end", page_post_end, PERMIT_POST_WRITE, 0, FORM_LIMIT, 0, "Somebody leaves it"},
	{METHOD_GET, "/letter-templates", page_wordings, PERMIT_LETTER_TEMPLATE, 0, 0, 0, "The wording of every letter: the house's or the office's own"},
	{METHOD_GET, "/letter-templates/{kind}", page_wording, PERMIT_LETTER_TEMPLATE, 0, 0, 0, "One with its text and a sample"},
	{METHOD_POST, "/letter-templates/{kind}", page_wording_put, PERMIT_LETTER_TEMPLATE, ROUTE_SAVES, TEXT_LIMIT, 0, "Checks a text; keeps it when asked to"},
	{METHOD_POST, "/letter-templates/{kind}/back", page_wording_back, PERMIT_LETTER_TEMPLATE, ROUTE_SAVES, FORM_LIMIT, 0, "Back to the house's"},
	{METHOD_GET, "/retention", page_retention, PERMIT_RETENTION_READ, 0, 0, 0, "The schedule, what it would erase and why the rest stays, the lists"},
	{METHOD_POST, "/retention", page_retention_propose, PERMIT_RETENTION_PROPOSE, 0, FORM_LIMIT, 0, "Proposes what was seen as a list"},
	{METHOD_GET, "/retention/schedule", page_retention_schedule, PERMIT_RETENTION_SCHEDULE, 0, 0, 0, "Form of a new schedule"},
	{METHOD_POST, "/retention/schedule", page_retention_schedule_put, PERMIT_RETENTION_SCHEDULE, ROUTE_SAVES, FORM_LIMIT, 0, "Enters it"},
	{METHOD_GET, "/retention/{list}", page_retention_list, PERMIT_RETENTION_READ, 0, 0, 0, "One list: its lines, what changed since, how far it is"},
	{METHOD_POST, "/retention/{list}/confirm", page_retention_confirm, PERMIT_RETENTION_CONFIRM, 0, FORM_LIMIT, 0, "Confirms it, as another person"},
	{METHOD_POST, "/retention/{list}/drop", page_retention_drop, PERMIT_RETENTION_READ, ROUTE_SAVES, FORM_LIMIT, 0, "Takes it back, or refuses it"},
	{METHOD_GET, "/figures", page_figures, PERMIT_REPORT_READ, 0, 0, 0, "The statutory tables with today's figures"},
	{METHOD_GET, "/figures/{year}/{cell}", page_figure, PERMIT_REPORT_READ, 0, 0, 0, "The entries behind one number, e.g. t3.r1.natural; ?page="},
	{METHOD_GET, "/report", page_annual, PERMIT_REPORT_READ, 0, 0, 0, "Where the year's report stands, and the next step"},
	{METHOD_POST, "/report/start", page_annual_start, PERMIT_REPORT_WRITE, 0, FORM_LIMIT, 0, "Begins the report"},
	{METHOD_POST, "/report/freeze", page_annual_freeze, PERMIT_REPORT_FREEZE, 0, FORM_LIMIT, 0, "Fixes figures and text"},
	{METHOD_POST, "/report/thaw", page_annual_thaw, PERMIT_REPORT_FREEZE, 0, FORM_LIMIT, 0, "Back to draft, with a reason"},
	{METHOD_POST, "/report/sign", page_annual_sign, PERMIT_REPORT_READ, 0, FORM_LIMIT, 0, "Signs as approver or head"},
	{METHOD_GET, "/report/publish", page_annual_publish_ask, PERMIT_REPORT_PUBLISH, 0, 0, 0, "Asks once more"},
	{METHOD_POST, "/report/publish", page_annual_publish, PERMIT_REPORT_PUBLISH, 0, FORM_LIMIT, 0, "Publishes"},
	{METHOD_POST, "/report/reissue", page_annual_reissue, PERMIT_REPORT_REISSUE, 0, FORM_LIMIT, 0, "Begins the next issue"},
	{METHOD_GET, "/report/preview", page_annual_preview, PERMIT_REPORT_READ, 0, 0, 0, "The whole report on the screen"},
	{METHOD_GET, "/report/paper/{format}", page_annual_paper, PERMIT_REPORT_READ, 0, 0, 0, "The report as pdf, docx, fragment, html or text"},
	{METHOD_GET, "/report/text", page_annual_texts, PERMIT_REPORT_READ, 0, 0, 0, "The parts of the running text"},
	{METHOD_GET, "/report/text/{part}", page_annual_text, PERMIT_REPORT_READ, 0, 0, 0, "One part, to read or write"},
	{METHOD_POST, "/report/text/{part}", page_annual_text_save, PERMIT_REPORT_WRITE, 0, TEXT_LIMIT, 0, "Saves it"},
	{METHOD_POST, "/report/text/{part}/redraft", page_annual_redraft, PERMIT_REPORT_WRITE, 0, FORM_LIMIT, 0, "Puts it back to the generated draft"},
	{METHOD_GET, "/report/findings", page_annual_findings, PERMIT_REPORT_READ, 0, 0, 0, "What the check found"},
	{METHOD_POST, "/report/answer", page_annual_answer, PERMIT_REPORT_WRITE, 0, FORM_LIMIT, 0, "A written reason for a finding"},
	{METHOD_POST, "/report/carry", page_annual_carry, PERMIT_REPORT_HEAD, 0, FORM_LIMIT, 0, "The head signs a carry-over"},
	{METHOD_GET, "/calendar", page_calendar, PERMIT_CALENDAR_READ, 0, 0, 0, "Working days of a year"},
	{METHOD_POST, "/calendar", page_calendar_add, PERMIT_CALENDAR_WRITE, 0, FORM_LIMIT, 0, "Adds a local day"},
	{METHOD_POST, "/calendar/notice", page_calendar_notice, PERMIT_CALENDAR_WRITE, 0, FORM_LIMIT, &notice_file, "Checks or imports a year's notice"},
	{METHOD_GET, "/calendar/due", page_due, PERMIT_CALENDAR_READ, 0, 0, 0, "Reckons a due date and says why"},
	{METHOD_POST, "/calendar/{id}/remove", page_calendar_remove, PERMIT_CALENDAR_WRITE, 0, FORM_LIMIT, 0, "Removes a local day"},
	{METHOD_GET, "/agencies", page_agencies, PERMIT_AGENCY_READ, 0, 0, 0, "The tree of agencies"},
	{METHOD_GET, "/agencies/new", page_agency_new, PERMIT_AGENCY_WRITE, 0, 0, 0, "Form of a new agency"},
	{METHOD_POST, "/agencies/new", page_agency_add, PERMIT_AGENCY_WRITE, 0, FORM_LIMIT, 0, "Adds it below one's own"},
	{METHOD_GET, "/agencies/{id}", page_agency, PERMIT_AGENCY_READ, 0, 0, 0, "What an agency prints"},
	{METHOD_GET, "/agencies/{id}/edit", page_agency_edit, PERMIT_AGENCY_WRITE, 0, 0, 0, "Form of a change"},
	{METHOD_POST, "/agencies/{id}/authority", page_authority_save, PERMIT_SETTING_WRITE, 0, FORM_LIMIT, 0, "Chooses who handles complaints about it"},
	{METHOD_POST, "/agencies/{id}/edit", page_agency_save, PERMIT_AGENCY_WRITE, 0, FORM_LIMIT, 0, "Saves it"},
	{METHOD_GET, "/settings", page_settings, PERMIT_SETTING_READ, 0, 0, 0, "Settings and their bounds"},
	{METHOD_POST, "/settings", page_setting_save, PERMIT_SETTING_WRITE, 0, FORM_LIMIT, 0, "Saves one"},
	{METHOD_GET, "/jobs", page_jobs, PERMIT_JOB_READ, 0, 0, 0, "Timed work: when it is due, what goes wrong"},
	{METHOD_GET, "/journal", page_journal, PERMIT_JOURNAL_READ, 0, 0, 0, "The audit journal, filtered"},
	{METHOD_GET, "/journal/export.jsonl", page_journal_export, PERMIT_JOURNAL_EXPORT, 0, 0, 0, "The filtered journal"},
	{METHOD_POST, "/journal/verify", page_journal_verify, PERMIT_JOURNAL_VERIFY, 0, FORM_LIMIT, 0, "Checks chain and rows"},
	{METHOD_GET, "/accounts", page_accounts, PERMIT_ACCOUNT_READ, 0, 0, 0, "All accounts"},
	{METHOD_GET, "/accounts/new", page_account_new, PERMIT_ACCOUNT_WRITE, 0, 0, 0, "Form of a new account"},
	{METHOD_POST, "/accounts/new", page_account_create, PERMIT_ACCOUNT_WRITE, 0, FORM_LIMIT, 0, "Creates it, shows its link once"},
	{METHOD_GET, "/accounts/{login}", page_account_of, PERMIT_ACCOUNT_READ, 0, 0, 0, "One account"},
	{METHOD_POST, "/accounts/{login}/roles", page_account_roles, PERMIT_ROLE_GRANT, 0, FORM_LIMIT, 0, "Grants roles"},
	{METHOD_POST, "/accounts/{login}/reset", page_account_reset, PERMIT_ACCOUNT_WRITE, 0, FORM_LIMIT, 0, "Shows a one-time link once"},
	{METHOD_POST, "/accounts/{login}/confirm", page_account_confirm, PERMIT_ROLE_GRANT, 0, FORM_LIMIT, 0, "Confirms or voids a one-time link that waits for it"},
	{METHOD_POST, "/accounts/{login}/state", page_account_state, PERMIT_ACCOUNT_WRITE, 0, FORM_LIMIT, 0, "Disables or enables"},
	{METHOD_GET, "/account", page_account, ROUTE_SIGNED_IN, 0, 0, 0, "One's own account"},
	{METHOD_GET, NULL, NULL, 0, 0, 0, 0, NULL},
};
/* clang-format on */
