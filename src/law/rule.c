/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "law/rule.h"

#include <stdio.h>
#include <string.h>

enum { ARTICLE_MAX = 9999 };

static const struct {
	const char *prefix, *title; /* of the id; the article follows */
} sources[] = {
	{"reg", "《政府信息公开条例》"},
	{"reg2007", "2019年修订前的《政府信息公开条例》"},
	{"fee", "《政府信息公开信息处理费管理办法》"},
	{"review", "《行政复议法》"},
	{"review2017", "2023年修订前的《行政复议法》"},
	{"suit", "《行政诉讼法》"},
	{"court", "法释〔2025〕8号"},
	{"civil", "《民法典》"},
};

static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

static void add(struct rule_words *words, const char *text)
{
	size_t n = strlen(words->s);
	snprintf(words->s + n, sizeof words->s - n, "%s", text);
}

/* 十四, 三十三, 二百零一, 一千二百六十: as articles are numbered. */
static struct rule_words numeral(int number)
{
	static const struct {
		int value;
		const char *name;
	} places[] = {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}};
	struct rule_words words = {""};
	bool gap = false;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		int digit = number / places[i].value % 10;
		bool begun = words.s[0] != '\0';
		gap = begun && (gap || digit == 0);
		if (digit == 0) continue;
		if (gap) add(&words, digits[0]);
		gap = false;
		if (begun || digit != 1 || places[i].value != 10) add(&words, digits[digit]);
		add(&words, places[i].name);
	}
	return words;
}

/* The number after the last dot, 0 when there is none. */
static int number_of(const char *rule, size_t *ret_prefix)
{
	const char *dot = strrchr(rule, '.');
	int number = 0;
	if (dot == NULL) return 0;
	for (const char *c = dot + 1; *c != '\0'; c++) {
		if (*c < '0' || *c > '9' || number > ARTICLE_MAX) return 0;
		number = number * 10 + (*c - '0');
	}
	*ret_prefix = (size_t)(dot - rule);
	return number > ARTICLE_MAX ? 0 : number;
}

struct rule_words rule_words(const char *rule)
{
	struct rule_words words = {""}, article = {"第"};
	size_t n = 0;
	int number = number_of(rule, &n);
	if (number == 0) return words;
	add(&article, numeral(number).s);
	add(&article, "条");
	for (size_t i = 0; i < COUNT_OF(sources); i++)
		if (strlen(sources[i].prefix) == n && memcmp(rule, sources[i].prefix, n) == 0) {
			add(&words, sources[i].title);
			add(&words, article.s);
		}
	return words;
}
