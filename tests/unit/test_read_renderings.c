/* SPDX-License-Identifier: MulanPSL-2.0
 * Random tables printed the ways offices' reports come out of PDF, web pages and converters; the
 * reader must find the same tables in all of them, and the same broken identities. Glued digits may
 * be refused, never misread. READ_SEED and READ_ROUNDS repeat or extend the run. */
#include "unit/help_cmocka.h"
#include "unit/help_reports.h"

enum { ROUNDS = 12, MAX_OUT = 1 << 17, FEN_PER_WAN = 1000000 };

static uint64_t random_state;

static size_t random_below(size_t n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (size_t)(random_state % n);
}

static int64_t random_count(size_t size)
{
	if (random_below(3) != 0) return 0;
	return (int64_t)random_below(size) + 1;
}

/* Tables that balance; a broken one then gets one cell changed. */
static void random_tables(struct tables *t, bool one_row_f, size_t size, bool broken)
{
	memset(t, 0, sizeof *t);
	tables_zero(t, one_row_f ? FORMAT_2019 : FORMAT_2021);
	for (int row = 0; row < ROW__MAX; row++)
		for (int column = 0; column < COLUMN_TOTAL; column++)
			if (table_row_in(t->format, (enum table_row)row) && row != ROW_G)
				t->requests[row][column].value =
					random_count(column == 0 ? size : 1 + size / 20);
	for (int group = 0; group < CASE__MAX; group++)
		for (int result = 0; result < RESULT_TOTAL; result++)
			t->cases[group][result].value = random_count(size);
	tables_total(t);
	for (int column = 0; column < COLUMN__MAX; column++) {
		struct cell *first = &t->requests[ROW_R1][column],
			    *last = &t->requests[ROW_R4][column];
		int64_t gone = t->requests[ROW_G][column].value + last->value;
		if (t->requests[ROW_R2][column].value > gone) t->requests[ROW_R2][column].value = 0;
		first->value = gone - t->requests[ROW_R2][column].value;
	}
	tables_total(t);
	for (int row = 0; row < STOCK__MAX; row++)
		for (int column = 0; column < STOCK_COLUMN__MAX; column++)
			t->stock[row][column].value = random_count(size);
	for (int kind = 0; kind < DECISION__MAX; kind++)
		t->decisions[kind].value = random_count(size * size);
	t->decisions[DECISION_CHARGE].value *= 12300;
	t->format = FORMAT_2021;
	if (!broken) return;
	if (random_below(4) == 0)
		t->cases[random_below(CASE__MAX)][RESULT_TOTAL].value += 3;
	else
		t->requests[random_below(2) ? ROW_C4 : ROW_G][random_below(COLUMN__MAX)].value += 2;
}

enum style {
	GLUED,
	LOOSE,
	LOOSE_TIGHT,
	LAYOUT,
	RAW,
	TABS,
	MARKDOWN,
	HTML,
	STREAM,
	ONE_LINE,  /* the whole page on one line, single spaces */
	ONE_PIPED, /* the same with pipes between cells */
	/* labels and values torn apart: may be refused, never misread */
	SHIFTED,       /* each value before its label, one cell per line */
	SHIFTED_LINES, /* each row's line of values before the line of its label */
	BLOCKS,	       /* a few labels, then their values */
	BLOCK_LINES,   /* a few lines of labels, then their lines of values */
	STYLE__MAX
};
static const char *const style_names[] = {"glued",	   "loose",    "loose tight",	 "layout",
					  "raw",	   "tabs",     "markdown",	 "html",
					  "stream",	   "one line", "one piped line", "shifted",
					  "shifted lines", "blocks",   "block lines"};

static bool may_be_refused(enum style style)
{
	return style == GLUED || style >= SHIFTED;
}

struct printer {
	struct buf *out;
	enum style style;
	size_t width;	    /* cells of a row of the table being printed, labels included */
	struct buf waiting; /* values whose labels were printed */
	size_t n_waiting;
};

static const char *number(int64_t value, char text[24])
{
	snprintf(text, 24, "%lld", (long long)value);
	return text;
}

static void line(struct printer *p, const char *text)
{
	if (p->style == HTML)
		buf_printf(p->out, "<p>%s</p>\n", text);
	else
		buf_printf(p->out, "%s%s", text,
			   p->style == GLUED				   ? ""
			   : p->style == ONE_LINE || p->style == ONE_PIPED ? " "
									   : "\n");
}

