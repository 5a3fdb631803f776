/* SPDX-License-Identifier: MulanPSL-2.0
 * Files sent to the server: judged, digested, bounded, and each mistake said to its field while
 * everything else is kept. */
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "unit/help_clamd.h"
#include "unit/help_cmocka.h"
#include "unit/help_office.h"
#include "unit/help_web.h"
#include "web/held.h"

#define PARTS "multipart/form-data; boundary=xYz"
#define END "--xYz--\r\n"
enum { BODY_ROOM = 64 * 1024 };

struct body {
	char bytes[BODY_ROOM];
	size_t n;
};

static void add(struct body *body, const void *bytes, size_t n)
{
	assert_true(n < sizeof body->bytes - body->n);
	memcpy(body->bytes + body->n, bytes, n);
	body->n += n;
}

static void add_text(struct body *body, const char *text)
{
	add(body, text, strlen(text));
}

static void add_field(struct body *body, const char *name, const char *value)
{
	char head[512];
	snprintf(head, sizeof head,
		 "--xYz\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", name, value);
	add_text(body, head);
}

static void add_file(struct body *body, const char *field, const char *name, const void *bytes,
		     size_t n)
{
	char head[512];
	snprintf(head, sizeof head,
		 "--xYz\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
		 "Content-Type: application/octet-stream\r\n\r\n",
		 field, name);
	add_text(body, head);
	add(body, bytes, n);
	add_text(body, "\r\n");
}

/* One of tests/data/files under any name. */
static void add_sample(struct body *body, const char *field, const char *name, const char *sample)
{
	static char bytes[BODY_ROOM];
	char path[128];
	snprintf(path, sizeof path, "tests/data/files/%s", sample);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	size_t n = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	add_file(body, field, name, bytes, n);
}

static struct http_answer send_body(const struct web_fixture *fixture, struct body *body)
{
	add_text(body, END);
	char head[512];
	int n = snprintf(head, sizeof head,
			 "POST /apply HTTP/1.1\r\nHost: a\r\nContent-Type: " PARTS
			 "\r\nContent-Length: %zu\r\n\r\n",
			 body->n);
	int fd = http_connect(fixture->port[FACE_DESK]);
	assert_int_equal(write(fd, head, (size_t)n), n);
	for (size_t at = 0; at + 1 < body->n;) {
		ssize_t done = write(fd, body->bytes + at, body->n - 1 - at);
		assert_true(done > 0);
		at += (size_t)done;
	}
	/* the last byte by http_ask(), which reads the answer */
	char last[2] = {body->bytes[body->n - 1], '\0'};
	struct http_answer answer = http_ask(fd, last, false);
	close(fd);
	return answer;
}

static void good_files_are_named_and_digested(void **state)
{
	static struct body body;
	body.n = 0;
	add_field(&body, "name", "玥旸");
	add_sample(&body, "proof", "C:\\照片\\玥旸𬭸.PDF", "photo.jpg");
	add_sample(&body, "papers", "方案.docx", "letter.docx");
	add_sample(&body, "papers", "说明", "note-gbk.txt");
	struct http_answer answer = send_body(*state, &body);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "proof 玥旸𬭸.jpg image/jpeg 46 "));
	assert_non_null(strstr(answer.body, "papers 方案.docx application/vnd.openxml"));
	assert_non_null(strstr(answer.body, "papers 说明.txt text/plain "));
	assert_null(strstr(answer.body, "differs"));
	assert_null(strstr(answer.body, ": "));
}

static void each_mistake_is_said_to_its_field(void **state)
{
	static struct body body;
	body.n = 0;
	add_field(&body, "name", "");
	add_sample(&body, "proof", "身份证.pdf", "program.pdf");
	add_sample(&body, "papers", "方案.pdf", "letter.docx");
	struct http_answer answer = send_body(*state, &body);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "name: 请填写姓名\n"));
	assert_non_null(strstr(answer.body, "proof: “身份证.pdf”其实是 Windows 程序，不能收\n"));
	assert_non_null(strstr(answer.body, "papers 方案.docx "));

	body.n = 0;
	add_field(&body, "name", "王");
	add_file(&body, "proof", "", "", 0); /* nothing chosen */
	add_sample(&body, "papers", "bomb.docx", "bomb.docx");
	add_file(&body, "papers", "空.txt", "", 0);
	answer = send_body(*state, &body);
	assert_non_null(strstr(answer.body, "proof: 请选择身份证明\n"));
	assert_non_null(strstr(answer.body, "papers: “bomb.docx”解开后大得不正常，不能收\n"));
	assert_non_null(strstr(answer.body, "papers: “空.txt”是空的\n"));

	body.n = 0;
	add_field(&body, "name", "王");
	add_sample(&body, "proof", "身份证.docx", "letter.docx");
	answer = send_body(*state, &body);
	assert_non_null(strstr(answer.body, "proof: “身份证.docx”是 DOCX 文档，这里只收 PDF、JPG"));
}

