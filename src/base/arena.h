/* SPDX-License-Identifier: MulanPSL-2.0
 * Memory with one lifetime: allocate often, free once. Three lifetimes exist in the house:
 * the process, one request or job, and scratch (an arena reset inside a loop). Running out of
 * the machine's memory aborts; what a user controls is bounded before it is allocated. */
#ifndef LIANXIN_BASE_ARENA_H
#define LIANXIN_BASE_ARENA_H

#include <stdarg.h>

struct arena_block;
struct arena {
	struct arena_block *head;
	size_t used; /* bytes handed out since the last reset */
};

/* All-zero memory is a valid empty arena as well. */
void arena_init(struct arena *arena);
/* Frees everything; the arena may be used again. */
void arena_release(struct arena *arena);
/* Like release, but keeps one block for the next round. */
void arena_reset(struct arena *arena);

/* Zeroed memory, aligned for any type; never NULL; n may be 0. */
void *arena_alloc(struct arena *arena, size_t n);
void *arena_array(struct arena *arena, size_t count, size_t size);
/* Copies; the result is NUL-terminated. text may be NULL, then NULL comes back. */
char *arena_text(struct arena *arena, const char *text);
char *arena_text_n(struct arena *arena, const char *bytes, size_t n);
/* The texts one behind the other, and a number in decimal: quicker than a format, for what pages
 * are full of. */
char *arena_join(struct arena *arena, const char *const *texts, size_t n);
#define ARENA_JOIN(arena, ...)                                                                     \
	arena_join((arena), (const char *const[]){__VA_ARGS__},                                    \
		   sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))
char *arena_int(struct arena *arena, int64_t value);
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif
