/* SPDX-License-Identifier: MulanPSL-2.0
 * The form of a letter: the fields of its kind, filled with what the case knows. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "law/withheld.h"
#include "office/matter_given.h"
#include "web/desk/page_letter.h"

enum { VERSION, KIND, ENDING, CONSULT, PERIOD, FIRST, FIELDS_MAX = FIRST + FIELD__MAX + 1 };

struct letter_page {
	struct desk desk;
	struct matter_case now;
	struct matter_letter letter;
	struct form_field fields[FIELDS_MAX];
	enum letter_field of[FIELDS_MAX];
	size_t n, at_given;	   /* at_given 0: no file to choose */
	struct matter_given given; /* files that may go with it */
	struct form form;
	struct desk_letter_form view;
};

/* clang-format off */
/* HINT(FIELD, what helps to fill it in) */
#define LETTER_HINT_TABLE(HINT)                                                                    \
	HINT(ITEMS, "每行一项，一次说全（条例第三十条）")                                              \
	HINT(ATTACHMENTS, "每行一件，写附件的名称")                                                    \
	HINT(WITHHELD, "每行一处：部分｜依据｜理由。依据写：国家秘密、法律法规禁止公开、危及安全稳定、商业秘密或个人隐私、内部事务信息、过程性信息、行政执法案卷、不属于政府信息") \
	HINT(SEARCH, "谁、在哪里、用什么词找过，结果怎样；按检索记录填好，请核对")                      \
	HINT(REASON, "写给收到答复的人看的理由，一句话一个事实")                                             \
	HINT(EARLIER, "例如 2026-03-20")                                                               \
	HINT(EARLIER_NUMBER, "例如 古政公复〔2026〕3号")                                               \
	HINT(AMOUNT, "不填的按收费标准计算")                                                           \
	HINT(CORRECTED, "更正、转送、不予更正，只写一种")
/* clang-format on */

static const char *hint_of(enum letter_field field)
{
	switch (field) {
#define HINT(field, words)                                                                         \
	case FIELD_##field: return (words);
		LETTER_HINT_TABLE(HINT)
#undef HINT
	default: return NULL;
	}
}

static const struct form_choice TARIFFS[] = {
	{"piece", "按件计收"}, {"page", "按量计收"}, {NULL, NULL}};

static enum form_kind kind_of(enum letter_type type, enum letter_field field)
{
	bool line = field == FIELD_OFFICER || field == FIELD_PHONE || field == FIELD_THIRD ||
		    field == FIELD_COMAKER || field == FIELD_ASSISTANT ||
		    field == FIELD_RESPONSIBLE || field == FIELD_RESPONSIBLE_CONTACT ||
		    field == FIELD_ADDRESS || field == FIELD_TRANSFERRED;
	switch (type) {
	case LETTER_DATE: return FORM_DAY;
	case LETTER_COUNT:
	case LETTER_MONEY: return FORM_COUNT;
	case LETTER_NUMBER: return FORM_LINE;
	case LETTER_TARIFF: return FORM_RADIOS;
	default: return line ? FORM_LINE : FORM_TEXT;
	}
}

struct form_field page_letter_field(enum letter kind, enum letter_field field, struct arena *arena)
{
	const struct letter_field_facts *facts = letter_field_facts(field);
	struct form_field row = {.name = facts->key,
				 .label = facts->placeholder,
				 .kind = kind_of(facts->type, field),
				 .hint = hint_of(field),
				 /* a draft may be kept half done */
				 .plain = matter_letter_wants(kind, field, arena)};
	if (row.kind == FORM_COUNT) row.least = 1, row.most = 999999;
	if (row.kind == FORM_LINE) row.most = 200;
	if (row.kind == FORM_TEXT) row.most = LETTER_TEXT_MAX;
	if (row.kind == FORM_RADIOS) row.choices = TARIFFS;
	return row;
}

