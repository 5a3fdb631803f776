/* SPDX-License-Identifier: MulanPSL-2.0
 * Style, script and icon, from assets/ in the binary. Their address carries a hash of their
 * bytes, so browsers may keep them for ever. */
#ifndef LIANXIN_WEB_ASSET_H
#define LIANXIN_WEB_ASSET_H

#include "web/http.h"

enum { ASSET_MAX = 16 };

struct asset {
	char url[64]; /* "/assets/site.0123456789abcdef.css" */
	const char *type, *bytes;
	size_t n;
};

struct assets {
	struct asset rows[ASSET_MAX];
	size_t n;
	const char *css, *script, *icon; /* addresses, for the layouts */
};

/* Reads what was compiled in. */
void assets_init(struct assets *assets);
/* The address of the asset whose name begins so, "desk." of desk.css; "" when there is none. */
const char *asset_url(const struct assets *assets, const char *name);
/* NULL when no asset has this address. */
const struct asset *asset_find(const struct assets *assets, const char *url);
/* The page of /assets/{name} on both faces. */
void page_asset(struct request *request, struct reply *reply);

#endif
