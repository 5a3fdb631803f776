/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/public/say.h"

#include <string.h>

#include "base/random.h"
#include "office/visitor.h"
#include "web/public/pages.h"
#include "web/upload.h"

enum { WORD_BYTES = 16, NAME_MOST = 100, SUBJECT_MOST = 500, EVIDENCE_MOST = 5 };
/* The first fields of each form; the others are columns of its register, or files. */
enum { WORD, NAME, REACH, FIRST_OF_OWN };
enum { OWN_KIND = FIRST_OF_OWN, OWN_IDENTITY, OWN_RECORD, OWN_SUBJECT, OWN_FILES };
static const char word_field[] = "word", reach_field[] = "reach", name_field[] = "name",
		  notify_field[] = "notify";

/* clang-format off */
#define WHO(needed)                                                                                \
	[WORD] = FORM_CARRIED(word_field),                                                         \
	[NAME] = {name_field, "您的姓名或者名称", FORM_LINE, .hint = (needed) ? NULL : "不愿留姓名的，这一项和下一项都不填，答复凭登记编号和查询码查看", .required = (needed), .most = NAME_MOST, .autocomplete = "name"}, \
	[REACH] = {reach_field, "怎样联系您", FORM_LINE, "电话或者电子邮箱，用于答复您", .required = (needed), .most = BESIDE_REACH_MAX}
/* The last field of each: left out where there are no steps to tell. */
#define TOLD                                                                                       \
	{.name = notify_field, .label = "办理进度通知", .kind = FORM_RADIOS,                       \
	 .hint = "要通知的，“怎样联系您”一项请填写能收到的电子邮箱或者手机号码"}
static const struct form_field correction_fields[] = {
	WHO(true),
	[OWN_KIND] = {"requester_kind", "您是", FORM_SELECT, .required = true},
	[OWN_IDENTITY] = {"identity", "证件号码", FORM_LINE, "个人填身份证件号码，单位填统一社会信用代码；用于核对信息与您自身相关，加密保存",
		.required = true, .most = BESIDE_IDENTITY_MAX},
	[OWN_RECORD] = {"record", "哪一条信息不准确", FORM_TEXT, "与您自身相关的政府信息的名称、文号、日期", .required = true, .most = SUBJECT_MOST},
	[OWN_SUBJECT] = {"subject", "哪里不准确，应当怎样记录，有什么证据", FORM_TEXT, .required = true, .most = SUBJECT_MOST},
	[OWN_FILES] = {.name = "evidence", .label = "证据的照片或者扫描件", .kind = FORM_FILE, .most = EVIDENCE_MOST, .files = FILE_SET_PROOFS},
	TOLD,
};
static const struct form_field suggestion_fields[] = {
	WHO(false),
	{"subject", "建议公开什么信息", FORM_TEXT, "多人申请过的、大家都用得上的信息", .required = true, .most = SUBJECT_MOST},
	TOLD,
};
static const struct form_field complaint_fields[] = {
	WHO(false),
	{"about_request", "涉及的登记编号", FORM_LINE, "与申请有关的填写", .most = 60},
	{"subject", "投诉举报的内容", FORM_TEXT, "什么时候、什么事、您认为哪里不符合规定", .required = true, .most = SUBJECT_MOST},
	TOLD,
};
/* clang-format on */

/* Of what may be said without a name. */
#define ANSWERED                                                                                                                                \
	"答复作出以后在“查询办理进度”里查看：留了姓名的，用验证码或者所留电话的最后4位核对；没有" \
	"留"                                                                                                                                   \
	"姓名和联系方式的，凭登记编号和查询码。"

struct say {
	enum matter_kind kind;
	const char *path, *title, *lead, *next, *button;
	const struct form_field *fields;
	size_t n;
};
static const struct say correction = {
	MATTER_CORRECTION,
	"/apply/correction",
	"申请更正政府信息",
	"有证据证明本单位提供的与您自身相关的政府信息记录不准确的，可以要求更正（《条例》第四十一条"
	"）"
	"。",
	"我们会与您联系，核对身份和证据。有权更正的，予以更正并告知您；不属于本单位职能范围的，转送"
	"有"
	"权更正的行政机关处理并告知您，或者告知您向有权更正的行政机关提出。",
	"提交更正申请",
	correction_fields,
	COUNT_OF(correction_fields)};
