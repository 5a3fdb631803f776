/* SPDX-License-Identifier: MulanPSL-2.0
 * The application form on paper: one table whose rows name the fields of office/filing.h, so that
 * what is asked on paper and on the screen cannot differ. */
#include "office/handout.h"

#include "office/filing.h"

#define ROW 7.1
#define TALL 10.0
#define TALLEST 17.0
enum { COLUMNS = 6, VALUE_COLUMNS = 4, ORGANISATIONS = 1 };

/* What a row of the form holds. A block begins where a name stands: of `rows` rows, its name in the
 * first column; a part likewise in the second. */
struct form_row {
	const char *block;
	int rows;
	const char *part;
	int part_rows;
	enum filing_field fields[2]; /* FILING__MAX: none */
	double height;
};

/* clang-format off */
#define ONE(field) {FILING_##field, FILING__MAX}
#define TWO(field, other) {FILING_##field, FILING_##other}
static const struct form_row applicant[] = {
	{"申\n请\n人", 11, "公民", 2,                TWO(name, id_type),           ROW},
	{NULL,          0, NULL, 0,                  ONE(id_number),               ROW},
	{NULL,          0, "法人或者\n其他组织", 4, ONE(name),                    ROW},
	{NULL,          0, NULL, 0,                  ONE(credit_code),             ROW},
	{NULL,          0, NULL, 0,                  TWO(legal_person, contact),   ROW},
	{NULL,          0, NULL, 0,                  ONE(kind),                    ROW},
	{NULL,          0, "联系方式", 3,            TWO(phone, postcode),         ROW},
	{NULL,          0, NULL, 0,                  ONE(address),                 ROW},
	{NULL,          0, NULL, 0,                  ONE(email),                   ROW},
	{NULL,          0, "代理人", 2,              TWO(agent_name, agent_phone), ROW},
	{NULL,          0, NULL, 0,                  ONE(agent_id_number),         ROW},
};
static const struct form_row wanted[] = {
	{"所\n需\n信\n息", 6, NULL, 0, ONE(info_name),     TALL},
	{NULL,       0, NULL, 0, ONE(info_number),   ROW},
	{NULL,       0, NULL, 0, ONE(info_features), TALLEST},
	{NULL,       0, NULL, 0, ONE(delivery),      ROW},
	{NULL,       0, NULL, 0, ONE(medium),        ROW},
	{NULL,       0, NULL, 0, ONE(notify),        ROW},
	{"其\n他",     2, NULL, 0, ONE(proof),         ROW},
	{NULL,       0, NULL, 0, ONE(help),          TALL},
};
/* clang-format on */

static const int widths[COLUMNS] = {7, 21, 25, 22, 19, 23};

static void cell(struct doc_table *table, struct doc_form form, const char *text)
{
	doc_cell(table, form, text);
}

static void label(struct doc_table *table, int rows, int columns, const char *text)
{
	struct doc_form form = {.head = DOC_HEAD_ROW,
				.rowspan = rows,
				.colspan = columns,
				.align = DOC_ALIGN_CENTRE};
	cell(table, form, text);
}

static void value(struct doc_table *table, int columns, double height, const char *text)
{
	cell(table,
	     (struct doc_form){.colspan = columns, .align = DOC_ALIGN_LEFT, .height = height},
	     text);
}

/* "□邮寄　□快递": of an organisation the kinds of organisations alone. */
static const char *boxes(struct arena *arena, enum filing_field field)
{
	const struct filing_choice *choice = filing_facts(field)->choices;
	const char *text = "";
	if (field == FILING_kind) choice += ORGANISATIONS;
	for (; choice->code != NULL; choice++)
		text = ARENA_JOIN(arena, text, text[0] == '\0' ? "" : "　", "□", choice->label);
	return text;
}

/* Long lists of choices are written out: an identity document's name is quicker than a box. */
static bool ticked(enum filing_field field)
{
	return filing_facts(field)->choices != NULL && field != FILING_id_type;
}

static const char *label_of(const struct form_row *row, enum filing_field field)
{
	if (field != FILING_name) return filing_facts(field)->label;
	return row->block != NULL ? "姓名" : "名称";
}