static void pad(struct buf *out, size_t n)
{
	while (n-- > 0) buf_putc(out, ' ');
}

/* Half a label, at a character. */
static size_t middle(const char *label)
{
	size_t at = strlen(label) / 2;
	while (((unsigned char)label[at] & 0xc0) == 0x80) at++;
	return at;
}

/* PDF text: a long label stands on two lines, its values beside the first, the second, or between.
 */
static void layout_row(struct printer *p, const char *group, const char *label,
		       const char *const *values, size_t n)
{
	size_t gap = p->style == RAW ? 1 : 6, at = strlen(label) > 45 ? middle(label) : 0;
	size_t where = at == 0 ? 0 : random_below(3);
	pad(p->out, p->style == RAW ? 0 : 4);
	if (group != NULL && random_below(2)) buf_printf(p->out, "%s ", group);
	buf_add(p->out, label, where == 0 ? strlen(label) : at);
	if (where != 0) buf_puts(p->out, "\n");
	if (where == 2) buf_printf(p->out, "      %s", label + at);
	for (size_t i = 0; i < n; i++) {
		pad(p->out, where == 1 && i == 0 ? 30 : gap);
		buf_puts(p->out, values[i]);
	}
	buf_puts(p->out, "\n");
	if (where == 1) buf_printf(p->out, "      %s\n", label + at);
}

static void flush_waiting(struct printer *p)
{
	buf_puts(p->out, buf_text(&p->waiting));
	buf_clear(&p->waiting);
	p->n_waiting = 0;
}

static void torn_row(struct printer *p, const char *label, const char *const *values, size_t n)
{
	bool lines = p->style == SHIFTED_LINES || p->style == BLOCK_LINES;
	bool before = p->style == SHIFTED || p->style == SHIFTED_LINES;
	struct buf *out = before ? p->out : &p->waiting;
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%s", values[i], lines && i + 1 < n ? " " : "\n");
	buf_printf(p->out, "%s\n", label);
	if (!before && (++p->n_waiting > random_below(3) || n > COLUMN__MAX)) flush_waiting(p);
}

static void print_row(struct printer *p, const char *group, const char *label,
		      const char *const *values, size_t n)
{
	struct buf *out = p->out;
	size_t labels = label == NULL ? 0 : group == NULL ? 1 : 2;
	switch (p->style) {
	case GLUED:
		buf_printf(out, "%s%s", group == NULL ? "" : group, label == NULL ? "" : label);
		if (random_below(4) == 0) buf_puts(out, " ");
		for (size_t i = 0; i < n; i++) buf_puts(out, values[i]);
		break;
	case LOOSE:
	case LOOSE_TIGHT: {
		const char *end = p->style == LOOSE ? "\n\n" : "\n";
		if (group != NULL) buf_printf(out, "%s%s", group, end);
		if (label != NULL) buf_printf(out, "%s%s", label, end);
		for (size_t i = 0; i < n; i++) buf_printf(out, "%s%s", values[i], end);
		break;
	}
	case LAYOUT:
	case RAW: layout_row(p, group, label == NULL ? "" : label, values, n); break;
	case TABS:
	case MARKDOWN: {
		const char *between = p->style == TABS ? "\t" : " | ";
		if (p->style == MARKDOWN) buf_puts(out, "| ");
		buf_printf(out, "%s%s%s", group == NULL ? "" : group, between,
			   label == NULL ? "" : label);
		for (size_t i = 0; i < n; i++) buf_printf(out, "%s%s", between, values[i]);
		buf_puts(out, p->style == MARKDOWN ? " |\n" : "\n");
		break;
	}
	case HTML:
		buf_puts(out, "<tr>");
		if (group != NULL) buf_printf(out, "<td rowspan=\"3\"><p>%s</p></td>", group);
		if (label != NULL) buf_printf(out, "<td colspan=2>&nbsp;%s</td>", label);
		for (size_t i = 0; i < n; i++)
			buf_printf(out, i % 2 ? "<td><p><span>%s</span></p></td>" : "<td>%s</td>\n",
				   values[i]);
		buf_puts(out, "</tr>\n");
		break;
	case STREAM:
		if (group != NULL) buf_printf(out, "%s |\n", group);
		if (label != NULL) buf_printf(out, "%s |\n", label);
		for (size_t i = 0; i < n; i++) buf_printf(out, "%s |\n", values[i]);
		for (size_t i = labels + n; i < p->width; i++) buf_puts(out, "|");
		buf_puts(out, "\n");
		break;
	case ONE_LINE:
	case ONE_PIPED: {
		const char *between = p->style == ONE_LINE ? " " : " | ";
		if (group != NULL) buf_printf(out, "%s%s", group, between);
		if (label != NULL) buf_printf(out, "%s%s", label, between);
		for (size_t i = 0; i < n; i++) buf_printf(out, "%s%s", values[i], between);
		if (p->style == ONE_PIPED && n < 4) buf_puts(out, "| | ");
		break;
	}
	case SHIFTED:
	case SHIFTED_LINES:
	case BLOCKS:
	case BLOCK_LINES: torn_row(p, label == NULL ? "" : label, values, n); break;
	case STYLE__MAX: break;
	}
}

