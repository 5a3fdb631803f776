/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/route.h"

#include <string.h>

struct part {
	const char *at;
	size_t n;
};

/* Walks pattern and path side by side; parts get the segments under {…}. */
static bool pattern_fits(const char *pattern, const char *path, struct part parts[ROUTE_MAX_PARAMS])
{
	size_t count = 0;
	while (*pattern != '\0') {
		if (*pattern == '{') {
			size_t n = strcspn(path, "/");
			if (n == 0) return false;
			BUG_IF(count == ROUTE_MAX_PARAMS);
			parts[count++] = (struct part){path, n};
			path += n;
			pattern += strcspn(pattern, "}") + 1;
		} else if (*pattern++ != *path++) {
			return false;
		}
	}
	return *path == '\0';
}

static bool part_decode(struct arena *arena, const struct part *part, const char **ret_text)
{
	if (!http_decode(arena, part->at, part->n, false, ret_text)) return false;
	const char *text = *ret_text;
	return strchr(text, '/') == NULL && strchr(text, '\n') == NULL && strcmp(text, ".") != 0 &&
	       strcmp(text, "..") != 0;
}

enum route_match route_find(const struct route *table, enum method method, const char *path,
			    struct arena *arena, const struct route **ret_route,
			    const char *ret_params[ROUTE_MAX_PARAMS])
{
	enum route_match miss = ROUTE_NO_PATH;
	for (const struct route *route = table; route->pattern != NULL; route++) {
		struct part parts[ROUTE_MAX_PARAMS] = {{NULL, 0}};
		if (!pattern_fits(route->pattern, path, parts)) continue;
		if (route->method != method) {
			miss = ROUTE_NO_METHOD;
			continue;
		}
		for (size_t i = 0; i < ROUTE_MAX_PARAMS; i++) {
			ret_params[i] = NULL;
			if (parts[i].at == NULL) continue;
			if (!part_decode(arena, &parts[i], &ret_params[i])) return ROUTE_BAD_PATH;
		}
		*ret_route = route;
		return ROUTE_FOUND;
	}
	return miss;
}
