/* SPDX-License-Identifier: MulanPSL-2.0
 * A report from draft to published and re-issued, and what the public then reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/account.h"
#include "store/correction.h"
#include "store/help_store.h"
#include "store/public.h"
#include "store/report.h"

struct step {
	struct office *office;
	int64_t id, version, people[3];
	const char *text;
	struct journal_head head;
	struct correction correction;
};
/* One write of a report's life as work for a transaction. */
#define STEP(name, call)                                                                           \
	static enum err name(struct store *store, void *context, struct error *error)              \
	{                                                                                          \
		struct step *s = context;                                                          \
		const struct author *author = &s->office->author;                                  \
		return call;                                                                       \
	}
#define RUN(work) store_transaction(step.office->store, work, &step, &step.office->error)

static enum err make_people(struct store *store, void *context, struct error *error)
{
	struct step *s = context;
	enum err err = ERR_NONE;
	for (int i = 0; i < 3 && err == ERR_NONE; i++) {
		char name[8] = {'p', (char)('0' + i), '\0'};
		struct account account = {.name = name,
					  .display_name = name,
					  .agency_id = s->office->agency,
					  .roles = ROLE__ALL};
		err = account_insert(store, &account, &s->office->author, error, &s->people[i]);
	}
	return err;
}

STEP(start, report_start(store, s->office->agency, 2024, s->text, author, error, &s->id))
STEP(write_section, report_section_set(store, s->id, "overview", s->text, true, author, error))
STEP(answer, report_answer_set(store, s->id, "t2.stock:normative", "到期失效", author, error))
STEP(freeze,
     report_freeze(store, s->id, s->version, "{\"year\":2024}", "[]", &s->head, author, error))
STEP(thaw, report_thaw(store, s->id, s->version, "数据有误", author, error))
STEP(sign, report_sign(store, s->id, s->text, "某人", author, error))
STEP(set_paper,
     report_paper_set(store, s->id, "pdf", "application/pdf", "%PDF\0x", 6, author, error))
STEP(publish, report_publish(store, s->id, s->version, author, error))
STEP(correct, correction_insert(store, &s->correction, author, error, &s->id))

static void as(struct step *step, int person)
{
	step->office->author.kind = ACTOR_ACCOUNT;
	step->office->author.account_id = step->people[person];
}

static void begin(struct office *office, struct step *ret_step)
{
	office_open(office);
	*ret_step = (struct step){.office = office};
	FINE(office, store_transaction(office->store, make_people, ret_step, &office->error));
	as(ret_step, 0);
	FINE(office, store_transaction(office->store, start, ret_step, &office->error));
	FINE(office, journal_seal(office->store, &office->error, NULL));
	FINE(office, journal_head(office->store, &office->error, &ret_step->head));
	ret_step->version = 1;
}

/* Draft → frozen → signed by two → published. */
static void publish_first(struct office *office, struct step *ret_step)
{
	begin(office, ret_step);
	struct step step = *ret_step;
	step.text = "总体情况……";
	FINE(office, RUN(write_section));
	FINE(office, RUN(answer));
	FINE(office, RUN(freeze));
	as(&step, 1);
	step.text = "approver";
	FINE(office, RUN(sign));
	as(&step, 2);
	step.text = "head";
	FINE(office, RUN(sign));
	FINE(office, RUN(set_paper));
	step.version = 2;
	FINE(office, RUN(publish));
	*ret_step = step;
}

static void test_two_people_sign(void **state)
{
	struct office office;
	struct step step;
	struct report report;
	(void)state;
	begin(&office, &step);
	step.text = "approver";
	assert_int_equal(RUN(sign), ERR_CONFLICT); /* still a draft */
	assert_int_equal(RUN(publish), ERR_CONFLICT);
	assert_int_equal(RUN(set_paper), ERR_CONFLICT);
	FINE(&office, RUN(freeze));
	assert_int_equal(RUN(freeze), ERR_CONFLICT);
	step.text = "改";
	assert_int_equal(RUN(write_section), ERR_CONFLICT);
	assert_int_equal(RUN(answer), ERR_CONFLICT);
	step.text = "approver";
	FINE(&office, RUN(sign));
	step.text = "head";
	assert_int_equal(RUN(sign), ERR_CONFLICT); /* the same person */
	step.version = 2;
	assert_int_equal(RUN(publish), ERR_CONFLICT);
	assert_non_null(strstr(office.error.message, "两个人"));
	as(&step, 1);
	step.text = "approver";
	assert_int_equal(RUN(sign), ERR_CONFLICT); /* that role has signed */
	FINE(&office, RUN(set_paper));
	FINE(&office, RUN(thaw));
	FINE(&office, report_get(office.store, step.id, &office.arena, &office.error, &report));
	assert_int_equal(report.state, REPORT_DRAFT);
	assert_string_equal(report.tables, "");
	struct report_signature *signatures = NULL;
	struct report_paper *papers = NULL;
	size_t n = 1;
	FINE(&office, report_signature_list(office.store, step.id, &office.arena, &office.error,
					    &signatures, &n));
	assert_int_equal(n, 0);
	FINE(&office,
	     report_paper_list(office.store, step.id, &office.arena, &office.error, &papers, &n));
	assert_int_equal(n, 0);
	office_close(&office);
}

