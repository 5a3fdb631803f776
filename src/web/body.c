/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/body.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/utf8.h"
#include "web/spool.h"

enum { HEAD_MAX = 4096, BOUNDARY_MAX = 70 };
#define NO_SPACE "没有收下：系统暂时没有地方存放文件，请稍后再发"

/* Where a multipart reader stands. */
enum stage { STAGE_START, STAGE_HEAD, STAGE_DATA, STAGE_AFTER, STAGE_END };

struct body {
	struct arena *arena;
	enum body_error error;
	bool multipart;
	size_t form_limit, form_used;
	const struct file_rule *files;
	const char *folder;
	int64_t file_used;
	struct buf text; /* the whole urlencoded form, or one multipart field's value */
	struct field *fields;
	size_t n_fields;
	struct upload *uploads;
	size_t n_uploads, n_kept;
	/* multipart only */
	enum stage stage;
	char mark[BOUNDARY_MAX + 5]; /* "\r\n--boundary" */
	size_t n_mark, matched;	     /* how much of the mark the input has matched */
	struct buf head;	     /* the part's header lines */
	const char *name;
	struct upload *file; /* the file being read, NULL while in a field */
};

static enum body_error fail(struct body *body, enum body_error error)
{
	if (body->error == BODY_FINE) body->error = error;
	return body->error;
}

/* boundary="…" or boundary=…; false when missing or of other characters than RFC 2046 allows. */
static bool boundary_read(const char *content_type, char ret_boundary[BOUNDARY_MAX + 1])
{
	const char *at = strcasestr(content_type, "boundary=");
	if (at == NULL) return false;
	at += strlen("boundary=");
	bool quoted = *at == '"';
	if (quoted) at++;
	size_t n = strspn(at, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			      "'()+_,-./:=?");
	if (n == 0 || n > BOUNDARY_MAX || (quoted && at[n] != '"')) return false;
	memcpy(ret_boundary, at, n);
	ret_boundary[n] = '\0';
	return true;
}

enum body_error body_open(struct arena *arena, const char *content_type, size_t form_limit,
			  const struct file_rule *files, const char *folder, struct body **ret_body)
{
	struct body *body = ARENA_NEW(arena, struct body);
	body->arena = arena;
	body->form_limit = form_limit;
	body->files = files;
	body->folder = folder;
	buf_init(&body->text, form_limit);
	buf_init(&body->head, HEAD_MAX);
	body->fields = arena_array(arena, BODY_MAX_FIELDS, sizeof *body->fields);
	body->uploads = arena_array(arena, UPLOADS_MAX, sizeof *body->uploads);
	*ret_body = body;
	if (content_type == NULL) return fail(body, BODY_WRONG_TYPE);
	size_t n = strcspn(content_type, "; ");
	if (n == 33 && strncasecmp(content_type, "application/x-www-form-urlencoded", n) == 0)
		return BODY_FINE;
	char boundary[BOUNDARY_MAX + 1];
	if (n != 19 || strncasecmp(content_type, "multipart/form-data", n) != 0)
		return fail(body, BODY_WRONG_TYPE);
	if (!boundary_read(content_type, boundary)) return fail(body, BODY_BAD);
	body->multipart = true;
	body->n_mark = (size_t)snprintf(body->mark, sizeof body->mark, "\r\n--%s", boundary);
	body->matched = 2; /* the first boundary has no line before it */
	return BODY_FINE;
}

/* A file that is not kept: the form goes on without it and says so, or ends where the page reads
 * what comes. Its further bytes are counted and dropped. */
static enum body_error drop(struct body *body, enum body_error error, const char *why)
{
	struct upload *file = body->file;
	if (body->files->kinds == 0) return fail(body, error);
	file->wrong = arena_printf(body->arena, "“%s”%s",
				   file_name_clean(file->filename, NULL, body->arena), why);
	if (file->fd >= 0) close(file->fd);
	file->fd = -1;
	return BODY_FINE;
}

/* The first byte of a file has come. */
static enum body_error file_open(struct body *body)
{
	struct upload *file = body->file;
	if (body->n_kept == body->files->most)
		return drop(body, BODY_BAD,
			    arena_printf(body->arena, "没有收下：一次最多发 %zu 个文件",
					 body->files->most));
	body->n_kept++;
	file->fd = spool_open(body->folder);
	return file->fd >= 0 ? BODY_FINE : drop(body, BODY_NO_SPACE, NO_SPACE);
}

