/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/agency.h"

#include <string.h>

#include "base/utf8.h"
#include "store/journal_inside.h"

struct level_facts {
	const char *code, *label;
};
static const struct level_facts levels[LEVEL__MAX] = {
	{"province", "省级人民政府"}, {"city", "设区的市级人民政府"},
	{"county", "县级人民政府"},   {"township", "乡镇人民政府、街道办事处"},
	{"department", "部门"},
};

const char *agency_level_code(enum agency_level level)
{
	BUG_IF(level >= LEVEL__MAX);
	return levels[level].code;
}

const char *agency_level_label(enum agency_level level)
{
	BUG_IF(level >= LEVEL__MAX);
	return levels[level].label;
}

bool agency_level_parse(const char *code, enum agency_level *ret_level)
{
	for (size_t i = 0; i < LEVEL__MAX; i++) {
		if (strcmp(code, levels[i].code) != 0) continue;
		*ret_level = (enum agency_level)i;
		return true;
	}
	return false;
}

const struct agency_field agency_fields[AGENCY_FIELD__MAX] = {
#define FIELD(name, label, max, required, hint)                                                    \
	{#name, label, hint, max, required, offsetof(struct agency, name)},
	AGENCY_FIELDS(FIELD)
#undef FIELD
};

static const char *field_text(const struct agency *agency, size_t field)
{
	const char *text = NULL;
	memcpy(&text, (const char *)agency + agency_fields[field].offset, sizeof text);
	return text == NULL ? "" : text;
}

static bool digits_only(const char *text, size_t n)
{
	return strlen(text) == n && strspn(text, "0123456789") == n;
}

bool agency_check(const struct agency *agency, struct problems *problems)
{
	size_t before = problems->count;
	for (size_t i = 0; i < AGENCY_FIELD__MAX; i++) {
		const struct agency_field *field = &agency_fields[i];
		const char *text = field_text(agency, i);
		if (field->required && text[0] == '\0')
			problem_add(problems, field->name, "%s没有填写。", field->label);
		else if (!utf8_valid(text, strlen(text)))
			problem_add(problems, field->name, "%s里有无法识别的字符。", field->label);
		else if (utf8_length(text) > (size_t)field->max)
			problem_add(problems, field->name, "%s最多%d个字。", field->label,
				    field->max);
	}
	const char *postcode = field_text(agency, AGENCY_FIELD_postcode);
	const char *site_code = field_text(agency, AGENCY_FIELD_site_code);
	const char *email = field_text(agency, AGENCY_FIELD_email);
	if (postcode[0] != '\0' && !digits_only(postcode, 6))
		problem_add(problems, "postcode", "邮政编码应是六位数字。");
	if (site_code[0] != '\0' && !digits_only(site_code, 10))
		problem_add(problems, "site_code", "政府网站标识码应是十位数字。");
	if (email[0] != '\0' && strchr(email, '@') == NULL)
		problem_add(problems, "email", "电子邮箱里缺少“@”。");
	return problems->count == before;
}

enum { FIXED = 8, WRITTEN = 6 + AGENCY_FIELD__MAX };

static void bind_agency(const struct agency *agency, struct db_value *ret_bound)
{
	ret_bound[1] = agency->parent_id == 0 ? db_null() : db_int(agency->parent_id);
	ret_bound[2] = db_text(agency_level_code(agency->level));
	ret_bound[3] = db_int(agency->receives_requests);
	ret_bound[4] = db_int(agency->channels);
	ret_bound[5] = db_int(agency->position);
	for (size_t i = 0; i < AGENCY_FIELD__MAX; i++)
		ret_bound[6 + i] = db_text(field_text(agency, i));
}

static const char taken[] = "已有同名单位。";

enum err agency_insert(struct store *store, const struct agency *agency,
		       const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_AGENCY, 0, NULL, author};
	struct db_value bound[WRITTEN] = {db_int(1)};
	bind_agency(agency, bound);
	enum err err = journal_change(
		store,
		SQL("INSERT INTO agency (version, parent_id, level, receives_requests, channels, "
		    "position" AGENCY_FIELDS(
			    AGENCY_NAME_OF) ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
					    "$10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
					    "$20, $21, $22, $23, $24, $25, "
					    "$26, $27) RETURNING " AGENCY_ROW),
		bound, WRITTEN, &change, error, ret_id);
	return store_conflict(err, error, taken);
}

/* Would the agency hang below itself? */
static enum err check_tree(struct store *store, const struct agency *agency, struct error *error)
{
	int64_t loops = 0;
	enum err err = db_number(
		store->db,
		SQL("WITH RECURSIVE up (id) AS (SELECT id FROM agency WHERE id = $1 UNION "
		    "SELECT a.parent_id FROM agency a JOIN up ON a.id = up.id "
		    "WHERE a.parent_id IS NOT NULL) SELECT COUNT(*) FROM up WHERE id = $2"),
		DB_VALUES(db_int(agency->parent_id), db_int(agency->id)), error, &loops);
	if (err != ERR_NONE || loops == 0) return err;
	return error_set(error, ERR_CONFLICT, NULL, "上级单位不能是它自己或者它的下级。");
}

