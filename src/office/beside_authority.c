/* SPDX-License-Identifier: MulanPSL-2.0
 * Who handles complaints about an agency (Art. 47, 51). */
#include "office/beside.h"
#include "office/permission.h"
#include "office/setting.h"
#include "store/agency.h"

/* As beside_authority(); *ret_chosen: of the setting, 0 the one above. */
static enum err find(struct office *office, int64_t agency_id, struct error *error, int64_t *ret_id,
		     int64_t *ret_above, int64_t *ret_chosen)
{
	struct arena arena = {0};
	struct agency agency;
	int64_t chosen = 0;
	bool below = true;
	enum err err = setting_number(office, agency_id, SETTING_COMPLAINT_AGENCY, error, &chosen);
	if (err == ERR_NONE) err = agency_get(office->store, agency_id, &arena, error, &agency);
	if (err == ERR_NONE && chosen != 0)
		err = agency_within(office, chosen, agency_id, error, &below);
	if (err == ERR_NONE) {
		*ret_chosen = below ? 0 : chosen;
		*ret_above = agency.parent_id;
		*ret_id = *ret_chosen != 0 ? chosen : agency.parent_id;
	}
	arena_release(&arena);
	return err;
}

enum err beside_authority(struct office *office, int64_t agency_id, struct error *error,
			  int64_t *ret_id)
{
	int64_t above, chosen;
	return find(office, agency_id, error, ret_id, &above, &chosen);
}

/* Parents come before their children. */
static bool is_within(const struct agency *all, size_t n, int64_t id, int64_t above)
{
	for (size_t i = n; i > 0 && id != above; i--)
		if (all[i - 1].id == id) id = all[i - 1].parent_id;
	return id == above;
}

enum err beside_authorities(struct office *office, int64_t agency_id, struct arena *arena,
			    struct error *error, struct beside_authorities *ret_all)
{
	struct beside_authorities found = {.n = 0};
	struct agency *all = NULL;
	size_t n = 0;
	int64_t chosen = 0, for_all = 0;
	enum err err = find(office, agency_id, error, &found.id, &found.above, &chosen);
	if (err == ERR_NONE)
		err = setting_number(office, 0, SETTING_COMPLAINT_AGENCY, error, &for_all);
	if (err == ERR_NONE) err = agency_list(office->store, arena, error, &all, &n);
	if (err != ERR_NONE) return err;
	found.why = chosen == 0		? BESIDE_ABOVE
		    : chosen == for_all ? BESIDE_CHOSEN_FOR_ALL
					: BESIDE_CHOSEN;
	found.candidates = arena_array(arena, n, sizeof *found.candidates);
	for (size_t i = 0; i < n; i++)
		if (!is_within(all, i + 1, all[i].id, agency_id))
			found.candidates[found.n++] = all[i];
	*ret_all = found;
	return ERR_NONE;
}
