/* SPDX-License-Identifier: MulanPSL-2.0
 * Files that others send: each of tests/data/files is what its list says; damaged ones never get
 * past memory; names come out fit for a disk. */
#include "base/file_check.h"
#include "unit/help_cmocka.h"

#define FOLDER "tests/data/files/"
enum { FILE_MAX = 256 * 1024, ROUNDS = 40, CASES_MIN = 80 };

struct sample {
	char name[64], sender[16], verdict[64];
	unsigned char bytes[FILE_MAX];
	size_t n;
};

static unsigned set_of(const char *sender)
{
	if (strcmp(sender, "proofs") == 0) return FILE_SET_PROOFS;
	return strcmp(sender, "public") == 0 ? FILE_SET_PUBLIC : FILE_SET_DESK;
}

/* The next file of the list; false at its end. */
static bool sample_read(FILE *list, struct sample *ret_sample)
{
	char line[256];
	do {
		if (fgets(line, sizeof line, list) == NULL) return false;
	} while (line[0] == '#');
	assert_int_equal(sscanf(line, "%63[^\t]\t%15[^\t]\t%63[^\n]", ret_sample->name,
				ret_sample->sender, ret_sample->verdict),
			 3);
	char path[128];
	snprintf(path, sizeof path, FOLDER "%s", ret_sample->name);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	ret_sample->n = fread(ret_sample->bytes, 1, sizeof ret_sample->bytes, file);
	fclose(file);
	return true;
}

/* An exact copy on the heap, so that reading past the end is seen. */
static const char *check_copy(const struct sample *sample, size_t n, struct arena *arena,
			      struct file_seen *seen)
{
	unsigned char *copy = malloc(n == 0 ? 1 : n);
	assert_non_null(copy);
	memcpy(copy, sample->bytes, n);
	const char *wrong = file_check(copy, n, sample->name, set_of(sample->sender), arena, seen);
	free(copy);
	return wrong;
}

static void each_file_is_what_the_list_says(void **state)
{
	(void)state;
	static struct sample sample;
	struct arena arena = {0};
	FILE *list = fopen(FOLDER "list", "r");
	assert_non_null(list);
	int n = 0;
	for (; sample_read(list, &sample); n++) {
		struct file_seen seen = {0};
		const char *wrong = check_copy(&sample, sample.n, &arena, &seen);
		const char *said = wrong != NULL ? wrong : file_kind_facts(seen.kind)->extension;
		bool kind = strcspn(sample.verdict, "abcdefghijklmnopqrstuvwxyz") == 0;
		bool good = kind ? wrong == NULL && strcmp(said, sample.verdict) == 0
				 : wrong != NULL && strstr(wrong, sample.verdict) != NULL &&
					    strstr(wrong, sample.name) != NULL;
		if (!good) print_error("%s: %s\n", sample.name, said);
		assert_true(good);
		arena_reset(&arena);
	}
	fclose(list);
	arena_release(&arena);
	assert_true(n >= CASES_MIN);
}

static uint64_t random_state = 20241123;
static size_t random_below(size_t n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (size_t)(random_state % n);
}

/* Whatever happens to a file on its way, it is judged within its bytes (the sanitizers watch), and
 * a picture that is accepted has the size of one. */
static void damaged_files_are_judged_too(void **state)
{
	(void)state;
	static struct sample sample;
	struct arena arena = {0};
	FILE *list = fopen(FOLDER "list", "r");
	assert_non_null(list);
	size_t judged = 0, refused = 0;
	while (sample_read(list, &sample)) {
		if (sample.n == 0) continue;
		for (int round = 0; round < ROUNDS; round++) {
			static struct sample damaged;
			struct file_seen seen = {0};
			damaged = sample;
			size_t n = round % 4 == 0 ? random_below(sample.n) : sample.n;
			for (size_t i = random_below(4) + 1; i > 0; i--)
				damaged.bytes[random_below(sample.n)] =
					(unsigned char)random_below(256);
			const char *wrong = check_copy(&damaged, n, &arena, &seen);
			judged++;
			refused += wrong != NULL;
			assert_true((uint64_t)seen.width * seen.height <= FILE_PIXELS_MAX);
			assert_true(wrong != NULL || seen.name != NULL);
			arena_reset(&arena);
		}
	}
	fclose(list);
	arena_release(&arena);
	assert_true(judged > CASES_MIN * ROUNDS / 2 && refused > judged / 2);
}

static void names_come_out_clean(void **state)
{
	(void)state;
	static const struct {
		const char *sent, *extension, *clean;
	} cases[] = {
		{"身份证.jpg", "jpg", "身份证.jpg"},
		{"玥旸𬭸的申请.PDF", "pdf", "玥旸𬭸的申请.pdf"},
		{"葛\xF3\xA0\x84\x80城.pdf", "pdf",
		 "葛\xF3\xA0\x84\x80城.pdf"}, /* variation selector */
		{"合同.pdf.exe", "pdf", "合同.pdf"},
		{"2024.1.5 方案", "docx", "2024.1.5 方案.docx"},
		{"方案v1.2", "pdf", "方案v1.2.pdf"},
		{"C:\\Users\\李\\桌面\\a.txt", "txt", "a.txt"},
		{"../../etc/passwd", "txt", "passwd.txt"},
		{"..", "txt", "附件.txt"},
		{"", "pdf", "附件.pdf"},
		{".pdf", "pdf", "pdf.pdf"},
		{"a\xE2\x80\xAE"
		 "fdp.exe",
		 "pdf", "afdp.pdf"}, /* right-to-left override */
		{"a\r\nSet-Cookie: x\t.pdf", "pdf", "aSet-Cookie_ x.pdf"},
		{"a\xE2\x80\x8B\xEF\xBB\xBF"
		 "b.pdf",
		 "pdf", "ab.pdf"},
		{"a<b>\"c\"|?*.pdf", "pdf", "a_b__c____.pdf"},
		{"con.pdf", "pdf", "_con.pdf"},
		{"COM1", "txt", "_COM1.txt"},
		{"console.pdf", "pdf", "console.pdf"},
		{"a\xFF\xFE"
		 "b.pdf",
		 "pdf", "ab.pdf"},
		{"a.pdf. . ", "pdf", "a.pdf"},
		{"合同.exe", NULL, "合同.exe"},
	};
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(file_name_clean(cases[i].sent, cases[i].extension, &arena),
				    cases[i].clean);
	char longest[3000] = "";
	for (int i = 0; i < 700; i++) strcat(longest, "𬭸");
	const char *clean = file_name_clean(longest, "pdf", &arena);
	assert_int_equal(strlen(clean), FILE_NAME_MAX * 4 + 4);
	arena_release(&arena);
}

static void kinds_and_sets_are_told(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_string_equal(file_set_text(FILE_SET_PROOFS, &arena), "PDF、JPG 图片、PNG 图片");
	assert_string_equal(file_set_accept(FILE_SET_PROOFS, &arena), ".pdf,.jpg,.jpeg,.png");
	enum file_kind kind;
	assert_true(file_kind_parse("application/ofd", &kind) && kind == FILE_OFD);
	assert_false(file_kind_parse("text/html", &kind));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_file_is_what_the_list_says),
		cmocka_unit_test(damaged_files_are_judged_too),
		cmocka_unit_test(names_come_out_clean),
		cmocka_unit_test(kinds_and_sets_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
