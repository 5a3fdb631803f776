/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/copy_tables.h"

/* $1 … $n as one literal. */
/* clang-format off */
#define MARKS_1 "$1"
#define MARKS_2 MARKS_1 ", $2"
#define MARKS_3 MARKS_2 ", $3"
#define MARKS_4 MARKS_3 ", $4"
#define MARKS_5 MARKS_4 ", $5"
#define MARKS_6 MARKS_5 ", $6"
#define MARKS_7 MARKS_6 ", $7"
#define MARKS_8 MARKS_7 ", $8"
#define MARKS_9 MARKS_8 ", $9"
#define MARKS_10 MARKS_9 ", $10"
#define MARKS_11 MARKS_10 ", $11"
#define MARKS_12 MARKS_11 ", $12"
#define MARKS_13 MARKS_12 ", $13"
#define MARKS_14 MARKS_13 ", $14"
#define MARKS_15 MARKS_14 ", $15"
#define MARKS_16 MARKS_15 ", $16"
#define MARKS_17 MARKS_16 ", $17"
#define MARKS_18 MARKS_17 ", $18"
#define MARKS_19 MARKS_18 ", $19"
#define MARKS_20 MARKS_19 ", $20"
#define MARKS_21 MARKS_20 ", $21"
#define MARKS_22 MARKS_21 ", $22"
#define MARKS_23 MARKS_22 ", $23"
#define MARKS_24 MARKS_23 ", $24"
#define MARKS_25 MARKS_24 ", $25"
#define MARKS_26 MARKS_25 ", $26"
#define MARKS_27 MARKS_26 ", $27"
#define MARKS_28 MARKS_27 ", $28"
#define MARKS_29 MARKS_28 ", $29"
#define MARKS_30 MARKS_29 ", $30"
#define MARKS_31 MARKS_30 ", $31"
#define MARKS_32 MARKS_31 ", $32"
/* clang-format on */

#define STATEMENTS_ROWS(name, key, n, batch, columns)                                              \
	DB_STATEMENT(read_##name, "SELECT " columns " FROM " #name " WHERE " #key                  \
				  " > $1 ORDER BY " #key " LIMIT $2");                             \
	DB_STATEMENT(put_##name, "INSERT INTO " #name " (" columns ") VALUES (" MARKS_##n ")");    \
	DB_STATEMENT(count_##name, "SELECT COUNT(*) FROM " #name);                                 \
	DB_STATEMENT(wipe_##name, "DELETE FROM " #name);
#define STATEMENTS_WHOLE(name, order, where, n, columns)                                           \
	DB_STATEMENT(read_##name, "SELECT " columns " FROM " #name where " ORDER BY " order);      \
	DB_STATEMENT(put_##name, "INSERT INTO " #name " (" columns ") VALUES (" MARKS_##n ")");    \
	DB_STATEMENT(count_##name, "SELECT COUNT(*) FROM " #name where);                           \
	DB_STATEMENT(wipe_##name, "DELETE FROM " #name where);
#define STATEMENTS_LEFT(name, reason)
COPY_TABLES(STATEMENTS_ROWS, STATEMENTS_WHOLE, STATEMENTS_LEFT)

DB_STATEMENT(relink_agency, "UPDATE agency SET parent_id = $2 WHERE id = $1");

#define FACTS(name)                                                                                \
	.read = &read_##name, .put = &put_##name, .count = &count_##name, .wipe = &wipe_##name
#define FACTS_ROWS(table, key, n, rows, list)                                                      \
	{#table, COPY_ROWS, NULL, FACTS(table), .n_columns = (n), .batch = (rows), .columns = list},
#define FACTS_WHOLE(table, order, where, n, list)                                                  \
	{#table, COPY_WHOLE, NULL, FACTS(table), .n_columns = (n), .columns = list},
#define FACTS_LEFT(table, why) {#table, COPY_LEFT, why, .columns = ""},

static const struct copy_table tables[] = {COPY_TABLES(FACTS_ROWS, FACTS_WHOLE, FACTS_LEFT)};

const struct copy_table *copy_tables(size_t *ret_n)
{
	*ret_n = COUNT_OF(tables);
	return tables;
}

const struct db_sql *copy_relink(const struct copy_table *table)
{
	return table->read == &read_agency ? &relink_agency : NULL;
}
