/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "reach/message.h"

#include <openssl/evp.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"

enum {
	ADDRESS_MAX = 254,
	WORD_BYTES = 39, /* in one encoded word: 64 characters with its marks, behind "Subject: " */
	LINE_BYTES = 57	 /* in one line of the text: 76 characters */
};

bool message_address(const char *text)
{
	static const char never[] = " \"(),:;<>[\\]";
	const char *at = strchr(text, '@');
	size_t n = strlen(text);
	if (n > ADDRESS_MAX || at == NULL || at == text || at[1] == '\0' ||
	    strchr(at + 1, '@') != NULL || text[0] == '-' || at[1] == '.' || at[1] == '-')
		return false;
	for (size_t i = 0; i < n; i++)
		if (text[i] <= ' ' || text[i] > '~' || strchr(never, text[i]) != NULL) return false;
	return true;
}

const char *message_domain(const char *address)
{
	return strchr(address, '@') + 1;
}

static void add_base64(struct buf *out, const void *bytes, size_t n)
{
	unsigned char text[4 * ((LINE_BYTES + 2) / 3) + 1];
	BUG_IF(n > LINE_BYTES);
	EVP_EncodeBlock(text, bytes, (int)n);
	buf_puts(out, (const char *)text);
}

/* The text as encoded words, one to a line, none cut within a character. */
static void add_words(struct buf *out, const char *text)
{
	char piece[WORD_BYTES];
	bool first = true;
	while (*text != '\0') {
		size_t n = 0;
		while (text[0] != '\0') {
			uint32_t point;
			size_t length = utf8_decode(text, strlen(text), &point);
			bool plain = length > 1 || (length == 1 && point >= ' ' && point != 127);
			size_t room = plain ? length : 1;
			if (n + room > WORD_BYTES) break;
			if (plain)
				memcpy(piece + n, text, length);
			else
				piece[n] = ' ';
			n += room;
			text += room;
		}
		if (!first) buf_puts(out, "\r\n ");
		first = false;
		buf_puts(out, "=?UTF-8?B?");
		add_base64(out, piece, n);
		buf_puts(out, "?=");
	}
}

/* "Mon, 23 Nov 2026 23:45:00 +0800" */
static void add_date(struct buf *out, int64_t at)
{
	static const char days[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct moment_text iso = moment_iso(at); /* 2026-11-23T23:45:00.000+08:00 */
	int month = (iso.s[5] - '0') * 10 + iso.s[6] - '0';
	buf_printf(out, "%s, %.2s %s %.4s %.8s +0800", days[day_of_week(moment_day(at))], iso.s + 8,
		   months[month - 1], iso.s, iso.s + 11);
}

static void add_text(struct buf *out, const char *text)
{
	char line[LINE_BYTES];
	size_t n = 0;
	for (; *text != '\0'; text++) {
		const char *bytes = *text == '\n' ? "\r\n" : text;
		size_t n_bytes = *text == '\n' ? 2 : 1;
		for (size_t i = 0; i < n_bytes; i++) {
			line[n++] = bytes[i];
			if (n < LINE_BYTES) continue;
			add_base64(out, line, n);
			buf_puts(out, "\r\n");
			n = 0;
		}
	}
	if (n == 0) return;
	add_base64(out, line, n);
	buf_puts(out, "\r\n");
}

void message_build(const struct message *message, struct buf *ret_bytes)
{
	struct buf *out = ret_bytes;
	BUG_IF(!message_address(message->from) || !message_address(message->to));
	BUG_IF(message->ref[strspn(message->ref, "0123456789abcdefghijklmnopqrstuvwxyz-")] != '\0');
	buf_puts(out, "Date: ");
	add_date(out, message->at);
	buf_puts(out, "\r\nFrom: ");
	add_words(out, message->from_name);
	buf_printf(out, "%s<%s>\r\nTo: <%s>\r\n", message->from_name[0] == '\0' ? "" : "\r\n ",
		   message->from, message->to);
	buf_puts(out, "Subject: ");
	add_words(out, message->subject);
	buf_printf(out, "\r\nMessage-ID: <%s@%s>\r\n", message->ref, message_domain(message->from));
	buf_puts(out, "Auto-Submitted: auto-generated\r\n"
		      "X-Auto-Response-Suppress: All\r\n"
		      "MIME-Version: 1.0\r\n"
		      "Content-Type: text/plain; charset=utf-8\r\n"
		      "Content-Transfer-Encoding: base64\r\n"
		      "Content-Language: zh-CN\r\n"
		      "\r\n");
	add_text(out, message->text);
}