static void print_numbers(struct printer *p, const char *group, const char *label,
			  const struct cell *cells, size_t n)
{
	char texts[15][24];
	const char *values[15];
	for (size_t i = 0; i < n; i++) values[i] = number(cells[i].value, texts[i]);
	print_row(p, group, label, values, n);
}

static void table_begin(struct printer *p, size_t width)
{
	p->width = width;
	if (p->style == HTML) buf_puts(p->out, "<table border=1>\n");
}

static void table_end(struct printer *p)
{
	flush_waiting(p);
	if (p->style == HTML) buf_puts(p->out, "</table>\n");
	if (p->style == LAYOUT) buf_puts(p->out, "\n                 -3-\n\f");
}

static void head(struct printer *p, const char *const *words, size_t n)
{
	print_row(p, NULL, words[0], words + 1, n - 1);
}

static void print_table2(struct printer *p, const struct tables *t)
{
	static const char *const stock[] = {"信息内容", "本年制发件数", "本年废止件数",
					    "现行有效件数"};
	static const char *const count[] = {"信息内容", "本年处理决定数量"};
	static const char *const money[] = {"信息内容", "本年收费金额（单位：万元）"};
	line(p, "第二十条第（一）项");
	table_begin(p, 4);
	head(p, stock, 4);
	for (int row = 0; row < STOCK__MAX; row++)
		print_numbers(p, NULL, stock_row_label((enum stock_row)row), t->stock[row], 3);
	table_end(p);
	for (int kind = 0; kind < DECISION__MAX; kind++) {
		bool charge = kind == DECISION_CHARGE;
		if (kind != DECISION_COERCION) {
			line(p, decision_paragraph((enum decision_kind)kind));
			table_begin(p, 4);
			head(p, charge ? money : count, 2);
		}
		struct wan_text wan = wan_text(t->decisions[kind].value);
		char text[24];
		const char *value = charge ? wan.s : number(t->decisions[kind].value, text);
		print_row(p, NULL, decision_label((enum decision_kind)kind), &value, 1);
		if (kind != DECISION_PENALTY) table_end(p);
	}
}

static void print_table3(struct printer *p, const struct tables *t, bool one_row_f)
{
	static const char *const kinds[] = {"自然人",	    "商业企业", "科研机构", "社会公益组织",
					    "法律服务机构", "其他",	"总计"};
	line(p, TABLE_IDENTITY_NOTE);
	table_begin(p, 10);
	head(p, kinds, 7);
	const char *before = NULL;
	for (int row = 0; row < ROW__MAX; row++) {
		if (!table_row_in(one_row_f ? FORMAT_2019 : FORMAT_2021, (enum table_row)row))
			continue;
		const char *group = table_row_group((enum table_row)row);
		if (row == ROW_A) group = "三、本年度办理结果";
		bool first = group != NULL && (before == NULL || strcmp(before, group) != 0);
		print_numbers(p, first ? group : NULL, table_row_label((enum table_row)row),
			      t->requests[row], COLUMN__MAX);
		before = group;
	}
	table_end(p);
}

static void print_table4(struct printer *p, const struct tables *t)
{
	const char *words[RESULT__MAX];
	for (int i = 0; i < RESULT__MAX; i++) words[i] = case_result_label((enum case_result)i);
	table_begin(p, 15);
	line(p, "行政复议 行政诉讼");
	line(p, "未经复议直接起诉 复议后起诉");
	for (int group = 0; group < CASE__MAX; group++) head(p, words, RESULT__MAX);
	print_numbers(p, NULL, NULL, &t->cases[0][0], CASE__MAX * RESULT__MAX);
	table_end(p);
}

