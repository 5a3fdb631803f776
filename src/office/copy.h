/* SPDX-License-Identifier: MulanPSL-2.0
 * The operator moves the office into another database, or takes it back. */
#ifndef LIANXIN_OFFICE_COPY_H
#define LIANXIN_OFFICE_COPY_H

#include "office/office.h"
#include "store/copy.h"

/* order without its author: the operator is. Errors of store_copy(). */
enum err house_copy(struct copy_order order, struct clock clock, struct arena *arena,
		    struct error *error, struct copy_result *ret_result) MUST_CHECK;
/* *ret_moved_to, in the arena: where the office had moved to. ERR_CONFLICT when it had not. */
enum err house_reopen(const char *url, struct clock clock, struct arena *arena, struct error *error,
		      const char **ret_moved_to) MUST_CHECK;

#endif
