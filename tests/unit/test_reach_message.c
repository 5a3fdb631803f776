/* SPDX-License-Identifier: MulanPSL-2.0
 * Mails as they go over the wire: nothing that was typed becomes a header, no line is too long, no
 * character is cut; addresses; the file of the servers; loopback. */
#include "unit/help_cmocka.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "reach/route_file.h"

#define AT (int64_t)1763909105000 /* 2025-11-23T22:45:05+08:00, a Sunday */

static struct buf out;

static const char *built(const char *name, const char *subject, const char *text)
{
	const struct message message = {.from = "xxgk@example.cn",
					.to = "zhang@example.cn",
					.from_name = name,
					.subject = subject,
					.text = text,
					.ref = "0123abcd",
					.at = AT};
	buf_release(&out);
	buf_init(&out, 1024 * 1024);
	message_build(&message, &out);
	assert_true(buf_ok(&out));
	return buf_text(&out);
}

/* The text of the body, decoded; the caller's room. */
static void decoded(const char *mail, char *ret_text, size_t room)
{
	const char *line = strstr(mail, "\r\n\r\n") + 4;
	size_t at = 0;
	while (*line != '\0') {
		unsigned char bytes[64];
		size_t n = strcspn(line, "\r"), pad = 0;
		assert_in_range(n, 4, 76);
		int got = EVP_DecodeBlock(bytes, (const unsigned char *)line, (int)n);
		assert_true(got >= 0);
		while (pad < n && line[n - 1 - pad] == '=') pad++;
		assert_true(at + (size_t)got < room);
		memcpy(ret_text + at, bytes, (size_t)got - pad);
		at += (size_t)got - pad;
		line += n + 2;
	}
	ret_text[at] = '\0';
}

static void no_line_is_long_and_all_end_with_cr_lf(const char *mail)
{
	for (const char *line = mail; *line != '\0';) {
		size_t n = strcspn(line, "\r\n");
		assert_true(n <= 78);
		assert_memory_equal(line + n, "\r\n", 2);
		line += n + 2;
	}
	for (const char *c = mail; *c != '\0'; c++) assert_true((unsigned char)*c < 128);
}

static void what_was_typed_is_no_header(void **state)
{
	char text[300];
	(void)state;
	const char *mail = built("某乡\r\nBcc: evil@example.cn",
				 "一\r\n\r\nBcc: evil@example.cn\r\n.", "您好\n.\r\nRSET\n.\n");
	no_line_is_long_and_all_end_with_cr_lf(mail);
	assert_null(strstr(mail, "Bcc"));
	assert_null(strstr(mail, "\r\n.\r\n"));
	assert_non_null(strstr(mail, "Date: Sun, 23 Nov 2025 22:45:05 +0800\r\n"));
	assert_non_null(strstr(mail, "\r\nMessage-ID: <0123abcd@example.cn>\r\n"));
	assert_non_null(strstr(mail, "\r\nTo: <zhang@example.cn>\r\n"));
	assert_non_null(strstr(mail, "\r\nAuto-Submitted: auto-generated\r\n"));
	decoded(mail, text, sizeof text);
	assert_string_equal(text, "您好\r\n.\r\r\nRSET\r\n.\r\n");
}

/* Each encoded word decodes by itself to whole characters. */
static void rare_characters_are_never_cut(void **state)
{
	char subject[1024] = "", whole[1024] = "";
	size_t n = 0;
	(void)state;
	for (int i = 0; i < 40; i++)
		n += (size_t)snprintf(subject + n, sizeof subject - n, "%s",
				      i % 3 == 0   ? "𬭸"
				      : i % 3 == 1 ? "旸"
						   : "a");
	const char *mail = built("玥旸𬭸", subject, "");
	no_line_is_long_and_all_end_with_cr_lf(mail);
	const char *at = strstr(mail, "Subject: "), *end = strstr(mail, "\r\nMessage-ID");
	size_t kept = 0;
	while ((at = strstr(at, "=?UTF-8?B?")) != NULL && at < end) {
		unsigned char bytes[64] = {0};
		at += 10;
		size_t length = strcspn(at, "?"), pad = 0;
		assert_true(length + 12 <= 75);
		int got = EVP_DecodeBlock(bytes, (const unsigned char *)at, (int)length);
		while (at[length - 1 - pad] == '=') pad++;
		assert_true(bytes[0] < 0x80 || bytes[0] >= 0xC0); /* begins a character */
		memcpy(whole + kept, bytes, (size_t)got - pad);
		kept += (size_t)got - pad;
	}
	assert_string_equal(whole, subject);
}

