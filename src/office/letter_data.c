/* SPDX-License-Identifier: MulanPSL-2.0
 * What a letter is to say: taken in, checked, and the rest worked out by the law. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "law/document_number.h"
#include "law/fee.h"
#include "law/remedy.h"
#include "law/requester.h"
#include "office/letter.h"

enum { STEPS_MAX = 8192 };

bool letter_field_find(enum letter kind, const char *key, enum letter_field *ret_field)
{
	for (int i = 0; i < FIELD__MAX; i++) {
		const struct letter_field_facts *facts = letter_field_facts((enum letter_field)i);
		if (facts->key == NULL || strcmp(facts->key, key) != 0) continue;
		if (!letter_among(kind, facts->kinds)) return false;
		*ret_field = (enum letter_field)i;
		return true;
	}
	return false;
}

/* Nothing but blanks, those of full width among them. */
static bool blank(const char *text)
{
	while (*text != '\0') {
		if (strncmp(text, "　", strlen("　")) == 0)
			text += strlen("　");
		else if ((unsigned char)*text <= ' ')
			text++;
		else
			return false;
	}
	return true;
}

static bool text_good(const char *text, const char *key, struct problems *problems)
{
	if (!utf8_valid(text, strlen(text)))
		problem_add(problems, key, "不是有效的文字。");
	else if (utf8_length(text) > LETTER_TEXT_MAX)
		problem_add(problems, key, "超过%d字。", LETTER_TEXT_MAX);
	else
		return true;
	return false;
}

/* What a stranger wrote stands within our own sentences: on one line, and its quotation marks
 * single (GB/T 15834), so that it cannot close ours and go on in the office's name. */
static const char *quotable(struct arena *arena, const char *text)
{
	static const struct {
		const char *mark, *instead;
	} marks[] = {{"“", "‘"}, {"”", "’"}, {"\n", " "}, {"\r", ""}};
	char *copy = arena_alloc(arena, strlen(text) + 1), *to = copy;
	while (*text != '\0') {
		size_t i = 0;
		while (i < COUNT_OF(marks) &&
		       strncmp(text, marks[i].mark, strlen(marks[i].mark)) != 0)
			i++;
		if (i == COUNT_OF(marks)) {
			*to++ = *text++;
			continue;
		}
		memcpy(to, marks[i].instead, strlen(marks[i].instead));
		to += strlen(marks[i].instead);
		text += strlen(marks[i].mark);
	}
	*to = '\0';
	return copy;
}

static bool strangers(enum letter_field field)
{
	return field == FIELD_SUBJECT || field == FIELD_RECORD || field == FIELD_REQUESTER ||
	       field == FIELD_THIRD;
}

void letter_give(struct letter_data *data, enum letter_field field, const char *text,
		 struct problems *problems)
{
	const char *key = letter_field_facts(field)->key;
	if (text == NULL || blank(text) || !text_good(text, key, problems)) return;
	data->given[field] =
		strangers(field) ? quotable(data->arena, text) : arena_text(data->arena, text);
}

void letter_give_item(struct letter_data *data, enum letter_field field, const char *text,
		      struct problems *problems)
{
	const char *key = letter_field_facts(field)->key;
	struct letter_list *list = &data->lists[field];
	if (blank(text)) {
		problem_add(problems, key, "第%zu项是空的。", list->n + 1);
		return;
	}
	if (!text_good(text, key, problems)) return;
	if (list->n == LETTER_ITEMS_MAX) {
		problem_add(problems, key, "超过%d项。", LETTER_ITEMS_MAX);
		return;
	}
	if (list->items == NULL)
		list->items = arena_array(data->arena, LETTER_ITEMS_MAX, sizeof *list->items);
	list->items[list->n++] = arena_text(data->arena, text);
}

void letter_give_withheld(struct letter_data *data, const char *part, const char *ground,
			  const char *reason, struct problems *problems)
{
	const char *key = letter_field_facts(FIELD_WITHHELD)->key;
	enum outcome outcome = OUTCOME_OPEN;
	bool information = strcmp(ground, "not-information") != 0;
	if (blank(part) || blank(reason)) {
		problem_add(problems, key, "不予公开的每一部分都要写明是什么、理由是什么。");
		return;
	}
	if (!information) {
		letter_give_item(
			data, FIELD_WITHHELD,
			arena_printf(data->arena,
				     "%s：不属于条例第二条所称政府信息，不予提供。理由：%s", part,
				     reason),
			problems);
		return;
	}
	if (!outcome_parse(ground, &outcome) || letter_ground(outcome) == NULL) {
		problem_add(problems, key,
			    "“%s”不是不予公开的依据（c1至c7，或者not-information）。", ground);
		return;
	}
	data->exempt = true;
	letter_give_item(data, FIELD_WITHHELD,
			 arena_printf(data->arena, "%s：%s，依据条例%s，不予公开。理由：%s", part,
				      letter_ground(outcome), outcome_facts(outcome)->article,
				      reason),
			 problems);
}

