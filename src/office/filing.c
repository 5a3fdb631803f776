/* SPDX-License-Identifier: MulanPSL-2.0
 * The fields of an application, and what makes one good. */
#include "office/filing.h"

#include <jansson.h>
#include <string.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "reach/message.h"

static const struct filing_choice filing_kinds[] = {
#define KIND(name, code, label) {code, label},
	REQUESTER_TABLE(KIND)
#undef KIND
		{NULL, NULL}};
static const struct filing_choice filing_id_types[] = {{"resident", "居民身份证"},
						       {"passport", "护照"},
						       {"hkmo", "港澳居民来往内地通行证"},
						       {"taiwan", "台湾居民来往大陆通行证"},
						       {"permanent", "外国人永久居留身份证"},
						       {"military", "军人证件"},
						       {"other", "其他证件"},
						       {NULL, NULL}};
static const struct filing_choice filing_proofs[] = {
	{"uploaded", "随申请上传或者附上"}, {"counter", "到现场出示"}, {NULL, NULL}};
static const struct filing_choice filing_deliveries[] = {
	{"online", "在线获取"}, {"email", "电子邮件"},	 {"post", "邮寄"}, {"express", "快递"},
	{"fax", "传真"},	{"counter", "当面领取"}, {NULL, NULL}};
static const struct filing_choice filing_mediums[] = {
	{"electronic", "电子文件"}, {"paper", "纸面"}, {"reading", "阅览、抄录"}, {NULL, NULL}};
static const struct filing_choice filing_notices[] = {{"none", "不用通知，自己查询"},
						      {"mail", "电子邮件通知"},
						      {"sms", "短信通知"},
						      {NULL, NULL}};
static const struct filing_choice filing_orals[] = {
	{"no", "书面"}, {"yes", "口头，由工作人员代为填写"}, {NULL, NULL}};

static const struct filing_facts facts[FILING__MAX] = {
#define FILING(name, label, where, most, choices, hint)                                            \
	[FILING_##name] = {#name, label, FILING_IN_##where, most, choices, hint},
	FILING_TABLE(FILING)
#undef FILING
};

const struct filing_facts *filing_facts(enum filing_field field)
{
	BUG_IF(field >= FILING__MAX);
	return &facts[field];
}

bool filing_find(const char *name, enum filing_field *ret_field)
{
	for (size_t i = 0; i < FILING__MAX; i++) {
		if (strcmp(facts[i].name, name) != 0) continue;
		*ret_field = (enum filing_field)i;
		return true;
	}
	return false;
}

static const struct filing_choice *choice_of(enum filing_field field, const char *value)
{
	const struct filing_choice *choice = filing_facts(field)->choices;
	for (; choice != NULL && choice->code != NULL; choice++)
		if (strcmp(choice->code, value) == 0) return choice;
	return NULL;
}

const char *filing_shown(enum filing_field field, const char *value)
{
	const struct filing_choice *choice = choice_of(field, value);
	return choice == NULL ? value : choice->label;
}

void filing_init(struct filing *filing)
{
	for (size_t i = 0; i < FILING__MAX; i++) filing->values[i] = "";
}

static bool is(const struct filing *filing, enum filing_field field, const char *value)
{
	return strcmp(filing->values[field], value) == 0;
}

static bool empty(const struct filing *filing, enum filing_field field)
{
	return filing->values[field][0] == '\0';
}

static void must_have(const struct filing *filing, enum filing_field field,
		      struct problems *problems)
{
	if (!empty(filing, field)) return;
	problem_add(problems, facts[field].name, "请%s%s。",
		    facts[field].choices == NULL ? "填写" : "选择", facts[field].label);
}

/* The register refuses the same; what is asked for and the help needed may have lines. */
static bool hides(enum filing_field field, const char *value)
{
	bool lines = field == FILING_info_features || field == FILING_help;
	size_t n = strlen(value);
	uint32_t point;
	for (size_t at = 0, step; at < n; at += step) {
		step = utf8_decode(value + at, n - at, &point);
		if (step == 0) return false; /* said already */
		bool break_or_tab = point == '\n' || point == '\t';
		if (utf8_hidden(point) && !(lines && break_or_tab)) return true;
	}
	return false;
}

static void check_texts(const struct filing *filing, struct problems *problems)
{
	for (size_t i = 0; i < FILING__MAX; i++) {
		const char *value = filing->values[i];
		if (value[0] == '\0') continue;
		if (!utf8_valid(value, strlen(value)))
			problem_add(problems, facts[i].name, "%s里有无法识别的字符。",
				    facts[i].label);
		else if (hides((enum filing_field)i, value))
			problem_add(problems, facts[i].name, "%s里有看不见的字符，请删去后重填。",
				    facts[i].label);
		else if (facts[i].choices != NULL) {
			if (choice_of((enum filing_field)i, value) == NULL)
				problem_add(problems, facts[i].name, "%s没有这个选项。",
					    facts[i].label);
		} else if (utf8_length(value) > (size_t)facts[i].most)
			problem_add(problems, facts[i].name, "%s最多%d个字。", facts[i].label,
				    facts[i].most);
	}
}

/* GB 11643-1999: weights 2^(17-i) mod 11. */
static bool resident_number(const char *text)
{
	static const char digits[] = "10X98765432";
	int sum = 0, weight = 1;
	if (strlen(text) != 18 || strspn(text, "0123456789") < 17) return false;
	for (int i = 16; i >= 0; i--) {
		weight = weight * 2 % 11;
		sum += (text[i] - '0') * weight;
	}
	char last = text[17] == 'x' ? 'X' : text[17];
	return last == digits[sum % 11];
}

/* GB 32100-2015: 18 characters without I, O, S, V, Z; weights 3^i mod 31. */
static bool credit_number(const char *text)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	int sum = 0, weight = 1;
	if (strlen(text) != 18 || strspn(text, alphabet) != 18) return false;
	for (int i = 0; i < 17; i++) {
		sum += (int)(strchr(alphabet, text[i]) - alphabet) * weight;
		weight = weight * 3 % 31;
	}
	return alphabet[(31 - sum % 31) % 31] == text[17];
}