enum err agency_update(struct store *store, const struct agency *agency, const char *reason,
		       const struct author *author, struct error *error)
{
	struct change change = {ACTION_CORRECT, OBJECT_AGENCY, agency->id, reason, author};
	struct db_value bound[WRITTEN + 1] = {db_int(agency->id)};
	bind_agency(agency, bound);
	bound[WRITTEN] = db_int(agency->version);
	enum err err = check_tree(store, agency, error);
	if (err != ERR_NONE) return err;
	err = journal_change(
		store,
		SQL("UPDATE agency SET version = version + 1, parent_id = $2, level = $3, "
		    "receives_requests = $4, channels = $5, position = $6, name = $7, "
		    "short_name = $8, signature = $9, credit_code = $10, document_prefix = $11, "
		    "letterhead = $12, authority = $13, reconsideration_organ = $14, "
		    "disclosure_office = $15, disclosure_head = $16, address = $17, "
		    "postcode = $18, phone = $19, fax = $20, email = $21, office_hours = $22, "
		    "site_name = $23, site_host = $24, site_code = $25, site_icp = $26, "
		    "site_police = $27 WHERE id = $1 AND version = $28 RETURNING " AGENCY_ROW),
		bound, WRITTEN + 1, &change, error, NULL);
	if (err == ERR_MISSING)
		return error_set(error, ERR_CONFLICT, "请重新打开后再改。",
				 "这个单位的资料刚刚被别人改过，或者已不存在。");
	return store_conflict(err, error, taken);
}

static void read_agency(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct agency *ret_agency = ret_item;
	struct agency agency = {
		.id = db_column_int(row, 0),
		.version = db_column_int(row, 2),
		.parent_id = db_column_int(row, 3),
		.receives_requests = db_column_int(row, 5) != 0,
		.channels = (unsigned)db_column_int(row, 6),
		.position = db_column_int(row, 7),
	};
	BUG_IF(!agency_level_parse(db_column_text(row, 4), &agency.level));
	for (size_t i = 0; i < AGENCY_FIELD__MAX; i++) {
		const char *text = row_text(row, FIXED + i, arena);
		memcpy((char *)&agency + agency_fields[i].offset, &text, sizeof text);
	}
	*ret_agency = agency;
}

static const char missing[] = "There is no such agency.";

enum err agency_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		    struct agency *ret_agency)
{
	return rows_one(store->db, SQL("SELECT " AGENCY_ROW " FROM agency WHERE id = $1"),
			DB_VALUES(db_int(id)), read_agency, arena, ret_agency, missing, error);
}

enum err agency_find(struct store *store, const char *name, struct arena *arena,
		     struct error *error, struct agency *ret_agency)
{
	if (name == NULL)
		return rows_one(store->db,
				SQL("SELECT " AGENCY_ROW " FROM agency WHERE parent_id IS NULL "
				    "ORDER BY position, id LIMIT 1"),
				DB_NO_VALUES, read_agency, arena, ret_agency, missing, error);
	return rows_one(store->db,
			SQL("SELECT " AGENCY_ROW " FROM agency WHERE name = $1 OR short_name = $1 "
			    "ORDER BY CASE WHEN name = $1 THEN 0 ELSE 1 END, id LIMIT 1"),
			DB_VALUES(db_text(name)), read_agency, arena, ret_agency, missing, error);
}

/* The tree is a handful of levels deep and never a loop (check_tree). */
static void place_below(const struct rows *rows, int64_t parent_id, struct agency *ordered,
			size_t *placed)
{
	const struct agency *all = rows->items;
	for (size_t i = 0; i < rows->n; i++) {
		if (all[i].parent_id != parent_id) continue;
		ordered[(*placed)++] = all[i];
		place_below(rows, all[i].id, ordered, placed);
	}
}

enum err agency_list(struct store *store, struct arena *arena, struct error *error,
		     struct agency **ret_agencies, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct agency);
	size_t placed = 0;
	enum err err =
		rows_list(store->db, SQL("SELECT " AGENCY_ROW " FROM agency ORDER BY position, id"),
			  DB_NO_VALUES, read_agency, &rows, error);
	if (err != ERR_NONE) return err;
	struct agency *ordered = arena_array(arena, rows.n, sizeof *ordered);
	place_below(&rows, 0, ordered, &placed);
	*ret_agencies = ordered;
	*ret_n = placed;
	return ERR_NONE;
}
