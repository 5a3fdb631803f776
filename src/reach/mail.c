/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "reach/mail.h"

#include <stdio.h>
#include <string.h>

#include "reach/wire_inside.h"

enum { MESSAGE_MAX = 256 * 1024, URL_MAX = 600, BRACKETED = 300 };

struct feed {
	const char *bytes;
	size_t n;
};

static size_t read_feed(char *ret_bytes, size_t size, size_t n, void *context)
{
	struct feed *feed = context;
	size_t room = size * n, part = feed->n < room ? feed->n : room;
	memcpy(ret_bytes, feed->bytes, part);
	feed->bytes += part;
	feed->n -= part;
	return part;
}

/* A 5xx about this mail will be the same tomorrow; one about our sign-in is mended by somebody. */
static enum wire_answer refused(CURLcode code, long reply, const atomic_bool *stop,
				struct error *error)
{
	bool sign_in = code == CURLE_LOGIN_DENIED || reply == 530 || reply == 534 || reply == 535;
	if (reply < 400 || reply > 599) return wire_failed(code, stop, error);
	error_set(error, ERR_ENV, NULL,
		  sign_in ? "The mail server refused user and password (%ld)."
			  : "The mail server answered %ld.",
		  reply);
	return reply >= 500 && !sign_in ? WIRE_NEVER : WIRE_LATER;
}

static enum wire_answer perform(CURL *curl, const atomic_bool *stop, struct error *error)
{
	long reply = 0;
	CURLcode code = curl_easy_perform(curl);
	if (code == CURLE_OK) return WIRE_TAKEN;
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
	return refused(code, reply, stop, error);
}

/* The name in the URL's path is what we say in EHLO. */
static enum wire_answer send_bytes(const struct mail_server *server, const struct message *message,
				   const struct buf *bytes, const atomic_bool *stop,
				   struct error *error)
{
	char url[URL_MAX], from[BRACKETED], to[BRACKETED];
	struct feed feed = {bytes->p, bytes->n};
	snprintf(url, sizeof url, "%s/%s", server->url, message_domain(message->from));
	snprintf(from, sizeof from, "<%s>", message->from);
	snprintf(to, sizeof to, "<%s>", message->to);
	CURL *curl = wire_open(url, "smtp,smtps", server->ca, stop);
	struct curl_slist *recipients = curl_slist_append(NULL, to);
	BUG_IF(recipients == NULL);
	CURLcode bad = curl_easy_setopt(
		curl, CURLOPT_USE_SSL,
		(long)(wire_loopback(server->url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
	bad |= curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
	bad |= curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
	bad |= curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	bad |= curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_feed);
	bad |= curl_easy_setopt(curl, CURLOPT_READDATA, &feed);
	if (server->user[0] != '\0') {
		bad |= curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
		bad |= curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password);
	}
	BUG_IF(bad != CURLE_OK);
	enum wire_answer answer = perform(curl, stop, error);
	curl_easy_cleanup(curl);
	curl_slist_free_all(recipients);
	return answer;
}

enum wire_answer mail_send(const struct mail_server *server, const struct message *message,
			   const atomic_bool *stop, struct error *error)
{
	struct buf bytes;
	if (!message_address(message->to)) {
		error_set(error, ERR_ENV, NULL, "That is no address a mail can be sent to.");
		return WIRE_NEVER;
	}
	buf_init(&bytes, MESSAGE_MAX);
	message_build(message, &bytes);
	BUG_IF(!buf_ok(&bytes));
	enum wire_answer answer = send_bytes(server, message, &bytes, stop, error);
	buf_release(&bytes);
	return answer;
}
