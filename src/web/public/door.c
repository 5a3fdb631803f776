/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/public/door.h"

#include "base/log.h"
#include "store/public.h"

enum err public_door_open(const char *url, struct error *error, struct store **ret_store)
{
	return store_open(url, STORE_PUBLIC, 0, error, ret_store);
}

void public_door_close(struct store *store)
{
	store_close(store);
}

int64_t public_door_generation(struct web_thread *thread)
{
	struct error error;
	int64_t generation;
	if (store_generation(thread->public_store, &error, &generation) == ERR_NONE)
		return generation;
	log_line(LOG_ERROR, "generation: %s %s", error.message, error.detail);
	return 0;
}