static const struct say suggestion = {MATTER_SUGGESTION,
				      "/apply/suggestion",
				      "建议主动公开",
				      "认为依申请提供的信息可以让公众都看到的，可以建议纳入主动公开"
				      "的范围（《条例》第四十四条）。",
				      "经审核认为属于主动公开范围的，会及时主动公开。" ANSWERED,
				      "提交建议",
				      suggestion_fields,
				      COUNT_OF(suggestion_fields)};
static const struct say complaint = {
	MATTER_COMPLAINT,
	"/complain",
	"投诉举报",
	"认为行政机关不依法履行政府信息公开义务的，可以向上一级行政机关或者政府信息公开工作主管部门"
	"投"
	"诉、举报（《条例》第五十一条）。投诉举报由上级机关处理，不交被投诉的单位处理。",
	"投诉、举报不影响也不延长申请行政复议、提起行政诉讼的期限。" ANSWERED,
	"提交投诉举报",
	complaint_fields,
	COUNT_OF(complaint_fields)};

/* Into whose register it goes; 0: nobody's here, or none could be found out. */
static int64_t receiver(const struct request *request, const struct say *say,
			const struct public_page *page)
{
	struct error error;
	int64_t id = 0;
	if (say != &complaint) return page->agency.id;
	enum err err = beside_authority(request->thread->office, page->agency.id, &error, &id);
	return err == ERR_NONE ? id : 0;
}

static void begin_form(struct form *form, const struct say *say, struct arena *arena)
{
	form_init(form, say->fields, say->n, arena);
	const struct filing_choice *way = filing_facts(FILING_notify)->choices;
	for (; way->code != NULL; way++) form_offer(form, say->n - 1, way->code, way->label);
	if (say != &correction) return;
	form_offer(form, OWN_KIND, "", "请选择");
	for (int kind = 0; kind < REQUESTER__MAX; kind++)
		form_offer(form, OWN_KIND, requester_code((enum requester_kind)kind),
			   requester_label((enum requester_kind)kind));
	form->rule = &upload_proofs;
}

static void show(struct request *request, struct reply *reply, struct public_page *page,
		 const struct say *say, const struct form *form, const struct matter_filed *filed)
{
	struct view_say view = {.title = say->title, .lead = say->lead, .next = say->next};
	if (filed != NULL) {
		view.number = filed->number;
		view.code = filed->code;
		view.track_href = "/track";
	}
	public_page_crumb(page, public_page_href(request, page, "/apply"), "依申请公开");
	public_page_crumb(page, NULL, say->title);
	view.office = page->agency.authority[0] != '\0' ? page->agency.authority : "上一级机关";
	if (receiver(request, say, page) == 0)
		view.closed =
			arena_printf(request->arena, "请向%s书面提出，说明被投诉举报的单位是%s。",
				     view.office, page->agency.name);
	view.problems = form_problems(form);
	view.form = form_view(form, public_page_href(request, page, say->path), say->button,
			      request->csrf);
	if (view.problems.n_problems > 0)
		page->title = ARENA_JOIN(request->arena, "有需要修改的地方 - ", page->title);
	view.page = *page;
	render_public_say(&reply->body, &view);
}

/* "《…》（文号，2025-000012）" of the published record that ?record= names; NULL: none. */
static const char *record_words(struct request *request, const struct public_page *page)
{
	struct public_record record;
	struct error error;
	int64_t id;
	if (!http_number(request_query(request, "record"), &id) ||
	    public_record_get(request->thread->public_store, page->agency.id, id, request->arena,
			      &error, &record) != ERR_NONE)
		return NULL;
	const char *number = record.document_number;
	return arena_printf(request->arena, "《%s》（%s%s索引号%s，%s公开）", record.title, number,
			    number[0] == '\0' ? "" : "，",
			    public_record_index(&record, request->arena), record.published);
}

