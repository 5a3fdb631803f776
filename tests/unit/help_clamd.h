/* SPDX-License-Identifier: MulanPSL-2.0
 * A virus scanner for tests: speaks clamd's INSTREAM and finds the EICAR test file. */
#ifndef LIANXIN_TESTS_HELP_CLAMD_H
#define LIANXIN_TESTS_HELP_CLAMD_H

#include <pthread.h>

/* What scanners find by agreement; put together at run time, or one on the developer's machine
 * would take the source away. */
const char *help_eicar(void);

struct help_clamd {
	char address[108]; /* a socket in /tmp */
	int listener;
	pthread_t thread;
	int scans;	  /* how many files it was shown */
	int64_t bytes;	  /* of the last one */
	const char *says; /* instead of its verdict; "": it hangs up */
};
void help_clamd_start(struct help_clamd *clamd);
void help_clamd_stop(struct help_clamd *clamd);

#endif
