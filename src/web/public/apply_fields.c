/* SPDX-License-Identifier: MulanPSL-2.0
 * The one form that goes over all pages of an application: office/filing.h's fields, the files, the
 * form's one-time word. */
#include <string.h>

#include "web/public/apply.h"

/* clang-format off */
static const struct apply_page pages[APPLY__MAX] = {
	[APPLY_WHO] = {"1", "您以什么身份申请？", NULL, {FILING_kind, FILING__MAX}},
	[APPLY_NAME] = {"2", "您是谁？", "姓名或者名称、号码请与身份证明一致。",
			{FILING_name, FILING_id_type, FILING_id_number, FILING_credit_code, FILING_legal_person, FILING_contact, FILING__MAX}},
	[APPLY_CONTACT] = {"3", "怎样联系您？", "至少留下一种联系方式，便于我们告知办理情况。",
			   {FILING_phone, FILING_email, FILING_address, FILING_postcode, FILING__MAX}},
	[APPLY_AGENT] = {"4", "有没有代理人？", "没有代理人的，直接点“继续”。有代理人的，后面还要有授权委托书。",
			 {FILING_agent_name, FILING_agent_id_number, FILING_agent_phone, FILING__MAX}},
	[APPLY_WHAT] = {"5", "您需要什么政府信息？", "写得越具体，查找越快。一份申请写一项内容。不用说明用途。",
			{FILING_info_name, FILING_info_number, FILING_info_features, FILING__MAX}},
	[APPLY_HOW] = {"6", "您想怎样得到信息？", NULL,
		       {FILING_delivery, FILING_medium, FILING_notify, FILING__MAX}},
	[APPLY_PROOF] = {"7", "怎样证明您的身份？", "可以现在上传，也可以到现场出示。",
			 {FILING_proof, FILING__MAX}},
	[APPLY_HELP] = {"8", "需要什么帮助吗？", "阅读有困难或者有视听障碍的，我们提供必要的帮助（《条例》第四十三条）。不需要的，直接点“继续”。",
			{FILING_help, FILING__MAX}},
	[APPLY_CHECK] = {"check", "请核对您的申请", NULL, {FILING__MAX}},
	[APPLY_DONE] = {"done", "申请已经提交", NULL, {FILING__MAX}},
};
static const struct { enum filing_field field; const char *autocomplete, *inputmode; bool optional; } ways[] = {
	{FILING_name, "name", NULL, false},
	{FILING_legal_person, NULL, NULL, true},
	{FILING_phone, "tel", "tel", true},
	{FILING_email, "email", "email", true},
	{FILING_address, "street-address", NULL, true},
	{FILING_postcode, "postal-code", "numeric", true},
	{FILING_agent_name, NULL, NULL, true},
	{FILING_agent_id_number, NULL, NULL, true},
	{FILING_agent_phone, NULL, "tel", true},
	{FILING_info_number, NULL, NULL, true},
	{FILING_info_features, NULL, NULL, true},
	{FILING_notify, NULL, NULL, true},
	{FILING_help, NULL, NULL, true},
};
static const struct form_field extra[] = {
	{.name = "word", .label = "", .kind = FORM_HIDDEN},
	{.name = "identity", .label = "身份证明的照片或者扫描件", .kind = FORM_FILE, .most = 3, .files = FILE_SET_PROOFS},
	{.name = "authorisation", .label = "授权委托书", .kind = FORM_FILE, .most = 2, .files = FILE_SET_PROOFS},
};
/* clang-format on */

const struct apply_page *apply_page(enum apply_step step)
{
	BUG_IF(step >= APPLY__MAX);
	return &pages[step];
}

bool apply_page_parse(const char *code, enum apply_step *ret_step)
{
	for (size_t i = 0; i < APPLY__MAX; i++) {
		if (strcmp(pages[i].code, code) != 0) continue;
		*ret_step = (enum apply_step)i;
		return true;
	}
	return false;
}

