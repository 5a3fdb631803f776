/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(at, n) ASAN_POISON_MEMORY_REGION((at), (n))
#define UNPOISON(at, n) ASAN_UNPOISON_MEMORY_REGION((at), (n))
#else
#define POISON(at, n) ((void)(at), (void)(n))
#define UNPOISON(at, n) ((void)(at), (void)(n))
#endif

enum { BLOCK_BYTES = 16 * 1024 - 64, GAP = 8 };

struct arena_block {
	struct arena_block *next;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

void arena_init(struct arena *arena)
{
	memset(arena, 0, sizeof *arena);
}

static struct arena_block *block_new(size_t size)
{
	struct arena_block *block = malloc(sizeof *block + size);
	BUG_IF(block == NULL);
	block->next = NULL;
	block->size = size;
	block->used = 0;
	POISON(block->bytes, size);
	return block;
}

static void block_free(struct arena_block *block)
{
	UNPOISON(block->bytes, block->size);
	free(block);
}

void arena_release(struct arena *arena)
{
	for (struct arena_block *block = arena->head; block != NULL;) {
		struct arena_block *next = block->next;
		block_free(block);
		block = next;
	}
	arena_init(arena);
}

void arena_reset(struct arena *arena)
{
	struct arena_block *keep = NULL;
	for (struct arena_block *block = arena->head; block != NULL;) {
		struct arena_block *next = block->next;
		if (keep == NULL && block->size == BLOCK_BYTES)
			keep = block;
		else
			block_free(block);
		block = next;
	}
	if (keep != NULL) {
		keep->next = NULL;
		keep->used = 0;
		POISON(keep->bytes, keep->size);
	}
	arena->head = keep;
	arena->used = 0;
}

/* Not zeroed: for those who write all of it at once. */
static void *take(struct arena *arena, size_t n)
{
	const size_t align = alignof(max_align_t);
	BUG_IF(n > SIZE_MAX / 2);
	size_t need = (n + GAP + align - 1) / align * align;
	struct arena_block *block = arena->head;
	if (block == NULL || block->size - block->used < need) {
		block = block_new(need > BLOCK_BYTES ? need : BLOCK_BYTES);
		/* an oversized block goes behind the current one, which still has room */
		if (need > BLOCK_BYTES && arena->head != NULL) {
			block->next = arena->head->next;
			arena->head->next = block;
		} else {
			block->next = arena->head;
			arena->head = block;
		}
	}
	void *result = block->bytes + block->used;
	block->used += need;
	arena->used += need;
	UNPOISON(result, n);
	return result;
}

void *arena_alloc(struct arena *arena, size_t n)
{
	return memset(take(arena, n), 0, n);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	BUG_IF(size != 0 && count > SIZE_MAX / 2 / size);
	return arena_alloc(arena, count * size);
}

char *arena_text_n(struct arena *arena, const char *bytes, size_t n)
{
	char *copy = take(arena, n + 1);
	if (n > 0) memcpy(copy, bytes, n);
	copy[n] = '\0';
	return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_text_n(arena, text, strlen(text));
}

char *arena_join(struct arena *arena, const char *const *texts, size_t n)
{
	size_t total = 0;
	for (size_t i = 0; i < n; i++) total += strlen(texts[i]);
	char *joined = take(arena, total + 1), *at = joined;
	for (size_t i = 0, length; i < n; i++, at += length) {
		length = strlen(texts[i]);
		memcpy(at, texts[i], length);
	}
	*at = '\0';
	return joined;
}

char *arena_int(struct arena *arena, int64_t value)
{
	char digits[24];
	char *at = digits + sizeof digits;
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (value < 0) *--at = '-';
	return arena_text_n(arena, at, (size_t)(digits + sizeof digits - at));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	char usual[256]; /* most texts are short: formatted once */
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(usual, sizeof usual, format, args);
	va_end(args);
	BUG_IF(n < 0);
	char *text = take(arena, (size_t)n + 1);
	if ((size_t)n < sizeof usual)
		memcpy(text, usual, (size_t)n + 1);
	else
		vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	return text;
}
