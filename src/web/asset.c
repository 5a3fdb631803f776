/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/asset.h"

#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "web/page_cache.h"
#include "web/site.h"

static const struct {
	const char *ending, *type;
} types[] = {
	{".css", "text/css; charset=utf-8"},
	{".js", "text/javascript; charset=utf-8"},
	{".svg", "image/svg+xml"},
	{".png", "image/png"},
	{".ico", "image/vnd.microsoft.icon"},
};

static const char *type_of(const char *name)
{
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot != NULL && i < COUNT_OF(types); i++)
		if (strcmp(dot, types[i].ending) == 0) return types[i].type;
	return NULL;
}

const char *asset_url(const struct assets *assets, const char *name)
{
	size_t n = strlen(name);
	for (size_t i = 0; i < assets->n; i++)
		if (strncmp(assets->rows[i].url + strlen("/assets/"), name, n) == 0)
			return assets->rows[i].url;
	return "";
}

void assets_init(struct assets *assets)
{
	memset(assets, 0, sizeof *assets);
	for (const struct embedded *file = embedded_files; file->path != NULL; file++) {
		const char *name = file->path + strlen("assets/");
		if (strncmp(file->path, "assets/", strlen("assets/")) != 0) continue;
		const char *type = type_of(name);
		if (type == NULL) continue;
		BUG_IF(assets->n == ASSET_MAX);
		struct asset *asset = &assets->rows[assets->n++];
		const char *dot = strrchr(name, '.');
		int n = snprintf(asset->url, sizeof asset->url, "/assets/%.*s.%016llx%s",
				 (int)(dot - name), name,
				 (unsigned long long)page_hash(file->bytes, file->n), dot);
		BUG_IF(n < 0 || (size_t)n >= sizeof asset->url);
		asset->type = type;
		asset->bytes = file->bytes;
		asset->n = file->n;
	}
	assets->css = asset_url(assets, "site.");
	assets->script = asset_url(assets, "comfort.");
	assets->icon = asset_url(assets, "icon.");
}

const struct asset *asset_find(const struct assets *assets, const char *url)
{
	for (size_t i = 0; i < assets->n; i++)
		if (strcmp(assets->rows[i].url, url) == 0) return &assets->rows[i];
	return NULL;
}

/* The part of an address before its hash: "/assets/site." of 13. */
static size_t name_length(const char *url)
{
	return strcspn(url, ".") + 1;
}

/* During a rolling upgrade a balancer may bring us the address that another release wrote: our file
 * of that name is better than a page without its style. */
static const struct asset *of_another_release(const struct assets *assets, const char *url)
{
	enum { HASH = 16 };
	size_t n = name_length(url);
	const char *hash = url + n;
	if (strlen(url) < n + HASH || strspn(hash, "0123456789abcdef") != HASH) return NULL;
	for (size_t i = 0; i < assets->n; i++) {
		const char *own = assets->rows[i].url;
		if (name_length(own) == n && strncmp(own, url, n) == 0 &&
		    strcmp(own + n + HASH, hash + HASH) == 0)
			return &assets->rows[i];
	}
	return NULL;
}

void page_asset(struct request *request, struct reply *reply)
{
	const struct assets *assets = &request->site->assets;
	const struct asset *asset = asset_find(assets, request->path);
	bool ours = asset != NULL;
	if (!ours) asset = of_another_release(assets, request->path);
	if (asset == NULL) {
		request->site->faces[request->face].error_page(request, reply, 404, NULL);
		return;
	}
	reply->type = asset->type;
	reply->fixed = asset->bytes;
	reply->n_fixed = asset->n;
	reply->cache_control = ours ? "public, max-age=31536000, immutable" : "no-store";
	if (!ours) reply->no_cache = true;
}
