/* SPDX-License-Identifier: MulanPSL-2.0
 * Handing something to a machine outside, by libcurl: TLS with its certificate checked, no
 * redirect, no proxy out of the environment, a time limit. For a thread that may wait: never the
 * event loop or a worker. */
#ifndef LIANXIN_REACH_WIRE_H
#define LIANXIN_REACH_WIRE_H

#include <stdatomic.h>

#include "base/error.h"

/* It was taken; not now, try again; never, as far as the other side knows. */
enum wire_answer { WIRE_TAKEN, WIRE_LATER, WIRE_NEVER };

/* The most it takes, connecting included. */
enum { WIRE_SECONDS = 60 };

/* Once a process, before any thread that sends. */
void wire_begin(void);
void wire_end(void);

/* Is the host of "scheme://host[:port][/…]" this machine by its loopback address? */
bool wire_loopback(const char *url);

#endif