static void check_numbers(const struct filing *filing, struct problems *problems)
{
	if (is(filing, FILING_id_type, "resident") && !empty(filing, FILING_id_number) &&
	    !resident_number(filing->values[FILING_id_number]))
		problem_add(problems, "id_number", "居民身份证号码不对，请核对18位号码。");
	if (!empty(filing, FILING_credit_code) &&
	    !credit_number(filing->values[FILING_credit_code]))
		problem_add(problems, "credit_code", "统一社会信用代码不对，请核对18位代码。");
	if (empty(filing, FILING_agent_name) &&
	    (!empty(filing, FILING_agent_id_number) || !empty(filing, FILING_agent_phone)))
		problem_add(problems, "agent_name", "请填写代理人姓名。");
}

static void check_who(const struct filing *filing, bool online, struct problems *problems)
{
	bool natural = is(filing, FILING_kind, "natural");
	must_have(filing, FILING_kind, problems);
	must_have(filing, FILING_name, problems);
	if (natural && online) {
		must_have(filing, FILING_id_type, problems);
		must_have(filing, FILING_id_number, problems);
	}
	if (!natural && !empty(filing, FILING_kind) && online) {
		must_have(filing, FILING_contact, problems);
		if (empty(filing, FILING_credit_code))
			problem_add(problems, "credit_code", "请填写统一社会信用代码。");
	}
	if (online) must_have(filing, FILING_proof, problems);
	check_numbers(filing, problems);
}

/* One that a notice can be sent to, with a name of several parts behind the @. */
static bool good_email(const char *text)
{
	return message_address(text) && strchr(strchr(text, '@'), '.') != NULL;
}

static bool unreachable(const struct filing *filing)
{
	return empty(filing, FILING_phone) && empty(filing, FILING_email) &&
	       empty(filing, FILING_address);
}

static void check_reach(const struct filing *filing, bool online, struct problems *problems)
{
	if (unreachable(filing))
		problem_add(problems, "phone",
			    "请至少留下一种联系方式：联系电话、电子邮箱或者通信地址。");
	if (!empty(filing, FILING_email) && !good_email(filing->values[FILING_email]))
		problem_add(problems, "email", "电子邮箱写得不对，例如 name@example.cn。");
	if (!empty(filing, FILING_phone) &&
	    filing->values[FILING_phone][strspn(filing->values[FILING_phone], "0123456789+-() ")] !=
		    '\0')
		problem_add(problems, "phone", "联系电话只能有数字、空格和 + - ( )。");
	if (!empty(filing, FILING_postcode) &&
	    (strlen(filing->values[FILING_postcode]) != 6 ||
	     strspn(filing->values[FILING_postcode], "0123456789") != 6))
		problem_add(problems, "postcode", "邮政编码应是6位数字。");
	if (online) must_have(filing, FILING_delivery, problems);
	if (online) must_have(filing, FILING_medium, problems);
	if (is(filing, FILING_delivery, "email") && empty(filing, FILING_email))
		problem_add(problems, "email", "要用电子邮件获取信息，请填写电子邮箱。");
	if ((is(filing, FILING_delivery, "post") || is(filing, FILING_delivery, "express")) &&
	    empty(filing, FILING_address))
		problem_add(problems, "address", "要邮寄或者快递，请填写通信地址。");
	if (is(filing, FILING_delivery, "fax") && empty(filing, FILING_phone))
		problem_add(problems, "phone", "要用传真获取信息，请填写传真号码。");
	if (is(filing, FILING_notify, "mail") && empty(filing, FILING_email))
		problem_add(problems, "email", "要用电子邮件通知进度，请填写电子邮箱。");
	if (is(filing, FILING_notify, "sms") && empty(filing, FILING_phone))
		problem_add(problems, "phone", "要用短信通知进度，请填写联系电话。");
}

