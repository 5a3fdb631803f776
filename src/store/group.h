/* SPDX-License-Identifier: MulanPSL-2.0
 * Writers of one process that share commits. On SQLite a durable commit costs a sync of the disk,
 * and one writer holds the database at a time: transactions that arrive while another one is being
 * synced go together into the next commit. PostgreSQL does this by itself. */
#ifndef LIANXIN_STORE_GROUP_H
#define LIANXIN_STORE_GROUP_H

#include "store/store.h"

/* Who waits so long for its turn is told to try again (ERR_BUSY): as long as SQLite waits for
 * another process's lock. */
enum { COMMIT_QUEUE_MS = 5000 };

struct commit_group;
/* With the connection that writes for all of them. NULL for engines that share commits by
 * themselves. Errors of store_open(). */
enum err commit_group_open(const char *url, struct error *error,
			   struct commit_group **ret_group) MUST_CHECK;
/* After the stores that joined are closed. NULL is fine. */
void commit_group_close(struct commit_group *group);
/* How many wait for a commit that has not begun yet. */
size_t commit_group_waiting(struct commit_group *group);
/* From now on store_transaction(store, …) runs its work on the group's connection, perhaps on
 * another member's thread while this one sleeps, beside others' works, and returns when the common
 * commit is durable. A work that fails is undone alone; a commit that fails, fails all of it. The
 * store's own connection may not be used meanwhile (BUG). A store with store_bulk on writes alone,
 * on its own connection. group NULL: nothing changes. */
void store_join(struct store *store, struct commit_group *group);

#endif
