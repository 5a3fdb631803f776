/* SPDX-License-Identifier: MulanPSL-2.0
 * The processing fee on the page of a case. */
#include <inttypes.h>

#include "office/matter_fee.h"
#include "web/desk/page_case.h"

enum { FEN = 100, ROWS = 6 };

static const char *state_of(const struct matter_fee *fee)
{
	if (fee->lapsed) return "逾期未缴纳，视为放弃申请";
	if (fee->paid != DAY_NONE)
		return fee->late ? "已缴纳，晚于缴纳期限；答复期限自缴费次日起重新计算" : "已缴纳";
	if (fee->by == DAY_NONE) return "未缴纳，缴纳期限从通知送达的次日起算";
	return fee->late ? "缴纳期限已过，没有收到缴费" : "未缴纳";
}

static const char *day_shown(day on, struct arena *arena)
{
	return on == DAY_NONE ? "" : arena_text(arena, day_text(on).s);
}

enum err page_case_fee(struct desk *desk, const struct matter_case *matter_case,
		       struct desk_case *view)
{
	struct arena *arena = desk->arena;
	struct desk_fact *rows = arena_array(arena, ROWS, sizeof *rows);
	struct matter_fee fee;
	size_t n = 0;
	enum err err =
		matter_fee_open(desk->office, desk->actor, matter_case, arena, &desk->error, &fee);
	if (err != ERR_NONE || !fee.asked) return err;
	rows[n++] = (struct desk_fact){"缴费情况", state_of(&fee)};
	rows[n++] = (struct desk_fact){"收费通知日期", day_shown(fee.noticed, arena)};
	if (fee.known) {
		rows[n++] = (struct desk_fact){"应缴金额",
					       arena_printf(arena, "%" PRId64 ".%02" PRId64 "元",
							    fee.fen / FEN, fee.fen % FEN)};
		rows[n++] = (struct desk_fact){"收费方式",
					       ARENA_JOIN(arena, fee.tariff, "，", fee.count)};
	}
	if (fee.by != DAY_NONE)
		rows[n++] = (struct desk_fact){"缴纳期限", day_shown(fee.by, arena)};
	if (fee.paid != DAY_NONE)
		rows[n++] = (struct desk_fact){"缴费日期", day_shown(fee.paid, arena)};
	view->fee = (struct desk_summary){rows, n};
	view->fee_kept = fee.entry_id != 0;
	const char *href = fee.entry_id == 0
				   ? "/registers/fees/new"
				   : arena_printf(arena, "/registers/fees/%" PRId64, fee.entry_id);
	if (desk_reaches(desk, href)) view->fee_href = href;
	return ERR_NONE;
}
