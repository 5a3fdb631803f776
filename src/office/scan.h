/* SPDX-License-Identifier: MulanPSL-2.0
 * Virus scanning of what is sent in, and what the office wants when the scanner is away (setting
 * upload.unscanned). Without a scanner (`serve --clamd`) nobody calls this. */
#ifndef LIANXIN_OFFICE_SCAN_H
#define LIANXIN_OFFICE_SCAN_H

#include "office/office.h"

enum { SCAN_NAME = 128 };

enum scan_answer {
	SCAN_CLEAN,
	SCAN_INFECTED,	/* *ret_virus says with what */
	SCAN_UNSCANNED, /* the scanner is away, and the office takes files all the same, marked */
	SCAN_REFUSED,	/* the scanner is away, or whether the office minds cannot be found out */
};

/* address as for scan_address_check(). May wait a minute: on a worker. Says in the log, without a
 * name of anybody, when the scanner is away. */
enum scan_answer scan_bytes(struct office *office, const char *address, const void *bytes, size_t n,
			    char ret_virus[SCAN_NAME]);
/* A file was refused because of what the scanner found: an entry of the journal with the virus, the
 * file's digest (hex) and size, neither its name nor anything of it. actor NULL: a visitor. */
enum err scan_found(struct office *office, const struct actor *actor, const char *from,
		    const char *virus, const char *digest, int64_t size,
		    struct error *error) MUST_CHECK;
/* A path of a socket, or a loopback address with a port; otherwise ERR_USAGE. */
enum err scan_address_check(const char *address, struct error *error) MUST_CHECK;

#endif
