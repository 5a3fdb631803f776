/* SPDX-License-Identifier: MulanPSL-2.0
 * Shared by the files about accounts; nobody else includes it. */
#ifndef LIANXIN_OFFICE_STAFF_INSIDE_H
#define LIANXIN_OFFICE_STAFF_INSIDE_H

#include "office/staff.h"

/* The purpose of links as the store keeps it: one kind serves set-up and reset. */
#define LINK_SETUP "setup"

/* A fresh secret with its end by the settings, and the digest that is kept of it. */
enum err staff_link_make(struct office *office, struct error *error, struct staff_link *ret_link,
			 struct digest *ret_digest) MUST_CHECK;
/* Of a token as it came from a cookie or a link; anything else than 64 hex digits gives a digest
 * that no token has. */
struct digest token_digest(const char *token);

#endif
