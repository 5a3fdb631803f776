/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/matter_published.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { YEAR = 4, INDEX_LEAST = 11, INDEX_MOST = 20 };

bool published_address(const char *text)
{
	const char *host = strncmp(text, "https://", 8) == 0  ? text + 8
			   : strncmp(text, "http://", 7) == 0 ? text + 7
							      : "";
	size_t n = strcspn(host, "/?#:");
	bool dot = memchr(host, '.', n) != NULL && host[0] != '.' && host[n - 1] != '.';
	for (size_t i = 0; i < n && dot; i++) {
		char c = host[i];
		dot = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '-' || c == '.';
	}
	if (!dot || !utf8_valid(text, strlen(text)) || utf8_length(text) > PUBLISHED_MAX)
		return false;
	for (const char *c = text; *c != '\0'; c++)
		if ((unsigned char)*c <= ' ' || strchr("\"<>\\^`{|}", *c) != NULL || *c == 0x7f)
			return false;
	return true;
}

int64_t published_record(const char *text)
{
	size_t n = strlen(text);
	if (n < INDEX_LEAST || n > INDEX_MOST || text[YEAR] != '-' ||
	    strspn(text, "0123456789") != YEAR ||
	    strspn(text + YEAR + 1, "0123456789") != n - YEAR - 1)
		return 0;
	return strtoll(text + YEAR + 1, NULL, 10);
}

/* The record of this index number, as the public sees it; *ret_seen false: there is none. */
static enum err get(struct office *office, int64_t agency_id, const char *number,
		    struct arena *arena, struct error *error, bool *ret_seen,
		    struct public_record *ret_record)
{
	enum err err = public_record_get(office->store, agency_id, published_record(number), arena,
					 error, ret_record);
	*ret_seen = err == ERR_NONE && strcmp(public_record_index(ret_record, arena), number) == 0;
	return err == ERR_MISSING ? ERR_NONE : err;
}

enum err published_find(struct office *office, int64_t agency_id, const char *typed,
			struct arena *arena, struct error *error, struct published_look *ret_look)
{
	struct published_look look = {.kept = NULL};
	struct public_record record;
	struct public_record_page page = {.n = 0};
	const struct public_record_filter filter = {.agency_id = agency_id,
						    .text = typed,
						    .limit = PUBLISHED_CHOICES,
						    .uncounted = true};
	bool seen = false;
	enum err err = ERR_NONE;
	if (published_address(typed)) look.kept = typed;
	if (published_record(typed) != 0)
		err = get(office, agency_id, typed, arena, error, &seen, &record);
	if (seen) look.kept = typed;
	if (err == ERR_NONE && look.kept == NULL && typed[0] != '\0')
		err = public_record_list(office->store, &filter, arena, error, &page);
	if (err != ERR_NONE) return err;
	look.found = page.records;
	look.n = page.n;
	look.more = page.n > 0 && page.next != NULL;
	bool same = page.n == 1 && (strcmp(page.records[0].title, typed) == 0 ||
				    strcmp(page.records[0].document_number, typed) == 0);
	if (same) look.kept = public_record_index(&page.records[0], arena);
	*ret_look = look;
	return ERR_NONE;
}

enum err published_check(struct office *office, int64_t agency_id, const char *note,
			 struct arena *arena, struct error *error, const char **ret_why)
{
	struct public_record record;
	bool seen = false;
	enum err err = ERR_NONE;
	if (published_record(note) != 0)
		err = get(office, agency_id, note, arena, error, &seen, &record);
	if (err != ERR_NONE) return err;
	*ret_why =
		seen || published_address(note) ? NULL
		: published_record(note) != 0
			? "本单位已经公开的信息里没有这个索引号，请核对；还没有公开的，先登记公开。"
		: strncmp(note, "http", 4) == 0 ? "这不是完整的网址，请从浏览器的地址栏复制，例如"
						  "https://www.example.gov.cn/1.html。"
						: "本单位已经公开的信息里没有找到，请换几个字再找，"
						  "或者填写别的网站的网址。";
	return ERR_NONE;
}

const char *matter_published(const struct matter_case *now)
{
	for (size_t i = now->n_steps; i > 0; i--) {
		const struct matter_step *step = &now->steps[i - 1];
		if (!step->struck &&
		    strcmp(step->event, life_event_code(LIFE_EVENT_PUBLISHED)) == 0)
			return step->note;
	}
	return "";
}
