/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/retry.h"

#include "web/route.h"

struct view_retry retry_of(const struct request *request)
{
	struct view_retry view = {.form = request->method == METHOD_POST};
	const struct route *route = request->route;
	if (view.form && (route == NULL || route->flags & ROUTE_SECRET)) return view;
	const char *query = request->query == NULL ? "" : request->query;
	view.action = arena_printf(request->arena, "%s%s%s", request->path,
				   *query == '\0' ? "" : "?", query);
	if (!view.form) return view;
	view.kept = request->form_fields;
	view.n_kept = request->n_form_fields;
	view.file = route->files != NULL;
	return view;
}
