/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/account.h"

#include <string.h>

#include "store/journal_inside.h"

struct word {
	const char *code, *label;
};
static const struct word kinds[ACCOUNT__MAX] = {
#define KIND(NAME, code, label) {code, label},
	ACCOUNT_KIND_TABLE(KIND)
#undef KIND
};
struct role_facts {
	enum account_role role;
	const char *code, *label;
};
static const struct role_facts roles[] = {
#define ROLE(NAME, bit, code, label) {ROLE_##NAME, code, label},
	ACCOUNT_ROLE_TABLE(ROLE)
#undef ROLE
};

const char *account_kind_code(enum account_kind kind)
{
	BUG_IF(kind >= ACCOUNT__MAX);
	return kinds[kind].code;
}

const char *account_kind_label(enum account_kind kind)
{
	BUG_IF(kind >= ACCOUNT__MAX);
	return kinds[kind].label;
}

bool account_kind_parse(const char *code, enum account_kind *ret_kind)
{
	for (size_t i = 0; i < ACCOUNT__MAX; i++) {
		if (strcmp(code, kinds[i].code) != 0) continue;
		*ret_kind = (enum account_kind)i;
		return true;
	}
	return false;
}

static const struct role_facts *role_facts(enum account_role role)
{
	for (size_t i = 0; i < COUNT_OF(roles); i++)
		if (roles[i].role == role) return &roles[i];
	bug_found(__FILE__, __LINE__, "not one role");
}

const char *account_role_code(enum account_role role)
{
	return role_facts(role)->code;
}

const char *account_role_label(enum account_role role)
{
	return role_facts(role)->label;
}

bool account_role_parse(const char *code, enum account_role *ret_role)
{
	for (size_t i = 0; i < COUNT_OF(roles); i++) {
		if (strcmp(code, roles[i].code) != 0) continue;
		*ret_role = roles[i].role;
		return true;
	}
	return false;
}

static const char two_hats[] = "管理员不能兼任办公岗位，也不能兼任另一种管理员。";

static enum err set_roles(struct store *store, int64_t id, unsigned wanted, struct error *error)
{
	enum err err = ERR_NONE;
	for (size_t i = 0; i < COUNT_OF(roles) && err == ERR_NONE; i++)
		if (wanted & roles[i].role)
			err = db_run(store->db,
				     SQL("INSERT INTO account_role (account_id, kind, role) "
					 "VALUES ($1, 'office', $2)"),
				     DB_VALUES(db_int(id), db_text(roles[i].code)), error);
	return store_conflict(err, error, two_hats);
}

/* The entry shows the roles too, which stand in another table: taken after both are written. */
static enum err journal_account(struct store *store, enum journal_action action, int64_t id,
				int64_t agency_id, const char *note, const struct author *author,
				struct error *error)
{
	struct change change = {action, OBJECT_ACCOUNT, agency_id, note, author};
	enum err err =
		journal_change(store, SQL("SELECT " ACCOUNT_ROW " FROM account WHERE id = $1"),
			       DB_VALUES(db_int(id)), &change, error, NULL);
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_MISSING, NULL, "没有这个账号。");
}

enum err account_insert(struct store *store, const struct account *account,
			const struct author *author, struct error *error, int64_t *ret_id)
{
	int64_t id = 0;
	const char *password = account->password == NULL ? "" : account->password;
	store_must_write(store);
	enum err err = db_number(
		store->db,
		SQL("INSERT INTO account (name, display_name, agency_id, kind, disabled, "
		    "must_change, "
		    "password, password_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id"),
		DB_VALUES(db_text(account->name), db_text(account->display_name),
			  db_int(account->agency_id), db_text(account_kind_code(account->kind)),
			  db_int(account->disabled), db_int(account->must_change),
			  db_text(password), db_int(account->password_at)),
		error, &id);
	err = store_conflict(err, error, "这个登录名已经有人在用，或者单位不存在。");
	if (err == ERR_NONE) err = set_roles(store, id, account->roles, error);
	if (err == ERR_NONE)
		err = journal_account(store, ACTION_ADD, id, account->agency_id, NULL, author,
				      error);
	if (err == ERR_NONE) *ret_id = id;
	return err;
}

