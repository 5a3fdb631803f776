/* SPDX-License-Identifier: MulanPSL-2.0
 * Partial disclosure of a case's file: boxes kept and corrected, the file made by timed work beside
 * its original, what stops it said in the clerk's words, the letter's list of what is withheld. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/audit.h"
#include "office/matter_blackout.h"
#include "office/matter_letter.h"
#include "office/matter_side.h"
#include "unit/help_blackout.h"
#include "unit/help_matter.h"

static int64_t add(int64_t id, const struct buf *bytes, const char *type)
{
	struct matter_file file = {.use = ATTACHMENT_SOURCE,
				   .name = "低保名单.pdf",
				   .media_type = type,
				   .bytes = bytes->p,
				   .n = bytes->n};
	int64_t added = 0;
	help_good(&help, matter_add_file(&help.office, help_who(HELP_CLERK), id, &file, 0,
					 &help.arena, &help.error, &added));
	return added;
}

static struct matter_blackout opened(int64_t id, int64_t file)
{
	struct matter_blackout blackout;
	help_good(&help, matter_blackout_open(&help.office, help_who(HELP_CLERK), id, file,
					      &help.arena, &help.error, &blackout));
	return blackout;
}

static enum err save(int64_t id, int64_t file, int64_t seen, int page,
		     const struct blackout_entry *boxes, size_t n)
{
	return matter_blackout_save(&help.office, help_who(HELP_CLERK), id, file, seen, page, boxes,
				    n, &help.arena, &help.error);
}

static enum err ask(int64_t id, int64_t file, int64_t seen, const char **ret_said)
{
	struct problems problems;
	problems_init(&problems, &help.arena);
	enum err err = matter_blackout_ask(&help.office, help_who(HELP_CLERK), id, file, seen,
					   &help.arena, &problems, &help.error);
	*ret_said = problems.first == NULL ? "" : problems.first->text;
	return err;
}

/* The timed work that is due; false: there was none. */
static bool work(void)
{
	bool did = false;
	help_good(&help, job_work(&help.office, JOB_BLACKOUT, "test", &help.error, &did));
	return did;
}

static const struct blackout_entry SECOND = {1, 150, 350, 850, 70, WITHHELD_THIRD_PARTY, "姓名"};
static const struct blackout_entry FIRST = {1, 100, 150, 300, 30, WITHHELD_PROCESS, "内部讨论稿"};
static const struct blackout_entry BARE = {2, 100, 100, 300, 30, WITHHELD_THIRD_PARTY, ""};

static void test_from_boxes_to_the_file(void **state)
{
	(void)state;
	struct buf pdf;
	const char *said;
	struct blob bytes;
	struct attachment given;
	buf_init(&pdf, 100000);
	hostile_pdf(&pdf);
	int64_t id = help_handled(), file = add(id, &pdf, "application/pdf");
	struct matter_blackout blackout = opened(id, file);
	assert_int_equal(blackout.version, 0);
	assert_int_equal(ask(id, file, 0, &said), ERR_CONTENT);
	assert_string_equal(said, "还没有画要涂黑的框。");

	const struct blackout_entry page1[] = {SECOND, FIRST};
	help_good(&help, save(id, file, 0, 1, page1, 2));
	help_good(&help, save(id, file, 1, 2, &BARE, 1));
	assert_int_equal(save(id, file, 1, 2, &BARE, 1), ERR_CONFLICT);
	blackout = opened(id, file);
	assert_int_equal(blackout.version, 2);
	assert_int_equal(blackout.n_boxes, 3);
	assert_int_equal(blackout.boxes[0].ground, WITHHELD_PROCESS); /* the upper one first */
	assert_string_equal(blackout.boxes[1].reason, "姓名");
	assert_int_equal(blackout.state, BLACKOUT_DRAFT);
	assert_false(work());

	/* the box without a reason has that of its ground */
	help_good(&help, ask(id, file, 2, &said));
	assert_int_equal(opened(id, file).state, BLACKOUT_ASKED);
	assert_true(work());
	assert_false(work());
	blackout = opened(id, file);
	assert_int_equal(blackout.state, BLACKOUT_MADE);
	assert_non_null(blackout.result);
	assert_string_equal(blackout.boxes[2].reason, "姓名");
	assert_int_equal(blackout.result->use, ATTACHMENT_GIVEN);
	assert_int_equal(blackout.result->of_id, file);
	assert_string_equal(blackout.result->name, "低保名单（区分处理）.pdf");
	help_good(&help,
		  matter_open_file(&help.office, help_who(HELP_CLERK), id, blackout.result->id,
				   &help.arena, &help.error, &given, &bytes));
	assert_null(memmem(bytes.bytes, bytes.n, SECRET, strlen(SECRET)));
	assert_string_equal(matter_blackout_grounds(&blackout, &help.arena),
			    "商业秘密或个人隐私2处、过程性信息1处");
	buf_release(&pdf);
}