static enum body_error write_file(struct body *body, const char *bytes, size_t n)
{
	struct upload *file = body->file;
	bool first = file->bytes == 0;
	if ((int64_t)n > body->files->total - body->file_used) return fail(body, BODY_TOO_LARGE);
	body->file_used += (int64_t)n;
	file->bytes += (int64_t)n;
	if (first && file_open(body) != BODY_FINE) return body->error;
	if (file->wrong != NULL) return BODY_FINE;
	if (file->bytes > body->files->each)
		return drop(body, BODY_TOO_LARGE,
			    arena_printf(body->arena, "太大：每个文件最多 %s",
					 upload_size(body->files->each, body->arena)));
	while (n > 0) {
		ssize_t done = write(file->fd, bytes, n);
		if (done <= 0) return drop(body, BODY_NO_SPACE, NO_SPACE);
		bytes += done;
		n -= (size_t)done;
	}
	return BODY_FINE;
}

/* Bytes of the current part's content. */
static enum body_error take(struct body *body, const char *bytes, size_t n)
{
	if (n == 0 || body->stage != STAGE_DATA) return body->error;
	if (body->file != NULL) return write_file(body, bytes, n);
	if (n > body->form_limit - body->form_used) return fail(body, BODY_TOO_LARGE);
	body->form_used += n;
	buf_add(&body->text, bytes, n);
	return BODY_FINE;
}

/* The value of name="…" in a Content-Disposition line, NULL when absent or ill-formed. Browsers
 * escape '"' as %22 and line ends as %0D%0A inside; nothing else is unescaped. */
static const char *parameter(struct body *body, const char *line, const char *key)
{
	size_t n_key = strlen(key);
	for (const char *at = line; (at = strstr(at, key)) != NULL; at += n_key) {
		if (at == line || strchr("; ", at[-1]) == NULL) continue;
		const char *value = at + n_key;
		const char *end = strchr(value, '"');
		if (end == NULL) return NULL;
		char *text = arena_text_n(body->arena, value, (size_t)(end - value));
		return utf8_valid(text, strlen(text)) ? text : NULL;
	}
	return NULL;
}

static enum body_error file_begin(struct body *body, const char *filename)
{
	if (body->files == NULL) return fail(body, BODY_TOO_LARGE);
	if (body->n_uploads == UPLOADS_MAX) return fail(body, BODY_BAD);
	body->file = &body->uploads[body->n_uploads++];
	*body->file = (struct upload){.field = body->name, .filename = filename, .fd = -1};
	return BODY_FINE;
}

/* The part's head is complete: learn its name, and whether it is a file. */
static enum body_error part_begin(struct body *body)
{
	const char *head = buf_text(&body->head);
	if (!buf_ok(&body->head)) return fail(body, BODY_BAD);
	const char *line = strcasestr(head, "content-disposition:");
	if (line == NULL || (line != head && line[-1] != '\n')) return fail(body, BODY_BAD);
	line = arena_text_n(body->arena, line, strcspn(line, "\r\n"));
	body->name = parameter(body, line, "name=\"");
	if (body->name == NULL) return fail(body, BODY_BAD);
	const char *filename = parameter(body, line, "filename=\"");
	body->file = NULL;
	buf_clear(&body->head);
	buf_clear(&body->text);
	body->stage = STAGE_DATA;
	return strstr(line, "filename") == NULL
		       ? BODY_FINE
		       : file_begin(body, filename == NULL ? "" : filename);
}

/* Text as a form field: line ends are '\n', no other control characters, valid UTF-8. */
static bool clean_text(struct arena *arena, const char *bytes, size_t n, const char **ret_text)
{
	char *text = arena_alloc(arena, n + 1);
	size_t length = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)bytes[i];
		if (c == '\r') continue;
		if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7f) return false;
		text[length++] = (char)c;
	}
	*ret_text = text;
	return utf8_valid(text, length);
}

static enum body_error part_end(struct body *body)
{
	if (body->stage != STAGE_DATA || body->file != NULL) return body->error;
	if (body->n_fields == BODY_MAX_FIELDS) return fail(body, BODY_BAD);
	struct field *field = &body->fields[body->n_fields++];
	field->name = body->name;
	if (!clean_text(body->arena, buf_text(&body->text), body->text.n, &field->value))
		return fail(body, BODY_BAD);
	return BODY_FINE;
}

/* One byte after a boundary: "\r\n" begins a part, "--" ends the form. */
static enum body_error after_boundary(struct body *body, char c)
{
	buf_putc(&body->head, c);
	if (body->head.n < 2) return BODY_FINE;
	const char *head = buf_text(&body->head);
	if (strcmp(head, "\r\n") == 0)
		body->stage = STAGE_HEAD;
	else if (strcmp(head, "--") == 0)
		body->stage = STAGE_END;
	else
		return fail(body, BODY_BAD);
	buf_clear(&body->head);
	return BODY_FINE;
}

static enum body_error head_byte(struct body *body, char c)
{
	buf_putc(&body->head, c);
	if (!buf_ok(&body->head)) return fail(body, BODY_BAD);
	size_t n = body->head.n;
	if (n >= 4 && memcmp(body->head.p + n - 4, "\r\n\r\n", 4) == 0) return part_begin(body);
	return BODY_FINE;
}