bool letter_whole_number(const char *text, int64_t *ret_number)
{
	size_t n = strspn(text, "0123456789");
	if (n == 0 || n > 9 || text[n] != '\0') return false;
	*ret_number = strtoll(text, NULL, 10);
	return *ret_number > 0;
}

/* How a given text is printed; NULL after saying what is wrong. */
static const char *show(struct letter_data *data, enum letter_field field,
			struct problems *problems)
{
	const struct letter_field_facts *facts = letter_field_facts(field);
	const char *given = data->given[field], *wrong = NULL, *shown = given;
	enum requester_kind kind;
	enum channel channel;
	enum outcome outcome;
	int64_t number;
	switch (facts->type) {
	case LETTER_DATE:
		if (!day_parse(given, &data->days[field]))
			wrong = "应当是确实存在的日期，写作2025-01-31的样子。";
		else
			shown = arena_text(data->arena, day_words(data->days[field]).s);
		break;
	case LETTER_COUNT:
	case LETTER_MONEY:
		if (!letter_whole_number(given, &number)) wrong = "应当是大于零的整数。";
		break;
	case LETTER_NUMBER: wrong = document_number_fault(given, data->arena, NULL); break;
	case LETTER_REQUESTER:
		if (!requester_parse(given, &kind)) wrong = "没有这种申请人。";
		break;
	case LETTER_CHANNEL:
		if (!channel_parse(given, &channel)) wrong = "没有这种渠道。";
		break;
	case LETTER_OUTCOME:
		if (!outcome_parse(given, &outcome) || !letter_announces(data->kind, outcome))
			wrong = "这种文书不告知这样的办理结果。";
		break;
	case LETTER_TARIFF:
		if (strcmp(given, "piece") != 0 && strcmp(given, "page") != 0)
			wrong = "应当是piece（按件）或者page（按量）。";
		else
			shown = strcmp(given, "piece") == 0 ? "按件计收" : "按量计收";
		break;
	case LETTER_FLAG:
		if (strcmp(given, "true") != 0 && strcmp(given, "false") != 0)
			wrong = "应当是true或者false。";
		break;
	case LETTER_TEXT:
	case LETTER_LIST:
	case LETTER_WITHHELD:
	case LETTER_DERIVED: break;
	}
	if (wrong == NULL) return shown;
	problem_add(problems, facts->key, "%s", wrong);
	return NULL;
}

/* clang-format off */
/* Two days, and what is wrong when the first does not come before the second. */
static const struct {
	enum letter_field first, second;
	bool may_be_same;
	const char *wrong;
} ORDERS[] = {
	{FIELD_RECEIVED, FIELD_DATE, true, "文书的日期早于收到申请的日期。"},
	{FIELD_RECEIVED, FIELD_CLARIFIED, true, "补正的收到日期早于收到申请的日期。"},
	{FIELD_CLARIFIED, FIELD_DATE, true, "文书的日期早于补正的收到日期。"},
	{FIELD_RECEIVED, FIELD_EXTENDED, true, "延期告知早于收到申请的日期。"},
	{FIELD_EXTENDED, FIELD_DATE, true, "文书的日期早于延期告知。"},
	{FIELD_RECEIVED, FIELD_CONSULTED, true, "征求意见早于收到申请的日期。"},
	{FIELD_CONSULTED, FIELD_DATE, true, "文书的日期早于征求意见。"},
	{FIELD_CONSULTED, FIELD_ANSWERED, true, "收到意见早于征求意见。"},
	{FIELD_ANSWERED, FIELD_DATE, true, "文书的日期早于收到意见。"},
	{FIELD_CONSULTED, FIELD_UNANSWERED, true, "征求意见的期限届满早于征求意见。"},
	{FIELD_UNANSWERED, FIELD_DATE, true, "文书的日期早于征求意见的期限届满。"},
	{FIELD_DATE, FIELD_DUE, true, "文书的日期已经过了答复期限。"},
	{FIELD_DATE, FIELD_NEW_DUE, false, "延长后的答复期限应当晚于文书的日期。"},
	{FIELD_DUE, FIELD_NEW_DUE, false, "延长后的答复期限应当晚于原答复期限。"},
	{FIELD_EARLIER, FIELD_DATE, true, "文书的日期早于前次的日期。"},
	{FIELD_EARLIER, FIELD_EXPIRED, false, "期满日期应当晚于前次的日期。"},
	{FIELD_EXPIRED, FIELD_DATE, false, "期限届满之后才能终结。"},
};
/* clang-format on */

