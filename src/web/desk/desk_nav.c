/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/desk_nav.h"

#include <string.h>

static const struct place {
	const char *path, *label;
	int permission;
	bool keeps_year;
	const char *note;
} places[] = {
#define NAV(path, label, permission, keeps_year, note) {path, label, permission, keeps_year, note},
	DESK_NAV_TABLE(NAV)
#undef NAV
};

static bool may_see(const struct desk *desk, const struct place *place)
{
	return place->permission == ROUTE_SIGNED_IN ||
	       permission_may(desk->actor, (enum permission)place->permission);
}

/* Is path at or below top? "/" has nothing below it. */
static bool within(const char *path, const char *top)
{
	size_t n = strlen(top);
	return strncmp(path, top, n) == 0 && (path[n] == '\0' || (n > 1 && path[n] == '/'));
}

static struct view_link *registers_below(const struct desk *desk)
{
	struct view_link *links = arena_array(desk->arena, REGISTER__MAX, sizeof *links);
	for (int id = 0; id < REGISTER__MAX; id++) {
		const struct register_facts *facts = register_facts((enum register_id)id);
		const char *path = arena_printf(desk->arena, "/registers/%s", facts->name);
		links[id] = (struct view_link){.href = desk_href(desk, path),
					       .label = facts->label,
					       .here = within(desk->request->path, path)};
	}
	return links;
}

void desk_nav_at(struct desk *desk, const char *here)
{
	struct desk_nav_item *items = arena_array(desk->arena, COUNT_OF(places), sizeof *items);
	size_t n = 0;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		const struct place *place = &places[i];
		if (!may_see(desk, place)) continue;
		struct desk_nav_item *item = &items[n++];
		item->href = place->keeps_year ? desk_href(desk, place->path) : place->path;
		item->label = place->label;
		item->here = strcmp(here, place->path) == 0;
		item->open = within(here, place->path);
		if (item->open && strcmp(place->path, "/registers") == 0) {
			item->below = registers_below(desk);
			item->n_below = REGISTER__MAX;
		}
	}
	desk->frame.nav = items;
	desk->frame.n_nav = n;
}

size_t desk_nav_areas(const struct desk *desk, struct desk_area **ret_areas)
{
	struct desk_area *areas = arena_array(desk->arena, COUNT_OF(places), sizeof *areas);
	size_t n = 0;
	for (size_t i = 0; i < COUNT_OF(places); i++)
		if (*places[i].note != '\0' && may_see(desk, &places[i]))
			areas[n++] =
				(struct desk_area){places[i].path, places[i].label, places[i].note};
	*ret_areas = areas;
	return n;
}
