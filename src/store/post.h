/* SPDX-License-Identifier: MulanPSL-2.0
 * Posts (岗位), who holds them from when to when, and which post a matter is given to. */
#ifndef LIANXIN_STORE_POST_H
#define LIANXIN_STORE_POST_H

#include "store/matter.h"

struct post {
	int64_t id, version;
	bool struck;
	const char *struck_reason; /* "" unless struck */
	const char *name;
	int64_t open; /* matters given to it that are not archived */
};
/* ERR_CONFLICT: the name is taken. */
enum err post_insert(struct store *store, int64_t agency_id, const char *name,
		     const struct author *author, struct error *error, int64_t *ret_id) MUST_CHECK;
enum err post_rename(struct store *store, int64_t agency_id, int64_t id, int64_t version,
		     const char *name, const char *reason, const struct author *author,
		     struct error *error) MUST_CHECK;
/* ERR_CONFLICT while it has matters that are not archived. */
enum err post_strike(struct store *store, int64_t agency_id, int64_t id, int64_t version,
		     const char *reason, const struct author *author,
		     struct error *error) MUST_CHECK;
/* Those not struck first, by name. */
enum err post_list(struct store *store, int64_t agency_id, struct arena *arena, struct error *error,
		   struct post **ret_posts, size_t *ret_n) MUST_CHECK;

struct post_holder {
	int64_t id, version, post_id, account_id;
	const char *display_name;
	day since, until; /* until DAY_NONE: goes on */
};
enum err post_holder_insert(struct store *store, int64_t agency_id, int64_t post_id,
			    int64_t account_id, day since, const struct author *author,
			    struct error *error, int64_t *ret_id) MUST_CHECK;
/* Ends it on that day; ERR_CONFLICT when somebody changed it meanwhile or it has ended. */
enum err post_holder_end(struct store *store, int64_t agency_id, int64_t id, int64_t version,
			 day until, const char *reason, const struct author *author,
			 struct error *error) MUST_CHECK;
/* Present and former holders of the agency's posts, newest first. */
enum err post_holder_list(struct store *store, int64_t agency_id, struct arena *arena,
			  struct error *error, struct post_holder **ret_holders,
			  size_t *ret_n) MUST_CHECK;

struct assignment {
	int64_t id, matter_id, post_id, account_id, at;
	const char *note;
};
/* The newest counts; the caller puts the matter's state with the new post in the same transaction.
 */
enum err assignment_insert(struct store *store, int64_t agency_id,
			   const struct assignment *assignment, const struct author *author,
			   struct error *error, int64_t *ret_id) MUST_CHECK;
/* Newest first. */
enum err assignment_list(struct store *store, int64_t matter_id, struct arena *arena,
			 struct error *error, struct assignment **ret_assignments,
			 size_t *ret_n) MUST_CHECK;

#endif
