/* SPDX-License-Identifier: MulanPSL-2.0
 * Asks ClamAV's daemon on this machine whether bytes hold a virus (its INSTREAM command; man
 * clamd). The bytes leave this process by a local socket alone. */
#ifndef LIANXIN_REACH_CLAMD_H
#define LIANXIN_REACH_CLAMD_H

#include "base/error.h"

enum { CLAMD_NAME = 128, CLAMD_SECONDS = 60 };

enum clamd_answer {
	CLAMD_CLEAN,
	CLAMD_INFECTED, /* *ret_name says with what */
	CLAMD_AWAY, /* no answer, an error, or the file is more than it takes: the error is set */
};

/* address: "/run/clamav/clamd.ctl" or "127.0.0.1:3310". ERR_USAGE when it is neither a path nor a
 * loopback address with a port. */
enum err clamd_check(const char *address, struct error *error) MUST_CHECK;
/* Waits at most CLAMD_SECONDS; on a worker. */
enum clamd_answer clamd_scan(const char *address, const void *bytes, size_t n, struct error *error,
			     char ret_name[CLAMD_NAME]);

#endif
