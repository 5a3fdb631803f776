/* SPDX-License-Identifier: MulanPSL-2.0
 * Opening the public pages' only door to the database: a connection that can read public_* views
 * and nothing else. */
#ifndef LIANXIN_WEB_PUBLIC_DOOR_H
#define LIANXIN_WEB_PUBLIC_DOOR_H

#include "base/error.h"
#include "web/site.h"

enum err public_door_open(const char *url, struct error *error,
			  struct store **ret_store) MUST_CHECK;
void public_door_close(struct store *store);
/* For struct server_options. */
int64_t public_door_generation(struct web_thread *thread);

#endif