enum err account_update(struct store *store, const struct account *account, const char *reason,
			const struct author *author, struct error *error)
{
	int64_t changed = 0;
	store_must_write(store);
	/* roles go first: the foreign key holds an office role to kind 'office' */
	enum err err = db_run(store->db, SQL("DELETE FROM account_role WHERE account_id = $1"),
			      DB_VALUES(db_int(account->id)), error);
	if (err == ERR_NONE)
		err = db_change(store->db,
				SQL("UPDATE account SET version = version + 1, display_name = $3, "
				    "agency_id = $4, kind = $5, disabled = $6 WHERE id = $1 AND "
				    "version = $2"),
				DB_VALUES(db_int(account->id), db_int(account->version),
					  db_text(account->display_name),
					  db_int(account->agency_id),
					  db_text(account_kind_code(account->kind)),
					  db_int(account->disabled)),
				error, &changed);
	if (err == ERR_NONE && changed == 0)
		err = error_set(error, ERR_CONFLICT, "请重新打开后再改。",
				"这个账号刚刚被别人改过，或者已不存在。");
	if (err == ERR_NONE) err = set_roles(store, account->id, account->roles, error);
	if (err == ERR_NONE) err = login_end_all(store, account->id, error);
	if (err == ERR_NONE)
		err = journal_account(store, ACTION_CORRECT, account->id, account->agency_id,
				      reason, author, error);
	return err;
}

#define ACCOUNT_READ ACCOUNT_ROW ", password, failures, locked_until FROM account"

static void read_account(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct account *ret_account = ret_item;
	struct account account = {
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.version = db_column_int(row, 2),
		.name = row_text(row, 3, arena),
		.display_name = row_text(row, 4, arena),
		.disabled = db_column_int(row, 6) != 0,
		.must_change = db_column_int(row, 7) != 0,
		.password_at = db_column_int(row, 8),
		.password = row_text(row, 14, arena),
		.failures = db_column_int(row, 15),
		.locked_until = db_column_int(row, 16),
	};
	BUG_IF(!account_kind_parse(db_column_text(row, 5), &account.kind));
	for (size_t i = 0; i < COUNT_OF(roles); i++)
		if (db_column_int(row, 9 + i) != 0) account.roles |= roles[i].role;
	*ret_account = account;
}

enum err account_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		     struct account *ret_account)
{
	return rows_one(store->db, SQL("SELECT " ACCOUNT_READ " WHERE id = $1"),
			DB_VALUES(db_int(id)), read_account, arena, ret_account, "没有这个账号。",
			error);
}

enum err account_find(struct store *store, const char *name, struct arena *arena,
		      struct error *error, struct account *ret_account)
{
	return rows_one(store->db, SQL("SELECT " ACCOUNT_READ " WHERE name = $1"),
			DB_VALUES(db_text(name)), read_account, arena, ret_account,
			"没有这个账号。", error);
}

