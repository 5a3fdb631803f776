/* SPDX-License-Identifier: MulanPSL-2.0
 * The second proof beside number and query code: which of them a matter has, and whether it is
 * right. All of them are counted by the matter, compared in the same time, and journalled. */
#include <inttypes.h>
#include <string.h>

#include "office/matter_inside.h"
#include "office/notice.h"
#include "office/visitor_code.h"
#include "office/visitor_inside.h"
#include "store/journal.h"

/* clang-format off */
static const struct {
	const char *wrong;	/* what is said to whoever typed another one */
	const char *noted;	/* what the journal says of one that was right */
} proofs[VISITOR_PROOF__MAX] = {
	[VISITOR_BY_IDENTITY] = {"证件号码（单位为统一社会信用代码）的后6位不对，或者验证码不对、已过期。",
		"核对证件号码或者验证码后查看文书"},
	[VISITOR_BY_PHONE] = {"电话号码的最后4位不对，或者验证码不对、已过期。",
		"核对电话号码或者验证码后查看文书"},
	[VISITOR_BY_CODE] = {"验证码不对，或者已经过期。", "核对验证码后查看文书"},
	[VISITOR_BY_NOTHING] = {"", "匿名提出，凭登记编号和查询码查看文书"},
	[VISITOR_BY_COUNTER] = {"没有留下可以核对身份的电话或者电子邮箱，文书不能在网上查看。", ""},
};
/* clang-format on */

_Static_assert(VISITOR_TAIL == 6 && VISITOR_PHONE_TAIL == 4, "the sentences say so");

static const char too_often[] =
	"输错的次数太多，暂时不能再查询。请一小时以后再试，或者拨打办公电话。";

void visitor_digits(const char *phone, char ret_digits[VISITOR_DIGITS])
{
	size_t n = 0;
	for (; *phone != '\0' && n + 1 < VISITOR_DIGITS; phone++)
		if (*phone >= '0' && *phone <= '9') ret_digits[n++] = *phone;
	ret_digits[n] = '\0';
}

/* What kind of identity document it would be says nothing of a person. */
static bool says_nobody(const struct filing *person)
{
	if (person->values[FILING_name][0] != '\0') return false;
	for (int i = 0; i < FILING__MAX; i++) {
		enum filing_field field = (enum filing_field)i;
		if (field != FILING_id_type && filing_facts(field)->where == FILING_IN_SEALED &&
		    person->values[i][0] != '\0')
			return false;
	}
	return true;
}

/* Whoever gave the stronger proof all the same is asked for that one. */
static enum visitor_proof proof_of(const struct filing *person, bool codes, struct arena *arena)
{
	char phone[VISITOR_DIGITS];
	visitor_digits(person->values[FILING_phone], phone);
	return strlen(filing_identity(person, arena)) >= VISITOR_TAIL ? VISITOR_BY_IDENTITY
	       : says_nobody(person)				      ? VISITOR_BY_NOTHING
	       : strlen(phone) >= VISITOR_PHONE_LEAST		      ? VISITOR_BY_PHONE
	       : codes						      ? VISITOR_BY_CODE
								      : VISITOR_BY_COUNTER;
}

/* The person into what is known of him, and his proof. Whoever was erased has left nothing to ask
 * for, which is not to say that he gave no name. */
static enum err look(struct office *office, const struct matter *matter, struct arena *arena,
		     struct error *error, struct filing *person, enum visitor_proof *ret_proof,
		     bool *ret_codes)
{
	enum notice_channel channel;
	*ret_codes = matter_named(matter->kind);
	*ret_proof = *ret_codes ? VISITOR_BY_IDENTITY : VISITOR_BY_COUNTER;
	if (*ret_codes) return matter_unseal(office, matter, arena, error, person);
	if (matter->person.n == 0) return ERR_NONE;
	enum err err = matter_unseal(office, matter, arena, error, person);
	if (err == ERR_NONE) err = notice_way(office, person, error, ret_codes, &channel);
	if (err == ERR_NONE) *ret_proof = proof_of(person, *ret_codes, arena);
	return err;
}

enum err visitor_proof(struct office *office, const struct matter *matter, struct arena *arena,
		       struct error *error, enum visitor_proof *ret_proof, bool *ret_codes)
{
	struct filing person;
	filing_init(&person);
	*ret_proof = VISITOR_BY_IDENTITY;
	*ret_codes = true;
	return matter_named(matter->kind)
		       ? ERR_NONE
		       : look(office, matter, arena, error, &person, ret_proof, ret_codes);
}

/* In time that does not tell how much of it fits. */
static bool same_tail(const char *known, const char *plain, size_t length)
{
	size_t n = strlen(known);
	if (n < length || strlen(plain) != length) return false;
	struct digest a = digest_of(known + n - length, length);
	struct digest b = digest_of(plain, length);
	return digest_equal(&a, &b);
}

static bool fits(const struct filing *person, enum visitor_proof proof, const char *tail,
		 struct arena *arena)
{
	char phone[VISITOR_DIGITS];
	struct filing typed;
	filing_init(&typed);
	typed.values[FILING_kind] = "natural";
	typed.values[FILING_id_number] = tail;
	const char *plain = filing_identity(&typed, arena);
	if (proof == VISITOR_BY_IDENTITY)
		return same_tail(filing_identity(person, arena), plain, VISITOR_TAIL);
	visitor_digits(person->values[FILING_phone], phone);
	return proof == VISITOR_BY_PHONE && same_tail(phone, plain, VISITOR_PHONE_TAIL);
}

struct proving {
	int64_t id, agency_id;
	struct author author;
	const char *words;
};

static enum err note_proof(struct store *store, void *context, struct error *error)
{
	const struct proving *proving = context;
	return journal_event(store, ACTION_OPEN, OBJECT_MATTER, proving->id, proving->agency_id,
			     proving->words, &proving->author, error);
}

enum err visitor_prove(struct office *office, const char *from, const struct visitor_case *seen,
		       const char *tail, struct arena *arena, struct error *error)
{
	const struct actor actor = actor_visitor(from);
	const char *whom = arena_printf(arena, "matter:%" PRId64, seen->own.id);
	struct proving proving = {seen->own.id, seen->own.agency_id, office_author(office, &actor),
				  ""};
	struct matter_case now;
	enum visitor_proof proof = VISITOR_BY_COUNTER;
	bool codes = false;
	enum err err = visitor_allowed(office, VISITOR_WRONG_PROOF, whom, too_often, error);
	if (err == ERR_NONE) err = matter_load(office, seen->own.id, arena, error, &now);
	if (err == ERR_NONE)
		err = look(office, &now.matter, arena, error, &now.filing, &proof, &codes);
	if (err != ERR_NONE) return err;
	bool proved = proof == VISITOR_BY_NOTHING || fits(&now.filing, proof, tail, arena);
	if (!proved && proof != VISITOR_BY_COUNTER)
		err = visitor_one_time_fits(office, seen->own.id, tail, arena, error, &proved);
	if (err != ERR_NONE) return err;
	proving.words = proofs[proof].noted;
	if (proved) return store_transaction(office->store, note_proof, &proving, error);
	err = visitor_counted(office, VISITOR_WRONG_PROOF, whom, error);
	return err != ERR_NONE ? err
			       : error_set(error, ERR_DENIED, NULL, "%s", proofs[proof].wrong);
}
