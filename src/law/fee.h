/* SPDX-License-Identifier: MulanPSL-2.0
 * The processing fee of 《政府信息公开信息处理费管理办法》 (国办函〔2020〕109号): both tariffs,
 * never both for one application. What may be charged at most; whether to charge is the agency's
 * choice. */
#ifndef LIANXIN_LAW_FEE_H
#define LIANXIN_LAW_FEE_H

#include "base/error.h"
#include "law/trace.h"

enum { FEE_MAX_COUNT = 1000000 };

enum fee_tariff {
	FEE_BY_PIECE, /* Art. 4: all applications of one person in one calendar month, the total */
	FEE_BY_PAGE,  /* Art. 5: pages of one application */
};

/* The fee in fen for `count` pieces or pages, 0 to FEE_MAX_COUNT (else ERR_USAGE). on is the day
 * of the fee decision or DAY_NONE; before 2021-01-01 there is no fee. trace may be NULL. */
enum err fee_compute(enum fee_tariff tariff, int64_t count, day on, struct trace *trace,
		     int64_t *ret_fen, struct error *error) MUST_CHECK;

#endif
