/* SPDX-License-Identifier: MulanPSL-2.0
 * Document numbers (发文字号): 古政公复〔2025〕3号. GB/T 9704-2012, 7.2.5: the agency's sign, the
 * full year in hexagonal brackets, the sequence without 第 and without leading zeros, then 号. */
#ifndef LIANXIN_LAW_DOCUMENT_NUMBER_H
#define LIANXIN_LAW_DOCUMENT_NUMBER_H

#include "base/arena.h"

enum { DOCUMENT_SIGN_MAX = 20, DOCUMENT_SEQUENCE_MAX = 999999 };

struct document_number {
	const char *sign; /* 机关代字 with the series' word, "古政公复"; up to 20 characters */
	int year;	  /* 1900–2999 */
	int sequence;	  /* from 1, per sign and year */
};

/* What is wrong with a text as a document number: a Chinese sentence for the clerk, the usual
 * mistakes each by name (brackets, 第, leading zeros); NULL when it is one, and then *ret_number
 * (may be NULL) is filled, its sign in the arena. */
const char *document_number_fault(const char *text, struct arena *arena,
				  struct document_number *ret_number);
/* In the arena. BUG for what document_number_fault() would not take back. */
const char *document_number_text(const struct document_number *number, struct arena *arena);

#endif
