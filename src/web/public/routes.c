/* SPDX-License-Identifier: MulanPSL-2.0
 * The public face's addresses. The first agency stands at /, every other one under
 * /a/{agency}/ with the same pages. */
#include "web/elder.h"
#include "web/health.h"
#include "web/public/handout.h"
#include "web/public/lost.h"
#include "web/public/pages.h"
#include "web/public/say.h"
#include "web/public/track.h"

enum { APPLY_LIMIT = 64 * 1024, SMALL_LIMIT = 4 * 1024 };

/* clang-format off */
const struct route public_routes[] = {
	{METHOD_GET, "/", page_home, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "First page of the root agency"},
	{METHOD_GET, "/guide", page_guide, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "Guide to disclosure (Art. 12)"},
	{METHOD_GET, "/rules", page_rules, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "Documents that disclosure works by"},
	{METHOD_GET, "/records", page_records, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "Index of disclosed records; text, kind, topic, key_area, year, cursor"},
	{METHOD_GET, "/records/{id}", page_record, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "One disclosed record"},
	{METHOD_GET, "/report", page_report_list, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "Annual reports of all years"},
	{METHOD_GET, "/report/{year}", page_report, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "A year's annual report; issue=N for an earlier issue"},
	{METHOD_GET, "/report/{year}/{file}", page_report_file, ROUTE_OPEN, 0, 0, 0, "Its papers: report.pdf, report.docx, report.txt; issue=N"},
	{METHOD_GET, "/a/{agency}/", page_home, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "First page of another agency"},
	{METHOD_GET, "/a/{agency}/guide", page_guide, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "Its guide"},
	{METHOD_GET, "/a/{agency}/rules", page_rules, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "Its documents"},
	{METHOD_GET, "/a/{agency}/records", page_records, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "Its index of records"},
	{METHOD_GET, "/a/{agency}/records/{id}", page_record, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "One of its records"},
	{METHOD_GET, "/a/{agency}/report", page_report_list, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "Its annual reports"},
	{METHOD_GET, "/a/{agency}/report/{year}", page_report, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "One of its annual reports"},
	{METHOD_GET, "/a/{agency}/report/{year}/{file}", page_report_file, ROUTE_OPEN, 0, 0, 0, "Its papers"},
	{METHOD_GET, "/apply", page_apply, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "What can be asked for, a search, the other ways; text"},
	{METHOD_GET, "/apply/done", page_apply_done, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "The receipt, for half an hour"},
	{METHOD_GET, "/apply/receipt.pdf", page_receipt_pdf, ROUTE_OPEN, ROUTE_PRIVATE, 0, 0, "The receipt as PDF"},
	{METHOD_GET, "/apply/form", page_handout_form, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "The application form for print"},
	{METHOD_GET, "/apply/flow", page_handout_flow, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "How an application goes, in words and as a chart"},
	{METHOD_GET, "/apply/paper/{file}", page_handout_file, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "Their papers: form.pdf, form.docx, flow.pdf"},
	{METHOD_GET, "/apply/correction", page_correction, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "A correction request (Art. 41); record=ID of a published one"},
	{METHOD_POST, "/apply/correction", page_correction_send, ROUTE_OPEN, ROUTE_PRIVATE, APPLY_LIMIT, &upload_proofs, "Hands it in"},
	{METHOD_GET, "/apply/suggestion", page_suggestion, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "A suggestion to make something public (Art. 44)"},
	{METHOD_POST, "/apply/suggestion", page_suggestion_send, ROUTE_OPEN, ROUTE_PRIVATE, APPLY_LIMIT, 0, "Hands it in"},
	{METHOD_GET, "/complain", page_complaint, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "A complaint (Art. 51), for the authority above"},
	{METHOD_POST, "/complain", page_complaint_send, ROUTE_OPEN, ROUTE_PRIVATE, APPLY_LIMIT, 0, "Hands it in"},
	{METHOD_GET, "/apply/{step}", page_apply_first, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "The application's first page; any other leads to it"},
	{METHOD_POST, "/apply/{step}", page_apply_step, ROUTE_OPEN, ROUTE_PRIVATE, APPLY_LIMIT, &upload_proofs, "An application's page, 1 to 8 and check; done hands it in"},
	{METHOD_GET, "/a/{agency}/apply", page_apply, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "What can be asked for, a search, the other ways of another agency; text"},
	{METHOD_GET, "/a/{agency}/apply/done", page_apply_done, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "The receipt, for half an hour of another agency"},
	{METHOD_GET, "/a/{agency}/apply/receipt.pdf", page_receipt_pdf, ROUTE_OPEN, ROUTE_PRIVATE, 0, 0, "The receipt as PDF of another agency"},
	{METHOD_GET, "/a/{agency}/apply/form", page_handout_form, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "The application form for print of another agency"},
	{METHOD_GET, "/a/{agency}/apply/flow", page_handout_flow, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "How an application goes, in words and as a chart of another agency"},
	{METHOD_GET, "/a/{agency}/apply/paper/{file}", page_handout_file, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "Their papers: form.pdf, form.docx, flow.pdf of another agency"},
	{METHOD_GET, "/a/{agency}/apply/correction", page_correction, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "A correction request (Art. 41) of another agency"},
	{METHOD_POST, "/a/{agency}/apply/correction", page_correction_send, ROUTE_OPEN, ROUTE_PRIVATE, APPLY_LIMIT, &upload_proofs, "Hands it in of another agency"},
	{METHOD_GET, "/a/{agency}/apply/suggestion", page_suggestion, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "A suggestion to make something public (Art. 44) of another agency"},
	{METHOD_POST, "/a/{agency}/apply/suggestion", page_suggestion_send, ROUTE_OPEN, ROUTE_PRIVATE, APPLY_LIMIT, 0, "Hands it in of another agency"},
	{METHOD_GET, "/a/{agency}/complain", page_complaint, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "A complaint (Art. 51), for the authority above of another agency"},
	{METHOD_POST, "/a/{agency}/complain", page_complaint_send, ROUTE_OPEN, ROUTE_PRIVATE, APPLY_LIMIT, 0, "Hands it in of another agency"},
	{METHOD_GET, "/a/{agency}/apply/{step}", page_apply_first, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "The application's first page of another agency; any other leads to it"},
	{METHOD_POST, "/a/{agency}/apply/{step}", page_apply_step, ROUTE_OPEN, ROUTE_PRIVATE, APPLY_LIMIT, &upload_proofs, "An application's page, 1 to 8 and check of another agency; done hands it in"},
	{METHOD_GET, "/track", page_track_ask, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "Asks for number and query code"},
	{METHOD_POST, "/track", page_track_enter, ROUTE_OPEN, ROUTE_PRIVATE | ROUTE_SECRET, SMALL_LIMIT, 0, "Opens one's own matter for half an hour"},
	{METHOD_GET, "/track/lost", page_track_lost, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "A lost query code: by number and contact"},
	{METHOD_POST, "/track/lost", page_track_lost_send, ROUTE_OPEN, ROUTE_PRIVATE | ROUTE_SECRET, SMALL_LIMIT, 0, "Asks for a new one; the same answer whatever was typed"},
	{METHOD_POST, "/track/code", page_track_code, ROUTE_OPEN, ROUTE_PRIVATE, SMALL_LIMIT, 0, "Sends a one-time code for one's letters"},
	{METHOD_POST, "/track/leave", page_track_leave, ROUTE_OPEN, ROUTE_PRIVATE, SMALL_LIMIT, 0, "Closes it in this browser"},
	{METHOD_GET, "/track/case", page_track, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "Where one's own matter stands"},
	{METHOD_POST, "/track/case", page_track_letter, ROUTE_OPEN, ROUTE_PRIVATE | ROUTE_SECRET, SMALL_LIMIT, 0, "A letter, behind the second proof"},
	{METHOD_GET, "/track/clarify", page_track_clarify, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "Answer to a clarification"},
	{METHOD_POST, "/track/clarify", page_track_clarify_send, ROUTE_OPEN, ROUTE_PRIVATE, APPLY_LIMIT, &upload_public, "Hands it in"},
	{METHOD_GET, "/track/explain", page_track_explain, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "Reasons for many requests (Art. 35)"},
	{METHOD_POST, "/track/explain", page_track_explain_send, ROUTE_OPEN, ROUTE_PRIVATE, APPLY_LIMIT, &upload_public, "Hands them in"},
	{METHOD_GET, "/track/rate", page_track_rate, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "How content one is with what became of it"},
	{METHOD_POST, "/track/rate", page_track_rate_send, ROUTE_OPEN, ROUTE_PRIVATE | ROUTE_SECRET, SMALL_LIMIT, 0, "Says so, without a trace to the matter"},
	{METHOD_GET, "/track/withdraw", page_track_withdraw, ROUTE_OPEN, ROUTE_FORM | ROUTE_PRIVATE, 0, 0, "Asks before withdrawing"},
	{METHOD_POST, "/track/withdraw", page_track_withdraw_send, ROUTE_OPEN, ROUTE_PRIVATE, SMALL_LIMIT, 0, "Withdraws the application"},
	{METHOD_GET, "/elder", page_elder, ROUTE_OPEN, ROUTE_BARE, 0, 0, "Elder mode: on=1 or 0, back=PATH"},
	{METHOD_GET, "/assets/{name}", page_asset, ROUTE_OPEN, ROUTE_BARE | ROUTE_CACHED, 0, 0, "Style, script, icon"},
	{METHOD_GET, "/robots.txt", page_robots, ROUTE_OPEN, ROUTE_BARE, 0, 0, "For search engines"},
	{METHOD_GET, "/sitemap.xml", page_sitemap, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "For search engines"},
	{METHOD_GET, "/healthz", page_health, ROUTE_OPEN, ROUTE_BARE | ROUTE_UNLOGGED, 0, 0, "Answers ok while the process lives"},
	{METHOD_GET, "/readyz", page_ready, ROUTE_OPEN, ROUTE_BARE | ROUTE_UNLOGGED, 0, 0, "200 while its pages can be made, from a replica too, and the process is not stopping; else 503"},
	{METHOD_GET, NULL, NULL, 0, 0, 0, 0, NULL},
};
/* clang-format on */
