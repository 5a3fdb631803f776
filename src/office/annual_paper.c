/* SPDX-License-Identifier: MulanPSL-2.0
 * Printing a report's papers, and publishing with them. */
#include <string.h>

#include "office/annual_inside.h"
#include "office/report_document.h"

enum { PAPER_MAX = 64 * 1024 * 1024 };

struct doc *annual_document(const struct office *office, const struct annual *annual, bool live,
			    struct arena *arena)
{
	bool fixed = annual->has_report && annual->report.state != REPORT_DRAFT && !live;
	bool published = fixed && annual->report.state == REPORT_PUBLISHED;
	struct report_face face = {.agency = &annual->agency,
				   .tables = live ? &annual->live : &annual->tables,
				   .narrative = &annual->narrative,
				   .date = published ? moment_day(annual->report.published_at)
						     : clock_today(&office->clock),
				   .watermark = annual->demo ? "演示数据"
						: fixed	     ? NULL
							     : "草稿",
				   .algorithm = DIGEST_ALGORITHM,
				   .head = fixed ? annual->report.journal_head : NULL,
				   .head_entry = annual->report.journal_entry,
				   .issue = annual->has_report ? annual->report.issue : 1,
				   .reason = annual->has_report ? annual->report.reason : ""};
	return report_document(&face, arena);
}

struct publishing {
	struct office *office;
	struct author author;
	int64_t agency_id;
	int year;
	struct annual *annual; /* as printed */
	struct buf printed[PAPER_FORMATS];
};

static enum err publish_work(struct store *store, void *context, struct error *error)
{
	struct publishing *publishing = context;
	const struct report *report = &publishing->annual->report;
	enum err err = ERR_NONE;
	for (int i = 0; err == ERR_NONE && i < PAPER_FORMATS; i++)
		err = report_paper_set(store, report->id, paper_formats[i].code,
				       paper_formats[i].media_type, publishing->printed[i].p,
				       publishing->printed[i].n, &publishing->author, error);
	if (err != ERR_NONE) return err;
	/* the version printed is the version published, or it is a conflict */
	return report_publish(store, report->id, report->version, &publishing->author, error);
}

static enum err print_all(struct publishing *publishing, struct arena *arena, struct error *error)
{
	struct doc *doc = annual_document(publishing->office, publishing->annual, false, arena);
	enum err err = ERR_NONE;
	for (int i = 0; err == ERR_NONE && i < PAPER_FORMATS; i++)
		err = annual_print_apart(doc, &paper_formats[i], &publishing->printed[i], error);
	return err;
}

enum err annual_publish(struct office *office, const struct actor *actor, int64_t agency_id,
			int year, struct error *error)
{
	enum err err = permission_check(office, actor, PERMIT_REPORT_PUBLISH, agency_id, error);
	if (err != ERR_NONE) return err;
	struct arena arena = {0};
	struct annual annual;
	struct publishing publishing = {.office = office,
					.author = office_author(office, actor),
					.agency_id = agency_id,
					.year = year,
					.annual = &annual};
	for (int i = 0; i < PAPER_FORMATS; i++) buf_init(&publishing.printed[i], PAPER_MAX);
	err = annual_gather(office, agency_id, year, &arena, error, &annual);
	if (err == ERR_NONE) err = annual_expect(&annual, REPORT_FROZEN, error);
	if (err == ERR_NONE && annual.n_signatures < 2)
		err = error_set(error, ERR_CONFLICT, "请先完成签署。",
				"签发人和工作机构负责人都签署后才能发布。");
	if (err == ERR_NONE) err = print_all(&publishing, &arena, error);
	if (err == ERR_NONE)
		err = store_transaction(office->store, publish_work, &publishing, error);
	for (int i = 0; i < PAPER_FORMATS; i++) buf_release(&publishing.printed[i]);
	arena_release(&arena);
	return err;
}

enum err annual_paper_kept(struct office *office, const struct actor *actor, int64_t agency_id,
			   int year, const struct paper_format *format, struct arena *arena,
			   struct error *error, struct report_paper *ret_paper)
{
	enum err err = permission_check(office, actor, PERMIT_REPORT_READ, agency_id, error);
	struct report report;
	if (err == ERR_NONE)
		err = report_latest(office->store, agency_id, year, true, arena, error, &report);
	if (err != ERR_NONE) return err;
	return report_paper_get(office->store, report.id, format->code, arena, error, ret_paper);
}
