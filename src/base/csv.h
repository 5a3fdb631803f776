/* SPDX-License-Identifier: MulanPSL-2.0
 * Reads CSV as RFC 4180 writes it, strictly, from a file of any size in bounded memory, and says
 * where a mistake stands. Text comes out as UTF-8 whatever the file is in: UTF-8 with or without
 * a byte order mark, or GB18030 (what Chinese spreadsheets save). Why not libcsv:
 * docs/decisions/libcsv.md. */
#ifndef LIANXIN_BASE_CSV_H
#define LIANXIN_BASE_CSV_H

#include "base/error.h"

enum { CSV_MAX_FIELDS = 64, CSV_MAX_FIELD = 64 * 1024 };

enum csv_encoding { CSV_UTF8, CSV_GB18030 };

/* One record; the texts are NUL-terminated, never contain NUL, and live until the next read. */
struct csv_record {
	int64_t line; /* of the file, where the record begins; from 1 */
	size_t count;
	char *field[CSV_MAX_FIELDS];
	size_t length[CSV_MAX_FIELDS]; /* bytes */
};

/* What is wrong with the file itself. */
struct csv_mistake {
	int64_t line;
	size_t column;	  /* of the record, from 0 */
	const char *text; /* one Chinese sentence; static */
};

enum csv_result {
	CSV_RECORD,  /* *ret_record is set */
	CSV_END,     /* nothing is left */
	CSV_MISTAKE, /* *ret_mistake is set; nothing more can be read with certainty */
	CSV_FAILED,  /* the file could not be read; the error is set */
};

struct csv;
/* Opens a file. The whole of a seekable file is read once to know its encoding: valid UTF-8 is
 * UTF-8; a file that is mostly UTF-8 is UTF-8 with a mistake in it; anything else is GB18030.
 * ERR_ENV when it cannot be opened or read. */
enum err csv_open(const char *path, struct csv **ret_csv, struct error *error) MUST_CHECK;
/* The same over bytes in memory, which must outlive the reader. */
struct csv *csv_open_bytes(const char *bytes, size_t n);
void csv_close(struct csv *csv);
/* Empty lines are passed over. A last record without a line end is a record. */
enum csv_result csv_next(struct csv *csv, struct csv_record *ret_record,
			 struct csv_mistake *ret_mistake, struct error *error) MUST_CHECK;
enum csv_encoding csv_encoding(const struct csv *csv);

#endif
