/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/upload.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "office/scan.h"
#include "web/held.h"
#include "web/http.h"
#include "web/route.h"
#include "web/site.h"

enum { MIB = 1024 * 1024, KIB = 1024 };

const struct file_rule upload_public = {
	.most = 5, .each = 10 * MIB, .total = 50 * MIB, .kinds = FILE_SET_PUBLIC};
const struct file_rule upload_proofs = {
	.most = 5, .each = 10 * MIB, .total = 50 * MIB, .kinds = FILE_SET_PROOFS};
const struct file_rule upload_desk = {
	.most = 20, .each = 50 * MIB, .total = 200 * MIB, .kinds = FILE_SET_DESK};

const void *upload_bytes(const struct upload *upload)
{
	BUG_IF(upload->mapped == NULL);
	return upload->mapped;
}

bool upload_read(const struct upload *upload, int64_t at, void *ret_bytes, size_t n)
{
	char *to = ret_bytes;
	while (n > 0) {
		ssize_t got = pread(upload->fd, to, n, at);
		if (got <= 0) return false;
		to += got;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

const char *upload_size(int64_t bytes, struct arena *arena)
{
	if (bytes < KIB) return arena_printf(arena, "%d 字节", (int)bytes);
	if (bytes < MIB) return arena_printf(arena, "%d KB", (int)((bytes + KIB / 2) / KIB));
	int tenths = (int)((bytes * 10 + MIB / 2) / MIB);
	return tenths % 10 == 0 ? arena_printf(arena, "%d MB", tenths / 10)
				: arena_printf(arena, "%d.%d MB", tenths / 10, tenths % 10);
}

const char *upload_hint(const struct file_rule *rule, unsigned kinds, size_t most,
			struct arena *arena)
{
	const char *text =
		arena_printf(arena, "可以选 %s，每个不超过 %s", file_set_text(kinds, arena),
			     upload_size(rule->each, arena));
	return most > 1 ? arena_printf(arena, "%s，最多 %zu 个", text, most) : text;
}

/* The office is to know who sent it, and when; that it cannot be written down refuses it no less.
 */
static void note_infected(const struct upload *upload, const struct request *request,
			  const char *virus)
{
	struct error error = {0};
	char digest[DIGEST_HEX];
	log_line(LOG_WARNING, "a file sent to %s holds a virus and was refused: %s",
		 request->route->pattern, virus);
	digest_hex(&upload->digest, digest);
	if (scan_found(request->thread->office, request->actor, request->from, virus, digest,
		       upload->bytes, &error) != ERR_NONE)
		log_line(LOG_WARNING, "that could not be journalled: %s", error.message);
}

/* What waited between two pages was scanned when it came, unless it is marked. */
static void scan(struct upload *upload, const struct request *request)
{
	char virus[SCAN_NAME];
	if (request->site->clamd == NULL || (upload->held != NULL && !upload->unscanned)) return;
	upload->unscanned = false;
	switch (scan_bytes(request->thread->office, request->site->clamd, upload->mapped,
			   (size_t)upload->bytes, virus)) {
	case SCAN_CLEAN: return;
	case SCAN_UNSCANNED: upload->unscanned = true; return;
	case SCAN_INFECTED:
		note_infected(upload, request, virus);
		upload->wrong =
			arena_printf(request->arena, "“%s”带有病毒（%s），没有收下；请杀毒以后再发",
				     upload->name, virus);
		return;
	case SCAN_REFUSED:
		upload->wrong = arena_printf(
			request->arena, "“%s”没有收下：查毒服务暂时停用，请稍后再试", upload->name);
	}
}

static void check(struct upload *upload, unsigned kinds, struct arena *arena)
{
	struct file_seen seen;
	size_t n = (size_t)upload->bytes;
	const void *bytes = "";
	if (n > 0) {
		void *mapped = mmap(NULL, n, PROT_READ, MAP_PRIVATE, upload->fd, 0);
		if (mapped == MAP_FAILED) {
			upload->wrong =
				arena_printf(arena, "“%s”没有读出来，请稍后再试",
					     file_name_clean(upload->filename, NULL, arena));
			return;
		}
		bytes = upload->mapped = mapped;
	}
	upload->wrong = file_check(bytes, n, upload->filename, kinds, arena, &seen);
	if (upload->wrong != NULL) return;
	upload->kind = seen.kind;
	upload->name = seen.name;
	upload->media_type = file_kind_facts(seen.kind)->media_type;
	if (upload->held == NULL) upload->digest = digest_of(bytes, n);
}

/* The field that `name` belongs to when it is "FIELD.held", else NULL. */
static const char *field_held(const char *name, struct arena *arena)
{
	size_t n = strlen(name), end = strlen(UPLOAD_HELD);
	bool held = n > end && strcmp(name + n - end, UPLOAD_HELD) == 0;
	return held ? arena_text_n(arena, name, n - end) : NULL;
}

static bool is_dropped(const struct request *request, const char *field, const char *token)
{
	const char *name = arena_printf(request->arena, "%s" UPLOAD_DROP, field);
	for (size_t i = 0; i < request->n_form_fields; i++)
		if (strcmp(request->form_fields[i].name, name) == 0 &&
		    strcmp(request->form_fields[i].value, token) == 0)
			return true;
	return false;
}

/* Brings back what an earlier page of the form sent; value: the token, ';', the name. */
static void bring_back(struct request *request, const char *field, const char *value)
{
	struct arena *arena = request->arena;
	const char *folder = request->site->spool;
	struct upload *upload = &request->uploads[request->n_uploads];
	size_t n = strcspn(value, ";");
	const char *token = arena_text_n(arena, value, n);
	if (is_dropped(request, field, token)) {
		held_drop(folder, token);
		return;
	}
	if (!held_take(folder, token, arena, upload)) {
		const char *name = value[n] == '\0' ? "" : value + n + 1;
		*upload = (struct upload){.fd = -1, .filename = name};
		upload->wrong = arena_printf(arena, "“%s”已经清除（只保留一天），请重新选择",
					     file_name_clean(name, NULL, arena));
	}
	upload->field = field;
	request->n_uploads++;
}

void uploads_check(struct request *request)
{
	const struct file_rule *rule = request->route->files;
	size_t n_held = 0;
	if (rule == NULL || rule->kinds == 0) return;
	for (size_t i = 0; i < request->n_form_fields; i++) {
		const struct field *sent = &request->form_fields[i];
		const char *field = field_held(sent->name, request->arena);
		if (field == NULL || request->n_uploads == UPLOADS_MAX) continue;
		/* a word of a few bytes brings back a whole file: not more than could be sent */
		if (n_held++ < rule->most) bring_back(request, field, sent->value);
	}
	for (size_t i = 0; i < request->n_uploads; i++) {
		struct upload *upload = &request->uploads[i];
		if (upload->wrong == NULL) check(upload, rule->kinds, request->arena);
		if (upload->wrong == NULL) scan(upload, request);
	}
}

void uploads_close(struct request *request)
{
	for (size_t i = 0; i < request->n_uploads; i++) {
		struct upload *upload = &request->uploads[i];
		if (upload->mapped != NULL)
			munmap((void *)(uintptr_t)upload->mapped, (size_t)upload->bytes);
		if (upload->fd >= 0) close(upload->fd);
	}
	request->n_uploads = 0;
}