static void test_published_never_changes(void **state)
{
	static const char *const refused[] = {
		"UPDATE report SET tables = 'x'",
		"DELETE FROM report",
		"UPDATE report_section SET text = 'x'",
		"DELETE FROM report_section",
		"INSERT INTO report_section (report_id, section, text, edited) VALUES (1, 'x', "
		"'y', 0)",
		"UPDATE report_answer SET reason = 'x'",
		"DELETE FROM report_answer",
		"DELETE FROM report_signature",
		"UPDATE report_signature SET name = 'x'",
		"UPDATE report_paper SET size = 0",
		"DELETE FROM report_paper",
		"INSERT INTO report_paper (report_id, format, media_type, digest, size, at, bytes) "
		"VALUES (1, 'docx', '', '', 0, 0, (SELECT bytes FROM report_paper LIMIT 1))",
	};
	struct office office;
	struct step step;
	struct journal_verdict verdict;
	(void)state;
	publish_first(&office, &step);
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		if (!office_refuses(&office, refused[i])) fail_msg("%s", refused[i]);
	step.version = 3;
	assert_int_equal(RUN(thaw), ERR_CONFLICT);
	FINE(&office, journal_seal(office.store, &office.error, NULL));
	FINE(&office, journal_verify(office.store, &office.arena, &office.error, &verdict));
	if (verdict.findings != 0) fail_msg("%s", verdict.first->text);
	assert_int_equal(verdict.reports, 1);
	office_tamper(&office,
		      "DROP TRIGGER report_published_update; DROP TRIGGER report_publish_signed;"
		      "UPDATE report SET journal_head = replace(journal_head, '1', '2')");
	FINE(&office, journal_verify(office.store, &office.arena, &office.error, &verdict));
	bool found = false;
	for (const struct journal_finding *f = verdict.first; f != NULL; f = f->next)
		found = found || f->fault == FAULT_REPORT;
	assert_true(found);
	office_close(&office);
}

static void see_pdf(const struct public_paper *paper, void *context)
{
	int *seen = context;
	++*seen;
	assert_string_equal(paper->format, "pdf");
	assert_int_equal(paper->n, 6);
	assert_memory_equal(paper->bytes, "%PDF\0x", 6);
}

static void test_public_reads_published_alone(void **state)
{
	struct office office;
	struct step step;
	struct store *gate = NULL;
	struct public_report *reports = NULL, report;
	struct public_section *sections = NULL;
	struct public_agency *agencies = NULL;
	size_t n = 1;
	(void)state;
	begin(&office, &step);
	FINE(&office, store_open(office.url, STORE_PUBLIC, 0, &office.error, &gate));
	FINE(&office,
	     public_report_list(gate, office.agency, &office.arena, &office.error, &reports, &n));
	assert_int_equal(n, 0);
	store_close(gate);
	office_close(&office);

	publish_first(&office, &step);
	step.text = "更正一处数据";
	FINE(&office, RUN(start)); /* issue 2, a draft: nobody outside sees it */
	FINE(&office, store_open(office.url, STORE_PUBLIC, 0, &office.error, &gate));
	FINE(&office,
	     public_report_list(gate, office.agency, &office.arena, &office.error, &reports, &n));
	assert_int_equal(n, 1);
	assert_true(reports[0].newest);
	FINE(&office, public_report_get(gate, office.agency, 2024, 0, &office.arena, &office.error,
					&report));
	assert_string_equal(report.tables, "{\"year\":2024}");
	assert_string_equal(report.journal_head, step.head.head);
	assert_int_equal(public_report_get(gate, office.agency, 2024, 2, &office.arena,
					   &office.error, &report),
			 ERR_MISSING);
	FINE(&office,
	     public_report_sections(gate, report.id, &office.arena, &office.error, &sections, &n));
	assert_int_equal(n, 1);
	assert_string_equal(sections[0].text, "总体情况……");
	int seen = 0;
	FINE(&office, public_report_paper(gate, report.id, "pdf", &office.arena, see_pdf, &seen,
					  &office.error));
	assert_int_equal(seen, 1);
	assert_int_equal(public_report_paper(gate, report.id, "fragment-of-none", &office.arena,
					     see_pdf, &seen, &office.error),
			 ERR_MISSING);
	assert_int_equal(seen, 1);
	FINE(&office, public_agency_list(gate, &office.arena, &office.error, &agencies, &n));
	assert_int_equal(n, 1);
	assert_string_equal(agencies[0].short_name, "古城乡");
	store_close(gate);
	office_close(&office);
}

