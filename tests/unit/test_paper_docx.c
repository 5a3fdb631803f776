/* SPDX-License-Identifier: MulanPSL-2.0
 * DOCX: the package other programs open, the document's XML against golden files, and the order of
 * elements that Word insists on and no tool here can check. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "paper/paper.h"
#include "unit/help_paper.h"

static paper_sample *const SAMPLES[] = {sample_hostile, sample_report};
static const char *const GOLDEN[] = {"hostile.document.xml", "report.document.xml"};

static const char *const PARTS[] = {
	"[Content_Types].xml",
	"_rels/.rels",
	"word/document.xml",
	"docProps/core.xml",
	"word/styles.xml",
	"word/settings.xml",
	"word/fontTable.xml",
	"word/header1.xml",
	"word/footer1.xml",
	"word/footer2.xml",
	"word/_rels/document.xml.rels",
};

static void print(struct printed *printed, const struct doc *doc)
{
	printed_make(printed, paper_docx, doc, "paper.docx");
}

static const char *part(struct printed *printed, const char *name)
{
	/* unzip takes [ for the beginning of a pattern */
	const char *pattern = name[0] == '[' ? "?Content_Types?.xml" : name;
	const char *const argv[] = {"unzip", "-p", printed->path, pattern, NULL};
	return tool_output(&printed->arena, argv);
}

static void test_package_opens(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(SAMPLES); i++) {
		struct printed printed = {0};
		print(&printed, SAMPLES[i](&printed.arena));
		const char *const check[] = {"unzip", "-tq", printed.path, NULL};
		const char *const list[] = {"unzip", "-Z1", printed.path, NULL};
		tool_output(&printed.arena, check);
		const char *names = tool_output(&printed.arena, list);
		size_t count = 0;
		for (const char *at = names; (at = strchr(at, '\n')) != NULL; at++) count++;
		assert_int_equal(count, COUNT_OF(PARTS));
		for (size_t k = 0; k < COUNT_OF(PARTS); k++)
			assert_non_null(strstr(names, PARTS[k]));
		printed_release(&printed);
	}
}

/* A title of two lines is cut after the organ's name, or, where that leaves one too long, in the
 * middle. */
static void test_a_title_keeps_its_organ_whole(void **state)
{
	(void)state;
	static const struct {
		const char *organ, *rest, *first;
	} rows[] = {
		{"海东市平安区古城回族乡人民政府", "政府信息公开申请答复书",
		 "海东市平安区古城回族乡人民政府"},
		{"某乡人民政府", "关于公开二〇二四年危房改造补助资金分配方案的答复书",
		 "某乡人民政府关于公开二〇二四年"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct printed printed = {0};
		struct arena *arena = &printed.arena;
		day date;
		assert_true(day_parse("2025-01-03", &date));
		print(&printed,
		      doc_new(arena, arena_printf(arena, "%s%s", rows[i].organ, rows[i].rest),
			      rows[i].organ, date));
		const char *xml = part(&printed, PARTS[2]);
		const char *cut = arena_printf(arena, ">%s</w:t><w:br/>", rows[i].first);
		if (strstr(xml, cut) == NULL) fail_msg("no “%s” in %s", cut, xml);
		printed_release(&printed);
	}
}

static void test_golden(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(SAMPLES); i++) {
		struct printed printed = {0};
		print(&printed, SAMPLES[i](&printed.arena));
		struct buf raw = {.p = arena_text(&printed.arena, part(&printed, PARTS[2]))};
		raw.n = strlen(raw.p);
		/* as xmllint lays it out, so that a difference can be read */
		const char *path = temp_file(&printed.arena, "document.xml", &raw);
		const char *const argv[] = {"xmllint", "--nonet", "--format", path, NULL};
		const char *laid_out = tool_output(&printed.arena, argv);
		temp_file_remove(path);
		golden_check(GOLDEN[i], laid_out, strlen(laid_out));
		printed_release(&printed);
	}
}

/* Children in the schema's order (ECMA-376 part 1, 17.3–17.10), those of them that we write. */
static const struct {
	const char *parent;
	const char *children[20];
} ORDERS[] = {
	{"pPr",
	 {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "pBdr", "overflowPunct",
	  "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr"}},
	{"rPr", {"rFonts", "b", "color", "spacing", "sz", "szCs", "lang"}},
	{"tblPr",
	 {"tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblCaption"}},
	{"tblBorders", {"top", "left", "bottom", "right", "insideH", "insideV"}},
	{"tblCellMar", {"top", "left", "bottom", "right"}},
	{"tbl", {"tblPr", "tblGrid", "tr"}},
	{"tr", {"trPr", "tc"}},
	{"trPr", {"cantSplit", "trHeight", "tblHeader"}},
	{"tc", {"tcPr", "p"}},
	{"tcPr", {"tcW", "gridSpan", "vMerge", "vAlign"}},
	{"p", {"pPr", "r", "fldSimple", "r"}},
	{"sectPr", {"headerReference", "footerReference", "pgSz", "pgMar", "titlePg", "docGrid"}},
	{"style", {"name", "next", "qFormat", "pPr", "rPr", "tblPr"}},
	{"styles", {"docDefaults", "style"}},
	{"settings",
	 {"defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "compat",
	  "themeFontLang"}},
	{"font", {"altName", "charset", "family", "pitch"}},
};

