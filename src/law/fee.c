/* SPDX-License-Identifier: MulanPSL-2.0
 * 超额累进: each band is charged at its own rate, for what falls into it. */
#include "law/fee.h"

#include <stdio.h>

#include "law/force.h"

enum { FEN = 100, LAST_LISTED = 6 };

/* A band ends with its last piece or page. Past the table Art. 4 goes on in bands of ten, each a
 * step dearer; Art. 5's last band has no end. */
struct band {
	int64_t last;
	int64_t yuan; /* each */
};

static const struct tariff {
	const char *rule, *unit;
	struct band bands[4];
	size_t n_bands;
	int64_t step_size, step_yuan; /* after the table; 0: no further bands */
} tariffs[] = {
	[FEE_BY_PIECE] = {"fee.4", "件", {{10, 0}, {30, 100}}, 2, 10, 100},
	[FEE_BY_PAGE] =
		{"fee.5", "页", {{30, 0}, {100, 10}, {200, 20}, {FEE_MAX_COUNT, 40}}, 4, 0, 0},
};

/* The index-th band of a tariff; the one before it ended with `previous`. */
static struct band band_at(const struct tariff *tariff, size_t index, int64_t previous)
{
	if (index < tariff->n_bands) return tariff->bands[index];
	size_t further = index - tariff->n_bands + 1;
	return (struct band){previous + tariff->step_size,
			     tariff->bands[tariff->n_bands - 1].yuan +
				     (int64_t)further * tariff->step_yuan};
}

struct range {
	char s[64];
};

/* "第31至40件", or "第31件" when it is one. */
static struct range range_of(const struct tariff *tariff, int64_t first, int64_t last)
{
	struct range range;
	int n = first == last ? snprintf(range.s, sizeof range.s, "第%lld%s", (long long)first,
					 tariff->unit)
			      : snprintf(range.s, sizeof range.s, "第%lld至%lld%s",
					 (long long)first, (long long)last, tariff->unit);
	BUG_IF(n < 0 || (size_t)n >= sizeof range.s);
	return range;
}

static void say_band(struct trace *trace, const struct tariff *tariff, int64_t first, int64_t last,
		     int64_t yuan)
{
	struct range range = range_of(tariff, first, last);
	if (yuan == 0)
		trace_add(trace, DAY_NONE, tariff->rule, "%s不收费。", range.s);
	else
		trace_add(trace, DAY_NONE, tariff->rule, "%s，每%s%lld元，计%lld元。", range.s,
			  tariff->unit, (long long)yuan, (long long)(yuan * (last - first + 1)));
}

static void say_nature(struct trace *trace, enum fee_tariff tariff)
{
	trace_add(trace, DAY_NONE, "reg.42",
		  "行政机关依申请提供政府信息不收取费用；申请的数量、频次明显超过合理范围的，可以收"
		  "取信息"
		  "处理费。");
	if (tariff == FEE_BY_PIECE)
		trace_add(trace, DAY_NONE, "fee.4",
			  "按件计收：同一申请人一个自然月内的申请累计计算，件数越多每件越贵。");
	else
		trace_add(trace, DAY_NONE, "fee.5",
			  "按量计收：一件申请提供的页数单独计算，A4及以下一面为一页。");
}

enum err fee_compute(enum fee_tariff which, int64_t count, day on, struct trace *trace,
		     int64_t *ret_fen, struct error *error)
{
	BUG_IF((size_t)which >= COUNT_OF(tariffs));
	const struct tariff *tariff = &tariffs[which];
	if (count < 0 || count > FEE_MAX_COUNT)
		return error_set(error, ERR_USAGE, "Give the number of pieces or pages.",
				 "the number must be 0 to %d", FEE_MAX_COUNT);
	if (on != DAY_NONE && !law_in_force(LAW_FEE_2021, on)) {
		trace_add(trace, on, "fee.12", "信息处理费自2021年1月1日起才可以收取，此前不收。");
		*ret_fen = 0;
		return ERR_NONE;
	}
	say_nature(trace, which);
	int64_t yuan = 0, done = 0, unlisted_from = 0, unlisted_yuan = 0;
	for (size_t index = 0; done < count; index++) {
		struct band band = band_at(tariff, index, done);
		int64_t last = band.last < count ? band.last : count;
		int64_t sum = band.yuan * (last - done);
		yuan += sum;
		if (index < LAST_LISTED) {
			say_band(trace, tariff, done + 1, last, band.yuan);
		} else {
			if (unlisted_from == 0) unlisted_from = done + 1;
			unlisted_yuan += sum;
		}
		done = last;
	}
	if (unlisted_from != 0)
		trace_add(trace, DAY_NONE, tariff->rule,
			  "%s，每10件为一档，每增加一档每件再加100元，计%lld元。",
			  range_of(tariff, unlisted_from, count).s, (long long)unlisted_yuan);
	trace_add(trace, DAY_NONE, tariff->rule, "合计%lld元。", (long long)yuan);
	*ret_fen = yuan * FEN;
	return ERR_NONE;
}
