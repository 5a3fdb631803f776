/* SPDX-License-Identifier: MulanPSL-2.0
 * Gathering one year of one agency: figures, report, text, findings. */
#include "office/annual.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "office/annual_inside.h"
#include "office/setting.h"
#include "office/tables_json.h"

static enum err damaged(struct error *error)
{
	return error_set(error, ERR_ENV, "Run `lianxin verify`; restore a backup if it agrees.",
			 "A stored report was changed from outside.");
}

/* The newest issue's text, answers, signatures, papers and frozen figures. */
static enum err gather_report(struct office *office, struct annual *annual, struct arena *arena,
			      struct error *error)
{
	struct store *store = office->store;
	int64_t id = annual->report.id;
	struct report_section *sections = NULL;
	size_t n = 0;
	enum err err = report_section_list(store, id, arena, error, &sections, &n);
	for (size_t i = 0; err == ERR_NONE && i < n; i++) {
		enum narrative_part part;
		if (!narrative_parse(sections[i].key, &part)) continue;
		annual->narrative.text[part] = sections[i].text;
		annual->narrative_edited[part] = sections[i].edited;
		annual->narrative_version[part] = sections[i].version;
	}
	if (err == ERR_NONE)
		err = report_answer_list(store, id, arena, error, &annual->answers,
					 &annual->n_answers);
	if (err == ERR_NONE)
		err = report_signature_list(store, id, arena, error, &annual->signatures,
					    &annual->n_signatures);
	if (err == ERR_NONE)
		err = report_paper_list(store, id, arena, error, &annual->papers,
					&annual->n_papers);
	if (err != ERR_NONE || annual->report.state == REPORT_DRAFT) return err;
	if (!tables_from_text(annual->report.tables, arena, &annual->tables) ||
	    !findings_from_text(annual->report.findings, arena, &annual->findings))
		return damaged(error);
	return ERR_NONE;
}

static enum err gather_last(struct office *office, struct annual *annual, struct arena *arena,
			    struct error *error)
{
	struct report last;
	enum err err = report_latest(office->store, annual->agency.id, annual->year - 1, true,
				     arena, error, &last);
	if (err == ERR_MISSING) return ERR_NONE;
	if (err != ERR_NONE) return err;
	if (!tables_from_text(last.tables, arena, &annual->last)) return damaged(error);
	annual->has_last = true;
	struct report_section *sections = NULL;
	size_t n = 0;
	err = report_section_list(office->store, last.id, arena, error, &sections, &n);
	for (size_t i = 0; err == ERR_NONE && i < n; i++) {
		enum narrative_part part;
		if (narrative_parse(sections[i].key, &part))
			annual->last_narrative.text[part] = sections[i].text;
	}
	return err;
}

static enum err gather_figures(struct office *office, struct annual *annual, struct arena *arena,
			       struct error *error)
{
	struct store *store = office->store;
	enum err err = count_tables(store, annual->agency.id, annual->year, error, &annual->live);
	if (err == ERR_NONE)
		err = count_facts(store, annual->agency.id, annual->year, arena, error,
				  &annual->counts);
	if (err == ERR_NONE)
		err = correction_list(store, annual->agency.id, annual->year, arena, error,
				      &annual->corrections, &annual->n_corrections);
	annual->live.agency = annual->agency.name;
	annual->live.year = annual->year;
	annual->tables = annual->live;
	return err;
}

static void count_unanswered(struct annual *annual)
{
	for (const struct finding *f = annual->findings.first; f != NULL; f = f->next)
		if (f->severity == FINDING_PROBABLE && annual_answer_for(annual, f) == NULL)
			annual->unanswered++;
}

enum err annual_gather(struct office *office, int64_t agency_id, int year, struct arena *arena,
		       struct error *error, struct annual *ret_annual)
{
	struct annual annual = {.year = year};
	for (int part = 0; part < NARRATIVE__MAX; part++) annual.narrative.text[part] = "";
	enum err err = agency_get(office->store, agency_id, arena, error, &annual.agency);
	if (err == ERR_NONE) err = office_is_demo(office, error, &annual.demo);
	if (err == ERR_NONE) err = gather_figures(office, &annual, arena, error);
	if (err == ERR_NONE) err = gather_last(office, &annual, arena, error);
	if (err != ERR_NONE) return err;
	err = report_latest(office->store, agency_id, year, false, arena, error, &annual.report);
	annual.has_report = err == ERR_NONE;
	if (err == ERR_MISSING) {
		annual_draft(&annual, arena, &annual.narrative);
		err = ERR_NONE;
	} else if (err == ERR_NONE) {
		err = gather_report(office, &annual, arena, error);
	}
	if (err == ERR_NONE && (!annual.has_report || annual.report.state == REPORT_DRAFT))
		err = annual_find(office, &annual, arena, error);
	if (err != ERR_NONE) return err;
	count_unanswered(&annual);
	*ret_annual = annual;
	return ERR_NONE;
}

