/* SPDX-License-Identifier: MulanPSL-2.0
 * Small macros every file may use. The compiler includes this header before each file
 * (-include), so it must stay tiny and free of other headers of the house. */
#ifndef LIANXIN_BASE_COMMON_H
#define LIANXIN_BASE_COMMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The result must be looked at: an error nobody reads is a swallowed error. */
#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_at, args_at) __attribute__((format(printf, format_at, args_at)))
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define UNUSED __attribute__((unused))

/* Our own mistake, never the user's: says where and aborts. Lines with BUG_IF are the only
 * ones the coverage of law/ leaves out. */
#define BUG_IF(condition)                                                                          \
	do {                                                                                       \
		if (__builtin_expect(!!(condition), 0)) bug_found(__FILE__, __LINE__, #condition); \
	} while (0)
_Noreturn void bug_found(const char *file, int line, const char *what);

#endif
