/* SPDX-License-Identifier: MulanPSL-2.0
 * Network addresses as text: one spelling for each, and what of them tells one visitor's line from
 * another's. */
#ifndef LIANXIN_BASE_ADDRESS_H
#define LIANXIN_BASE_ADDRESS_H

#include "base/arena.h"

enum { ADDRESS_TEXT = 46 }; /* bytes of the longest, with its end */

/* The address in its one spelling (RFC 5952), without a port or brackets that a proxy wrote beside
 * it, an IPv4 address within IPv6 as the IPv4 address. False when it is none. */
bool address_plain(const char *text, size_t n, char ret_plain[ADDRESS_TEXT]);
/* What is counted as one sender: of an IPv6 address its first 64 bits, all of which one household
 * has; any other text as it is. */
const char *address_sender(const char *from, struct arena *arena);

#endif
