/* SPDX-License-Identifier: MulanPSL-2.0
 * A sample for check-law-map. */
#ifndef LIANXIN_LAW_TITHE_H
#define LIANXIN_LAW_TITHE_H
int64_t tithe_compute(int64_t fen);
bool tithe_forgotten(const char *of);
#endif