static void check_order(const struct letter_data *data, struct problems *problems)
{
	for (size_t i = 0; i < COUNT_OF(ORDERS); i++) {
		if (data->shown[ORDERS[i].first] == NULL || data->shown[ORDERS[i].second] == NULL)
			continue;
		day first = data->days[ORDERS[i].first], second = data->days[ORDERS[i].second];
		if (first < second || (first == second && ORDERS[i].may_be_same)) continue;
		problem_add(problems, letter_field_facts(ORDERS[i].second)->key, "%s",
			    ORDERS[i].wrong);
	}
}

static void check_number_year(const struct letter_data *data, struct problems *problems)
{
	struct document_number number;
	if (data->shown[FIELD_NUMBER] == NULL || data->shown[FIELD_DATE] == NULL) return;
	BUG_IF(document_number_fault(data->given[FIELD_NUMBER], data->arena, &number) != NULL);
	if (number.year != day_year(data->days[FIELD_DATE]))
		problem_add(problems, letter_field_facts(FIELD_NUMBER)->key,
			    "文号的年份与文书的日期不是同一年。");
}

static void derive_requester(struct letter_data *data)
{
	/* how each channel is told in the sentence 收到您……的政府信息公开申请 */
	static const char *const sent[] = {
		[CHANNEL_COUNTER] = "当面提交",	       [CHANNEL_SIGNED_POST] = "通过邮寄提交",
		[CHANNEL_PLAIN_POST] = "通过邮寄提交", [CHANNEL_ONLINE] = "通过互联网渠道提交",
		[CHANNEL_EMAIL] = "通过电子邮件提交",  [CHANNEL_FAX] = "通过传真提交",
	};
	enum requester_kind kind;
	enum channel channel;
	if (data->shown[FIELD_KIND] != NULL && requester_parse(data->given[FIELD_KIND], &kind)) {
		data->shown[FIELD_KIND] = requester_label(kind);
		data->shown[FIELD_YOU] = kind == REQUESTER_NATURAL ? "您" : "您单位";
	}
	if (data->shown[FIELD_CHANNEL] != NULL &&
	    channel_parse(data->given[FIELD_CHANNEL], &channel)) {
		data->shown[FIELD_CHANNEL] = channel_label(channel);
		data->shown[FIELD_SENT_BY] = sent[channel];
	}
}

static void derive_ground(struct letter_data *data)
{
	static const struct {
		enum outcome outcome;
		const char *article, *as;
	} closed[] = {
		{OUTCOME_F1, "《中华人民共和国政府信息公开条例》第三十条",
		 "申请人无正当理由逾期不补正，视为放弃申请"},
		{OUTCOME_F2, "《政府信息公开信息处理费管理办法》第六条",
		 "申请人逾期未按收费通知要求缴纳费用，视为放弃申请"},
		{OUTCOME_F3, "《中华人民共和国政府信息公开条例》第四十五条",
		 "该申请因前述理由无须继续办理"},
	};
	enum outcome outcome;
	if (data->shown[FIELD_OUTCOME] == NULL ||
	    !outcome_parse(data->given[FIELD_OUTCOME], &outcome))
		return;
	data->shown[FIELD_OUTCOME] = outcome_facts(outcome)->label;
	data->shown[FIELD_ARTICLE] = outcome_facts(outcome)->article;
	data->shown[FIELD_WHAT] = letter_ground(outcome);
	for (size_t i = 0; i < COUNT_OF(closed); i++) {
		if (closed[i].outcome != outcome) continue;
		data->shown[FIELD_ARTICLE] = closed[i].article;
		data->shown[FIELD_CLOSED_AS] = closed[i].as;
	}
}

