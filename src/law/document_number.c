/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "law/document_number.h"

#include <string.h>

#include "base/utf8.h"

#define OPEN "〔"
#define CLOSE "〕"

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* Brackets that offices type in place of the hexagonal ones. */
static const char *const WRONG_BRACKETS[] = {"[", "(", "（", "【", "［", "〈", "{"};

static const char *sign_fault(const char *sign)
{
	static const char *const banned[] = {" ", "\t", "\n", "　", CLOSE, "号"};
	if (sign[0] == '\0') return "发文字号缺少机关代字。";
	if (!utf8_valid(sign, strlen(sign))) return "机关代字不是有效的文字。";
	if (utf8_length(sign) > DOCUMENT_SIGN_MAX) return "机关代字过长。";
	for (size_t i = 0; i < COUNT_OF(banned); i++)
		if (strstr(sign, banned[i]) != NULL) return "机关代字中有不该有的字符。";
	return NULL;
}

static const char *bracket_fault(const char *text)
{
	for (size_t i = 0; i < COUNT_OF(WRONG_BRACKETS); i++)
		if (strstr(text, WRONG_BRACKETS[i]) != NULL)
			return "发文字号的年份应当用六角括号“〔〕”括起。";
	return "发文字号应当像“古政公复〔2025〕3号”这样书写。";
}

/* At most six digits; *ret_end behind them. */
static int read_number(const char *text, const char **ret_end)
{
	int number = 0;
	size_t n = 0;
	while (n < 6 && digit(text[n])) number = number * 10 + (text[n++] - '0');
	*ret_end = text + n;
	return number;
}

static const char *sequence_fault(const char *at, int *ret_sequence)
{
	const char *end;
	if (starts(at, "第")) return "发文顺序号不加“第”字。";
	if (*at == '0') return "发文顺序号不编虚位（1不编为01）。";
	int sequence = read_number(at, &end);
	if (end == at || strcmp(end, "号") != 0) return "年份之后应当是发文顺序号和“号”字。";
	*ret_sequence = sequence;
	return NULL;
}

const char *document_number_fault(const char *text, struct arena *arena,
				  struct document_number *ret_number)
{
	const char *open = strstr(text, OPEN), *end, *fault;
	if (open == NULL) return bracket_fault(text);
	const char *sign = arena_text_n(arena, text, (size_t)(open - text));
	fault = sign_fault(sign);
	if (fault != NULL) return fault;
	const char *at = open + strlen(OPEN);
	int year = read_number(at, &end), sequence = 0;
	if (end - at != 4 || year < 1900 || year > 2999 || !starts(end, CLOSE))
		return "六角括号内应当是四位数的年份。";
	fault = sequence_fault(end + strlen(CLOSE), &sequence);
	if (fault != NULL) return fault;
	if (ret_number != NULL) *ret_number = (struct document_number){sign, year, sequence};
	return NULL;
}

const char *document_number_text(const struct document_number *number, struct arena *arena)
{
	BUG_IF(number->sequence < 1 || number->sequence > DOCUMENT_SEQUENCE_MAX);
	const char *text = arena_printf(arena, "%s" OPEN "%d" CLOSE "%d号", number->sign,
					number->year, number->sequence);
	BUG_IF(document_number_fault(text, arena, NULL) != NULL);
	return text;
}