/* What a file is, and what speaks against giving it. */
static const char *given_label(const struct matter_given_file *one, struct arena *arena)
{
	const char *what = one->original != NULL
				   ? arena_printf(arena, "《%s》涂黑后的文件", one->original->name)
				   : attachment_use_label(one->file->use);
	return one->why[0] == '\0' ? arena_printf(arena, "%s（%s）", one->file->name, what)
				   : arena_printf(arena, "%s（%s。现在不能提供：%s）",
						  one->file->name, what, one->why);
}

/* The files that may go with it; nothing else of the letter hangs on them. */
static enum err load_given(struct letter_page *page)
{
	struct desk *desk = &page->desk;
	return matter_given(desk->office, desk->actor, &page->now, &page->letter, desk->arena,
			    &desk->error, &page->given);
}

static void make_fields(struct letter_page *page)
{
	struct arena *arena = page->desk.arena;
	enum letter kind = page->letter.kind;
	page->fields[VERSION] = (struct form_field)FORM_CARRIED("version");
	page->fields[KIND] = (struct form_field)FORM_CARRIED("kind");
	page->fields[ENDING] = (struct form_field)FORM_CARRIED("ending");
	page->fields[CONSULT] = (struct form_field)FORM_CARRIED("consult");
	page->fields[PERIOD] =
		kind == LETTER_P11
			? (struct form_field){.name = "period",
					      .label = "延迟答复的期限（工作日）",
					      .kind = FORM_COUNT,
					      .hint = "代替 20 "
						      "个工作日的合理期限，自重新起算之日计",
					      .required = true,
					      .least = 1,
					      .most = DEADLINE_MAX_DELAY}
			: (struct form_field)FORM_CARRIED("period");
	page->n = FIRST;
	for (int i = 0; i < FIELD__MAX; i++) {
		enum letter_field field = (enum letter_field)i;
		const struct letter_field_facts *facts = letter_field_facts(field);
		if (facts->key == NULL || !letter_among(kind, facts->kinds) ||
		    matter_letter_source(kind, field) == LETTER_FROM_CASE)
			continue;
		page->fields[page->n] = page_letter_field(kind, field, arena);
		page->of[page->n++] = field;
	}
	if (page->given.n > 0) {
		page->at_given = page->n;
		page->fields[page->n++] =
			(struct form_field){.name = "given",
					    .label = "随答复提供的信息",
					    .kind = FORM_CHECKS,
					    .hint = "选中的随这份答复提供，附件清单跟着变；没选"
						    "的不提供"};
	}
	form_init(&page->form, page->fields, page->n, arena);
	for (size_t i = 0; i < page->given.n; i++)
		form_offer(&page->form, page->at_given,
			   arena_printf(arena, "%" PRId64, page->given.rows[i].file->id),
			   given_label(&page->given.rows[i], arena));
}

static void set_number(struct form *form, size_t at, int64_t number, struct arena *arena)
{
	form_set(form, at, arena_printf(arena, "%" PRId64, number));
}

/* The end of those that are fields of the letter itself. */
static size_t fields_end(const struct letter_page *page)
{
	return page->at_given != 0 ? page->at_given : page->n;
}

/* What was ticked: ids with commas between. */
static void take_given(struct letter_page *page)
{
	struct matter_letter *letter = &page->letter;
	if (page->at_given == 0) return;
	int64_t *ids = arena_array(page->desk.arena, page->given.n, sizeof *ids);
	for (const char *at = page->form.values[page->at_given]; *at != '\0';) {
		size_t n = strcspn(at, ",");
		if (letter->n_given < page->given.n &&
		    http_number(arena_text_n(page->desk.arena, at, n), &ids[letter->n_given]))
			letter->n_given++;
		at += n + (at[n] == ',');
	}
	letter->given = ids;
	letter->gives = true;
}