/* One snapshot: figures and report of the same moment. */
struct loading {
	struct office *office;
	int64_t agency_id;
	int year;
	struct arena *arena;
	struct annual *annual;
};

static enum err load_work(struct store *store, void *context, struct error *error)
{
	const struct loading *loading = context;
	struct office office = office_inside(loading->office, store);
	return annual_gather(&office, loading->agency_id, loading->year, loading->arena, error,
			     loading->annual);
}

enum err annual_load(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		     struct arena *arena, struct error *error, struct annual *ret_annual)
{
	enum err err = permission_check(office, actor, PERMIT_REPORT_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	struct loading loading = {office, agency_id, year, arena, ret_annual};
	return store_read(office->store, load_work, &loading, error);
}

/* The figures of a first page. */
static enum err outline_figures(struct store *store, struct annual *annual, struct error *error)
{
	int64_t agency = annual->agency.id;
	enum err err = count_brief(store, agency, annual->year, error, &annual->live);
	return err != ERR_NONE ? err
			       : count_collected(store, agency, annual->year, error,
						 &annual->counts.fee_collected);
}

static bool few_requests(const struct annual *annual)
{
	const struct cell(*requests)[COLUMN__MAX] = annual->live.requests;
	return requests[ROW_R1][COLUMN_TOTAL].value + requests[ROW_R2][COLUMN_TOTAL].value <=
	       COUNT_MOST;
}

struct outlining {
	struct loading loading;
	bool figures;
};

static enum err outline_work(struct store *store, void *context, struct error *error)
{
	const struct outlining *outlining = context;
	const struct loading *loading = &outlining->loading;
	struct annual *annual = loading->annual;
	struct arena *arena = loading->arena;
	struct office office = office_inside(loading->office, store);
	*annual = (struct annual){.year = loading->year};
	enum err err = agency_get(store, loading->agency_id, arena, error, &annual->agency);
	if (err == ERR_NONE)
		err = report_latest(store, loading->agency_id, loading->year, false, arena, error,
				    &annual->report);
	annual->has_report = err == ERR_NONE;
	if (err == ERR_MISSING) err = ERR_NONE;
	bool draft = annual->has_report && annual->report.state == REPORT_DRAFT;
	if (err == ERR_NONE && (outlining->figures || draft))
		err = outline_figures(store, annual, error);
	if (err != ERR_NONE || !annual->has_report) return err;
	if (!draft)
		return report_signature_list(store, annual->report.id, arena, error,
					     &annual->signatures, &annual->n_signatures);
	annual->unread = !few_requests(annual);
	if (annual->unread) return ERR_NONE;
	return annual_gather(&office, loading->agency_id, loading->year, arena, error, annual);
}

enum err annual_outline(struct office *office, const struct actor *actor, int64_t agency_id,
			int year, bool figures, struct arena *arena, struct error *error,
			struct annual *ret_annual)
{
	enum err err = permission_check(office, actor, PERMIT_REPORT_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	struct outlining outlining = {{office, agency_id, year, arena, ret_annual}, figures};
	return store_read(office->store, outline_work, &outlining, error);
}

enum err annual_fixed(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		      struct arena *arena, struct error *error, bool *ret_fixed)
{
	enum err err = permission_check(office, actor, PERMIT_REPORT_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	struct report report;
	err = report_latest(office->store, agency_id, year, false, arena, error, &report);
	if (err != ERR_NONE && err != ERR_MISSING) return err;
	/* a re-issue in draft stands beside the published issue before it */
	*ret_fixed = err == ERR_NONE && (report.state != REPORT_DRAFT || report.issue > 1);
	return ERR_NONE;
}

static enum err fixed_tables(struct office *office, int64_t agency_id, int year,
			     struct arena *arena, struct error *error, struct tables *ret_tables,
			     enum report_state *ret_state)
{
	struct report report;
	enum err err = report_latest(office->store, agency_id, year, true, arena, error, &report);
	if (err == ERR_MISSING)
		err = report_latest(office->store, agency_id, year, false, arena, error, &report);
	if (err != ERR_NONE) return err;
	if (report.state == REPORT_DRAFT) return ERR_MISSING;
	if (!tables_from_text(report.tables, arena, ret_tables)) return damaged(error);
	*ret_state = report.state;
	return ERR_NONE;
}

enum err annual_tables(struct office *office, const struct actor *actor, int64_t agency_id,
		       int year, bool live, struct arena *arena, struct error *error,
		       struct tables *ret_tables, enum report_state *ret_state)
{
	enum err err = permission_check(office, actor, PERMIT_REPORT_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	if (!live) {
		err = fixed_tables(office, agency_id, year, arena, error, ret_tables, ret_state);
		if (err != ERR_MISSING) return err;
	}
	struct agency agency;
	struct tables tables;
	err = agency_get(office->store, agency_id, arena, error, &agency);
	if (err == ERR_NONE) err = count_tables(office->store, agency_id, year, error, &tables);
	if (err != ERR_NONE) return err;
	tables.agency = agency.name;
	tables.year = year;
	*ret_tables = tables;
	*ret_state = REPORT_DRAFT;
	return ERR_NONE;
}

static int newest_first(const void *a, const void *b)
{
	return *(const int *)b - *(const int *)a;
}

enum err annual_years(struct office *office, const struct actor *actor, int64_t agency_id,
		      struct arena *arena, struct error *error, int **ret_years, size_t *ret_n)
{
	enum err err = permission_check(office, actor, PERMIT_REPORT_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	int *counted = NULL;
	struct report *reports = NULL;
	size_t n_counted = 0, n_reports = 0, n = 0, kept = 0;
	err = count_years(office->store, agency_id, arena, error, &counted, &n_counted);
	if (err == ERR_NONE)
		err = report_list(office->store, agency_id, 0, arena, error, &reports, &n_reports);
	if (err != ERR_NONE) return err;
	int *years = arena_array(arena, n_counted + n_reports + 2, sizeof *years);
	years[n++] = day_year(clock_today(&office->clock));
	years[n++] = years[0] - 1;
	for (size_t i = 0; i < n_counted; i++) years[n++] = counted[i];
	for (size_t i = 0; i < n_reports; i++) years[n++] = reports[i].year;
	qsort(years, n, sizeof *years, newest_first);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || years[kept - 1] != years[i]) years[kept++] = years[i];
	*ret_years = years;
	*ret_n = kept;
	return ERR_NONE;
}

struct answer_key annual_answer_key(const struct finding *finding)
{
	struct answer_key key;
	char hex[DIGEST_HEX];
	struct digest digest = digest_of(finding->text, strlen(finding->text));
	digest_hex(&digest, hex);
	BUG_IF(strlen(finding->id) > 120);
	snprintf(key.s, sizeof key.s, "%s@%.16s", finding->id, hex);
	return key;
}

const struct report_answer *annual_answer_for(const struct annual *annual,
					      const struct finding *finding)
{
	struct answer_key key = annual_answer_key(finding);
	for (size_t i = 0; i < annual->n_answers; i++)
		if (strcmp(annual->answers[i].finding, key.s) == 0) return &annual->answers[i];
	return NULL;
}

const struct report_signature *annual_signature(const struct annual *annual, const char *role)
{
	for (size_t i = 0; i < annual->n_signatures; i++)
		if (strcmp(annual->signatures[i].role, role) == 0) return &annual->signatures[i];
	return NULL;
}

enum err annual_expect(const struct annual *annual, enum report_state state, struct error *error)
{
	if (!annual->has_report)
		return error_set(error, ERR_CONFLICT, "请先开始编制。",
				 "%d年的年度报告还没有开始编制。", annual->year);
	if (annual->report.state != state)
		return error_set(error, ERR_CONFLICT, "请刷新页面查看现在的状态。",
				 "年度报告现在是“%s”，不能这样办理。",
				 report_state_label(annual->report.state));
	return ERR_NONE;
}
