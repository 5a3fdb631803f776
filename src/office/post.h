/* SPDX-License-Identifier: MulanPSL-2.0
 * Posts of an office and who holds them: work is given to a post, and goes on when somebody leaves.
 */
#ifndef LIANXIN_OFFICE_POST_H
#define LIANXIN_OFFICE_POST_H

#include "office/permission.h"
#include "store/post.h"

/* Everything in the arena. Open to whoever may read matters or keep posts. */
struct posts {
	struct post *posts; /* those not struck first, by name */
	size_t n_posts;
	struct post_holder *holders; /* newest first */
	size_t n_holders;
	struct account *accounts; /* of the agency, that handle matters and are not disabled */
	size_t n_accounts;
};
enum err posts_open(struct office *office, const struct actor *actor, int64_t agency_id,
		    struct arena *arena, struct error *error, struct posts *ret_posts) MUST_CHECK;
/* Does anybody who can sign in hold the post today? If not, and matters are open, nobody sees to
 * them: posts_open() counts such holders out. */
bool posts_held(const struct posts *posts, int64_t post_id, day today);
/* Is the holder's account gone, disabled or in another agency? */
bool posts_holder_away(const struct posts *posts, const struct post_holder *holder);

/* All below need POST_WRITE. ERR_CONTENT with *problems ("name", "reason", "account", "day");
 * ERR_CONFLICT: the name is taken, or somebody else was faster. */
enum err posts_add(struct office *office, const struct actor *actor, int64_t agency_id,
		   const char *name, struct problems *problems, struct error *error) MUST_CHECK;
enum err posts_rename(struct office *office, const struct actor *actor, int64_t agency_id,
		      int64_t id, int64_t version, const char *name, const char *reason,
		      struct problems *problems, struct error *error) MUST_CHECK;
/* ERR_CONFLICT while it has open matters. */
enum err posts_strike(struct office *office, const struct actor *actor, int64_t agency_id,
		      int64_t id, int64_t version, const char *reason, struct problems *problems,
		      struct error *error) MUST_CHECK;
/* Somebody begins on the post. ERR_CONTENT when he holds it already, or is not of the agency. */
enum err posts_begin(struct office *office, const struct actor *actor, int64_t agency_id,
		     int64_t post_id, int64_t account_id, day since, struct problems *problems,
		     struct error *error) MUST_CHECK;
/* He leaves it; `until` is his last day. */
enum err posts_end(struct office *office, const struct actor *actor, int64_t agency_id,
		   int64_t holder_id, int64_t version, day until, const char *reason,
		   struct problems *problems, struct error *error) MUST_CHECK;

#endif
