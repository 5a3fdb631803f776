/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/copy.h"

static struct author operator_at(struct clock clock)
{
	struct office office = {.clock = clock};
	struct actor self = actor_operator();
	return office_author(&office, &self);
}

enum err house_copy(struct copy_order order, struct clock clock, struct arena *arena,
		    struct error *error, struct copy_result *ret_result)
{
	order.author = operator_at(clock);
	return store_copy(&order, arena, error, ret_result);
}

enum err house_reopen(const char *url, struct clock clock, struct arena *arena, struct error *error,
		      const char **ret_moved_to)
{
	struct author author = operator_at(clock);
	enum err err = store_copy_reopen(url, &author, error, ret_moved_to, arena);
	/* to whoever asked, an office that never moved is a wrong word: exit 2 */
	if (err == ERR_CONFLICT && error != NULL) error->code = ERR_USAGE;
	return err == ERR_CONFLICT ? ERR_USAGE : err;
}
