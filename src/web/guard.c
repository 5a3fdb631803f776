/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/guard.h"

#include <string.h>
#include <strings.h>

void guard_init(struct guard *guard)
{
	memset(guard, 0, sizeof *guard);
	guard->length = -1;
}

/* RFC 9110, 5.6.2: what a header's name may consist of. */
static bool is_token(const char *name, size_t n)
{
	if (n == 0) return false;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)name[i];
		if (c <= 0x20 || c >= 0x7f || strchr("\"(),/:;<=>?@[\\]{}", c) != NULL)
			return false;
	}
	return true;
}

static bool is_clean(const char *value, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)value[i];
		if ((c < 0x20 && c != '\t') || c == 0x7f) return false;
	}
	return true;
}

static int64_t length_of(const char *value)
{
	int64_t length = 0;
	if (value[0] == '\0' || strlen(value) > 15) return -1;
	for (const char *c = value; *c != '\0'; c++) {
		if (*c < '0' || *c > '9') return -1;
		length = length * 10 + (*c - '0');
	}
	return length;
}

static bool named(const char *name, size_t n, const char *want)
{
	return strlen(want) == n && strncasecmp(name, want, n) == 0;
}

/* Keeps the first value; a second one makes the request ambiguous. */
static void keep_once(struct guard *guard, const char **kept, const char *value)
{
	if (*kept != NULL) guard->bad = true;
	*kept = value;
}

void guard_header(struct guard *guard, const char *name, size_t n_name, const char *value,
		  size_t n_value)
{
	if (value == NULL) value = "";
	if (!is_token(name, n_name) || !is_clean(value, n_value)) {
		guard->bad = true;
	} else if (named(name, n_name, "Host")) {
		guard->n_host++;
		guard->host = value;
	} else if (named(name, n_name, "Content-Length")) {
		guard->n_length++;
		guard->length = length_of(value);
		if (guard->length < 0) guard->bad = true;
	} else if (named(name, n_name, "Transfer-Encoding")) {
		guard->n_encoding++;
		if (strcasecmp(value, "chunked") != 0) guard->bad = true;
	} else if (named(name, n_name, "Cookie")) {
		keep_once(guard, &guard->cookie, value);
	} else if (named(name, n_name, "If-None-Match")) {
		keep_once(guard, &guard->if_none_match, value);
	} else if (named(name, n_name, "Content-Type")) {
		keep_once(guard, &guard->content_type, value);
	} else if (named(name, n_name, "X-Forwarded-For")) {
		keep_once(guard, &guard->forwarded_for, value);
	} else if (named(name, n_name, "X-Forwarded-Proto")) {
		keep_once(guard, &guard->forwarded_proto, value);
	} else if (named(name, n_name, "Origin")) {
		keep_once(guard, &guard->origin, value);
	} else if (named(name, n_name, "Sec-Fetch-Site")) {
		keep_once(guard, &guard->fetch_site, value);
	}
}

enum guard_answer guard_judge(const struct guard *guard, const char *url, const char *version,
			      bool body)
{
	bool old = strcmp(version, "HTTP/1.0") == 0;
	if (guard->bad || url[0] != '/' || guard->n_host > 1 || guard->n_length > 1 ||
	    guard->n_encoding > 1)
		return GUARD_BAD;
	if (!old && strcmp(version, "HTTP/1.1") != 0) return GUARD_BAD;
	if (!old && guard->n_host != 1) return GUARD_BAD;
	for (const unsigned char *c = (const unsigned char *)url; *c != '\0'; c++)
		if (*c <= 0x20 || *c == 0x7f) return GUARD_BAD;
	if (guard->n_encoding > 0 && (guard->n_length > 0 || old || !body)) return GUARD_BAD;
	if (!body) return guard->length > 0 ? GUARD_BAD : GUARD_FINE;
	return guard->length < 0 ? GUARD_LENGTH_MISSING : GUARD_FINE;
}
