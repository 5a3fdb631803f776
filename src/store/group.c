/* SPDX-License-Identifier: MulanPSL-2.0
 * The group has no thread of its own. Whoever comes while nobody leads becomes the leader: it
 * begins a transaction, runs its own work and all that wait by then, commits once, tells everybody,
 * and hands over to the first who came in the meantime. A lone writer so does what it would do
 * without a group, and waits for nobody. */
#include "store/group.h"

#include <pthread.h>
#include <stdlib.h>

#include "store/inside.h"

enum {
	BATCH_MAX = 64, /* works in one commit */
	BATCH_MS = 50,	/* no further work joins a commit that old */
};

enum turn { TURN_WAITING, TURN_TAKEN, TURN_TOLD };

/* One transaction; lives in the frame of the thread that waits for it. */
struct member {
	struct store *store;
	store_work *work;
	void *context;
	struct error *error;
	enum err err;
	enum turn turn;
	pthread_cond_t change;
	struct member *next;
};

struct commit_group {
	struct store *store; /* what works are handed; the leader's alone */
	pthread_mutex_t lock;
	pthread_condattr_t monotonic;
	struct member *first, **end; /* who waits, in the order they came */
	bool led;
};

/* The works of one commit, in the order they run. */
struct batch {
	struct member *first, **end;
	size_t n, kept;
	enum err err; /* of the transaction; then nothing of it is kept */
	struct error error;
	const struct member *culprit; /* whose failure ended the transaction; keeps its own error */
	int64_t until_ms;
};

enum err commit_group_open(const char *url, struct error *error, struct commit_group **ret_group)
{
	const struct db_driver *driver = NULL;
	const char *path = NULL;
	struct store *store = NULL;
	enum err err = db_engine(url, error, &driver, &path);
	if (err == ERR_NONE && driver->shares) {
		*ret_group = NULL;
		return ERR_NONE;
	}
	if (err == ERR_NONE) err = store_open(url, STORE_DESK, 0, error, &store);
	if (err != ERR_NONE) return err;
	struct commit_group *group = calloc(1, sizeof *group);
	BUG_IF(group == NULL);
	group->store = store;
	/* what it writes it seldom reads again: 14 MB more made no submission cheaper */
	db_cache(store->db, DB_CACHE_SMALL);
	group->end = &group->first;
	pthread_mutex_init(&group->lock, NULL);
	pthread_condattr_init(&group->monotonic);
	pthread_condattr_setclock(&group->monotonic, CLOCK_MONOTONIC);
	*ret_group = group;
	return ERR_NONE;
}

void commit_group_close(struct commit_group *group)
{
	if (group == NULL) return;
	BUG_IF(group->led || group->first != NULL);
	pthread_condattr_destroy(&group->monotonic);
	pthread_mutex_destroy(&group->lock);
	store_close(group->store);
	free(group);
}

size_t commit_group_waiting(struct commit_group *group)
{
	size_t n = 0;
	pthread_mutex_lock(&group->lock);
	for (const struct member *member = group->first; member != NULL; member = member->next) n++;
	pthread_mutex_unlock(&group->lock);
	return n;
}

void store_join(struct store *store, struct commit_group *group)
{
	BUG_IF(store->gate != STORE_DESK);
	store->group = group;
}

/* With the lock: the next of those that wait, or NULL when the batch may not grow by it. A bulk
 * work is a batch of its own. */
static struct member *take(struct commit_group *group, struct batch *batch)
{
	struct member *member = group->first;
	if (member == NULL || batch->n == BATCH_MAX) return NULL;
	if (batch->n > 0 && (member->store->bulk || batch->first->store->bulk)) return NULL;
	group->first = member->next;
	if (group->first == NULL) group->end = &group->first;
	member->next = NULL;
	member->turn = TURN_TAKEN;
	*batch->end = member;
	batch->end = &member->next;
	batch->n++;
	return member;
}

static enum err begin(struct batch *batch, struct store *store, struct error *error)
{
	store_forget(store);
	batch->kept = 0;
	return db_begin(store->db, DB_BEGIN_WRITE, error);
}

/* Undoes one work. While nothing else was kept, that is the whole transaction: then no work pays
 * for a savepoint, and the commonest batch, of one, has none. */
