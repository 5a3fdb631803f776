/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/page_cache.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 4096, ENTRY_COST = 1024 };

struct entry {
	struct entry *next;	     /* in its bucket */
	struct entry *newer, *older; /* by last use */
	void *page;
	size_t bytes, n_key;
	uint64_t hash;
	char key[];
};

struct page_cache {
	struct entry *buckets[BUCKETS];
	struct entry *newest, *oldest;
	size_t bytes, max_bytes;
	int64_t generation;
	page_cache_drop *drop;
};

/* The construction of wyhash: words are folded in pairs by a 64×64→128 multiplication, here in four
 * lanes beside each other, so that no multiplication of a long page waits for the one before. */
static uint64_t fold(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t word_at(const unsigned char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return word;
}

uint64_t page_hash(const void *bytes, size_t n)
{
	enum { LANES = 4, STEP = LANES * 16 };
	static const uint64_t keys[LANES] = {0xa0761d6478bd642fu, 0xe7037ed1a0b428dbu,
					     0x8ebc6af09c88c6e3u, 0x589965cc75374cc3u};
	const unsigned char *at = bytes;
	uint64_t hash = 0x9e3779b97f4a7c15u ^ n, lanes[LANES] = {hash, hash, hash, hash};
	for (; n >= STEP; n -= STEP, at += STEP)
		for (size_t i = 0; i < LANES; i++)
			lanes[i] = fold(word_at(at + 16 * i) ^ keys[i],
					word_at(at + 16 * i + 8) ^ lanes[i]);
	for (size_t i = 0; i < LANES; i++) hash = fold(hash ^ lanes[i], keys[i]);
	for (; n >= 8; n -= 8, at += 8) hash = fold(hash ^ word_at(at), keys[0]);
	uint64_t rest = 0;
	if (n > 0) memcpy(&rest, at, n);
	return fold(hash ^ rest, keys[1]);
}

struct page_cache *page_cache_new(size_t max_bytes, page_cache_drop *drop)
{
	struct page_cache *cache = calloc(1, sizeof *cache);
	BUG_IF(cache == NULL);
	cache->max_bytes = max_bytes;
	cache->drop = drop;
	return cache;
}

static void unlink_use(struct page_cache *cache, struct entry *entry)
{
	*(entry->newer == NULL ? &cache->newest : &entry->newer->older) = entry->older;
	*(entry->older == NULL ? &cache->oldest : &entry->older->newer) = entry->newer;
}

static void link_newest(struct page_cache *cache, struct entry *entry)
{
	entry->newer = NULL;
	entry->older = cache->newest;
	*(cache->newest == NULL ? &cache->oldest : &cache->newest->newer) = entry;
	cache->newest = entry;
}

static struct entry **place_of(struct page_cache *cache, uint64_t hash, const char *key, size_t n)
{
	struct entry **place = &cache->buckets[hash % BUCKETS];
	while (*place != NULL && ((*place)->hash != hash || (*place)->n_key != n ||
				  memcmp((*place)->key, key, n) != 0))
		place = &(*place)->next;
	return place;
}

static void remove_entry(struct page_cache *cache, struct entry **place)
{
	struct entry *entry = *place;
	*place = entry->next;
	unlink_use(cache, entry);
	cache->bytes -= entry->bytes;
	cache->drop(entry->page);
	free(entry);
}

static void drop_oldest(struct page_cache *cache)
{
	struct entry *oldest = cache->oldest;
	remove_entry(cache, place_of(cache, oldest->hash, oldest->key, oldest->n_key));
}

void page_cache_free(struct page_cache *cache)
{
	if (cache == NULL) return;
	while (cache->oldest != NULL) drop_oldest(cache);
	free(cache);
}

void page_cache_generation(struct page_cache *cache, int64_t generation)
{
	if (generation == cache->generation) return;
	while (cache->oldest != NULL) drop_oldest(cache);
	cache->generation = generation;
}

void *page_cache_get(struct page_cache *cache, const char *key, size_t n)
{
	struct entry *entry = *place_of(cache, page_hash(key, n), key, n);
	if (entry == NULL) return NULL;
	if (entry != cache->newest) {
		unlink_use(cache, entry);
		link_newest(cache, entry);
	}
	return entry->page;
}

void page_cache_put(struct page_cache *cache, int64_t generation, const char *key, size_t n,
		    void *page, size_t bytes)
{
	bytes += n + ENTRY_COST;
	if (generation != cache->generation || bytes > cache->max_bytes / 4) {
		cache->drop(page);
		return;
	}
	uint64_t hash = page_hash(key, n);
	struct entry **place = place_of(cache, hash, key, n);
	if (*place != NULL) remove_entry(cache, place);
	while (cache->bytes + bytes > cache->max_bytes) drop_oldest(cache);
	struct entry *entry = calloc(1, sizeof *entry + n);
	BUG_IF(entry == NULL);
	entry->page = page;
	entry->bytes = bytes;
	entry->hash = hash;
	entry->n_key = n;
	memcpy(entry->key, key, n);
	entry->next = cache->buckets[hash % BUCKETS];
	cache->buckets[hash % BUCKETS] = entry;
	link_newest(cache, entry);
	cache->bytes += bytes;
}

size_t page_cache_bytes(const struct page_cache *cache)
{
	return cache->bytes;
}
