/* SPDX-License-Identifier: MulanPSL-2.0
 * Who handles complaints about an agency (Art. 47, 51). */
#include "office/beside.h"
#include "office/permission.h"
#include "office/setting.h"
#include "store/agency.h"

enum err beside_authority(struct office *office, int64_t agency_id, struct error *error,
			  int64_t *ret_id)
{
	struct arena arena = {0};
	struct agency agency;
	int64_t chosen = 0;
	bool below = true;
	enum err err = setting_number(office, agency_id, SETTING_COMPLAINT_AGENCY, error, &chosen);
	if (err == ERR_NONE) err = agency_get(office->store, agency_id, &arena, error, &agency);
	if (err == ERR_NONE && chosen != 0)
		err = agency_within(office, chosen, agency_id, error, &below);
	if (err == ERR_NONE) *ret_id = chosen != 0 && !below ? chosen : agency.parent_id;
	arena_release(&arena);
	return err;
}
