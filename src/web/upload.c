/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/upload.h"

#include <sys/mman.h>
#include <unistd.h>

#include "web/http.h"
#include "web/route.h"

enum { MIB = 1024 * 1024, KIB = 1024 };

const struct file_rule upload_public = {
	.most = 5, .each = 10 * MIB, .total = 50 * MIB, .kinds = FILE_SET_PUBLIC};
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
	upload->digest = digest_of(bytes, n);
}

void uploads_check(struct request *request)
{
	const struct file_rule *rule = request->route->files;
	if (rule == NULL || rule->kinds == 0) return;
	for (size_t i = 0; i < request->n_uploads; i++)
		if (request->uploads[i].wrong == NULL)
			check(&request->uploads[i], rule->kinds, request->arena);
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
