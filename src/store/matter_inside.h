/* SPDX-License-Identifier: MulanPSL-2.0
 * What the files about matters share; for store/ alone. */
#ifndef LIANXIN_STORE_MATTER_INSIDE_H
#define LIANXIN_STORE_MATTER_INSIDE_H

#include "store/db.h"
#include "store/matter.h"

/* Bytes as a parameter; none are the empty blob. */
struct db_value blob_bind(struct blob blob);
/* A blob column copied to the arena. */
struct blob row_blob(struct db_statement *row, size_t column, struct arena *arena);
/* A day column; DAY_NONE for NULL. */
day row_day(struct db_statement *row, size_t column);

#endif