static bool asks(enum apply_step step, size_t field)
{
	for (const enum filing_field *at = pages[step].fields; *at != FILING__MAX; at++)
		if (*at == field) return true;
	return false;
}

enum apply_step apply_step_of(const char *field)
{
	enum filing_field found;
	if (!filing_find(field, &found)) return APPLY_PROOF; /* the files */
	for (int i = 0; i < APPLY_CHECK; i++)
		if (asks((enum apply_step)i, found)) return (enum apply_step)i;
	return APPLY_WHAT;
}

/* What only a person has, and what only an organisation has. */
static bool belongs(size_t field, bool natural)
{
	switch (field) {
	case FILING_id_type:
	case FILING_id_number: return natural;
	case FILING_credit_code:
	case FILING_legal_person:
	case FILING_contact: return !natural;
	default: return true;
	}
}

static enum form_kind kind_of(enum filing_field field)
{
	enum { LONG = 200 };
	const struct filing_facts *facts = filing_facts(field);
	if (field == FILING_id_type) return FORM_SELECT;
	if (facts->choices != NULL) return FORM_RADIOS;
	return facts->most > LONG || field == FILING_help ? FORM_TEXT : FORM_LINE;
}

static struct form_field shown(enum filing_field field, bool natural)
{
	const struct filing_facts *facts = filing_facts(field);
	struct form_field made = {.name = facts->name,
				  .label = facts->label,
				  .kind = kind_of(field),
				  .hint = facts->hint[0] == '\0' ? NULL : facts->hint,
				  .plain = true};
	if (field == FILING_name) made.label = natural ? "姓名" : "名称";
	for (size_t i = 0; i < COUNT_OF(ways); i++) {
		if (ways[i].field != field) continue;
		made.autocomplete = ways[i].autocomplete;
		made.plain = !ways[i].optional;
	}
	return made;
}

static void offer(struct form *form, enum filing_field field)
{
	const struct filing_choice *choice = filing_facts(field)->choices;
	enum form_kind kind = form->fields[field].kind;
	if (kind != FORM_RADIOS && kind != FORM_SELECT) return;
	if (kind == FORM_SELECT) form_offer(form, field, "", "请选择");
	for (; choice->code != NULL; choice++) form_offer(form, field, choice->code, choice->label);
}

/* step APPLY__MAX: as they are read, whichever page sent them. */
void apply_form(struct form *form, enum apply_step step, bool natural, bool agent,
		struct arena *arena)
{
	struct form_field *fields = arena_array(arena, APPLY_FIELDS, sizeof *fields);
	bool all = step == APPLY__MAX;
	for (size_t i = 0; i < FILING__MAX; i++) {
		const struct form_field carried =
			FORM_CARRIED(filing_facts((enum filing_field)i)->name);
		bool here = all || (asks(step, i) && belongs(i, natural));
		fields[i] = here ? shown((enum filing_field)i, natural) : carried;
	}
	memcpy(&fields[APPLY_WORD], extra, sizeof extra);
	fields[APPLY_IDENTITY].carried = !all && step != APPLY_PROOF;
	/* kept for an agent who is named again, asked of nobody else */
	fields[APPLY_AUTHORISATION].carried = !all && !(step == APPLY_PROOF && agent);
	form_init(form, fields, APPLY_FIELDS, arena);
	form->rule = &upload_proofs;
	for (size_t i = 0; i < FILING__MAX; i++) offer(form, (enum filing_field)i);
}

void apply_read(struct form *form, const struct request *request, struct filing *ret_filing)
{
	(void)form_read(form, request);
	filing_init(ret_filing);
	bool natural = strcmp(form->values[FILING_kind], "natural") == 0;
	for (size_t i = 0; i < FILING__MAX; i++) {
		if (!belongs(i, natural) || i == FILING_oral || i == FILING_mail_number)
			form->values[i] = "";
		ret_filing->values[i] = form->values[i];
	}
}
