/* SPDX-License-Identifier: MulanPSL-2.0
 * Opening the public pages' doors to the database: a connection that can read public_* views and
 * nothing else, and one that can read a requester's own_* views and nothing else. */
#ifndef LIANXIN_WEB_PUBLIC_DOOR_H
#define LIANXIN_WEB_PUBLIC_DOOR_H

#include "base/error.h"
#include "web/site.h"

/* Fills the thread's public fields. */
enum err public_door_open(const char *url, struct error *error,
			  struct web_thread *thread) MUST_CHECK;
/* Also for a thread that was never opened. */
void public_door_close(struct web_thread *thread);
/* Runs the page on one unchanging snapshot: it tells one story, and takes its locks once. */
void public_door_run(struct request *request, struct reply *reply);

/* ERR_NONE when public pages can be made; may wait for a lost server. For struct watch_options. */
enum err public_door_ready(struct web_thread *thread, struct error *error) MUST_CHECK;

#endif
