/* SPDX-License-Identifier: MulanPSL-2.0
 * Which files go with a reply: chosen with the draft, followed by its list of attachments, final
 * with its number, chosen anew when it is made anew; what is partly withheld never goes as it is.
 */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/matter_blackout.h"
#include "office/matter_given.h"
#include "office/matter_side.h"
#include "office/unit.h"
#include "office/visitor.h"
#include "unit/help_blackout.h"
#include "unit/help_matter_letter.h"

static int setup(void **state)
{
	if (help_matter_setup(state) != 0) return -1;
	help_office_clock(&help, "2025-02-20T09:00");
	help_letterhead("古政", "平安区人民政府");
	return 0;
}

static struct matter_filed filed;

static int64_t handled(void)
{
	struct matter_order order = help_order("2025-01-02");
	filed = help_filed(&order);
	int64_t id = filed.id;
	help_step(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-03", 0);
	return id;
}

static int64_t add(int64_t id, enum attachment_use use, const char *name, const struct buf *bytes)
{
	struct matter_file file = {.use = use,
				   .name = name,
				   .media_type = "application/pdf",
				   .bytes = bytes == NULL ? name : bytes->p,
				   .n = bytes == NULL ? strlen(name) : bytes->n};
	int64_t added = 0;
	help_good(&help, matter_add_file(&help.office, help_who(HELP_CLERK), id, &file, 0,
					 &help.arena, &help.error, &added));
	return added;
}

static void choose(int64_t id, struct matter_letter *letter, const int64_t *files, size_t n)
{
	letter->gives = true;
	letter->given = files;
	letter->n_given = n;
	help_saved(id, letter);
	letter->gives = false;
}

/* The office's first word against the draft; "" none. */
static const char *against(int64_t id, const struct matter_letter *letter)
{
	struct matter_letter kept = help_opened(id, letter->id);
	struct problems problems;
	struct doc *doc = NULL;
	problems_init(&problems, &help.arena);
	help_good(&help, matter_letter_check(&help.office, help_who(HELP_CLERK), id, &kept,
					     clock_today(&help.office.clock), &help.arena,
					     &problems, &help.error, &doc));
	const char *said = problem_for(&problems, "given");
	return said == NULL ? "" : said;
}

static void answered(int64_t id, const struct matter_letter *letter, const char *on, int ending)
{
	help_sent(id, HELP_CLERK, LIFE_EVENT_DRAFT, on, ending, letter);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_REVIEW, on, 0);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_CHECK, on, 0);
	help_step(id, HELP_APPROVER, LIFE_EVENT_APPROVE, on, 0);
	help_sent(id, HELP_CLERK, LIFE_EVENT_ISSUE, on, 0, letter);
}

static struct visitor_case tracked(void)
{
	struct visitor_case seen;
	struct store *own = NULL;
	help_good(&help, store_open(help.url, STORE_OWN, 0, &help.error, &own));
	help_good(&help, visitor_track(&help.office, own, "192.0.2.1", filed.number, filed.code, "",
				       &help.arena, &help.error, &seen));
	store_close(own);
	return seen;
}

static void files_of_one_name_are_listed_with_their_endings(void **state)
{
	int64_t id = handled();
	(void)state;
	add(id, ATTACHMENT_GIVEN, "说明.pdf", NULL);
	add(id, ATTACHMENT_GIVEN, "说明.v2.pdf", NULL);
	add(id, ATTACHMENT_GIVEN, "说明.jpg", NULL);
	struct matter_letter letter = help_begun(id, LETTER_R2, LIFE_ENDING_GIVEN);
	assert_string_equal(letter.values[FIELD_ATTACHMENTS], "说明.pdf\n说明.v2\n说明.jpg");
}

