/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/once.h"

#include <string.h>

#include "base/random.h"
#include "store/sent.h"

void once_word(char ret_word[ONCE_WORD])
{
	random_hex(ret_word, (ONCE_WORD - 1) / 2);
}

/* Length first, so that no two lists of texts read alike. */
static void add_text(struct digester *digester, const char *text)
{
	uint64_t n = strlen(text);
	digester_add(digester, &n, sizeof n);
	digester_add(digester, text, n);
}

struct once once_of(const struct office *office, const struct actor *actor, const char *what,
		    const char *word, const char *const *contents, size_t n)
{
	struct once once = {.given = *word != '\0', .at = clock_now(&office->clock)};
	if (!once.given) return once;
	struct digester *digester = digester_new();
	digester_begin(digester);
	digester_add(digester, &actor->account_id, sizeof actor->account_id);
	add_text(digester, what);
	add_text(digester, word);
	for (size_t i = 0; i < n; i++) add_text(digester, contents[i]);
	once.digest = digester_end(digester);
	digester_free(digester);
	return once;
}

enum err once_look(struct office *office, const struct once *once, struct error *error,
		   int64_t *ret_result)
{
	if (!once->given) return ERR_MISSING;
	return sent_look(office->store, &once->digest, error, ret_result);
}

struct sending {
	const struct once *once;
	store_work *work;
	void *context;
	const int64_t *result;
};

static enum err sending_work(struct store *store, void *context, struct error *error)
{
	const struct sending *sending = context;
	bool kept = true;
	enum err err = sending->work(store, sending->context, error);
	if (err == ERR_NONE && sending->once->given)
		err = sent_keep(store, &sending->once->digest, sending->once->at, *sending->result,
				error, &kept);
	if (err != ERR_NONE || kept) return err;
	/* an error is the only way back out of a transaction */
	return error_set(error, ERR_CONFLICT, NULL, "已经保存过。");
}

enum err once_transaction(struct office *office, const struct once *once, store_work *work,
			  void *context, int64_t *result, struct error *error, bool *ret_again)
{
	struct sending sending = {once, work, context, result};
	enum err err = store_transaction(office->store, sending_work, &sending, error);
	bool again = false;
	if ((err == ERR_CONFLICT || err == ERR_CONTENT) && once->given) {
		/* it may also have met its own twin on a number that is taken by now */
		int64_t before;
		struct error none;
		again = once_look(office, once, &none, &before) == ERR_NONE;
		if (again) *result = before;
	}
	if (err != ERR_NONE && !again) return err;
	*ret_again = again;
	return ERR_NONE;
}