static size_t standing(int64_t id, size_t *ret_struck)
{
	struct matter_case now = help_case(id);
	size_t n = 0;
	*ret_struck = 0;
	for (size_t i = 0; i < now.n_attachments; i++)
		if (now.attachments[i].of_id != 0) {
			n += !now.attachments[i].struck;
			*ret_struck += now.attachments[i].struck;
		}
	return n;
}

static void test_corrected_and_made_anew(void **state)
{
	(void)state;
	struct buf pdf;
	const char *said;
	size_t struck;
	buf_init(&pdf, 100000);
	hostile_pdf(&pdf);
	int64_t id = help_handled(), file = add(id, &pdf, "application/pdf");
	help_good(&help, save(id, file, 0, 1, &SECOND, 1));
	help_good(&help, ask(id, file, 1, &said));
	assert_true(work());
	assert_int_equal(standing(id, &struck), 1);
	/* changed while the new one is asked for: what was asked is stale, and nothing is made */
	int64_t version = opened(id, file).version;
	const struct blackout_entry both[] = {SECOND, FIRST};
	help_good(&help, ask(id, file, version, &said));
	help_good(&help, save(id, file, version + 1, 1, both, 2));
	assert_true(work());
	assert_int_equal(opened(id, file).state, BLACKOUT_DRAFT);
	assert_int_equal(standing(id, &struck), 1);
	assert_int_equal(struck, 0);
	help_good(&help, ask(id, file, version + 2, &said));
	assert_true(work());
	assert_int_equal(standing(id, &struck), 1);
	assert_int_equal(struck, 1);

	/* struck by hand: it has to be made again */
	struct matter_blackout blackout = opened(id, file);
	help_good(&help,
		  matter_file_strike(&help.office, help_who(HELP_CLERK), id, blackout.result->id,
				     "框错了", &help.arena, &help.problems, &help.error));
	blackout = opened(id, file);
	assert_null(blackout.result);
	assert_int_equal(blackout.state, BLACKOUT_DRAFT);
	buf_release(&pdf);
}

static void test_what_cannot_be_opened_is_said(void **state)
{
	(void)state;
	struct buf pdf;
	struct blackout_page size;
	const char *said;
	buf_init(&pdf, 100000);
	buf_puts(&pdf, "%PDF-1.7\nnothing more");
	int64_t id = help_handled(), file = add(id, &pdf, "application/pdf");
	assert_int_equal(matter_blackout_look(&help.office, help_who(HELP_CLERK), id, file, 1, 600,
					      &help.arena, &help.error, &size),
			 ERR_CONTENT);
	assert_non_null(strstr(help.error.message, "打不开"));
	help_good(&help, save(id, file, 0, 1, &SECOND, 1));
	help_good(&help, ask(id, file, 1, &said));
	assert_true(work());
	struct matter_blackout blackout = opened(id, file);
	assert_int_equal(blackout.state, BLACKOUT_FAILED);
	assert_non_null(strstr(blackout.said, "打不开"));
	assert_null(blackout.result);

	/* a file of another kind, one that is not there, and who may not see people */
	int64_t table = add(id, &pdf, "application/zip");
	struct matter_blackout none;
	assert_int_equal(matter_blackout_open(&help.office, help_who(HELP_CLERK), id, table,
					      &help.arena, &help.error, &none),
			 ERR_CONFLICT);
	assert_int_equal(matter_blackout_open(&help.office, help_who(HELP_CLERK), id, 99999,
					      &help.arena, &help.error, &none),
			 ERR_MISSING);
	assert_int_equal(matter_blackout_open(&help.office, help_who(HELP_SUPERVISOR), id, file,
					      &help.arena, &help.error, &none),
			 ERR_DENIED);
	assert_int_equal(matter_blackout_open(&help.office, help_who(HELP_OUTSIDER), id, file,
					      &help.arena, &help.error, &none),
			 ERR_MISSING);
	buf_release(&pdf);
}

