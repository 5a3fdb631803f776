/* SPDX-License-Identifier: MulanPSL-2.0
 * What may come as a file: encodings, kinds of HTML, our own JSON, and files made to hurt. */
#include <iconv.h>

#include "office/tables_json.h"
#include "unit/help_cmocka.h"
#include "unit/help_reports.h"

static enum err read_bytes(const char *bytes, size_t n, struct arena *arena, struct reading *ret)
{
	struct error error;
	memset(ret, 0, sizeof *ret);
	return reading_of("x", bytes, n, arena, &error, ret);
}

static void same_tables(const struct tables *a, const struct tables *b)
{
	struct arena arena = {0};
	assert_string_equal(tables_to_text(a, &arena), tables_to_text(b, &arena));
	arena_release(&arena);
}

static void encodings(void **state)
{
	(void)state;
	for (size_t i = 0; report_names[i] != NULL; i++) {
		struct arena arena = {0};
		struct reading as_utf8 = report_reading(report_names[i], &arena), other;
		size_t n;
		char *bytes = report_bytes(report_names[i], "txt", &n);
		/* with a byte order mark and the line ends of Windows */
		struct buf buf;
		buf_init(&buf, 1 << 20);
		BUF_LIT(&buf, "\xef\xbb\xbf");
		for (size_t at = 0; at < n; at++) {
			if (bytes[at] == '\n') buf_putc(&buf, '\r');
			buf_putc(&buf, bytes[at]);
		}
		assert_int_equal(read_bytes(buf_text(&buf), buf.n, &arena, &other), ERR_NONE);
		same_tables(&as_utf8.tables, &other.tables);
		buf_release(&buf);
		/* GB18030 */
		char *gb = malloc(2 * n), *in = bytes, *out = gb;
		size_t left = n, room = 2 * n;
		iconv_t converter = iconv_open("GB18030", "UTF-8");
		assert_true(iconv(converter, &in, &left, &out, &room) != (size_t)-1);
		iconv_close(converter);
		assert_int_equal(read_bytes(gb, 2 * n - room, &arena, &other), ERR_NONE);
		same_tables(&as_utf8.tables, &other.tables);
		free(gb);
		free(bytes);
		arena_release(&arena);
	}
}

static void own_json_is_read(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct reading first = report_reading("013", &arena), again;
	const char *json = tables_to_text(&first.tables, &arena);
	assert_int_equal(read_bytes(json, strlen(json), &arena, &again), ERR_NONE);
	assert_true(again.own);
	same_tables(&first.tables, &again.tables);
	assert_int_equal(again.findings.certain, 2);
	static const char *const broken[] = {
		"{", "{}", "{\"format\":\"2021\",\"table3\":{\"r1\":[1]}}",
		"{\"format\":\"2021\",\"table3\":{\"r1\":[-1,0,0,0,0,0,0]}}"};
	for (size_t i = 0; i < COUNT_OF(broken); i++)
		assert_int_equal(read_bytes(broken[i], strlen(broken[i]), &arena, &again),
				 ERR_CONTENT);
	arena_release(&arena);
}

static const char ROW[] = "<tr><td colspan=3>一、本年新收政府信息公开申请数量</td><td>5</td>";

static void expect_r1(const char *html, int64_t natural, enum cell_kind social, int64_t total)
{
	struct arena arena = {0};
	struct reading reading;
	assert_int_equal(read_bytes(html, strlen(html), &arena, &reading), ERR_NONE);
	const struct cell *r1 = reading.tables.requests[ROW_R1];
	if (r1[0].kind != CELL_NUMBER) fail_msg("not read: %s", html);
	assert_int_equal(r1[0].value, natural);
	assert_int_equal(r1[REQUESTER_SOCIAL].kind, social);
	assert_int_equal(r1[COLUMN_TOTAL].value, total);
	arena_release(&arena);
}

static void kinds_of_html(void **state)
{
	(void)state;
	struct arena arena = {0};
	const char *cells = "<td>1</td><td>0<td>0<td><p>0</p><td>&nbsp;0<td>6</table>";
	expect_r1(arena_printf(&arena, "<table>%s%s", ROW, cells), 5, CELL_NUMBER, 6);
	/* a table inside a layout table */
	expect_r1(arena_printf(
			  &arena,
			  "<html><body><table><tr><td>首页</td><td><p>正文</p><table>%s%s</td></tr>"
			  "</table>",
			  ROW, cells),
		  5, CELL_NUMBER, 6);
	/* upper case, comments, scripts and full-width digits */
	expect_r1(arena_printf(
			  &arena,
			  "<HTML><script>if (a<b) x='<td>9</td>'</script><TABLE><TR><TD>一、本年新"
			  "收政府信息公开申请数量</TD><!-- 7 --><TD>１２</TD><TD>0<TD>0<TD>/<TD>0"
			  "<TD>0<TD>12</TR></TABLE>"),
		  12, CELL_SLASH, 12);
	/* a blank cell, shown by a full row beside it */
	expect_r1(arena_printf(
			  &arena,
			  "<table>%s<td>0<td>0<td><td>0<td>0<td>5<tr><td>二、上年结转政府信息公开"
			  "申请数量<td>0<td>0<td>0<td>0<td>0<td>0<td>0</table>%s",
			  ROW, ""),
		  5, CELL_BLANK, 5);
	arena_release(&arena);
}

static void a_row_too_short_is_refused(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct reading reading;
	const char *html = arena_printf(&arena, "<table>%s<td>0<td>0<td>0<td>0<td>5</table>", ROW);
	assert_int_equal(read_bytes(html, strlen(html), &arena, &reading), ERR_NONE);
	assert_int_equal(reading.tables.requests[ROW_R1][0].kind, CELL_UNREAD);
	assert_true(is_refused(&reading, "table3"));
	arena_release(&arena);
}

