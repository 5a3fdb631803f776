/* SPDX-License-Identifier: MulanPSL-2.0
 * Work done apart: in a child process that cannot harm us. What came from outside (a citizen's PDF,
 * a photograph) is opened only there. The child has standard input, output and nothing else of
 * ours open; it may use so much memory and processor time and no more, writes no file, leaves no
 * core; when it is late it is killed, and it dies with us. A sealed child besides opens nothing for
 * writing, no socket, starts no process (seccomp) and reads only programs, libraries and fonts
 * (Landlock, where the kernel has it). */
#ifndef LIANXIN_BASE_APART_H
#define LIANXIN_BASE_APART_H

#include <stdatomic.h>

#include "base/buf.h"

struct apart {
	/* either a program, looked up in /usr/bin and /bin, its arguments ending with NULL … */
	const char *const *argv;
	/* … or a function of ours, which writes to standard output. true: it did what it should. */
	bool (*run)(void *argument);
	void *argument;
	int input;	  /* read from its beginning; -1: nothing */
	bool sealed;	  /* programs always are */
	size_t memory;	  /* bytes of addresses besides what it starts with; not held under ASan */
	int cpu_seconds;  /* of processor time */
	int64_t limit_ms; /* of real time */
	/* of a function that waits for nobody: having written nothing and used no processor for so
	 * long it hangs on a lock that another thread of ours held at the fork; it is ended and
	 * begun anew, twice at most. 0: it may wait */
	int64_t stuck_ms;
	const atomic_bool *stop; /* true: whoever waits is to end, at once; NULL: never */
};

enum apart_end {
	APART_DONE,
	APART_FAILED,	/* it said so itself: exit not 0, or the function's false */
	APART_DIED,	/* a signal: a fault, or no memory left */
	APART_LATE,	/* too much time, of either kind */
	APART_STOPPED,	/* `stop` */
	APART_TOO_MUCH, /* more output than the buffer holds */
	APART_MISSING,	/* the program is not installed */
	APART_NOT,	/* the machine gave no process or pipe; errno says why */
};

/* Adds what the child wrote to `out`, whose maximum bounds it; keeps the first of its complaints
 * in `said` when that is not NULL, which may hold words of the file it read: not for a log. Waits.
 * Whatever the end, the child is gone. */
enum apart_end apart_run(const struct apart *apart, struct buf *out, struct buf *said) MUST_CHECK;
/* For a function run apart: all of it, to standard output. */
bool apart_write(const void *bytes, size_t n);
/* A nameless file in memory that holds the bytes, for `input`; -1 with errno. Close it. */
int apart_input(const void *bytes, size_t n);

#endif