static void undo(struct batch *batch, struct store *store, bool part, const struct member *member)
{
	store_forget(store); /* its ids were given and are free again */
	if (part && db_part_undo(store->db, NULL) == ERR_NONE) return;
	db_rollback(store->db);
	if (!part) return;
	/* a full disk, for one, makes the engine end the transaction by itself */
	batch->culprit = member;
	batch->err = error_set(&batch->error, ERR_BUSY, "Try again.",
			       "Another change written at the same moment failed.");
}

/* An error of the transaction itself is the batch's; the work's own is the member's. */
static void run_member(struct batch *batch, struct store *store, struct member *member)
{
	struct error *error = &batch->error;
	if (db_transaction(store->db) == 0) batch->err = begin(batch, store, error);
	bool part = batch->kept > 0;
	if (batch->err == ERR_NONE && part) batch->err = db_part_begin(store->db, error);
	if (batch->err != ERR_NONE) return;
	member->err = member->work(store, member->context, member->error);
	if (member->err != ERR_NONE) {
		undo(batch, store, part, member);
		return;
	}
	if (part) batch->err = db_part_keep(store->db, error);
	batch->kept++;
}

static void run_batch(struct commit_group *group, struct batch *batch, struct store *store)
{
	struct member *next = batch->first;
	while (next != NULL && batch->err == ERR_NONE) {
		run_member(batch, store, next);
		next = next->next;
		if (next != NULL || monotonic_ms() >= batch->until_ms) continue;
		pthread_mutex_lock(&group->lock);
		next = take(group, batch);
		pthread_mutex_unlock(&group->lock);
	}
	if (batch->err == ERR_NONE && batch->kept > 0)
		batch->err = db_commit(store->db, &batch->error);
	db_rollback(store->db);
}

/* With the lock held before and after; runs and commits one batch of those that wait. */
static void lead(struct commit_group *group)
{
	struct batch batch = {.end = &batch.first, .until_ms = monotonic_ms() + BATCH_MS};
	while (take(group, &batch) != NULL) continue;
	pthread_mutex_unlock(&group->lock);
	struct store *own = batch.first->store;
	if (own->bulk) db_lend(own->db, false);
	run_batch(group, &batch, own->bulk ? own : group->store);
	if (own->bulk) db_lend(own->db, true);
	pthread_mutex_lock(&group->lock);
	for (struct member *member = batch.first, *next; member != NULL; member = next) {
		next = member->next; /* once told, its thread may be gone */
		if (batch.err != ERR_NONE && member != batch.culprit) {
			/* also to those refused: what refused them was not kept either */
			member->err = batch.err;
			if (member->error != NULL) *member->error = batch.error;
		}
		member->turn = TURN_TOLD;
		pthread_cond_signal(&member->change);
	}
}

static void leave_queue(struct commit_group *group, struct member *member)
{
	struct member **at = &group->first;
	while (*at != member) at = &(*at)->next;
	*at = member->next;
	if (member->next == NULL) group->end = at;
}

/* With the lock: until this member's commit is durable, or it leads, or it waited too long. */
static void wait_turn(struct commit_group *group, struct member *member)
{
	int64_t until_ms = monotonic_ms() + COMMIT_QUEUE_MS;
	const struct timespec until = {until_ms / 1000, until_ms % 1000 * 1000000};
	int late = 0;
	while (member->turn == TURN_TAKEN ||
	       (member->turn == TURN_WAITING && group->led && !late)) {
		if (member->turn == TURN_TAKEN)
			pthread_cond_wait(&member->change, &group->lock);
		else
			late = pthread_cond_timedwait(&member->change, &group->lock, &until);
	}
	if (member->turn != TURN_WAITING || !group->led) return;
	leave_queue(group, member);
	member->turn = TURN_TOLD;
	member->err = error_set(member->error, ERR_BUSY, "Try again.",
				"Other changes are being written to the database.");
}

enum err group_transaction(struct commit_group *group, struct store *store, store_work *work,
			   void *context, struct error *error)
{
	struct member member = {.store = store, .work = work, .context = context, .error = error};
	db_lend(store->db, true);
	pthread_cond_init(&member.change, &group->monotonic);
	pthread_mutex_lock(&group->lock);
	*group->end = &member;
	group->end = &member.next;
	wait_turn(group, &member);
	if (member.turn == TURN_WAITING) {
		group->led = true;
		while (member.turn != TURN_TOLD) lead(group);
		group->led = false;
		if (group->first != NULL) pthread_cond_signal(&group->first->change);
	}
	pthread_mutex_unlock(&group->lock);
	pthread_cond_destroy(&member.change);
	db_lend(store->db, false);
	return member.err;
}