static void fill_form(struct letter_page *page)
{
	struct matter_letter *letter = &page->letter;
	struct arena *arena = page->desk.arena;
	set_number(&page->form, VERSION, letter->version, arena);
	form_set(&page->form, KIND, letter_facts(letter->kind)->code);
	if (letter->ending != LIFE_ENDING_NONE)
		form_set(&page->form, ENDING, life_ending_facts(letter->ending)->code);
	set_number(&page->form, CONSULT, letter->consult, arena);
	if (letter->n > 0) set_number(&page->form, PERIOD, letter->n, arena);
	for (size_t i = FIRST; i < fields_end(page); i++)
		form_set(&page->form, i, letter->values[page->of[i]]);
	const char *given = "";
	for (size_t i = 0; i < page->given.n; i++)
		if (page->given.rows[i].given)
			given = arena_printf(arena, "%s%s%" PRId64, given,
					     *given == '\0' ? "" : ",",
					     page->given.rows[i].file->id);
	if (page->at_given != 0) form_set(&page->form, page->at_given, given);
}

static int whole(const char *text)
{
	int64_t number = 0;
	return http_number(text, &number) && number < 100000 ? (int)number : 0;
}

static void take_form(struct letter_page *page)
{
	struct matter_letter *letter = &page->letter;
	struct arena *arena = page->desk.arena;
	take_given(page);
	for (size_t i = FIRST; i < fields_end(page); i++) {
		const char *typed = page->form.values[i];
		letter->values[page->of[i]] =
			page->fields[i].kind == FORM_DAY && typed[0] != '\0'
				? arena_text(arena, day_text(form_day(&page->form, i)).s)
				: typed;
	}
	letter->n = whole(page->form.values[PERIOD]);
	if (letter->kind == LETTER_P2 || letter->kind == LETTER_P3)
		letter->n = whole(letter->values[FIELD_DAYS]);
}

/* What stands in it by itself, so that it is seen before anything is typed. */
static void show_known(struct letter_page *page)
{
	static const enum letter_field shown[] = {
		FIELD_REQUESTER, FIELD_RECEIVED, FIELD_CLARIFIED, FIELD_CONSULTED, FIELD_ANSWERED,
		FIELD_EXTENDED,	 FIELD_DUE,	 FIELD_NEW_DUE,	  FIELD_EXPIRED,   FIELD_REVIEWER};
	struct desk_fact *rows = arena_array(page->desk.arena, COUNT_OF(shown), sizeof *rows);
	size_t n = 0;
	for (size_t i = 0; i < COUNT_OF(shown); i++)
		if (matter_letter_source(page->letter.kind, shown[i]) == LETTER_FROM_CASE &&
		    page->letter.values[shown[i]][0] != '\0')
			rows[n++] = (struct desk_fact){matter_letter_label(shown[i]),
						       page->letter.values[shown[i]]};
	page->view.known = (struct desk_summary){rows, n};
}

static void show(struct letter_page *page)
{
	struct desk *desk = &page->desk;
	struct desk_letter_form *view = &page->view;
	int64_t id = page->now.matter.id;
	bool fresh = page->letter.id == 0;
	view->heading = arena_printf(desk->arena, "%s%s", fresh ? "起草" : "修改",
				     letter_facts(page->letter.kind)->noun);
	view->number = page_case_value(&page->now, "number");
	view->subject = page_case_value(&page->now, "subject");
	if (page->letter.ending != LIFE_ENDING_NONE) {
		const struct life_ending_facts *ending = life_ending_facts(page->letter.ending);
		view->contains = ending->contains;
		view->judged = ending->judged;
	}
	show_known(page);
	view->form = form_view(&page->form,
			       fresh ? page_case_path(desk, id, "/letters/new")
				     : page_letter_path(desk, id, page->letter.id, "/edit"),
			       "保存并预览", desk->request->csrf);
	view->form.cancel = "返回";
	view->form.cancel_href = fresh ? page_case_path(desk, id, "/letters")
				       : page_letter_path(desk, id, page->letter.id, "");
	view->problems = desk_problems(desk, &page->form);
	page_case_trail(desk, &page->now);
	desk->frame.title = view->heading;
	view->frame = desk->frame;
	render_desk_letter_form(&desk->reply->body, view);
}