static void each_reply_gives_what_it_chose(void **state)
{
	int64_t id = handled(), first = add(id, ATTACHMENT_GIVEN, "方案.pdf", NULL),
		second = add(id, ATTACHMENT_GIVEN, "名册.pdf", NULL),
		source = add(id, ATTACHMENT_SOURCE, "底稿.pdf", NULL);
	struct matter_letter letter = help_begun(id, LETTER_R2, LIFE_ENDING_GIVEN);
	(void)state;
	/* by itself all that is marked, and no original */
	assert_string_equal(letter.values[FIELD_ATTACHMENTS], "方案\n名册");
	letter.values[FIELD_ATTACHMENTS] = "《方案》（3页）\n另附光盘一张\n名册.pdf";
	choose(id, &letter, (const int64_t[]){first, source}, 2);
	assert_string_equal(help_opened(id, letter.id).values[FIELD_ATTACHMENTS],
			    "《方案》（3页）\n另附光盘一张\n底稿");
	assert_string_equal(against(id, &letter), "");
	/* what comes later is asked about, not lost and not given by itself */
	int64_t later = add(id, ATTACHMENT_GIVEN, "补充.pdf", NULL);
	assert_non_null(strstr(against(id, &letter), "《补充.pdf》是写这份稿子以后添加的"));
	help_unsent(id, LIFE_EVENT_DRAFT, LIFE_ENDING_GIVEN, &letter, "选好它随不随答复提供");
	choose(id, &letter, (const int64_t[]){first, later}, 2);
	answered(id, &letter, "2025-01-08", LIFE_ENDING_GIVEN);
	struct visitor_case seen = tracked();
	assert_int_equal(seen.n_givens, 2);
	assert_int_equal(seen.givens[0].id, first);
	assert_int_equal(seen.givens[1].id, later);
	add(id, ATTACHMENT_GIVEN, "以后.pdf", NULL);
	assert_int_equal(tracked().n_givens, 2);
	/* made anew, it chooses anew; what the first gave stays with the first */
	help_step(id, HELP_CLERK, LIFE_EVENT_SERVE, "2025-01-08", LIFE_PROOF_SIGNED);
	help_step(id, HELP_CLERK, LIFE_EVENT_REVIEW_NOTICE, "2025-01-20", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_REMAKE, "2025-01-27", 30);
	struct matter_letter anew = help_begun(id, LETTER_R2, LIFE_ENDING_GIVEN);
	choose(id, &anew, &second, 1);
	assert_string_equal(help_opened(id, anew.id).values[FIELD_ATTACHMENTS], "名册");
	answered(id, &anew, "2025-02-10", LIFE_ENDING_GIVEN);
	seen = tracked();
	assert_int_equal(seen.n_givens, 3);
	assert_int_equal(seen.givens[2].id, second);
	assert_int_equal(seen.givens[2].letter_id, anew.id);
	assert_int_equal(seen.givens[0].letter_id, letter.id);
	/* struck out afterwards, it is told as withdrawn and cannot be had */
	const struct own_given *given = NULL;
	struct blob bytes;
	help_good(&help, matter_file_strike(&help.office, help_who(HELP_CLERK), id, second,
					    "给错了", &help.arena, &help.problems, &help.error));
	seen = tracked();
	assert_int_equal(seen.n_givens, 3);
	assert_true(seen.givens[2].withdrawn);
	assert_int_equal(visitor_given(&help.office, "192.0.2.1", &seen, second, &help.arena,
				       &help.error, &given, &bytes),
			 ERR_MISSING);
}

static void a_refusal_gives_nothing_by_itself(void **state)
{
	int64_t id = handled();
	(void)state;
	add(id, ATTACHMENT_GIVEN, "方案.pdf", NULL);
	struct matter_letter letter = help_begun(id, LETTER_R4, LIFE_ENDING_INTERNAL);
	letter.values[FIELD_REASON] = "属于内部工作流程";
	help_saved(id, &letter);
	answered(id, &letter, "2025-01-08", LIFE_ENDING_INTERNAL);
	assert_int_equal(tracked().n_givens, 0);
}

static void what_is_partly_withheld_goes_blacked_out_or_not_at_all(void **state)
{
	static const struct blackout_entry box = {1,	 150, 350, 850, 70, WITHHELD_THIRD_PARTY,
						  "姓名"};
	struct problems problems;
	struct buf pdf;
	bool did = false;
	(void)state;
	buf_init(&pdf, 100000);
	hostile_pdf(&pdf);
	int64_t id = handled(), source = add(id, ATTACHMENT_GIVEN, "低保名单.pdf", &pdf);
	struct matter_letter letter = help_begun(id, LETTER_R3, LIFE_ENDING_PART);
	letter.values[FIELD_DISCLOSED] = "名单";
	help_saved(id, &letter);
	assert_string_equal(against(id, &letter), "");
	help_good(&help, matter_blackout_save(&help.office, help_who(HELP_CLERK), id, source, 0, 1,
					      &box, 1, &help.arena, &help.error));
	assert_non_null(strstr(against(id, &letter), "不能提供原件"));
	problems_init(&problems, &help.arena);
	help_good(&help, matter_blackout_ask(&help.office, help_who(HELP_CLERK), id, source, 1,
					     &help.arena, &problems, &help.error));
	help_good(&help, job_work(&help.office, JOB_BLACKOUT, "test", &help.error, &did));
	struct matter_case now = help_case(id);
	int64_t made = now.attachments[now.n_attachments - 1].id;
	assert_int_not_equal(made, source);
	choose(id, &letter, (const int64_t[]){source, made}, 2);
	assert_non_null(strstr(against(id, &letter), "不能提供原件"));
	choose(id, &letter, &made, 1);
	assert_string_equal(against(id, &letter), "");
	/* the boxes are taken off again: what was made is of yesterday, and both together never go
	 */
	help_good(&help, matter_blackout_save(&help.office, help_who(HELP_CLERK), id, source, 3, 1,
					      NULL, 0, &help.arena, &help.error));
	assert_non_null(strstr(against(id, &letter), "请重新制作"));
	choose(id, &letter, (const int64_t[]){source, made}, 2);
	struct matter_letter kept = help_opened(id, letter.id);
	struct matter_given given;
	now = help_case(id);
	help_good(&help, matter_given(&help.office, help_who(HELP_CLERK), &now, &kept, &help.arena,
				      &help.error, &given));
	assert_int_equal(given.n, 2);
	assert_string_equal(given.rows[0].why, "");
	assert_int_equal(given.rows[1].original->id, source);
	assert_non_null(strstr(against(id, &letter), "两份不能一起提供"));
	choose(id, &letter, &source, 1);
	assert_string_equal(against(id, &letter), "");
	assert_int_equal(matter_given(&help.office, help_who(HELP_SUPERVISOR), &now, &kept,
				      &help.arena, &help.error, &given),
			 ERR_DENIED);
	buf_release(&pdf);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, help_matter_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_reply_gives_what_it_chose),
		TEST(files_of_one_name_are_listed_with_their_endings),
		TEST(a_refusal_gives_nothing_by_itself),
		TEST(what_is_partly_withheld_goes_blacked_out_or_not_at_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