static void ask(struct request *request, struct reply *reply, const struct say *say)
{
	struct public_page page;
	struct form form;
	const char *about;
	char *word = arena_alloc(request->arena, 2 * WORD_BYTES + 1);
	if (!public_page_begin(request, reply, PART_APPLY, say->title, &page)) return;
	begin_form(&form, say, request->arena);
	random_hex(word, WORD_BYTES);
	form_set(&form, WORD, word);
	about = say == &correction ? record_words(request, &page) : NULL;
	if (about != NULL) form_set(&form, OWN_RECORD, about);
	show(request, reply, &page, say, &form, NULL);
}

static enum err keep(struct request *request, const struct public_page *page, const struct say *say,
		     struct form *form, struct error *error, struct matter_filed *ret_filed)
{
	const struct register_facts *facts = register_facts(matter_register(say->kind));
	const char *values[REGISTER_MAX_COLUMNS];
	struct matter_file files[EVIDENCE_MOST];
	struct filing more;
	struct beside_order order = {.kind = say->kind,
				     .agency_id = receiver(request, say, page),
				     .values = values,
				     .reach = form->values[REACH],
				     .identity = "",
				     .more = &more,
				     .files = files,
				     .word = form->values[WORD]};
	filing_init(&more);
	if (form->n == say->n) more.values[FILING_notify] = form->values[say->n - 1];
	for (size_t i = 0; i < facts->n_columns; i++) values[i] = "";
	for (size_t i = FIRST_OF_OWN; i < form->n; i++) {
		size_t at = register_column(facts, form->fields[i].name);
		if (at < facts->n_columns) values[at] = form->values[i];
	}
	values[register_column(facts, name_field)] = form->values[NAME];
	if (say != &suggestion)
		values[register_column(facts, "channel")] = channel_code(CHANNEL_ONLINE);
	if (say == &complaint) values[register_column(facts, "about")] = page->agency.name;
	if (say == &correction) {
		struct form_files sent = form_files(form, OWN_FILES);
		order.identity = form->values[OWN_IDENTITY];
		for (size_t i = 0; i < sent.n && i < EVIDENCE_MOST; i++)
			files[order.n_files++] =
				(struct matter_file){.use = ATTACHMENT_OTHER,
						     .name = sent.rows[i]->name,
						     .media_type = sent.rows[i]->media_type,
						     .bytes = upload_bytes(sent.rows[i]),
						     .n = (size_t)sent.rows[i]->bytes,
						     .digest = &sent.rows[i]->digest};
	}
	return visitor_say(request->thread->office, request->from, &order, request->arena,
			   &form->problems, error, ret_filed);
}

static void send(struct request *request, struct reply *reply, const struct say *say)
{
	struct public_page page;
	struct form form;
	struct error error;
	struct matter_filed filed;
	if (!public_page_begin(request, reply, PART_APPLY, say->title, &page)) return;
	begin_form(&form, say, request->arena);
	bool good = form_read(&form, request);
	if (say == &complaint && form.values[NAME][0] == '\0' && form.values[REACH][0] != '\0') {
		form_wrong(&form, NAME, "留下联系方式的，请填写姓名；匿名的两项都不填");
		good = false;
	}
	enum err err = good && receiver(request, say, &page) != 0
			       ? keep(request, &page, say, &form, &error, &filed)
			       : ERR_CONTENT;
	if (err == ERR_CONTENT) {
		form_hold(&form, request);
		show(request, reply, &page, say, &form, NULL);
	} else if (err == ERR_NONE) {
		show(request, reply, &page, say, &form, &filed);
	} else if (err == ERR_DENIED)
		public_error_page(request, reply, 429, arena_text(request->arena, error.message));
	else
		public_page_fail(request, reply, &error);
}

void page_correction(struct request *request, struct reply *reply)
{
	ask(request, reply, &correction);
}

void page_correction_send(struct request *request, struct reply *reply)
{
	send(request, reply, &correction);
}

void page_suggestion(struct request *request, struct reply *reply)
{
	ask(request, reply, &suggestion);
}

void page_suggestion_send(struct request *request, struct reply *reply)
{
	send(request, reply, &suggestion);
}

void page_complaint(struct request *request, struct reply *reply)
{
	ask(request, reply, &complaint);
}

void page_complaint_send(struct request *request, struct reply *reply)
{
	send(request, reply, &complaint);
}