/* The same tables with their columns in another order are not this format's tables. */
static void columns_in_another_order_are_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"<table><tr><td>项目</td><td>总计</td><td>自然人</td><td>商业企业</td></tr>"
		"<tr><td>一、本年新收政府信息公开申请数量<td>5<td>5<td>0<td>0<td>0<td>0<td>0</"
		"table>",
		"第二十条第（一）项\n信息内容\t现行有效件数\t本年制发件数\t本年废止件数\n规章\t1\t2"
		"\t3\n",
		"行政复议 行政诉讼\n复议后起诉 未经复议直接起诉\n结果维持 结果纠正 其他结果 "
		"尚未审结 总计\n"
		"0 0 0 0 0 1 0 0 0 1 2 0 0 0 2\n五、存在"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct arena arena = {0};
		struct reading reading;
		assert_int_equal(read_bytes(texts[i], strlen(texts[i]), &arena, &reading),
				 ERR_NONE);
		assert_false(reading_has_cells(&reading));
		assert_non_null(reading.refused);
		arena_release(&arena);
	}
}

/* count copies of a piece; free() it. */
static char *repeated(const char *piece, size_t count, size_t *ret_n)
{
	size_t n = strlen(piece);
	char *bytes = malloc(n * count + 1);
	assert_non_null(bytes);
	for (size_t i = 0; i < count; i++) memcpy(bytes + i * n, piece, n);
	bytes[n * count] = '\0';
	*ret_n = n * count;
	return bytes;
}

static void hostile_files(void **state)
{
	(void)state;
	static const struct {
		const char *piece;
		size_t count;
	} files[] = {
		{"<div>", 20000},
		{"<table><tr><td>", 20000},
		{"<td>1", 100000},
		{"9", 100000},
		{"9 ", 100000},
		{"0\n", 100000},
		{"|", 100000},
		{"| ", 50000},
		{"\t", 100000},
		{"一、本年新收政府信息公开申请数量99999999999999999999", 2000},
		{"一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n", 2000},
		{"1.属于国家秘密2.其他", 4000},
		{"政府信息公开年度报告", 8000},
		{"未收到申请1件", 8000},
		{"第二十条第（一）项规章行政许可1", 4000},
		{"未经复议直接起诉总计1 ", 4000},
		{"{", 50000},
		{"{\"a\":", 20000},
		{"&#55296;&#0;&#x110000;<td>", 5000},
	};
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct arena arena = {0};
		struct reading reading;
		size_t n;
		char *bytes = repeated(files[i].piece, files[i].count, &n);
		enum err err = read_bytes(bytes, n, &arena, &reading);
		assert_true(err == ERR_NONE || err == ERR_CONTENT);
		assert_false(err == ERR_NONE && reading.findings.certain > 0);
		free(bytes);
		arena_release(&arena);
	}
}

static void what_is_no_text_is_refused(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct reading reading;
	assert_int_equal(read_bytes("a\0b", 3, &arena, &reading), ERR_CONTENT);
	assert_int_equal(read_bytes("%PDF-1.4\n", 9, &arena, &reading), ERR_CONTENT);
	assert_int_equal(read_bytes("\xff\xff\xff\xff", 4, &arena, &reading), ERR_CONTENT);
	assert_int_equal(read_bytes("", 0, &arena, &reading), ERR_NONE);
	assert_false(reading_has_cells(&reading));
	size_t n;
	char *large = repeated("x", (8 << 20) + 1, &n);
	assert_int_equal(read_bytes(large, n, &arena, &reading), ERR_CONTENT);
	free(large);
	arena_release(&arena);
}

/* Name, year and title on one line or two, in either order. */
static void titles(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"某某县某某乡2024年政府信息公开工作年度报告\n一、总体情况\n",
		"某某县某某乡2024年\n   政府信息公开工作年度报告\n一、总体情况\n",
		"某某县某某乡\n2024年度政府信息公开年度报告\n",
		"2024年某某县某某乡政府信息公开工作年度报告\n",
		"标题: 某某县某某乡2024年政府信息公开年报\n",
		"首页 > 政府信息公开年报\n关于某某县某某乡2024年度政府信息公开工作的年度报告\n",
	};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct arena arena = {0};
		struct reading reading;
		assert_int_equal(read_bytes(texts[i], strlen(texts[i]), &arena, &reading),
				 ERR_NONE);
		assert_int_equal(reading.tables.year, 2024);
		assert_non_null(reading.tables.agency);
		assert_string_equal(reading.tables.agency, "某某县某某乡");
		arena_release(&arena);
	}
}

/* PDF text prints radicals for characters, and spaces anywhere. */
static void signs_are_folded(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct reading reading;
	const char *text = "⼀、 本年新收 政府信息公开 申请 数量  ３　0 0 0 0 0 3\n"
			   "二、上年结转政府信息公开申请数量  0 0 0 0 0 0 0\n"
			   "(⼀) 予以公开 1 0 0 0 0 0 1\n";
	assert_int_equal(read_bytes(text, strlen(text), &arena, &reading), ERR_NONE);
	assert_int_equal(reading.tables.requests[ROW_R1][0].value, 3);
	assert_int_equal(reading.tables.requests[ROW_A][COLUMN_TOTAL].value, 1);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodings),
		cmocka_unit_test(own_json_is_read),
		cmocka_unit_test(kinds_of_html),
		cmocka_unit_test(a_row_too_short_is_refused),
		cmocka_unit_test(columns_in_another_order_are_refused),
		cmocka_unit_test(hostile_files),
		cmocka_unit_test(what_is_no_text_is_refused),
		cmocka_unit_test(titles),
		cmocka_unit_test(signs_are_folded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