static void too_large_and_too_many_are_dropped_alone(void **state)
{
	static struct body body;
	static char large[6000];
	memset(large, 'a', sizeof large);
	body.n = 0;
	add_field(&body, "name", "王");
	add_sample(&body, "proof", "身份证.jpg", "photo.jpg");
	add_file(&body, "papers", "大.txt", large, sizeof large);
	struct http_answer answer = send_body(*state, &body);
	assert_non_null(strstr(answer.body, "papers: “大.txt”太大：每个文件最多 5 KB\n"));
	assert_non_null(strstr(answer.body, "proof 身份证.jpg "));

	body.n = 0;
	add_field(&body, "name", "王");
	add_sample(&body, "proof", "1.jpg", "photo.jpg");
	for (int i = 2; i <= 4; i++) add_file(&body, "papers", "方案.txt", large, 10);
	answer = send_body(*state, &body);
	assert_non_null(strstr(answer.body, "papers: “方案.txt”没有收下：一次最多发 3 个文件\n"));

	body.n = 0;
	add_field(&body, "name", "王");
	for (int i = 1; i <= 3; i++) add_file(&body, "proof", "方案.txt", large, 4900);
	assert_int_equal(send_body(*state, &body).status, 413); /* more than all together */
}

static void a_form_outlives_a_full_disk(void **state)
{
	struct web_fixture *fixture = *state;
	static struct body body;
	fixture->site.spool = "/nowhere/at/all";
	body.n = 0;
	add_field(&body, "name", "王");
	add_sample(&body, "proof", "身份证.jpg", "photo.jpg");
	struct http_answer answer = send_body(fixture, &body);
	assert_int_equal(answer.status, 200);
	assert_non_null(
		strstr(answer.body,
		       "proof: “身份证.jpg”没有收下：系统暂时没有地方存放文件，请稍后再发\n"));
	/* a page that reads what comes cannot go on without it */
	static const char content[] = "--xYz\r\nContent-Disposition: form-data; name=\"f\"; "
				      "filename=\"a\"\r\n\r\na,b\r\n" END;
	char exact[512];
	snprintf(exact, sizeof exact,
		 "POST /open HTTP/1.1\r\nHost: a\r\nContent-Type: " PARTS
		 "\r\nContent-Length: %zu\r\n\r\n%s",
		 strlen(content), content);
	assert_int_equal(http_once(fixture->port[FACE_DESK], exact).status, 507);
}

/* What the page said to send again for a field: "token;name". */
static void held_value(const struct http_answer *answer, const char *field, char ret_value[256])
{
	char mark[64];
	snprintf(mark, sizeof mark, "\n%s.held=", field);
	const char *at = strstr(answer->body, mark);
	assert_non_null(at);
	at += strlen(mark);
	size_t n = strcspn(at, "\n");
	assert_true(n < 256);
	memcpy(ret_value, at, n);
	ret_value[n] = '\0';
}

