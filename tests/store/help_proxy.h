/* SPDX-License-Identifier: MulanPSL-2.0
 * A stretch of wire between a client and PostgreSQL that can be cut at a chosen word. */
#ifndef LIANXIN_TESTS_STORE_HELP_PROXY_H
#define LIANXIN_TESTS_STORE_HELP_PROXY_H

#include "store/help_engine.h"

enum cut {
	CUT_NEVER,
	CUT_BEFORE, /* the client's message with the word never reaches the server */
	CUT_AFTER   /* it does, and the server's answer never reaches the client */
};
struct proxy;
/* Listens beside the real socket; ret_url is url through the proxy. */
struct proxy *proxy_open(const char *url, char ret_url[static ENGINE_URL]);
/* From now on: `times` connections are cut at the client's next message that holds `word`. */
void proxy_cut(struct proxy *proxy, enum cut cut, const char *word, int times);
/* While refused, new connections are closed at once. */
void proxy_refuse(struct proxy *proxy, bool refuse);
/* How many were cut so far. */
int proxy_cuts(struct proxy *proxy);
void proxy_close(struct proxy *proxy);

#endif