static void long_texts_are_whole(void **state)
{
	static char text[20001], back[32000];
	(void)state;
	memset(text, 'x', sizeof text - 1);
	const char *mail = built("", "ok", text);
	no_line_is_long_and_all_end_with_cr_lf(mail);
	assert_non_null(strstr(mail, "\r\nFrom: <xxgk@example.cn>\r\n"));
	decoded(mail, back, sizeof back);
	assert_string_equal(back, text);
}

static void addresses(void **state)
{
	static const char *const good[] = {"a@b.cn", "zhang.san+1@mail.example.cn", "x@localhost"};
	static const char *const bad[] = {"",
					  "a",
					  "@b.cn",
					  "a@",
					  "a@b@c",
					  "a b@c.cn",
					  "a@b.cn\r\nX: y",
					  "<a@b.cn>",
					  "a@b.cn,c@d.cn",
					  "\"a\"@b.cn",
					  "张@b.cn",
					  "a@b.cn>",
					  "-a@b.cn",
					  "a@-b.cn",
					  "a@.b.cn"};
	char long_one[300];
	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) assert_true(message_address(good[i]));
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (message_address(bad[i])) fail_msg("%s", bad[i]);
	memset(long_one, 'a', sizeof long_one - 1);
	long_one[100] = '@';
	long_one[sizeof long_one - 1] = '\0';
	assert_false(message_address(long_one));
}

static void this_machine_and_no_other(void **state)
{
	(void)state;
	assert_true(wire_loopback("smtp://127.0.0.1:25"));
	assert_true(wire_loopback("http://localhost/x"));
	assert_true(wire_loopback("http://[::1]:80/"));
	assert_false(wire_loopback("http://localhost.example.cn/"));
	assert_false(wire_loopback("http://127.0.0.1.example.cn/"));
	assert_false(wire_loopback("http://user@127.0.0.1:80@evil.cn/"));
	assert_false(wire_loopback("127.0.0.1"));
}

static enum err read_as(const char *text, mode_t mode, struct route *ret_route)
{
	char path[] = "/tmp/lianxin-route-XXXXXX";
	struct error error;
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
	enum err err = route_read(path, &error, ret_route);
	unlink(path);
	return err;
}

static void the_file_of_the_servers(void **state)
{
	struct route route;
	(void)state;
	assert_int_equal(read_as("# to the world\n\n mail.server = smtps://m.cn:465 \r\n"
				 "mail.from=a@b.cn\nmail.password = p = q#1",
				 0600, &route),
			 ERR_NONE);
	assert_string_equal(route.mail_server, "smtps://m.cn:465");
	assert_string_equal(route.mail_password, "p = q#1");
	assert_string_equal(route.sms_hook, "");
	assert_int_equal(read_as("", 0604, &route), ERR_ENV);
	assert_int_equal(read_as("mail.form = a@b.cn", 0600, &route), ERR_ENV);
	assert_int_equal(read_as("mail.server = http://m.cn", 0600, &route), ERR_ENV);
	assert_int_equal(read_as("mail.server = smtp://m.cn", 0600, &route), ERR_ENV);
	assert_int_equal(read_as("sms.hook = http://m.cn/", 0600, &route), ERR_ENV);
	assert_int_equal(read_as("sms.hook = http://127.0.0.1:9/", 0600, &route), ERR_NONE);
	route_wipe(&route);
	assert_string_equal(route.sms_hook, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_typed_is_no_header),
		cmocka_unit_test(rare_characters_are_never_cut),
		cmocka_unit_test(long_texts_are_whole),
		cmocka_unit_test(addresses),
		cmocka_unit_test(this_machine_and_no_other),
		cmocka_unit_test(the_file_of_the_servers),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	buf_release(&out);
	return failed;
}
