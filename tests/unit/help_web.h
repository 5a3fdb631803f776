/* SPDX-License-Identifier: MulanPSL-2.0
 * A whole server with small pages of its own, on ports the system chose, for the tests of web/. */
#ifndef LIANXIN_TESTS_HELP_WEB_H
#define LIANXIN_TESTS_HELP_WEB_H

#include <pthread.h>

#include "unit/help_http.h"
#include "web/server.h"
#include "web/watch.h"

enum { WEB_FIXTURE_SAVERS = 3, WEB_FIXTURE_DRAWERS = 2 };
#define WEB_LINE "0123456789abcde\n"

struct web_fixture {
	struct site site;
	struct web_thread threads[2], savers[WEB_FIXTURE_SAVERS], drawers[WEB_FIXTURE_DRAWERS];
	struct server *server;
	pthread_t runner;
	int port[FACE__MAX];
	int runs;	    /* how often the counted page ran */
	int64_t generation; /* 0: the database is away */
	bool readable;	    /* even so, from a replica */
	int gate[2];	    /* slow pages wait for a byte here */
	int opened;	    /* how many savers and drawers opened their doors */
	bool locked;	    /* nobody can */
};
/* Set-up and tear-down of a test: *state is the fixture. The public face has /count (quick, cached:
 * "run N"), /healthz, /readyz, /worker (cached, on a worker), /slow (waits for a byte in gate[1]),
 * /part/{id}, /paper?name=&type= (a file), /long?lines= (WEB_LINE so often), /away?to=; the desk
 * /token, /form (counts too), /readyz, /echo (needs the token), /open, /save (on a saver; waits as
 * /slow does, then counts), /draw (the same, on a drawer), /apply (a form with files), /locked (its
 * guard refuses). */
int web_fixture_start(void **state);
/* The same; the server drains for three seconds when it is stopped. */
int web_fixture_start_draining(void **state);
/* The same; a header may take a second, a body too, and the database counts as remote. */
int web_fixture_start_hasty(void **state);
int web_fixture_stop(void **state);

#define GET(target) "GET " target " HTTP/1.1\r\nHost: a\r\n\r\n"

#endif