static void row_of(struct doc_table *table, const struct form_row *row, bool parts)
{
	struct arena *arena = table->doc->arena;
	bool two = row->fields[1] != FILING__MAX;
	doc_row(table);
	if (row->block != NULL) label(table, row->rows, 1, row->block);
	if (row->part != NULL) label(table, row->part_rows, 1, row->part);
	for (int i = 0; i < (two ? 2 : 1); i++) {
		enum filing_field field = row->fields[i];
		int columns = two ? 1 : parts ? VALUE_COLUMNS - 1 : VALUE_COLUMNS;
		label(table, 1, 1, label_of(row, field));
		value(table, columns, row->height, ticked(field) ? boxes(arena, field) : "");
	}
}

static void signing(struct doc_table *table)
{
	doc_row(table);
	label(table, 1, 2, "申请人签名或者盖章");
	value(table, 2, TALL, "");
	label(table, 1, 1, "申请时间");
	cell(table, (struct doc_form){.align = DOC_ALIGN_RIGHT}, "年　　月　　日");
	doc_row(table);
	label(table, 2, 1, "受\n理");
	label(table, 1, 1, "收到申请之日");
	value(table, 2, ROW, "　　　　年　　月　　日");
	label(table, 1, 1, "登记编号");
	value(table, 1, ROW, "");
	doc_row(table);
	label(table, 1, 1, filing_facts(FILING_oral)->label);
	value(table, 2, ROW, boxes(table->doc->arena, FILING_oral));
	label(table, 1, 1, filing_facts(FILING_mail_number)->label);
	value(table, 1, ROW, "");
}

/* "电话：0972-0000000", nothing for what is not known. */
static const char *fact(struct arena *arena, const char *text, const char *name, const char *value)
{
	if (value[0] == '\0') return text;
	return ARENA_JOIN(arena, text, text[0] == '\0' ? "" : "　", name, "：", value);
}

const char *handout_where(struct arena *arena, const struct handout_office *office)
{
	const char *text = fact(arena, "", "受理机构", office->name);
	const char *address = office->address;
	if (address[0] != '\0' && office->postcode[0] != '\0')
		address = ARENA_JOIN(arena, address, "（邮编", office->postcode, "）");
	text = fact(arena, text, "地址", address);
	text = fact(arena, text, "办公时间", office->hours);
	text = fact(arena, text, "电话", office->phone);
	text = fact(arena, text, "传真", office->fax);
	return fact(arena, text, "电子邮箱", office->email);
}

static struct doc_text *flush(struct doc *doc, const char *text)
{
	struct doc_text *paragraph = doc_paragraph(doc, text);
	paragraph->flush = true;
	return paragraph;
}

/* The other letter that an agent needs, blank. */
static void authorisation(struct doc *doc, const struct handout_office *office)
{
	static const int columns[] = {17, 23, 27, 19, 27};
	static const struct {
		const char *who, *name, *number;
	} people[] = {{"委托人", "姓名或者名称", "证件号码"}, {"受托人", "姓名", "证件号码"}};
	const double row = 11, signed_row = 15;
	struct arena *arena = doc->arena;
	doc_page_break(doc);
	struct doc_text *title = doc_paragraph(doc, NULL);
	title->align = DOC_ALIGN_CENTRE;
	doc_run(title, true, "授权委托书");
	struct doc_table *table = doc_table_begin(doc, NULL, COUNT_OF(columns), columns, 0);
	for (size_t i = 0; i < COUNT_OF(people); i++) {
		doc_row(table);
		label(table, 1, 1, people[i].who);
		label(table, 1, 1, people[i].name);
		value(table, 1, row, "");
		label(table, 1, 1, people[i].number);
		value(table, 1, row, "");
	}
	doc_row(table);
	label(table, 1, 1, "委托事项");
	value(table, 4, signed_row,
	      ARENA_JOIN(arena, "委托受托人向", office->agency,
			 "办理政府信息公开申请：□提交申请　□补正、说明理由　□领取答复　□其他"));
	doc_row(table);
	label(table, 1, 1, "委托期限");
	value(table, 4, row, "　　　　年　　月　　日至　　　　年　　月　　日");
	doc_row(table);
	label(table, 1, 1, "签名");
	label(table, 1, 1, "委托人签名\n或者盖章");
	value(table, 1, signed_row, "");
	label(table, 1, 1, "受托人签名");
	value(table, 1, signed_row, "");
	doc_row(table);
	label(table, 1, 1, "日期");
	value(table, 2, row, "　　　　年　　月　　日");
	value(table, 2, row, "　　　　年　　月　　日");
	doc_table_end(table);
}