static void files_outlive_the_correction_of_another_field(void **state)
{
	struct web_fixture *fixture = *state;
	static struct body body;
	char folder[] = "/tmp/lianxin-held-XXXXXX", value[256], again[256];
	assert_non_null(mkdtemp(folder));
	fixture->site.spool = folder;
	body.n = 0;
	add_field(&body, "name", "");
	add_sample(&body, "proof", "玥旸𬭸.jpg", "photo.jpg");
	struct http_answer answer = send_body(fixture, &body);
	assert_non_null(strstr(answer.body, "name: 请填写姓名\n"));
	held_value(&answer, "proof", value);
	assert_non_null(strstr(value, ";玥旸𬭸.jpg"));
	/* nothing of it can be read on the disk */
	char command[256];
	snprintf(command, sizeof command, "grep -qa JFIF %s/held-*", folder);
	assert_int_equal(system(command), 256);
	/* it is there for the next try, and the one after that */
	for (int i = 0; i < 2; i++) {
		body.n = 0;
		add_field(&body, "name", i == 0 ? "" : "王");
		add_field(&body, "proof.held", value);
		answer = send_body(fixture, &body);
		assert_non_null(strstr(answer.body, "proof 玥旸𬭸.jpg image/jpeg 46 "));
		assert_null(strstr(answer.body, "proof: "));
		held_value(&answer, "proof", again);
		assert_string_equal(again, value);
	}
	/* a new one takes its place */
	body.n = 0;
	add_field(&body, "name", "王");
	add_field(&body, "proof.held", value);
	add_sample(&body, "proof", "新的.png", "shot.png");
	answer = send_body(fixture, &body);
	assert_non_null(strstr(answer.body, "proof 新的.png "));
	assert_null(strstr(answer.body, "玥"));
	/* one that is taken back, made up, damaged or gone must be chosen again */
	char wrong[256];
	snprintf(wrong, sizeof wrong, "%s", value);
	wrong[0] = wrong[0] == 'a' ? 'b' : 'a';
	snprintf(command, sizeof command,
		 "for f in %s/held-*; do printf x | dd of=$f bs=1 seek=600 conv=notrunc "
		 "2>/dev/null; done",
		 folder);
	assert_int_equal(system(command), 0);
	const char *const lost[] = {wrong, "../../etc/passwd;a.pdf", value};
	for (size_t i = 0; i < COUNT_OF(lost); i++) {
		body.n = 0;
		add_field(&body, "name", "王");
		add_field(&body, "proof.held", lost[i]);
		answer = send_body(fixture, &body);
		assert_non_null(strstr(answer.body, "已经清除（只保留一天），请重新选择\n"));
	}
	value[HELD_TOKEN - 1] = '\0';
	body.n = 0;
	add_field(&body, "name", "王");
	add_field(&body, "proof.held", value);
	add_field(&body, "proof.drop", value);
	answer = send_body(fixture, &body);
	assert_non_null(strstr(answer.body, "proof: 请选择身份证明\n"));
	snprintf(command, sizeof command, "test -z \"$(ls %s)\" && rmdir %s", folder, folder);
	assert_int_equal(system(command), 0);
}

static void what_waits_is_forgotten_after_a_day(void **state)
{
	(void)state;
	char folder[] = "/tmp/lianxin-held-XXXXXX", token[HELD_TOKEN];
	assert_non_null(mkdtemp(folder));
	struct arena arena = {0};
	struct upload back, sent = {.name = "a.txt", .bytes = 3, .mapped = "abc"};
	sent.digest = digest_of("abc", 3);
	int64_t bytes, now = clock_now(NULL);
	size_t files;
	assert_true(held_keep(folder, &sent, NULL, token));
	assert_true(held_take(folder, token, &arena, &back));
	char read_back[3];
	assert_true(upload_read(&back, 0, read_back, 3));
	assert_memory_equal(read_back, "abc", 3);
	assert_true(digest_equal(&back.digest, &sent.digest));
	assert_false(upload_read(&back, 1, read_back, 3));
	close(back.fd);
	held_sweep(folder, now + (HELD_HOURS * 3600 - 60) * 1000LL, &bytes, &files);
	assert_true(files == 1 && bytes > 3);
	held_sweep(folder, now + (HELD_HOURS * 3600 + 60) * 1000LL, &bytes, &files);
	assert_int_equal(files, 0);
	assert_false(held_take(folder, token, &arena, &back));
	assert_int_equal(rmdir(folder), 0);
	arena_release(&arena);
}

/* Whoever sends files that are never handed in stands in his own way alone. */
static void nobody_fills_the_folder_for_all(void **state)
{
	(void)state;
	char folder[] = "/tmp/lianxin-held-XXXXXX", token[HELD_TOKEN], command[128];
	assert_non_null(mkdtemp(folder));
	struct upload sent = {.name = "a.txt", .bytes = 3, .mapped = "abc"};
	size_t n = 0;
	while (n < HELD_FILES_MAX && held_keep(folder, &sent, "aaaaaaa1", token)) n++;
	assert_int_equal(n, HELD_SENDER_FILES);
	assert_true(held_keep(folder, &sent, "aaaaaaa2", token));
	/* many of them leave the desk its part */
	snprintf(command, sizeof command,
		 "cd %s && for i in $(seq %zu); do : >held-aaaaaaa3-$i; done", folder,
		 HELD_FILES_MAX - HELD_FILES_MAX / HELD_DESK_PART - n - 2);
	assert_int_equal(system(command), 0);
	assert_true(held_keep(folder, &sent, "aaaaaaa2", token));
	assert_false(held_keep(folder, &sent, "aaaaaaa2", token));
	held_drop(folder, token);
	assert_true(held_keep(folder, &sent, NULL, token));
	held_drop(folder, token);
	/* nor is one larger than the share taken */
	sent.bytes = HELD_SENDER_BYTES + 1;
	assert_false(held_keep(folder, &sent, "aaaaaaa2", token));
	snprintf(command, sizeof command, "rm -r %s", folder);
	assert_int_equal(system(command), 0);
}

