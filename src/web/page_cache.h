/* SPDX-License-Identifier: MulanPSL-2.0
 * Complete answers of the public face, by what was asked for. Everything is dropped when the
 * store's generation is another one than the cached pages were read under; the least recently
 * used go first when the bytes run out. One thread's: the event loop's. */
#ifndef LIANXIN_WEB_PAGE_CACHE_H
#define LIANXIN_WEB_PAGE_CACHE_H

struct page_cache;
/* Frees what page_cache_put was given. */
typedef void page_cache_drop(void *page);

struct page_cache *page_cache_new(size_t max_bytes, page_cache_drop *drop);
void page_cache_free(struct page_cache *cache);
/* Drops every page when generation differs from the last one told. */
void page_cache_generation(struct page_cache *cache, int64_t generation);
/* NULL when absent. The page stays valid until the next call of another function. */
void *page_cache_get(struct page_cache *cache, const char *key, size_t n);
/* Takes the page over (dropping it at once when it is too large, or generation is no longer the
 * current one). bytes: what it holds. */
void page_cache_put(struct page_cache *cache, int64_t generation, const char *key, size_t n,
		    void *page, size_t bytes);
size_t page_cache_bytes(const struct page_cache *cache);

/* A fast hash for keys and entity tags; no defence against somebody who wants collisions. */
uint64_t page_hash(const void *bytes, size_t n);

#endif