/* ---- a new one ---- */

/* Which letter the address, or the form sent, means. */
static bool begin(struct letter_page *page, struct request *request, struct reply *reply,
		  const char *kind, const char *ending, const char *consult)
{
	struct desk *desk = &page->desk;
	desk_begin(desk, request, reply, "起草文书");
	if (!page_case_open(desk, &page->now)) return false;
	page->letter = (struct matter_letter){.consult = whole(consult)};
	if (ending[0] != '\0' && life_ending_parse(ending, &page->letter.ending))
		kind = life_ending_facts(page->letter.ending)->letter;
	if (!letter_parse(kind, &page->letter.kind)) {
		desk_missing(desk);
		return false;
	}
	enum err err = matter_letter_begin(desk->office, desk->actor, page->now.matter.id,
					   desk->arena, &desk->error, &page->letter);
	if (err == ERR_NONE) err = load_given(page);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return false;
	}
	make_fields(page);
	return true;
}

void page_letter_new(struct request *request, struct reply *reply)
{
	struct letter_page *page = ARENA_NEW(request->arena, struct letter_page);
	if (!begin(page, request, reply, request_query(request, "kind"),
		   request_query(request, "ending"), request_query(request, "consult")))
		return;
	fill_form(page);
	show(page);
}

static void keep(struct letter_page *page)
{
	struct desk *desk = &page->desk;
	int64_t id = page->now.matter.id;
	bool good = form_read(&page->form, desk->request);
	if (!good) {
		show(page);
		return;
	}
	take_form(page);
	enum err err = matter_letter_save(desk->office, desk->actor, id, &page->letter, desk->arena,
					  &desk->error);
	if (err == ERR_NONE) {
		desk_done(desk, page_letter_path(desk, id, page->letter.id, ""), NOTICE_LETTER_KEPT,
			  "", 0);
		return;
	}
	if (err != ERR_CONFLICT) {
		desk_fail(desk, err);
		return;
	}
	/* what was typed stays; to keep it all the same, the new version is taken as seen */
	page->view.changed =
		arena_printf(desk->arena, "%s%s", desk->error.message, desk->error.hint);
	desk->reply->status = 409;
	show(page);
}

void page_letter_add(struct request *request, struct reply *reply)
{
	struct letter_page *page = ARENA_NEW(request->arena, struct letter_page);
	if (!begin(page, request, reply, request_form(request, "kind"),
		   request_form(request, "ending"), request_form(request, "consult")))
		return;
	keep(page);
}

/* ---- one that is there ---- */

static bool open_draft(struct letter_page *page, struct request *request, struct reply *reply)
{
	struct desk *desk = &page->desk;
	int64_t letter_id;
	desk_begin(desk, request, reply, "修改文书");
	if (!page_case_open(desk, &page->now)) return false;
	if (!http_number(request->params[1], &letter_id)) {
		desk_missing(desk);
		return false;
	}
	enum err err = matter_letter_open(desk->office, desk->actor, page->now.matter.id, letter_id,
					  desk->arena, &desk->error, &page->letter);
	if (err == ERR_NONE && (page->letter.issued || page->letter.struck))
		err = error_set(&desk->error, ERR_CONFLICT, NULL,
				"这份文书已经印发或者作废，不能再改。");
	if (err == ERR_NONE) err = load_given(page);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return false;
	}
	make_fields(page);
	return true;
}

void page_letter_edit(struct request *request, struct reply *reply)
{
	struct letter_page *page = ARENA_NEW(request->arena, struct letter_page);
	if (!open_draft(page, request, reply)) return;
	fill_form(page);
	show(page);
}

void page_letter_change(struct request *request, struct reply *reply)
{
	struct letter_page *page = ARENA_NEW(request->arena, struct letter_page);
	int64_t seen = 0;
	if (!open_draft(page, request, reply)) return;
	if (http_number(request_form(request, "version"), &seen)) page->letter.version = seen;
	keep(page);
}