/* The fee by law/fee, with its bands; less may be charged, more may not. */
static void derive_fee(struct letter_data *data, struct problems *problems)
{
	int64_t count, most, amount;
	struct trace trace;
	struct error error;
	const char *key = letter_field_facts(FIELD_AMOUNT)->key;
	if (data->shown[FIELD_TARIFF] == NULL || data->shown[FIELD_COUNT] == NULL ||
	    data->shown[FIELD_DATE] == NULL)
		return;
	bool by_piece = strcmp(data->given[FIELD_TARIFF], "piece") == 0;
	trace_init(&trace, data->arena);
	if (!letter_whole_number(data->given[FIELD_COUNT], &count) ||
	    fee_compute(by_piece ? FEE_BY_PIECE : FEE_BY_PAGE, count, data->days[FIELD_DATE],
			&trace, &most, &error) != ERR_NONE) {
		problem_add(problems, letter_field_facts(FIELD_COUNT)->key, "件数或者页数过大。");
		return;
	}
	most /= 100;
	amount = most;
	if (data->shown[FIELD_AMOUNT] != NULL)
		letter_whole_number(data->given[FIELD_AMOUNT], &amount);
	if (most == 0)
		problem_add(problems, key, "按这一数量和日期不收信息处理费。");
	else if (amount > most)
		problem_add(problems, key, "超过了依规定最多可以收取的%" PRId64 "元。", most);
	data->shown[FIELD_AMOUNT] = arena_printf(data->arena, "%" PRId64 "元", amount);
	struct buf steps;
	buf_init(&steps, STEPS_MAX);
	for (const struct trace_step *step = trace.first; step != NULL; step = step->next)
		if (strncmp(step->rule, "fee.", 4) == 0) buf_puts(&steps, step->text);
	data->shown[FIELD_TARIFF_STEPS] = arena_text(data->arena, buf_text(&steps));
	buf_release(&steps);
}

/* The outcome a letter announces, as far as the remedy goes. Letters to a third party or about a
 * correction announce none: theirs is the ordinary choice, as of a reply that grants. */
static enum outcome remedy_outcome(const struct letter_data *data)
{
	enum outcome outcome;
	if (data->shown[FIELD_OUTCOME] != NULL &&
	    outcome_parse(data->given[FIELD_OUTCOME], &outcome))
		return outcome;
	for (int i = OUTCOME_OPEN + 1; i < OUTCOME__MAX; i++)
		if (letter_announces(data->kind, (enum outcome)i)) return (enum outcome)i;
	return OUTCOME_A;
}

static void derive_remedy(struct letter_data *data)
{
	const struct letter_facts *facts = letter_facts(data->kind);
	if (!facts->remedy || data->shown[FIELD_REVIEWER] == NULL ||
	    data->shown[FIELD_DATE] == NULL)
		return;
	const char *online = data->shown[FIELD_ONLINE];
	struct remedy_order order = {
		.outcome = remedy_outcome(data),
		.replied = data->days[FIELD_DATE],
		.organ = data->given[FIELD_REVIEWER],
		.withheld_exempt = data->exempt,
		.self = facts->self,
		.online = online != NULL && strcmp(online, "true") == 0,
	};
	struct remedy remedy;
	remedy_compute(&order, data->arena, NULL, &remedy);
	const char *all = remedy.paragraphs[0];
	for (size_t i = 1; i < remedy.n; i++)
		all = arena_printf(data->arena, "%s\n%s", all, remedy.paragraphs[i]);
	data->shown[FIELD_REMEDY] = all;
}

/* A letter that answers what is not a request gives one of the answers there are; part of it may
 * be granted and part not. */
static void check_answer(const struct letter_data *data, struct problems *problems)
{
	static const struct {
		enum letter kind;
		enum letter_field granted, other, refused;
		bool in_part;
		const char *words;
	} answers[] = {
		{LETTER_R16, FIELD_CORRECTED, FIELD_TRANSFERRED, FIELD_REFUSED, false,
		 "更正、转送、不予更正，应当写明其中一种。"},
		{LETTER_R17, FIELD_ADOPTED, FIELD_PUBLIC, FIELD_DECLINED, true,
		 "采纳、已经公开、不采纳，应当写明其中一种；部分采纳的，写明采纳的内容和不采纳的理"
		 "由"
		 "。"},
		{LETTER_R18, FIELD_UPHELD, FIELD_TRANSFERRED, FIELD_NOT_UPHELD, true,
		 "责令改正、不成立、转送，应当写明其中一种；部分成立的，写明责令改正的内容和不成立"
		 "的"
		 "理由。"},
	};
	for (size_t i = 0; i < COUNT_OF(answers); i++) {
		if (data->kind != answers[i].kind) continue;
		bool granted = data->shown[answers[i].granted] != NULL;
		bool other = data->shown[answers[i].other] != NULL;
		bool refused = data->shown[answers[i].refused] != NULL;
		bool part = answers[i].in_part && granted && refused && !other;
		if (granted + other + refused != 1 && !part)
			problem_add(problems, letter_field_facts(answers[i].granted)->key, "%s",
				    answers[i].words);
	}
}

void letter_data_finish(struct letter_data *data, struct problems *problems)
{
	for (int i = 0; i < FIELD__MAX; i++)
		if (data->given[i] != NULL)
			data->shown[i] = show(data, (enum letter_field)i, problems);
	check_order(data, problems);
	check_number_year(data, problems);
	check_answer(data, problems);
	derive_requester(data);
	derive_ground(data);
	if (data->kind == LETTER_P9) derive_fee(data, problems);
	derive_remedy(data);
}
