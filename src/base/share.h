/* SPDX-License-Identifier: MulanPSL-2.0
 * One piece of work shared among processors, by who waits for it: digesting or sealing several
 * files, say. Threads live only that long. */
#ifndef LIANXIN_BASE_SHARE_H
#define LIANXIN_BASE_SHARE_H

enum { SHARE_THREADS = 4 }; /* at most, the caller's among them */

/* Does the i-th part. Parts may run at the same moment: each touches its own alone. */
typedef void share_part(void *context, size_t i);
/* Runs part 0 … n - 1, each once, in no order, and returns when all are done. Where the machine
 * gives no thread, or has one processor, the caller does them all. */
void share(size_t n, share_part *part, void *context);

#endif
