/* SPDX-License-Identifier: MulanPSL-2.0
 * Files of a matter: sealed before they are kept, opened under their own matter's key alone, and
 * what was sealed by an earlier version goes on opening. */
#include <inttypes.h>

#include "office/matter_inside.h"
#include "office/sealing.h"
#include "store/inside.h"
#include "unit/help_cmocka.h"
#include "unit/help_matter.h"

#define TEXT "本人身份证复印件"

static int64_t filed(void)
{
	struct matter_order order = help_order("2025-01-02");
	return help_filed(&order).id;
}

struct keeping {
	int64_t matter_id, of_id; /* into this one, under the key of that one */
	bool late;		  /* sealed only now */
	bool before;		  /* at the place of an earlier version */
	int64_t id;
};

static const struct matter_file file = {ATTACHMENT_IDENTITY, "身份证.jpg", "image/jpeg", TEXT,
					sizeof TEXT - 1,     NULL};

static void seal_as_before(const struct keeping *keeping, const struct data_key *key,
			   struct sealed_file *sealed)
{
	char hex[DIGEST_HEX];
	digest_hex(&sealed->digest, hex);
	buf_clear(&sealed->sealed);
	seal_bytes(key,
		   arena_printf(&help.arena, "attachment.bytes:%" PRId64 ":%s", keeping->matter_id,
				hex),
		   TEXT, sizeof TEXT - 1, &sealed->sealed);
	sealed->of_sealed = digest_of(buf_text(&sealed->sealed), sealed->sealed.n);
}

static enum err keep_work(struct store *store, void *context, struct error *error)
{
	struct keeping *keeping = context;
	struct office inside = help.office;
	struct author author = office_author(&help.office, &help.actors[HELP_CLERK]);
	struct matter matter, of;
	struct data_key key;
	inside.store = store;
	enum err err = matter_get(store, keeping->matter_id, &help.arena, error, &matter);
	if (err == ERR_NONE) err = matter_get(store, keeping->of_id, &help.arena, error, &of);
	if (err == ERR_NONE) err = matter_key(&help.office, &of, error, &key);
	if (err != ERR_NONE) return err;
	struct sealed_file *sealed = matter_files_seal(&file, 1, &key, &help.arena);
	if (keeping->before) seal_as_before(keeping, &key, sealed);
	if (keeping->late) buf_clear(&sealed->sealed);
	err = matter_keep_sealed(&inside, &author, &matter, &key, sealed, 0, 0, error,
				 &keeping->id);
	matter_files_release(sealed, 1);
	return err;
}

static enum err opened(struct keeping *keeping, struct blob *ret_bytes)
{
	struct attachment attachment;
	help_good(&help, store_transaction(help.office.store, keep_work, keeping, &help.error));
	return matter_open_file(&help.office, &help.actors[HELP_CLERK], keeping->matter_id,
				keeping->id, &help.arena, &help.error, &attachment, ret_bytes);
}

static void assert_opens(struct keeping keeping)
{
	struct blob bytes;
	help_good(&help, opened(&keeping, &bytes));
	assert_int_equal(bytes.n, sizeof TEXT - 1);
	assert_memory_equal(bytes.bytes, TEXT, bytes.n);
}

static void a_file_opens_however_it_was_sealed(void **state)
{
	int64_t id = filed();
	(void)state;
	assert_opens((struct keeping){.matter_id = id, .of_id = id});
	assert_opens((struct keeping){.matter_id = id, .of_id = id, .late = true});
	assert_opens((struct keeping){.matter_id = id, .of_id = id, .before = true});
}

static void a_file_moved_to_another_matter_does_not_open(void **state)
{
	struct keeping moved = {.matter_id = filed(), .of_id = filed()};
	struct blob bytes;
	(void)state;
	assert_int_equal(opened(&moved, &bytes), ERR_ENV);
	moved.before = true;
	assert_int_equal(opened(&moved, &bytes), ERR_ENV);
}

static int64_t differing(void)
{
	struct journal_verdict verdict;
	help_good(&help, journal_verify(help.office.store, &help.arena, &help.error, &verdict));
	return verdict.findings;
}

static enum err turn_byte(struct store *store, void *context, struct error *error)
{
	const int64_t *id = context;
	struct attachment attachment;
	struct blob sealed;
	enum err err =
		attachment_get(store, id[0], id[1], &help.arena, error, &attachment, &sealed);
	if (err != ERR_NONE) return err;
	char *turned = arena_alloc(&help.arena, sealed.n);
	memcpy(turned, sealed.bytes, sealed.n);
	turned[sealed.n / 2] ^= 1;
	return db_run(store->db, SQL("UPDATE attachment SET bytes = $2 WHERE id = $1"),
		      DB_VALUES(db_int(id[1]), db_blob(turned, sealed.n)), error);
}

static void the_journal_knows_each_byte_of_what_was_sealed_ahead(void **state)
{
	int64_t id = filed();
	struct keeping keeping = {.matter_id = id, .of_id = id};
	struct blob bytes;
	(void)state;
	help_good(&help, opened(&keeping, &bytes));
	assert_int_equal(differing(), 0);
	help_good(&help, store_transaction(help.office.store, turn_byte,
					   (int64_t[]){id, keeping.id}, &help.error));
	assert_int_equal(differing(), 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_file_opens_however_it_was_sealed),
		TEST(a_file_moved_to_another_matter_does_not_open),
		TEST(the_journal_knows_each_byte_of_what_was_sealed_ahead),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
