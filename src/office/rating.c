/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/rating.h"

#include "base/vault.h"
#include "office/setting.h"
#include "office/unit.h"
#include "office/visitor.h"

const char *rating_label(int level)
{
	static const char *const labels[RATING_LEVELS] = {"非常不满意", "不满意", "基本满意",
							  "满意", "非常满意"};
	BUG_IF(level < 1 || level > RATING_LEVELS);
	return labels[level - 1];
}

/* Is `agency` the one with id `top`, or below it? Parents stand before children. */
static bool below(const struct agency *agencies, size_t at, int64_t top)
{
	int64_t id = agencies[at].id;
	for (size_t i = at + 1; i-- > 0 && id != top;)
		if (agencies[i].id == id) id = agencies[i].parent_id;
	return id == top;
}

enum err rating_list(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		     struct arena *arena, struct error *error, struct rating_sums **ret_sums,
		     size_t *ret_n)
{
	struct agency *agencies = NULL;
	size_t n = 0, kept = 0;
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, agency_id, error);
	if (err == ERR_NONE) err = unit_list(office, actor, arena, error, &agencies, &n);
	if (err != ERR_NONE) return err;
	struct rating_sums *sums = arena_array(arena, n, sizeof *sums);
	for (size_t i = 0; i < n; i++) {
		if (!below(agencies, i, agency_id)) continue;
		struct rating_sums *one = &sums[kept++];
		one->agency_id = agencies[i].id;
		one->agency = agencies[i].name;
		err = rating_count(office->store, one->agency_id, year, error, one->counts);
		if (err != ERR_NONE) return err;
		for (int level = 0; level < RATING_LEVELS; level++)
			one->total += one->counts[level];
	}
	*ret_sums = sums;
	*ret_n = kept;
	return ERR_NONE;
}

/* The requester's side. */

/* Of number and query code, so that nobody without the code finds it again. */
static void mark_of(const struct office *office, const struct visitor_case *seen, const char *code,
		    struct arena *arena, struct digest *ret_mark)
{
	struct digest plain;
	char *hex = arena_alloc(arena, DIGEST_HEX);
	matter_code_mark(office->vault, seen->own.number, code, arena, &plain);
	/* with the code itself: the mark of the two is in the database */
	digest_hex(&plain, hex);
	vault_mark(office->vault, "rating", ARENA_JOIN(arena, code, "|", hex), ret_mark);
}

struct rating_work {
	struct digest mark;
	int64_t agency_id, lot;
	int year, level;
	bool kept;
};

static enum err put_work(struct store *store, void *context, struct error *error)
{
	struct rating_work *work = context;
	return rating_put(store, &work->mark, work->agency_id, work->year, work->level, work->lot,
			  error, &work->kept);
}

enum err visitor_rate(struct office *office, const struct visitor_case *seen, const char *code,
		      int level, struct arena *arena, struct error *error)
{
	struct rating_work work = {.agency_id = seen->own.agency_id,
				   .year = day_year(clock_today(&office->clock)),
				   .level = level};
	BUG_IF(level < 1 || level > RATING_LEVELS);
	if (!seen->decided) return error_set(error, ERR_CONFLICT, NULL, "答复以后才能评价。");
	mark_of(office, seen, code, arena, &work.mark);
	enum err err = setting_number(office, work.agency_id, SETTING_RATING_LOT, error, &work.lot);
	if (err == ERR_NONE) err = store_transaction(office->store, put_work, &work, error);
	if (err != ERR_NONE || work.kept) return err;
	return error_set(error, ERR_CONFLICT, NULL, "您的评价已经汇总，不能再修改。");
}

enum err visitor_rating(struct office *office, const struct visitor_case *seen, const char *code,
			struct arena *arena, struct error *error, int *ret_level, bool *ret_final)
{
	struct digest mark;
	enum err err;
	*ret_level = 0;
	*ret_final = false;
	if (!seen->decided) return ERR_NONE;
	mark_of(office, seen, code, arena, &mark);
	err = rating_get(office->store, &mark, error, ret_level, ret_final);
	return err == ERR_MISSING ? ERR_NONE : err;
}