static void print_report(struct buf *out, enum style style, const struct tables *t, bool one_row_f)
{
	struct printer p = {.out = out, .style = style};
	buf_init(&p.waiting, MAX_OUT);
	line(&p, "某某市某某区某某镇2024年政府信息公开工作年度报告");
	line(&p, "一、总体情况");
	line(&p, "2024年，主动公开政府信息85条。不断加强政府信息公开工作。");
	line(&p, "二、主动公开政府信息情况");
	print_table2(&p, t);
	line(&p, "三、收到和处理政府信息公开申请情况");
	print_table3(&p, t, one_row_f);
	line(&p, "四、政府信息公开行政复议、行政诉讼情况");
	print_table4(&p, t);
	line(&p, "五、存在的主要问题及改进情况");
	line(&p, "存在的问题是公开还不够及时。下一步将加强学习，及时公开，接受监督。");
	line(&p, "六、其他需要报告的事项");
	line(&p, "本年度没有收取信息处理费。");
	buf_release(&p.waiting);
}

static size_t failed;

static bool same_cells(const struct cell *truth, const struct cell *read, size_t n, bool may_lack)
{
	for (size_t i = 0; i < n; i++) {
		if (read[i].kind == CELL_UNREAD && may_lack) continue;
		if (read[i].kind != truth[i].kind || read[i].value != truth[i].value) return false;
	}
	return true;
}

static void expect_same(const struct tables *truth, const struct reading *reading, bool may_lack,
			const char *what, const char *bytes)
{
	const struct tables *read = &reading->tables;
	const char *why = NULL;
	if (!same_cells(&truth->requests[0][0], &read->requests[0][0],
			sizeof truth->requests / sizeof(struct cell), may_lack))
		why = "table 3";
	if (!same_cells(&truth->cases[0][0], &read->cases[0][0],
			sizeof truth->cases / sizeof(struct cell), may_lack))
		why = "table 4";
	if (!same_cells(&truth->stock[0][0], &read->stock[0][0],
			sizeof truth->stock / sizeof(struct cell), may_lack) ||
	    !same_cells(truth->decisions, read->decisions, DECISION__MAX, may_lack))
		why = "table 2";
	struct findings findings = {0};
	tables_check(truth, reading->arena, &findings);
	if (why == NULL && !may_lack && findings.certain != reading->findings.certain)
		why = "certain findings";
	if (why == NULL && may_lack && findings.certain == 0 && reading->findings.certain > 0)
		why = "certain findings in tables that balance";
	if (why == NULL) return;
	failed++;
	printf("%s: %s\n", what, why);
	for (const struct refusal *r = reading->refused; r != NULL; r = r->next)
		printf("   %s %s %s\n", r->table, r->row, r->reason);
	if (failed == 1 && getenv("READ_SEED") != NULL) printf("%s\n", bytes);
}

static uint64_t setting(const char *name, uint64_t otherwise)
{
	const char *value = getenv(name);
	return value == NULL ? otherwise : strtoull(value, NULL, 10);
}

static void every_rendering_reads_the_same(void **state)
{
	(void)state;
	uint64_t first = setting("READ_SEED", 20261123), rounds = setting("READ_ROUNDS", ROUNDS);
	size_t whole = 0, glued = 0;
	for (uint64_t seed = first; seed < first + rounds; seed++)
		for (int style = 0; style < STYLE__MAX; style++) {
			static const size_t sizes[] = {3, 40, 900, 30000};
			struct arena arena = {0};
			struct tables truth;
			struct reading reading;
			struct error error;
			struct buf out;
			char what[64];
			random_state = seed * 31 + (uint64_t)style + 1;
			for (int i = 0; i < 8; i++) random_below(2);
			bool one_row_f = random_below(4) == 0, broken = random_below(3) == 0;
			random_tables(&truth, one_row_f, sizes[random_below(4)], broken);
			buf_init(&out, MAX_OUT);
			print_report(&out, (enum style)style, &truth, one_row_f);
			snprintf(what, sizeof what, "%s, READ_SEED=%llu", style_names[style],
				 (unsigned long long)seed);
			assert_int_equal(
				reading_of("x", buf_text(&out), out.n, &arena, &error, &reading),
				ERR_NONE);
			expect_same(&truth, &reading, may_be_refused((enum style)style), what,
				    buf_text(&out));
			if (style == GLUED) {
				glued++;
				whole += reading.tables.requests[ROW_G][0].kind == CELL_NUMBER;
			}
			buf_release(&out);
			arena_release(&arena);
		}
	printf("%zu of %zu glued tables 3 were read\n", whole, glued);
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_rendering_reads_the_same)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