enum err account_list(struct store *store, struct arena *arena, struct error *error,
		      struct account **ret_accounts, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct account);
	enum err err = rows_list(store->db, SQL("SELECT " ACCOUNT_READ " ORDER BY name"),
				 DB_NO_VALUES, read_account, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_accounts = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

struct held {
	int64_t account_id;
	enum account_role role;
};

static void read_held(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct held *held = ret_item;
	(void)arena;
	held->account_id = db_column_int(row, 0);
	BUG_IF(!account_role_parse(db_column_text(row, 1), &held->role));
}

enum err account_staff(struct store *store, int64_t agency_id, struct arena *arena,
		       struct error *error, struct account **ret_accounts, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct held), accounts = ROWS_OF(arena, struct account);
	enum err err = rows_list(store->db,
				 SQL("SELECT a.id, r.role FROM account a "
				     "JOIN account_role r ON r.account_id = a.id "
				     "WHERE a.agency_id = $1 AND a.disabled = 0 ORDER BY a.id"),
				 DB_VALUES(db_int(agency_id)), read_held, &rows, error);
	if (err != ERR_NONE) return err;
	const struct held *held = rows.items;
	struct account *last = NULL;
	for (size_t i = 0; i < rows.n; i++) {
		if (last == NULL || last->id != held[i].account_id) {
			last = rows_next(&accounts);
			*last = (struct account){.id = held[i].account_id, .agency_id = agency_id};
		}
		last->roles |= held[i].role;
	}
	*ret_accounts = accounts.items;
	*ret_n = accounts.n;
	return ERR_NONE;
}

/* Adds to what the account has had, and forgets what is older than the newest few. */
static enum err remember(struct store *store, int64_t id, const char *hash, struct error *error)
{
	enum err err =
		db_run(store->db,
		       SQL("INSERT INTO account_password (account_id, password) VALUES ($1, $2)"),
		       DB_VALUES(db_int(id), db_text(hash)), error);
	if (err != ERR_NONE) return err;
	return db_run(store->db,
		      SQL("DELETE FROM account_password WHERE account_id = $1 AND id NOT IN "
			  "(SELECT id FROM account_password WHERE account_id = $1 "
			  "ORDER BY id DESC LIMIT $2)"),
		      DB_VALUES(db_int(id), db_int(ACCOUNT_PASSWORDS_KEPT)), error);
}

enum err account_passwords(struct store *store, int64_t id, struct arena *arena,
			   struct error *error, const char *ret_hashes[ACCOUNT_PASSWORDS_KEPT],
			   size_t *ret_n)
{
	struct db_statement *row = NULL;
	enum err err = db_query(store->db,
				SQL("SELECT password FROM account_password WHERE account_id = $1 "
				    "ORDER BY id DESC LIMIT $2"),
				DB_VALUES(db_int(id), db_int(ACCOUNT_PASSWORDS_KEPT)), error, &row);
	if (err != ERR_NONE) return err;
	size_t n = 0;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW) ret_hashes[n++] = row_text(row, 0, arena);
	if (step == DB_FAILED) return db_failed(row);
	*ret_n = n;
	return ERR_NONE;
}

enum err account_password(struct store *store, int64_t id, const char *hash, bool must_change,
			  const struct author *author, struct error *error)
{
	int64_t agency_id = 0;
	store_must_write(store);
	enum err err = db_number(
		store->db,
		SQL("UPDATE account SET version = version + 1, password = $2, must_change = $3, "
		    "password_at = $4, failures = 0, locked_until = 0 WHERE id = $1 "
		    "RETURNING agency_id"),
		DB_VALUES(db_int(id), db_text(hash), db_int(must_change), db_int(author->at)),
		error, &agency_id);
	if (err == ERR_MISSING) return error_set(error, ERR_MISSING, NULL, "没有这个账号。");
	if (err == ERR_NONE) err = remember(store, id, hash, error);
	if (err == ERR_NONE) err = login_end_all(store, id, error);
	char note[CREDENTIAL_NOTE];
	credential_note(hash, note);
	if (err == ERR_NONE)
		err = journal_account(store, ACTION_PASSWORD, id, agency_id, note, author, error);
	return err;
}

enum err account_attempt(struct store *store, int64_t id, int64_t failures, int64_t locked_until,
			 struct error *error)
{
	store_must_write(store);
	return db_run(store->db,
		      SQL("UPDATE account SET failures = $2, locked_until = $3 WHERE id = $1"),
		      DB_VALUES(db_int(id), db_int(failures), db_int(locked_until)), error);
}