/* A word in a form costs nothing, the file it brings back does. */
static void no_more_is_brought_back_than_could_be_sent(void **state)
{
	const struct web_fixture *fixture = *state;
	static struct body body;
	char value[256];
	size_t n = 0;
	body.n = 0;
	add_sample(&body, "papers", "照片.jpg", "photo.jpg"); /* no name: it comes back */
	struct http_answer answer = send_body(fixture, &body);
	held_value(&answer, "papers", value);
	body.n = 0;
	for (int i = 0; i < 8; i++) add_field(&body, "papers.held", value);
	answer = send_body(fixture, &body);
	for (const char *at = answer.body; (at = strstr(at, "papers 照片.jpg")) != NULL; at++) n++;
	assert_int_equal(n, 3);
}

static void an_infected_file_is_refused_alone(void **state)
{
	struct web_fixture *fixture = *state;
	static struct body body;
	struct help_clamd clamd;
	help_clamd_start(&clamd);
	help_office_open(&help, "2025-01-10T09:00");
	fixture->threads[1].office = &help.office;
	fixture->site.clamd = clamd.address;
	body.n = 0;
	add_field(&body, "name", "王");
	add_sample(&body, "proof", "身份证.jpg", "photo.jpg");
	add_file(&body, "papers", "说明.txt", help_eicar(), strlen(help_eicar()));
	add_sample(&body, "papers", "程序.txt", "program.pdf"); /* not worth a scan */
	struct http_answer answer = send_body(fixture, &body);
	assert_non_null(strstr(answer.body,
			       "papers: “说明.txt”带有病毒（Win.Test.EICAR_HDB-1），没有收下"));
	assert_non_null(strstr(answer.body, "proof 身份证.jpg "));
	assert_int_equal(clamd.scans, 2);
	help_clamd_stop(&clamd);
	assert_int_equal(help_journal_count(&help, ACTION_INFECTED), 1);
	fixture->threads[1].office = NULL;
	help_office_close(&help);
}

static void a_file_goes_out_to_be_saved(void **state)
{
	const struct web_fixture *fixture = *state;
	int port = fixture->port[FACE_PUBLIC];
	char value[512];
	struct http_answer answer = http_once(
		port,
		GET("/paper?name=%E7%8E%A5%F0%AC%AD%B8%20a%22(1)%3B.pdf&type=application/pdf"));
	assert_true(http_header(&answer, "Content-Disposition", value));
	assert_string_equal(value, "attachment; filename=\"__ a__1__.pdf\"; "
				   "filename*=UTF-8''%E7%8E%A5%F0%AC%AD%B8%20a%22%281%29%3B.pdf");
	assert_true(http_header(&answer, "Content-Type", value));
	assert_string_equal(value, "application/pdf");
	assert_true(http_header(&answer, "Content-Security-Policy", value));
	assert_string_equal(value, "sandbox; default-src 'none'; frame-ancestors 'none'");
	assert_true(http_header(&answer, "X-Content-Type-Options", value));
	assert_true(http_header(&answer, "Cache-Control", value));
	assert_string_equal(value, "no-store");
	answer = http_once(port, GET("/paper?name=a.html&type=text/html"));
	assert_true(http_header(&answer, "Content-Type", value));
	assert_string_equal(value, "application/octet-stream");
}

/* Sends so many bytes that nobody wants, then reads the answer. */
static struct http_answer send_much(int port, const char *head, size_t n)
{
	static char noise[64 * 1024];
	int fd = http_connect(port);
	assert_int_equal(write(fd, head, strlen(head)), strlen(head));
	for (size_t at = 0; at < n; at += sizeof noise)
		assert_int_equal(write(fd, noise, sizeof noise), sizeof noise);
	struct http_answer answer = http_ask(fd, "", false);
	close(fd);
	return answer;
}

