/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/http.h"

#include <string.h>
#include <unistd.h>

#include "base/utf8.h"

static const char *field_value(const struct field *fields, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(fields[i].name, name) == 0) return fields[i].value;
	return "";
}

const char *request_query(const struct request *request, const char *name)
{
	return field_value(request->query_fields, request->n_query_fields, name);
}

const char *request_form(const struct request *request, const char *name)
{
	return field_value(request->form_fields, request->n_form_fields, name);
}

const struct upload *request_upload(const struct request *request, const char *field)
{
	for (size_t i = 0; i < request->n_uploads; i++)
		if (strcmp(request->uploads[i].field, field) == 0) return &request->uploads[i];
	return NULL;
}

const char *request_cookie(const struct request *request, const char *name)
{
	size_t length = strlen(name);
	const char *at = request->cookies;
	while (at != NULL && *at != '\0') {
		at += strspn(at, " ;");
		size_t n = strcspn(at, ";");
		if (n > length && strncmp(at, name, length) == 0 && at[length] == '=')
			return arena_text_n(request->arena, at + length + 1, n - length - 1);
		at += n;
	}
	return NULL;
}

void reply_init(struct reply *reply)
{
	memset(reply, 0, sizeof *reply);
	reply->status = 200;
	reply->type = "text/html; charset=utf-8";
	buf_init(&reply->body, REPLY_BODY_MAX);
}

void reply_release(struct reply *reply)
{
	if (reply->from_file) close(reply->fd);
	reply->from_file = false;
	buf_release(&reply->body);
}

/* RFC 8187: what needs no percent sign. */
static bool is_attr_char(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("!#$&+-.^_`|~", c) != NULL);
}

void reply_file(struct reply *reply, const char *name, const char *media_type, struct arena *arena)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t n = strlen(name), plain = 0, coded = 0;
	char *fallback = arena_alloc(arena, n + 1), *full = arena_alloc(arena, n * 3 + 1);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)name[i];
		bool same = is_attr_char(c);
		/* one sign for each character that is not ASCII */
		if ((c & 0xC0) != 0x80) fallback[plain++] = (char)(same || c == ' ' ? c : '_');
		if (same) {
			full[coded++] = (char)c;
			continue;
		}
		full[coded++] = '%';
		full[coded++] = hex[c >> 4];
		full[coded++] = hex[c & 15];
	}
	enum file_kind kind;
	bool known = file_kind_parse(media_type, &kind);
	reply->type = known ? file_kind_facts(kind)->media_type : "application/octet-stream";
	reply->disposition = arena_printf(arena, "attachment; filename=\"%s\"; filename*=UTF-8''%s",
					  fallback, full);
	reply->cache_control = "no-store";
	reply->no_cache = true;
	reply->sandbox = true;
}

void reply_redirect(struct reply *reply, const char *location)
{
	bool ours =
		location[0] == '/' && location[1] != '/' && strpbrk(location, "\\\r\n\t ") == NULL;
	reply->status = 303;
	reply->location = ours ? location : "/";
	reply->no_cache = true;
}

void reply_set_cookie(struct reply *reply, const char *name, const char *value, int max_age)
{
	BUG_IF(reply->n_cookies == REPLY_MAX_COOKIES);
	reply->cookies[reply->n_cookies++] = (struct reply_cookie){name, value, max_age};
	reply->no_cache = true;
}

bool http_number(const char *text, int64_t *ret_number)
{
	int64_t number = 0;
	size_t n = strlen(text);
	if (n == 0 || n > 15 || (n > 1 && text[0] == '0')) return false;
	for (const char *c = text; *c != '\0'; c++) {
		if (*c < '0' || *c > '9') return false;
		number = number * 10 + (*c - '0');
	}
	*ret_number = number;
	return true;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9') return c - '0';
	if (c >= 'a' && c <= 'f') return c - 'a' + 10;
	if (c >= 'A' && c <= 'F') return c - 'A' + 10;
	return -1;
}

bool http_decode(struct arena *arena, const char *text, size_t n, bool plus, const char **ret_text)
{
	char *out = arena_alloc(arena, n + 1);
	size_t length = 0;
	for (size_t i = 0; i < n; i++) {
		char c = text[i];
		if (plus && c == '+') {
			c = ' ';
		} else if (c == '%') {
			int high = n - i > 2 ? hex_value(text[i + 1]) : -1;
			int low = n - i > 2 ? hex_value(text[i + 2]) : -1;
			if (high < 0 || low < 0) return false;
			c = (char)(high * 16 + low);
			i += 2;
		}
		if (c == '\r') continue; /* browsers send CRLF for a line's end in a textarea */
		if ((unsigned char)c < 0x20 && c != '\t' && c != '\n') return false;
		if (c == 0x7f) return false;
		out[length++] = c;
	}
	if (!utf8_valid(out, length)) return false;
	*ret_text = out;
	return true;
}
