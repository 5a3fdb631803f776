/* SPDX-License-Identifier: MulanPSL-2.0
 * A thread that does a piece of work again and again, and sleeps in between until it is due or is
 * to end. Signals are not for it. */
#ifndef LIANXIN_BASE_TIMED_H
#define LIANXIN_BASE_TIMED_H

#include "base/error.h"

/* Does what is due; in how many ms to come again. */
typedef int64_t timed_work(void *context);

struct timed;
/* ERR_ENV when the machine gives no thread. */
enum err timed_start(timed_work *work, void *context, struct error *error,
		     struct timed **ret_timed) MUST_CHECK;
/* Waits for the work that runs. NULL is fine. */
void timed_stop(struct timed *timed);

#endif
