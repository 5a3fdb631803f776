/* SPDX-License-Identifier: MulanPSL-2.0
 * The periods the Regulation and the fee rules give, in working days counted from the next day:
 * what computes them, and what tells people of them, takes them from here. */
#ifndef LIANXIN_LAW_TERM_H
#define LIANXIN_LAW_TERM_H

enum {
	TERM_CLARIFY = 7,  /* Art. 30: to ask for a clarification */
	TERM_REPLY = 20,   /* Art. 33: to answer */
	TERM_EXTEND = 20,  /* Art. 33: the longest extension */
	TERM_OPINION = 15, /* Art. 32, 34: a third party, a co-maker, from its receipt */
	TERM_PAY = 20,	   /* 109号 Art. 6: from the receipt of the fee notice */
};

#endif