/* Content with the boundary looked for across pieces. The mark begins with '\r', which occurs
 * nowhere else in it, so a failed match can only begin anew at the failing byte. Content goes on in
 * one piece, however many line ends are in it. */
static size_t data_bytes(struct body *body, const char *bytes, size_t n)
{
	size_t before = body->matched; /* of the mark, by the end of earlier pieces */
	for (size_t at = 0; at < n; at++) {
		if (body->matched == 0) {
			const char *next = memchr(bytes + at, body->mark[0], n - at);
			if (next == NULL) break;
			at = (size_t)(next - bytes);
		}
		if (bytes[at] != body->mark[body->matched]) {
			take(body, body->mark, before);
			body->matched = before = 0;
			at--; /* look at this byte again */
			continue;
		}
		if (++body->matched < body->n_mark) continue;
		if (before == 0) take(body, bytes, at + 1 - body->n_mark);
		part_end(body);
		body->stage = STAGE_AFTER;
		body->matched = 0;
		return at + 1;
	}
	take(body, bytes, n - (body->matched - before));
	return n;
}

static enum body_error multipart_feed(struct body *body, const char *bytes, size_t n)
{
	size_t at = 0;
	while (at < n && body->error == BODY_FINE) {
		switch (body->stage) {
		case STAGE_START:
			if (bytes[at] != body->mark[body->matched]) return fail(body, BODY_BAD);
			at++;
			if (++body->matched == body->n_mark) {
				body->matched = 0;
				body->stage = STAGE_AFTER;
			}
			break;
		case STAGE_AFTER: after_boundary(body, bytes[at++]); break;
		case STAGE_HEAD: head_byte(body, bytes[at++]); break;
		case STAGE_DATA: at += data_bytes(body, bytes + at, n - at); break;
		case STAGE_END: return BODY_FINE; /* an epilogue may follow; it means nothing */
		}
	}
	return body->error;
}

enum body_error body_feed(struct body *body, const char *bytes, size_t n)
{
	if (body->error != BODY_FINE) return body->error;
	if (body->multipart) return multipart_feed(body, bytes, n);
	buf_add(&body->text, bytes, n);
	return buf_ok(&body->text) ? BODY_FINE : fail(body, BODY_TOO_LARGE);
}

bool body_split(struct arena *arena, const char *text, size_t n, struct field **ret_fields,
		size_t *ret_n)
{
	struct field *fields = NULL;
	size_t count = 0, most = 0;
	if (n > 0) {
		most = 1;
		for (size_t i = 0; i < n; i++)
			if (text[i] == '&') most++;
		if (most > BODY_MAX_FIELDS) return false;
		fields = arena_array(arena, most, sizeof *fields);
	}
	const char *end = text + n;
	while (text < end) {
		const char *stop = memchr(text, '&', (size_t)(end - text));
		if (stop == NULL) stop = end;
		const char *equals = memchr(text, '=', (size_t)(stop - text));
		const char *name_end = equals == NULL ? stop : equals;
		const char *value = equals == NULL ? stop : equals + 1;
		struct field *field = &fields[count];
		if (!http_decode(arena, text, (size_t)(name_end - text), true, &field->name) ||
		    !http_decode(arena, value, (size_t)(stop - value), true, &field->value))
			return false;
		if (stop > text) count++;
		text = stop + 1;
	}
	*ret_fields = fields;
	*ret_n = count;
	return true;
}

enum body_error body_finish(struct body *body, struct request *request)
{
	if (body->error != BODY_FINE) return body->error;
	if (!body->multipart) {
		if (!body_split(body->arena, buf_text(&body->text), body->text.n, &body->fields,
				&body->n_fields))
			return fail(body, BODY_BAD);
	} else if (body->stage != STAGE_END) {
		return fail(body, BODY_BAD);
	}
	request->form_fields = body->fields;
	request->n_form_fields = body->n_fields;
	request->uploads = body->uploads;
	for (size_t i = 0; i < body->n_uploads; i++) {
		const struct upload *upload = &body->uploads[i];
		if (upload->fd >= 0) lseek(upload->fd, 0, SEEK_SET);
		if (upload->bytes > 0 || *upload->filename != '\0')
			request->uploads[request->n_uploads++] = *upload;
	}
	body->n_uploads = 0;
	return BODY_FINE;
}

void body_close(struct body *body)
{
	if (body == NULL) return;
	for (size_t i = 0; i < body->n_uploads; i++)
		if (body->uploads[i].fd >= 0) close(body->uploads[i].fd);
	body->n_uploads = 0;
	buf_release(&body->text);
	buf_release(&body->head);
}
