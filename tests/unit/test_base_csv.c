/* SPDX-License-Identifier: MulanPSL-2.0
 * The CSV reader: grammar, encodings, and every way a file can be broken. */
#include "base/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* All records as "line:a|b|c;" … and the mistake as "!line:column". */
static void read_all(struct csv *csv, char *out, size_t n)
{
	struct csv_record record;
	struct csv_mistake mistake;
	struct error error;
	size_t at = 0;
	out[0] = '\0';
	for (;;) {
		enum csv_result result = csv_next(csv, &record, &mistake, &error);
		if (result == CSV_END) break;
		if (result == CSV_MISTAKE) {
			snprintf(out + at, n - at, "!%d:%zu", (int)mistake.line, mistake.column);
			break;
		}
		assert_int_equal(result, CSV_RECORD);
		at += (size_t)snprintf(out + at, n - at, "%d:", (int)record.line);
		for (size_t i = 0; i < record.count; i++) {
			assert_int_equal(record.length[i], strlen(record.field[i]));
			at += (size_t)snprintf(out + at, n - at, "%s%s", i ? "|" : "",
					       record.field[i]);
		}
		at += (size_t)snprintf(out + at, n - at, ";");
	}
	csv_close(csv);
}

static void expect_n(const char *bytes, size_t n, const char *expected)
{
	char got[2000];
	read_all(csv_open_bytes(bytes, n), got, sizeof got);
	assert_string_equal(got, expected);
}
#define EXPECT(literal, expected) expect_n(literal, sizeof(literal) - 1, expected)

static void grammar(void **state)
{
	(void)state;
	EXPECT("", "");
	EXPECT("\n\r\n\n", "");
	EXPECT("a,b\n1,2\n", "1:a|b;2:1|2;");
	EXPECT("a,b\r\n1,2", "1:a|b;2:1|2;");
	EXPECT("a\r1\r2", "1:a;2:1;3:2;");
	EXPECT("a,\n,\n", "1:a|;2:|;");
	EXPECT("\"a\",\"\"\n", "1:a|;");
	EXPECT("\"x,\"\"y\"\"\nz\",2\n\n3,4", "1:x,\"y\"\nz|2;4:3|4;");
	EXPECT("a\tb,c", "1:a\tb|c;");
}

static void encodings(void **state)
{
	(void)state;
	EXPECT("\xEF\xBB\xBF"
	       "题名,1\n",
	       "1:题名|1;");
	EXPECT("题名,1\n", "1:题名|1;");
	EXPECT("\xCC\xE2\xC3\xFB,1\n", "1:题名|1;"); /* GB18030 */
	/* a four-byte character of GB18030 (U+20000) */
	EXPECT("\xCC\xE2\xC3\xFB\x95\x32\x82\x36\n", "1:题名\xF0\xA0\x80\x80;");
	/* mostly UTF-8 with one broken byte: a mistake on its line, never taken for GB18030 */
	EXPECT("政府信息公开\n题\xE5名\n", "1:政府信息公开;!2:0");
}

static void broken(void **state)
{
	(void)state;
	EXPECT("a,b\n1,\"2", "1:a|b;!2:1");
	EXPECT("a,b\n1,\"2\"3\n", "1:a|b;!2:1");
	EXPECT("a,b\n1,2\"3\n", "1:a|b;!2:1");
	EXPECT("a,b\n1,2\0\n", "1:a|b;!2:1");
	EXPECT("\"a\0\"", "!1:0");
	EXPECT("政府信息公开,题\xE5\x90", "!1:1"); /* cut in the middle of a character */
	EXPECT("\xCC\xE2\xC3\xFB\xCC\xE2,\xC3", "!1:1");
}

static void limits(void **state)
{
	(void)state;
	size_t n = CSV_MAX_FIELD + 10;
	char *bytes = malloc(n);
	memset(bytes, 'a', n);
	char *got = malloc(2 * n);
	read_all(csv_open_bytes(bytes, CSV_MAX_FIELD), got, 2 * n);
	assert_int_equal(strlen(got), CSV_MAX_FIELD + 3);
	read_all(csv_open_bytes(bytes, n), got, 2 * n);
	assert_string_equal(got, "!1:0");
	bytes[0] = '"';
	read_all(csv_open_bytes(bytes, n), got, 2 * n);
	assert_string_equal(got, "!1:0");
	memset(bytes, ',', 100);
	read_all(csv_open_bytes(bytes, 63), got, 2 * n);
	assert_string_equal(got,
			    "1:|||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||;");
	read_all(csv_open_bytes(bytes, 64), got, 2 * n);
	assert_string_equal(got, "!1:64");
	free(bytes);
	free(got);
}

/* A file of many blocks, quotes and characters astride their borders; lines stay right. */
static void large_file(void **state)
{
	(void)state;
	char path[] = "/tmp/lianxin-csv-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	FILE *file = fdopen(fd, "w");
	enum { ROWS = 60000 };
	for (int i = 0; i < ROWS; i++) fprintf(file, "%d,\"行\"\"%d\"\"\n续\",政府信息\r\n", i, i);
	fclose(file);
	struct csv *csv;
	struct error error;
	assert_int_equal(csv_open(path, &csv, &error), ERR_NONE);
	assert_int_equal(csv_encoding(csv), CSV_UTF8);
	struct csv_record record;
	struct csv_mistake mistake;
	for (int i = 0; i < ROWS; i++) {
		char expected[64];
		assert_int_equal(csv_next(csv, &record, &mistake, &error), CSV_RECORD);
		snprintf(expected, sizeof expected, "行\"%d\"\n续", i);
		assert_int_equal(record.line, 2 * i + 1);
		assert_int_equal(record.count, 3);
		assert_string_equal(record.field[1], expected);
		assert_string_equal(record.field[2], "政府信息");
	}
	assert_int_equal(csv_next(csv, &record, &mistake, &error), CSV_END);
	csv_close(csv);
	unlink(path);
	assert_int_equal(csv_open(path, &csv, &error), ERR_ENV);
	assert_int_equal(csv_open("/tmp", &csv, &error), ERR_ENV);
}

static void pipe_is_read(void **state)
{
	(void)state;
	int ends[2];
	char path[32], got[64];
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "\xCC\xE2,2\n", 5), 5);
	close(ends[1]);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	struct csv *csv;
	struct error error;
	assert_int_equal(csv_open(path, &csv, &error), ERR_NONE);
	read_all(csv, got, sizeof got);
	assert_string_equal(got, "1:题|2;");
	close(ends[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grammar),    cmocka_unit_test(encodings),
		cmocka_unit_test(broken),     cmocka_unit_test(limits),
		cmocka_unit_test(large_file), cmocka_unit_test(pipe_is_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
