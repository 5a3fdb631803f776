/* SPDX-License-Identifier: MulanPSL-2.0
 * The one spelling of a row: digests in journals depend on each byte of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/canonical.h"
#include "store/help_store.h"

/* The rule of canonical.h, a byte at a time. */
static size_t spell(const unsigned char *text, size_t n, char *ret_spelt)
{
	char *at = ret_spelt;
	*at++ = '"';
	for (size_t i = 0; i < n; i++) {
		if (text[i] < 0x20)
			at += snprintf(at, 7, "\\u%04x", text[i]);
		else if (text[i] == '"' || text[i] == '\\')
			at += snprintf(at, 3, "\\%c", text[i]);
		else
			*at++ = (char)text[i];
	}
	*at++ = '"';
	return (size_t)(at - ret_spelt);
}

static void same(struct buf *out, const unsigned char *text, size_t n)
{
	char expected[6 * 64 + 2];
	size_t n_expected = spell(text, n, expected);
	buf_clear(out);
	canonical_text(out, (const char *)text, n);
	assert_int_equal(out->n, n_expected);
	assert_memory_equal(out->p, expected, n_expected);
}

/* Every byte at every place of a text, beside the bytes that borrow from their neighbours. */
static void test_each_byte_at_each_place(void **state)
{
	static const unsigned char around[] = {'a', 0x1f, 0x20, 0x21, 0x23, 0x5d, 0x80, 0xff};
	struct buf out;
	(void)state;
	buf_init(&out, 4096);
	for (size_t a = 0; a < COUNT_OF(around); a++) {
		for (size_t n = 0; n <= 20; n++) {
			unsigned char text[20];
			memset(text, around[a], sizeof text);
			same(&out, text, n);
			for (size_t place = 0; place < n; place++) {
				for (int byte = 0; byte < 256; byte++) {
					text[place] = (unsigned char)byte;
					same(&out, text, n);
				}
				text[place] = around[a];
			}
		}
	}
	buf_release(&out);
}

static void test_columns(void **state)
{
	const struct db_value number = db_int(-17), text = db_text("a\"b\n"), none = db_null();
	struct buf out;
	(void)state;
	buf_init(&out, 4096);
	canonical_column(&out, true, "id", &number);
	canonical_column(&out, false, "title", &text);
	canonical_column(&out, false, "replied", &none);
	assert_string_equal(buf_text(&out),
			    "\"id\":-17,\"title\":\"a\\\"b\\u000a\",\"replied\":null");
	buf_release(&out);
}

static void test_a_row(void **state)
{
	struct office office;
	struct db_statement *row = NULL;
	struct buf out;
	(void)state;
	office_open(&office);
	buf_init(&out, 4096);
	FINE(&office,
	     db_query(office.store->db,
		      SQL("SELECT id, name || '\"' AS name, parent_id, short_name FROM agency"),
		      DB_NO_VALUES, &office.error, &row));
	assert_int_equal(db_step(row, &office.error), DB_ROW);
	canonical_row(&out, row);
	assert_string_equal(buf_text(&out), "{\"id\":1,\"name\":\"虚构县古城乡\\\"\",\"parent_id\":"
					    "null,\"short_name\":\"古城乡\"}");
	db_end(row);
	buf_release(&out);
	office_close(&office);
}

/* What does not fit is not cut: the buffer says so. */
static void test_too_long(void **state)
{
	const struct db_value text = db_text("0123456789");
	struct buf out;
	(void)state;
	buf_init(&out, 15);
	canonical_column(&out, true, "id", &text);
	assert_false(buf_ok(&out));
	buf_release(&out);
	buf_init(&out, 4);
	canonical_column(&out, true, "id", &text);
	assert_false(buf_ok(&out));
	buf_release(&out);
	buf_init(&out, 17);
	canonical_column(&out, true, "id", &text);
	assert_true(buf_ok(&out));
	assert_string_equal(buf_text(&out), "\"id\":\"0123456789\"");
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_byte_at_each_place),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_a_row),
		cmocka_unit_test(test_too_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