bool filing_check(const struct filing *filing, bool online, struct problems *problems)
{
	size_t before = problems->count;
	check_texts(filing, problems);
	check_who(filing, online, problems);
	if (empty(filing, FILING_info_name) && empty(filing, FILING_info_features))
		problem_add(problems, "info_name", "请写明所需政府信息的名称或者特征描述。");
	check_reach(filing, online, problems);
	return problems->count == before;
}

/* Nothing that is sealed, and no wish to be told. */
static bool nobody(const struct filing *filing)
{
	bool said = !empty(filing, FILING_notify) && !is(filing, FILING_notify, "none");
	for (int i = 0; i < FILING__MAX; i++)
		said = said ||
		       (facts[i].where == FILING_IN_SEALED && !empty(filing, (enum filing_field)i));
	return !said;
}

bool filing_check_person(const struct filing *filing, bool named, struct problems *problems)
{
	size_t before = problems->count;
	check_texts(filing, problems);
	if (!named && empty(filing, FILING_name) && nobody(filing))
		return problems->count == before;
	if (!named && empty(filing, FILING_name))
		problem_add(problems, facts[FILING_name].name,
			    "留下联系方式或者证件号码的，请填写姓名；匿名的都不填。");
	else
		must_have(filing, FILING_name, problems);
	check_numbers(filing, problems);
	check_reach(filing, false, problems);
	return problems->count == before;
}

const char *filing_subject(const struct filing *filing, struct arena *arena)
{
	enum { SUBJECT_MAX = 500 };
	const char *number = filing->values[FILING_info_number];
	const char *features = filing->values[FILING_info_features];
	const char *name = filing->values[FILING_info_name];
	const char *text =
		arena_printf(arena, "%s%s%s%s%s%s", name, number[0] == '\0' ? "" : "（", number,
			     number[0] == '\0' ? "" : "）",
			     name[0] == '\0' || features[0] == '\0' ? "" : "；", features);
	if (utf8_length(text) <= SUBJECT_MAX) return text;
	size_t at = utf8_prefix(text, SUBJECT_MAX - 1);
	return arena_printf(arena, "%.*s…", (int)at, text);
}

const char *filing_identity(const struct filing *filing, struct arena *arena)
{
	bool natural = is(filing, FILING_kind, "natural");
	const char *given = filing->values[natural ? FILING_id_number : FILING_credit_code];
	char *plain = arena_text(arena, given);
	size_t n = 0;
	for (size_t i = 0; given[i] != '\0'; i++) {
		char c = given[i];
		if (c == ' ' || c == '-') continue;
		plain[n++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	plain[n] = '\0';
	return plain;
}

const char *filing_json(const struct filing *filing, enum filing_where where, struct arena *arena)
{
	struct buf json;
	bool first = true;
	buf_init(&json, 64 * 1024);
	buf_putc(&json, '{');
	for (size_t i = 0; i < FILING__MAX; i++) {
		if (facts[i].where != where || filing->values[i][0] == '\0') continue;
		if (!first) buf_putc(&json, ',');
		first = false;
		buf_putc(&json, '"');
		buf_puts(&json, facts[i].name);
		BUF_LIT(&json, "\":");
		escape_json(&json, filing->values[i]);
	}
	buf_putc(&json, '}');
	BUG_IF(!buf_ok(&json));
	const char *text = arena_text_n(arena, buf_text(&json), json.n);
	buf_release(&json);
	return text;
}

enum err filing_read(const char *json, size_t n, enum filing_where where, struct arena *arena,
		     struct error *error, struct filing *filing)
{
	json_t *object = json_loadb(json, n, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(object)) {
		json_decref(object);
		return error_set(error, ERR_CONTENT, NULL, "申请表的内容无法读出。");
	}
	for (size_t i = 0; i < FILING__MAX; i++) {
		if (facts[i].where != where) continue;
		const char *text = json_string_value(json_object_get(object, facts[i].name));
		filing->values[i] = text == NULL ? "" : arena_text(arena, text);
	}
	json_decref(object);
	return ERR_NONE;
}
