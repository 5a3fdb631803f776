/* SPDX-License-Identifier: MulanPSL-2.0
 * UTF-8, and escaping by the place the text goes to. */
#include "base/escape.h"
#include "base/utf8.h"
#include "unit/help_cmocka.h"

static void valid_utf8_is_what_the_standard_says(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		uint32_t point; /* 0: invalid */
	} cases[] = {
		{"A", 'A'},
		{"\xc2\x80", 0x80},
		{"\xdf\xbf", 0x7ff},
		{"\xe0\xa0\x80", 0x800},
		{"中", 0x4e2d},
		{"\xef\xbf\xbf", 0xffff},
		{"\xf0\x90\x80\x80", 0x10000},
		{"\xf4\x8f\xbf\xbf", 0x10ffff},
		{"\xc1\xbf", 0},	 /* overlong */
		{"\xe0\x9f\xbf", 0},	 /* overlong */
		{"\xf0\x8f\xbf\xbf", 0}, /* overlong */
		{"\xed\xa0\x80", 0},	 /* surrogate */
		{"\xf4\x90\x80\x80", 0}, /* past the end */
		{"\xf5\x80\x80\x80", 0},
		{"\x80", 0},
		{"\xe4\xb8", 0}, /* cut */
		{"\xe4\x41\x41", 0},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		uint32_t point = 0;
		size_t n = strlen(cases[i].bytes), length = utf8_decode(cases[i].bytes, n, &point);
		assert_int_equal(length, cases[i].point == 0 ? 0 : n);
		if (length > 0) assert_int_equal(point, cases[i].point);
		assert_int_equal(utf8_valid(cases[i].bytes, n), cases[i].point != 0);
	}
	uint32_t point;
	assert_int_equal(utf8_decode("", 0, &point), 0);
	assert_true(utf8_valid("", 0));
}

static void lengths_count_code_points(void **state)
{
	(void)state;
	assert_int_equal(utf8_length("古城2024"), 6);
	assert_int_equal(utf8_length("\xff中"), 2);
	assert_int_equal(utf8_prefix("古城2024", 3), 7);
	assert_int_equal(utf8_prefix("古城", 9), 6);
	assert_int_equal(utf8_prefix("\xff\xff中", 2), 2);
}

typedef void escaper(struct buf *out, const char *text);

static void escapes_to(escaper *escape, const char *text, const char *expected)
{
	struct buf out;
	buf_init(&out, 1000);
	escape(&out, text);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void html_and_xml(void **state)
{
	(void)state;
	escapes_to(escape_html, "<a href=\"x\" b='y'>&</a>",
		   "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
	escapes_to(escape_xml, "<&>", "&lt;&amp;&gt;");
	escapes_to(escape_html, "a\x01\x0c\tb\nc\rd", "a\tb\ncd");
	escapes_to(escape_html, "好\xff<", "好\xef\xbf\xbd&lt;");
	escapes_to(escape_html, "", "");
}

static void json(void **state)
{
	(void)state;
	escapes_to(escape_json, "a\"\\\n\t\x02好", "\"a\\\"\\\\\\n\\t好\"");
	escapes_to(escape_json, "", "\"\"");
}

static void urls(void **state)
{
	(void)state;
	escapes_to(escape_url, "a b/c?d=古&e~-._", "a%20b%2Fc%3Fd%3D%E5%8F%A4%26e~-._");
	static const char *const good[] = {"https://example.gov.cn/a?b=1",
					   "HTTP://x",
					   "mailto:a@b.cn",
					   "tel:0972-1",
					   "/report/2024",
					   "?page=2",
					   "#top",
					   "a/b:c",
					   "",
					   "report.html"};
	static const char *const bad[] = {
		"javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//evil.cn",
		"/\\evil.cn",	       "java\tscript:x",      " javascript:x",	  "vbscript:x"};
	for (size_t i = 0; i < COUNT_OF(good); i++) escapes_to(escape_href, good[i], good[i]);
	for (size_t i = 0; i < COUNT_OF(bad); i++) escapes_to(escape_href, bad[i], "#blocked");
	escapes_to(escape_href, "/a?b=1&c=\"", "/a?b=1&amp;c=&quot;");
}

static void csv(void **state)
{
	(void)state;
	escapes_to(escape_csv, "古城", "古城");
	escapes_to(escape_csv, "a,b", "\"a,b\"");
	escapes_to(escape_csv, "say \"no\"", "\"say \"\"no\"\"\"");
	escapes_to(escape_csv, "two\nlines", "\"two\nlines\"");
	escapes_to(escape_csv, "two\r\nlines", "\"two\nlines\"");
	/* a spreadsheet must never run what a citizen typed */
	escapes_to(escape_csv, "=cmd()", "\"'=cmd()\"");
	escapes_to(escape_csv, "\x01=cmd()", "\"'=cmd()\"");
	escapes_to(escape_csv, "+1", "\"'+1\"");
	escapes_to(escape_csv, "-1", "\"'-1\"");
	escapes_to(escape_csv, "@x", "\"'@x\"");
	escapes_to(escape_csv, "\t=x", "\"'\t=x\"");
	escapes_to(escape_csv, "\n=x", "\"'\n=x\"");
	escapes_to(escape_csv, "＝1+1", "\"'＝1+1\"");
	escapes_to(escape_csv, "－1", "\"'－1\"");
	escapes_to(escape_csv, "《＝》", "《＝》");
	escapes_to(escape_csv, "1=1", "1=1");
	escapes_to(escape_csv, "a\x02\xff", "a\xef\xbf\xbd");
	escapes_to(escape_csv, "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_utf8_is_what_the_standard_says),
		cmocka_unit_test(lengths_count_code_points),
		cmocka_unit_test(html_and_xml),
		cmocka_unit_test(json),
		cmocka_unit_test(urls),
		cmocka_unit_test(csv),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