/* What the law asks of an application, and what often goes wrong. */
static void advice(struct doc *doc, const struct handout_office *office)
{
	static const char *const lines[] = {
		"1."
		"申请人是公民的，填写“公民”一栏；是法人或者其他组织的，填写“法人或者其他组织”一栏"
		"。",
		"2."
		"请附身份证明的复印件，或者到现场出示。有代理人的，还须附授权委托书和代理人的身份证"
		"明。",
		"3.所需信息写得越具体，查找越快；一份申请写一项内容。不用说明用途，申请不收费用。",
		"4."
		"书面填写有困难的，可以口头提出，由工作人员代为填写；阅读有困难或者有视听障碍的，请"
		"写明"
		"需要的帮助，或者打电话告诉我们。",
		"5.邮寄的，请在信封上写明“政府信息公开申请”。",
	};
	doc_heading(doc, 1, "填写说明");
	for (size_t i = 0; i < COUNT_OF(lines); i++) doc_note(doc, lines[i]);
	doc_note(doc, handout_where(doc->arena, office));
}

struct doc *handout_form(struct arena *arena, const struct handout_office *office, day on)
{
	struct doc *doc = doc_new(arena, "政府信息公开申请表", office->agency, on);
	if (office->demo) doc_watermark(doc, "演示数据");
	doc->page_numbers = false;
	flush(doc, ARENA_JOIN(arena, "受理单位：", office->agency));
	struct doc_table *table = doc_table_begin(doc, NULL, COLUMNS, widths, 0);
	for (size_t i = 0; i < COUNT_OF(applicant); i++) row_of(table, &applicant[i], true);
	for (size_t i = 0; i < COUNT_OF(wanted); i++) row_of(table, &wanted[i], false);
	signing(table);
	doc_table_end(table);
	authorisation(doc, office);
	advice(doc, office);
	return doc;
}

/* The receipt. */

static const struct drawing *code_of(struct arena *arena, const char *text, double side,
				     const char *alt)
{
	struct error error;
	if (text[0] == '\0') return NULL;
	struct drawing *drawing = drawing_new(arena, side, side, alt);
	if (drawing_code(drawing, text, 0, 0, side, &error) != ERR_NONE) return NULL;
	return drawing;
}

const struct drawing *handout_code(struct arena *arena, const char *address, const char *alt)
{
	return code_of(arena, address, 30, alt);
}

const struct drawing *handout_number(struct arena *arena, const char *number)
{
	return code_of(arena, number, 30, ARENA_JOIN(arena, "申请编号的二维码，内容是", number));
}

static void said(struct doc_table *table, const char *name, const char *text)
{
	doc_row(table);
	cell(table, (struct doc_form){.head = DOC_HEAD_ROW}, name);
	cell(table, (struct doc_form){.align = DOC_ALIGN_LEFT}, text);
}

struct doc *handout_receipt(struct arena *arena, const struct handout_receipt *receipt, day on)
{
	struct doc *doc = doc_new(arena, "政府信息公开申请回执", receipt->agency, on);
	const struct drawing *code =
		handout_code(arena, receipt->address,
			     ARENA_JOIN(arena, "查询办理进度的二维码，内容是", receipt->address));
	if (receipt->demo) doc_watermark(doc, "演示数据");
	struct doc_table *table = doc_table_begin(doc, NULL, 2, (const int[]){3, 7}, 0);
	said(table, "受理单位", receipt->agency);
	said(table, "登记编号", receipt->number);
	said(table, "查询码", receipt->code);
	said(table, "申请内容", receipt->subject);
	said(table, "提交时间", receipt->filed);
	said(table, "收到申请之日", receipt->received);
	said(table, "答复期限", receipt->due);
	doc_table_end(table);
	doc_paragraph(doc, "凭登记编号和查询码可以在本网站“查询办理进度”随时查看办理情况。"
			   "查询码请妥善保管，不要告诉他人。");
	if (receipt->phone[0] != '\0')
		doc_paragraph(doc, ARENA_JOIN(arena, "联系电话：", receipt->phone));
	if (code == NULL) return doc;
	doc_drawing(doc, code);
	struct doc_text *below = doc_note(
		doc, "扫一扫查询办理进度：登记编号已经在二维码里，查询码不在里面，请自己填写。");
	below->align = DOC_ALIGN_CENTRE;
	return doc;
}
