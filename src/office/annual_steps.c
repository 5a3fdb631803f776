/* SPDX-License-Identifier: MulanPSL-2.0
 * The steps of a report before it is published: start, write, answer, correct, freeze, sign. */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "office/annual_inside.h"
#include "office/tables_json.h"

enum { PART_CHARACTERS = 20000, REASON_CHARACTERS = 500, FIRST_YEAR = 2008, LAST_YEAR = 2999 };

/* One step: what is asked, and what the transaction needs for it. */
struct step {
	struct office *office;
	const struct actor *actor;
	struct author author;
	int64_t agency_id;
	int year;
	struct arena arena;
	struct annual annual; /* as the transaction finds it */
	const char *text;     /* section, reason */
	const char *what;     /* finding id, role, column id */
	enum narrative_part part;
	int64_t version;
	struct journal_head head;
};

/* What every public function below is given, and what it adds. */
#define STEP(...)                                                                                  \
	{                                                                                          \
		.office = office, .actor = actor, .agency_id = agency_id, .year = year,            \
		__VA_ARGS__                                                                        \
	}

static enum err run(struct step *step, enum permission permission, store_work *work,
		    struct error *error)
{
	enum err err =
		permission_check(step->office, step->actor, permission, step->agency_id, error);
	if (err == ERR_NONE) {
		step->author = office_author(step->office, step->actor);
		err = store_transaction(step->office->store, work, step, error);
	}
	arena_release(&step->arena);
	return err;
}

/* Loads the year inside the transaction; work may run again, so the arena starts anew. */
static enum err begin(struct step *step, struct store *store, struct error *error)
{
	struct office office = office_inside(step->office, store);
	arena_reset(&step->arena);
	return annual_gather(&office, step->agency_id, step->year, &step->arena, error,
			     &step->annual);
}

static enum err begin_in(struct step *step, struct store *store, enum report_state state,
			 struct error *error)
{
	enum err err = begin(step, store, error);
	return err != ERR_NONE ? err : annual_expect(&step->annual, state, error);
}

