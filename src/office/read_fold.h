/* SPDX-License-Identifier: MulanPSL-2.0
 * One sign for one meaning: full-width to half-width, the radicals that PDF text prints in place of
 * characters to these characters, every kind of space to one. */
#ifndef LIANXIN_OFFICE_READ_FOLD_H
#define LIANXIN_OFFICE_READ_FOLD_H

/* The folded code point: ' ' for any white space, 0 for what carries no meaning (zero-width signs,
 * control characters, the marks of Markdown, quotation marks, which every office sets otherwise).
 */
uint32_t fold_point(uint32_t point);

#endif