static void test_reissue_keeps_both(void **state)
{
	struct office office;
	struct step step;
	struct report latest, *all = NULL;
	size_t n = 0;
	(void)state;
	publish_first(&office, &step);
	step.text = NULL;
	assert_int_equal(RUN(start), ERR_CONFLICT); /* without a reason */
	step.text = "更正一处数据";
	FINE(&office, RUN(start));
	assert_int_equal(RUN(start), ERR_CONFLICT); /* one open issue at a time */
	FINE(&office, report_list(office.store, office.agency, 2024, &office.arena, &office.error,
				  &all, &n));
	assert_int_equal(n, 2);
	assert_int_equal(all[0].issue, 2);
	assert_string_equal(all[0].reason, "更正一处数据");
	FINE(&office, report_latest(office.store, office.agency, 2024, true, &office.arena,
				    &office.error, &latest));
	assert_int_equal(latest.issue, 1);
	FINE(&office, report_latest(office.store, office.agency, 2024, false, &office.arena,
				    &office.error, &latest));
	assert_int_equal(latest.issue, 2);
	assert_int_equal(report_latest(office.store, office.agency, 2023, false, &office.arena,
				       &office.error, &latest),
			 ERR_MISSING);
	office_close(&office);
}

static void test_public_records(void **state)
{
	struct office office;
	struct store *gate = NULL;
	struct public_record_page page;
	int64_t id = 0;
	size_t seen = 0;
	(void)state;
	office_open(&office);
	for (int i = 0; i < 7; i++) {
		char title[32], published[32];
		snprintf(title, sizeof title, "信息%d", i);
		snprintf(published, sizeof published, "2024-05-%02d", 1 + i % 3);
		FINE(&office,
		     office_add(&office, REGISTER_RECORDS,
				(const char *const[]){title, i % 2 ? "通知" : "报告", "乡村振兴",
						      "", "", published, "政府网站", "", ""},
				&id));
	}
	FINE(&office, office_strike(&office, REGISTER_RECORDS, id, 1, "误登"));
	FINE(&office, store_open(office.url, STORE_PUBLIC, 0, &office.error, &gate));
	struct public_record_filter filter = {.agency_id = office.agency, .limit = 4};
	do {
		FINE(&office,
		     public_record_list(gate, &filter, &office.arena, &office.error, &page));
		assert_int_equal(page.total, 6);
		seen += page.n;
		filter.cursor = page.next;
	} while (page.next != NULL);
	assert_int_equal(seen, 6);
	filter = (struct public_record_filter){
		.agency_id = office.agency, .kind = "通知", .text = "3"};
	FINE(&office, public_record_list(gate, &filter, &office.arena, &office.error, &page));
	assert_int_equal(page.n, 1);
	assert_string_equal(page.records[0].title, "信息3");
	filter.cursor = "x";
	assert_int_equal(public_record_list(gate, &filter, &office.arena, &office.error, &page),
			 ERR_USAGE);
	store_close(gate);
	office_close(&office);
}

static void test_correction_is_signed_and_stays(void **state)
{
	struct office office;
	struct step step;
	struct correction read, *all = NULL;
	size_t n = 0;
	(void)state;
	begin(&office, &step);
	step.correction = (struct correction){.agency_id = office.agency,
					      .year = 2024,
					      .row = "r2",
					      .column = "natural",
					      .before = 5,
					      .after = 6,
					      .reason = "上年漏登一件",
					      .signed_name = "某人"};
	FINE(&office, RUN(correct));
	FINE(&office, correction_get(office.store, office.agency, step.id, &office.arena,
				     &office.error, &read));
	assert_int_equal(read.signed_by, step.people[0]);
	assert_int_equal(read.after, 6);
	assert_string_equal(read.column, "natural");
	FINE(&office, correction_list(office.store, office.agency, 2024, &office.arena,
				      &office.error, &all, &n));
	assert_int_equal(n, 1);
	assert_true(office_refuses(&office, "UPDATE correction SET figure_after = 7"));
	assert_true(office_refuses(&office, "DELETE FROM correction"));
	office.author.kind = ACTOR_OPERATOR;
	office.author.account_id = 0;
	assert_int_equal(RUN(correct), ERR_DENIED);
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_people_sign),
		cmocka_unit_test(test_published_never_changes),
		cmocka_unit_test(test_public_reads_published_alone),
		cmocka_unit_test(test_reissue_keeps_both),
		cmocka_unit_test(test_public_records),
		cmocka_unit_test(test_correction_is_signed_and_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