static bool blank(const char *text)
{
	return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

static enum err check_reason(const char *reason, struct error *error)
{
	if (blank(reason)) return error_set(error, ERR_CONTENT, NULL, "请写明理由。");
	if (!utf8_valid(reason, strlen(reason)) || utf8_length(reason) > REASON_CHARACTERS)
		return error_set(error, ERR_CONTENT, NULL, "理由请不超过%d字。", REASON_CHARACTERS);
	return ERR_NONE;
}

static enum err start_work(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	enum err err = begin(step, store, error);
	if (err == ERR_NONE && step->annual.has_report)
		err = error_set(error, ERR_CONFLICT, "请打开已有的报告。",
				"%d年的年度报告已经开始编制。", step->year);
	int64_t id = 0;
	if (err == ERR_NONE)
		err = report_start(store, step->agency_id, step->year, "", &step->author, error,
				   &id);
	for (int part = 0; err == ERR_NONE && part < NARRATIVE__MAX; part++)
		err = report_section_set(store, id, narrative_key((enum narrative_part)part),
					 step->annual.narrative.text[part], false, &step->author,
					 error);
	return err;
}

enum err annual_start(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		      struct error *error)
{
	if (year < FIRST_YEAR || year > LAST_YEAR)
		return error_set(error, ERR_USAGE, NULL, "没有这个年度。");
	struct step step = STEP();
	return run(&step, PERMIT_REPORT_WRITE, start_work, error);
}

static enum err write_work(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	enum err err = begin_in(step, store, REPORT_DRAFT, error);
	if (err != ERR_NONE) return err;
	const char *text = step->text;
	if (text != NULL && step->annual.narrative_version[step->part] != step->version)
		return error_set(error, ERR_CONFLICT, "请对照后再保存。",
				 "您修改的时候，别人保存了这一部分的文字。");
	if (text == NULL) {
		struct narrative draft;
		annual_draft(&step->annual, &step->arena, &draft);
		text = draft.text[step->part];
	}
	return report_section_set(store, step->annual.report.id, narrative_key(step->part), text,
				  step->text != NULL, &step->author, error);
}

enum err annual_write(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		      enum narrative_part part, int64_t version, const char *text,
		      struct error *error)
{
	if (!utf8_valid(text, strlen(text)))
		return error_set(error, ERR_CONTENT, NULL, "文字中有无法识别的字符。");
	if (utf8_length(text) > PART_CHARACTERS)
		return error_set(error, ERR_CONTENT, NULL, "文字太长，请不超过%d字。",
				 PART_CHARACTERS);
	struct step step = STEP(.part = part, .text = text, .version = version);
	return run(&step, PERMIT_REPORT_WRITE, write_work, error);
}

enum err annual_redraft(struct office *office, const struct actor *actor, int64_t agency_id,
			int year, enum narrative_part part, struct error *error)
{
	struct step step = STEP(.part = part);
	return run(&step, PERMIT_REPORT_WRITE, write_work, error);
}

static enum err answer_work(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	enum err err = begin_in(step, store, REPORT_DRAFT, error);
	if (err != ERR_NONE) return err;
	for (const struct finding *f = step->annual.findings.first; f != NULL; f = f->next) {
		if (strcmp(f->id, step->what) != 0) continue;
		if (f->severity != FINDING_PROBABLE)
			return error_set(error, ERR_CONFLICT, "请按提示改正。",
					 "这个问题不能用说明代替改正。");
		struct answer_key key = annual_answer_key(f);
		return report_answer_set(store, step->annual.report.id, key.s, step->text,
					 &step->author, error);
	}
	return error_set(error, ERR_MISSING, "请刷新页面。", "已经没有这个问题了。");
}

enum err annual_answer(struct office *office, const struct actor *actor, int64_t agency_id,
		       int year, const char *finding, const char *reason, struct error *error)
{
	enum err err = check_reason(reason, error);
	if (err != ERR_NONE) return err;
	struct step step = STEP(.what = finding, .text = reason);
	return run(&step, PERMIT_REPORT_WRITE, answer_work, error);
}

static enum err carry_work(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	enum err err = begin_in(step, store, REPORT_DRAFT, error);
	if (err != ERR_NONE) return err;
	int column;
	if (!table_column_parse(step->what, &column) || column == COLUMN_TOTAL)
		return error_set(error, ERR_USAGE, "总计随各类申请人的更正而定。",
				 "请选择有差异的申请人类别。");
	const struct annual *annual = &step->annual;
	int64_t before = annual->last.requests[ROW_R4][column].value;
	int64_t after = annual->live.requests[ROW_R2][column].value;
	if (!annual->has_last || before == after)
		return error_set(error, ERR_CONFLICT, NULL,
				 "这一列的上年结转数与上年报告一致，不需要更正。");
	const struct correction *there = annual_carry_correction(annual, column);
	/* the same form sent again has no second effect; another reason takes the first one's place
	 */
	if (there != NULL && there->signed_by == step->author.account_id &&
	    strcmp(there->reason, step->text) == 0)
		return ERR_NONE;
	struct correction correction = {.agency_id = step->agency_id,
					.year = step->year,
					.row = table_row_id(ROW_R2),
					.column = table_column_id(column),
					.before = before,
					.after = after,
					.reason = step->text,
					.signed_name = step->actor->name};
	int64_t id;
	return correction_insert(store, &correction, &step->author, error, &id);
}

enum err annual_correct_carry(struct office *office, const struct actor *actor, int64_t agency_id,
			      int year, const char *column, const char *reason, struct error *error)
{
	enum err err = check_reason(reason, error);
	if (err != ERR_NONE) return err;
	struct step step = STEP(.what = column, .text = reason);
	return run(&step, PERMIT_REPORT_HEAD, carry_work, error);
}

static enum err freeze_work(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	enum err err = begin_in(step, store, REPORT_DRAFT, error);
	if (err != ERR_NONE) return err;
	const struct annual *annual = &step->annual;
	if (annual->findings.certain > 0)
		return error_set(error, ERR_CONFLICT, "请在“核查”中逐项改正。",
				 "还有%zu个必须改正的问题，不能定稿。", annual->findings.certain);
	if (annual->unanswered > 0)
		return error_set(error, ERR_CONFLICT, "请在“核查”中逐项说明理由。",
				 "还有%zu个需要说明的问题，不能定稿。", annual->unanswered);
	return report_freeze(store, annual->report.id, step->version,
			     tables_to_text(&annual->live, &step->arena),
			     findings_to_text(&annual->findings, &step->arena), &step->head,
			     &step->author, error);
}

enum err annual_freeze(struct office *office, const struct actor *actor, int64_t agency_id,
		       int year, int64_t version, struct error *error)
{
	if (day_year(clock_today(&office->clock)) <= year)
		return error_set(error, ERR_CONFLICT, "统计期限到12月31日为止。",
				 "%d年还没有结束，不能定稿。", year);
	struct step step = STEP(.version = version);
	enum err err = journal_seal(office->store, error, NULL);
	if (err == ERR_NONE) err = journal_head(office->store, error, &step.head);
	if (err != ERR_NONE) return err;
	return run(&step, PERMIT_REPORT_FREEZE, freeze_work, error);
}

static enum err thaw_work(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	enum err err = begin_in(step, store, REPORT_FROZEN, error);
	if (err != ERR_NONE) return err;
	return report_thaw(store, step->annual.report.id, step->version, step->text, &step->author,
			   error);
}

enum err annual_thaw(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		     int64_t version, const char *reason, struct error *error)
{
	enum err err = check_reason(reason, error);
	if (err != ERR_NONE) return err;
	struct step step = STEP(.version = version, .text = reason);
	return run(&step, PERMIT_REPORT_FREEZE, thaw_work, error);
}

static enum err sign_work(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	enum err err = begin_in(step, store, REPORT_FROZEN, error);
	if (err != ERR_NONE) return err;
	return report_sign(store, step->annual.report.id, step->what, step->actor->name,
			   &step->author, error);
}

enum err annual_sign(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		     const char *role, struct error *error)
{
	enum account_role as;
	if (!account_role_parse(role, &as) || (as != ROLE_APPROVER && as != ROLE_HEAD))
		return error_set(error, ERR_USAGE, NULL, "年度报告由签发人和工作机构负责人签署。");
	struct step step = STEP(.what = role);
	return run(&step, as == ROLE_HEAD ? PERMIT_REPORT_HEAD : PERMIT_REPORT_APPROVE, sign_work,
		   error);
}

static enum err reissue_work(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	enum err err = begin_in(step, store, REPORT_PUBLISHED, error);
	int64_t id = 0;
	if (err == ERR_NONE)
		err = report_start(store, step->agency_id, step->year, step->text, &step->author,
				   error, &id);
	for (int part = 0; err == ERR_NONE && part < NARRATIVE__MAX; part++)
		err = report_section_set(store, id, narrative_key((enum narrative_part)part),
					 step->annual.narrative.text[part], true, &step->author,
					 error);
	return err;
}

enum err annual_reissue(struct office *office, const struct actor *actor, int64_t agency_id,
			int year, const char *reason, struct error *error)
{
	enum err err = check_reason(reason, error);
	if (err != ERR_NONE) return err;
	struct step step = STEP(.text = reason);
	return run(&step, PERMIT_REPORT_REISSUE, reissue_work, error);
}
