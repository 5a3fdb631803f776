/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/serving.h"

#include "store/group.h"
#include "store/journal.h"
#include "store/ready.h"
#include "store/store.h"

enum err serving_begin(const char *url, struct error *error, struct serve_lock **ret_lock)
{
	return serve_lock_take(url, error, ret_lock);
}

void serving_end(struct serve_lock *lock)
{
	if (lock != NULL) serve_lock_drop(lock);
}

enum err serving_share(const char *url, struct error *error, struct commit_group **ret_group)
{
	return commit_group_open(url, error, ret_group);
}

void serving_join(struct office *office, struct commit_group *group)
{
	store_join(office->store, group);
}

void serving_unshare(struct commit_group *group)
{
	commit_group_close(group);
}

enum err serving_seal(struct office *office, struct error *error)
{
	return journal_seal(office->store, error, NULL);
}

bool serving_remote(const char *url)
{
	return !store_is_file(url);
}

enum err serving_ready(struct office *office, struct error *error)
{
	return store_ready(office->store, error);
}

enum err serving_generation(struct office *office, struct error *error, int64_t *ret_generation)
{
	return store_look(office->store, error, ret_generation);
}
