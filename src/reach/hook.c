/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "reach/hook.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/escape.h"
#include "reach/wire_inside.h"

enum { BODY_MAX = 64 * 1024, HEADER_MAX = 600 };

/* What a gateway says of the message itself, not of the way to it. */
static enum wire_answer answered(long status, struct error *error)
{
	if (status >= 200 && status < 300) return WIRE_TAKEN;
	if (status >= 300 && status < 400)
		error_set(error, ERR_ENV, NULL,
			  "The SMS gateway sent us elsewhere (%ld), which is not followed.",
			  status);
	else
		error_set(error, ERR_ENV, NULL, "The SMS gateway answered %ld.", status);
	return status == 400 || status == 410 || status == 422 ? WIRE_NEVER : WIRE_LATER;
}

static enum wire_answer post(CURL *curl, const char *body, const char *secret,
			     const atomic_bool *stop, struct error *error)
{
	char bearer[HEADER_MAX];
	long status = 0;
	struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
	snprintf(bearer, sizeof bearer, "Authorization: Bearer %s", secret);
	if (secret[0] != '\0') headers = curl_slist_append(headers, bearer);
	BUG_IF(headers == NULL);
	CURLcode bad = curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	bad |= curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
	bad |= curl_easy_setopt(curl, CURLOPT_USERAGENT, "lianxin");
	BUG_IF(bad != CURLE_OK);
	CURLcode code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_slist_free_all(headers);
	explicit_bzero(bearer, sizeof bearer);
	return code == CURLE_OK ? answered(status, error) : wire_failed(code, stop, error);
}

enum wire_answer hook_send(const struct hook_server *server, const char *to, const char *text,
			   const char *id, const atomic_bool *stop, struct error *error)
{
	struct buf body;
	buf_init(&body, BODY_MAX);
	buf_puts(&body, "{\"to\":");
	escape_json(&body, to);
	buf_puts(&body, ",\"text\":");
	escape_json(&body, text);
	buf_puts(&body, ",\"id\":");
	escape_json(&body, id);
	buf_puts(&body, "}");
	BUG_IF(!buf_ok(&body));
	CURL *curl = wire_open(server->url, "http,https", server->ca, stop);
	enum wire_answer answer = post(curl, buf_text(&body), server->secret, stop, error);
	curl_easy_cleanup(curl);
	buf_release(&body);
	return answer;
}