/* A browser reads an answer once it has sent everything: it must be there by then. */
static void what_is_too_large_is_refused_at_once_and_readably(void **state)
{
	const struct web_fixture *fixture = *state;
	static const char head[] = "POST /apply HTTP/1.1\r\nHost: a\r\nContent-Type: " PARTS
				   "\r\nContent-Length: 314572800\r\n\r\n";
	struct http_answer answer = http_once(fixture->port[FACE_DESK], head);
	assert_int_equal(answer.status, 413); /* before a byte of it */
	assert_true(answer.closed);
	answer = send_much(fixture->port[FACE_DESK], head, 30 << 20);
	assert_int_equal(answer.status, 413);
	assert_non_null(strstr(answer.body, "每个文件最多 5 KB，一次一共最多 12 KB"));
	answer = send_much(fixture->port[FACE_DESK],
			   "POST /apply HTTP/1.1\r\nHost: a\r\nContent-Type: " PARTS
			   "\r\nTransfer-Encoding: chunked\r\n\r\n4000000\r\n",
			   30 << 20);
	assert_int_equal(answer.status, 411);
	assert_non_null(strstr(answer.body, "请求没有说明内容的长度"));
	/* the next visitor notices nothing */
	assert_int_equal(http_once(fixture->port[FACE_PUBLIC], GET("/count")).status, 200);
}

/* Bytes of a header that never ends, until the server has enough. */
static double drip(int fd)
{
	struct timespec began, now, pause = {0, 100000000};
	double seconds = 0;
	char byte;
	clock_gettime(CLOCK_MONOTONIC, &began);
	for (int i = 0; i < 100; i++) {
		if (send(fd, "a", 1, MSG_NOSIGNAL) != 1) break;
		nanosleep(&pause, NULL);
		if (recv(fd, &byte, 1, MSG_DONTWAIT) == 0) break;
	}
	clock_gettime(CLOCK_MONOTONIC, &now);
	seconds = (double)(now.tv_sec - began.tv_sec) + (double)(now.tv_nsec - began.tv_nsec) / 1e9;
	return seconds;
}

static void what_drips_in_is_cut_off(void **state)
{
	const struct web_fixture *fixture = *state;
	int fd = http_connect(fixture->port[FACE_PUBLIC]);
	static const char start[] = "GET /count HTTP/1.1\r\nHost: a\r\nX-Slow: ";
	assert_int_equal(write(fd, start, sizeof start - 1), sizeof start - 1);
	assert_true(drip(fd) < 5);
	close(fd);
	fd = http_connect(fixture->port[FACE_DESK]); /* a body as well */
	static const char form[] = "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n"
				   "Content-Type: application/x-www-form-urlencoded\r\n\r\n";
	assert_int_equal(write(fd, form, sizeof form - 1), sizeof form - 1);
	assert_true(drip(fd) < 5);
	close(fd);
	/* a page that takes longer is not a header that does */
	fd = http_connect(fixture->port[FACE_PUBLIC]);
	static const char slow[] = GET("/slow");
	assert_int_equal(write(fd, slow, sizeof slow - 1), sizeof slow - 1);
	sleep(2);
	assert_int_equal(write(fixture->gate[1], "x", 1), 1);
	struct http_answer answer = http_ask(fd, "", false);
	assert_int_equal(answer.status, 200);
	sleep(2); /* nor is one who reads before asking for the next page */
	assert_int_equal(http_ask(fd, GET("/part/a"), false).status, 200);
	close(fd);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, web_fixture_start, web_fixture_stop)
#define HASTY(name) cmocka_unit_test_setup_teardown(name, web_fixture_start_hasty, web_fixture_stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(good_files_are_named_and_digested),
		TEST(each_mistake_is_said_to_its_field),
		TEST(too_large_and_too_many_are_dropped_alone),
		TEST(a_form_outlives_a_full_disk),
		TEST(what_is_too_large_is_refused_at_once_and_readably),
		HASTY(what_is_too_large_is_refused_at_once_and_readably),
		HASTY(what_drips_in_is_cut_off),
		TEST(an_infected_file_is_refused_alone),
		TEST(a_file_goes_out_to_be_saved),
		TEST(files_outlive_the_correction_of_another_field),
		cmocka_unit_test(what_waits_is_forgotten_after_a_day),
		cmocka_unit_test(nobody_fills_the_folder_for_all),
		TEST(no_more_is_brought_back_than_could_be_sent),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
