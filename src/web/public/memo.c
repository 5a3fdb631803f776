/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/public/memo.h"

#include <stdlib.h>

struct choices {
	bool known;
	struct public_choice *items;
	size_t n;
};

struct public_memo {
	int64_t generation; /* 0: nothing is kept */
	struct arena arena;
	struct public_agency *agencies;
	size_t n;
	struct choices (*choices)[PUBLIC_FACET__MAX]; /* per agency */
};

struct public_memo *public_memo_new(void)
{
	struct public_memo *memo = calloc(1, sizeof *memo);
	BUG_IF(memo == NULL);
	return memo;
}

void public_memo_free(struct public_memo *memo)
{
	if (memo == NULL) return;
	arena_release(&memo->arena);
	free(memo);
}

/* The thread's memo at the request's generation, its agencies read; NULL where nothing can be
 * kept: no memo, or a generation nobody knows. */
static enum err current(struct request *request, struct error *error, struct public_memo **ret_memo)
{
	struct public_memo *memo = request->thread->memo;
	*ret_memo = request->generation == 0 ? NULL : memo;
	if (*ret_memo == NULL || memo->generation == request->generation) return ERR_NONE;
	memo->generation = 0;
	arena_reset(&memo->arena);
	enum err err = public_agency_list(request->thread->public_store, &memo->arena, error,
					  &memo->agencies, &memo->n);
	if (err != ERR_NONE) return err;
	memo->choices = arena_array(&memo->arena, memo->n, sizeof *memo->choices);
	memo->generation = request->generation;
	return ERR_NONE;
}

enum err memo_agencies(struct request *request, struct error *error,
		       const struct public_agency **ret_agencies, size_t *ret_n)
{
	struct public_memo *memo;
	struct public_agency *agencies;
	enum err err = current(request, error, &memo);
	if (err != ERR_NONE) return err;
	if (memo == NULL) {
		err = public_agency_list(request->thread->public_store, request->arena, error,
					 &agencies, ret_n);
		if (err == ERR_NONE) *ret_agencies = agencies;
		return err;
	}
	*ret_agencies = memo->agencies;
	*ret_n = memo->n;
	return ERR_NONE;
}

bool memo_last(const struct request *request, const struct public_agency **ret_agencies,
	       size_t *ret_n)
{
	const struct public_memo *memo = request->thread->memo;
	if (memo == NULL || memo->generation == 0 || memo->n == 0) return false;
	*ret_agencies = memo->agencies;
	*ret_n = memo->n;
	return true;
}

static struct choices *choices_of(const struct public_memo *memo, int64_t agency_id,
				  enum public_facet facet)
{
	for (size_t i = 0; i < memo->n; i++)
		if (memo->agencies[i].id == agency_id) return &memo->choices[i][facet];
	return NULL;
}

enum err memo_choices(struct request *request, int64_t agency_id, enum public_facet facet,
		      struct error *error, const struct public_choice **ret_choices, size_t *ret_n)
{
	struct choices unkept = {.known = false};
	struct public_memo *memo;
	enum err err = current(request, error, &memo);
	struct choices *choices =
		err == ERR_NONE && memo != NULL ? choices_of(memo, agency_id, facet) : NULL;
	bool kept = choices != NULL;
	if (!kept) choices = &unkept;
	if (err == ERR_NONE && !choices->known)
		err = public_record_choices(request->thread->public_store, agency_id, facet,
					    kept ? &memo->arena : request->arena, error,
					    &choices->items, &choices->n);
	if (err != ERR_NONE) return err;
	choices->known = true;
	*ret_choices = choices->items;
	*ret_n = choices->n;
	return ERR_NONE;
}