static void test_pages_are_shown_and_journalled(void **state)
{
	(void)state;
	struct buf pdf, png, painted;
	struct blackout_page size;
	struct journal_page entries;
	buf_init(&pdf, 100000);
	buf_init(&png, 8 << 20);
	buf_init(&painted, 8 << 20);
	hostile_pdf(&pdf);
	int64_t id = help_handled(), file = add(id, &pdf, "application/pdf");
	help_good(&help, save(id, file, 0, 1, &SECOND, 1));
	help_good(&help, matter_blackout_look(&help.office, help_who(HELP_CLERK), id, file, 1, 595,
					      &help.arena, &help.error, &size));
	assert_int_equal(size.n_pages, 2);
	assert_int_equal(size.width, 595);
	assert_int_equal(size.height, 842);
	help_good(&help, matter_blackout_page(&help.office, help_who(HELP_CLERK), id, file, 1, 595,
					      false, &help.arena, &help.error, &png));
	help_good(&help, matter_blackout_page(&help.office, help_who(HELP_CLERK), id, file, 1, 595,
					      true, &help.arena, &help.error, &painted));
	assert_memory_equal(png.p, "\x89PNG", 4);
	assert_memory_equal(painted.p, "\x89PNG", 4);
	assert_false(png.n == painted.n && memcmp(png.p, painted.p, png.n) == 0);
	assert_int_equal(matter_blackout_page(&help.office, help_who(HELP_CLERK), id, file, 3, 595,
					      false, &help.arena, &help.error, &png),
			 ERR_CONTENT);
	struct journal_filter filter = {.has_action = true,
					.has_object = true,
					.action = ACTION_OPEN,
					.object = OBJECT_ATTACHMENT,
					.object_id = file};
	help_good(&help, audit_list(&help.office, help_who(HELP_AUDIT), &filter, &help.arena,
				    &help.error, &entries));
	assert_int_equal(entries.n, 2);
	assert_string_equal(entries.entries[1].note, "区分处理，第1页");
	assert_string_equal(entries.entries[0].note, "区分处理，第1页的预览");
	buf_release(&pdf);
	buf_release(&png);
	buf_release(&painted);
}

static void test_the_letter_lists_what_is_withheld(void **state)
{
	(void)state;
	struct buf pdf;
	const char *said;
	struct matter_letter letter = {.kind = LETTER_R3, .ending = LIFE_ENDING_NONE};
	buf_init(&pdf, 100000);
	hostile_pdf(&pdf);
	int64_t id = help_handled(), file = add(id, &pdf, "application/pdf");
	const struct blackout_entry page1[] = {SECOND, FIRST};
	help_good(&help, save(id, file, 0, 1, page1, 2));
	help_good(&help, save(id, file, 1, 2, &BARE, 1));
	help_good(&help, ask(id, file, 2, &said));
	assert_true(work());
	help_good(&help, matter_letter_begin(&help.office, help_who(HELP_CLERK), id, &help.arena,
					     &help.error, &letter));
	assert_string_equal(letter.values[FIELD_WITHHELD],
			    "《低保名单.pdf》涂黑的第1处｜过程性信息｜内部讨论稿\n"
			    "《低保名单.pdf》涂黑的第2、3处｜商业秘密或个人隐私｜姓名");
	assert_string_equal(letter.values[FIELD_ATTACHMENTS], "低保名单（区分处理）");
	buf_release(&pdf);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_from_boxes_to_the_file),
		TEST(test_corrected_and_made_anew),
		TEST(test_what_cannot_be_opened_is_said),
		TEST(test_pages_are_shown_and_journalled),
		TEST(test_the_letter_lists_what_is_withheld),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