static void check_order(const xmlNode *parent)
{
	size_t row = 0, at = 0;
	while (row < COUNT_OF(ORDERS) &&
	       strcmp((const char *)parent->name, ORDERS[row].parent) != 0)
		row++;
	for (const xmlNode *child = parent->children; child != NULL; child = child->next) {
		if (child->type != XML_ELEMENT_NODE) continue;
		const char *name = (const char *)child->name;
		if (row < COUNT_OF(ORDERS)) {
			while (at < COUNT_OF(ORDERS[row].children) &&
			       ORDERS[row].children[at] != NULL &&
			       strcmp(ORDERS[row].children[at], name) != 0)
				at++;
			if (at == COUNT_OF(ORDERS[row].children) ||
			    ORDERS[row].children[at] == NULL)
				fail_msg("%s stands too late in %s, or is unknown there", name,
					 ORDERS[row].parent);
		}
		check_order(child);
	}
}

static xmlDoc *parse(const char *text)
{
	xmlDoc *xml = xmlReadMemory(text, (int)strlen(text), NULL, NULL, XML_PARSE_NONET);
	assert_non_null(xml);
	return xml;
}

static void test_elements_stand_in_schema_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(SAMPLES); i++) {
		struct printed printed = {0};
		print(&printed, SAMPLES[i](&printed.arena));
		for (size_t k = 0; k < COUNT_OF(PARTS); k++) {
			xmlDoc *xml = parse(part(&printed, PARTS[k]));
			check_order(xmlDocGetRootElement(xml));
			xmlFreeDoc(xml);
		}
		printed_release(&printed);
	}
}

/* Read back, the document says what the plain text paper says. */
static void test_text_can_be_read_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(SAMPLES); i++) {
		struct printed printed = {0};
		struct doc *doc = SAMPLES[i](&printed.arena);
		struct buf text;
		print(&printed, doc);
		doc->watermark = NULL; /* stands in the header part */
		buf_init(&text, 1 << 20);
		assert_int_equal(paper_text(doc, NULL, &text, NULL), ERR_NONE);
		xmlDoc *xml = parse(part(&printed, "word/document.xml"));
		xmlChar *content = xmlNodeGetContent(xmlDocGetRootElement(xml));
		assert_string_equal(without_blanks(&printed.arena, (const char *)content),
				    without_blanks(&printed.arena, buf_text(&text)));
		xmlFree(content);
		xmlFreeDoc(xml);
		buf_release(&text);
		printed_release(&printed);
	}
}

/* Table 3 as the template merges it: the corner over three rows and three columns, and so on. */
static void test_merged_cells(void **state)
{
	(void)state;
	struct printed printed = {0};
	print(&printed, sample_report(&printed.arena));
	const char *at = part(&printed, "word/document.xml");
	for (int table = 0; table < 5; table++) at = strstr(at + 1, "<w:tbl>");
	assert_non_null(at);
	char *third = arena_text(&printed.arena, at);
	*strstr(third, "</w:tbl>") = '\0';
	assert_int_equal(count_of(third, "<w:tr>"), 28);
	assert_int_equal(count_of(third, "<w:gridCol "), 10);
	assert_int_equal(count_of(third, "<w:tblHeader/>"), 3);
	/* corner, 自然人, 总计; 三, its four groups */
	assert_int_equal(count_of(third, "<w:vMerge w:val=\"restart\"/>"), 3 + 5);
	assert_int_equal(count_of(third, "<w:vMerge w:val=\"continue\"/>"),
			 2 + 1 + 1 + 21 + 7 + 2 + 4 + 2);
	assert_int_equal(count_of(third, "<w:gridSpan w:val=\"7\"/>"), 1);
	assert_int_equal(count_of(third, "<w:gridSpan w:val=\"5\"/>"), 1);
	printed_release(&printed);
}

static void test_same_tree_same_bytes(void **state)
{
	(void)state;
	struct printed once = {0}, again = {0};
	print(&once, sample_report(&once.arena));
	assert_int_equal(setenv("TZ", "America/New_York", 1), 0);
	print(&again, sample_report(&again.arena));
	unsetenv("TZ");
	assert_int_equal(once.bytes.n, again.bytes.n);
	assert_memory_equal(once.bytes.p, again.bytes.p, once.bytes.n);
	printed_release(&once);
	printed_release(&again);
}

static void test_plain_document_needs_no_header(void **state)
{
	(void)state;
	struct printed printed = {0};
	struct doc *doc = doc_new(&printed.arena, "函", "古城回族乡人民政府", 0);
	doc->page_numbers = false;
	doc_paragraph(doc, "正文。");
	print(&printed, doc);
	assert_null(strstr(part(&printed, "word/document.xml"), "Reference"));
	assert_null(strstr(part(&printed, "word/_rels/document.xml.rels"), "header"));
	assert_null(strstr(part(&printed, "[Content_Types].xml"), "footer"));
	printed_release(&printed);
}

static void test_too_large_is_an_error(void **state)
{
	(void)state;
	too_large_check(paper_docx);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_package_opens),
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_a_title_keeps_its_organ_whole),
		cmocka_unit_test(test_elements_stand_in_schema_order),
		cmocka_unit_test(test_text_can_be_read_back),
		cmocka_unit_test(test_merged_cells),
		cmocka_unit_test(test_same_tree_same_bytes),
		cmocka_unit_test(test_plain_document_needs_no_header),
		cmocka_unit_test(test_too_large_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
