/* SPDX-License-Identifier: MulanPSL-2.0
 * Where organ and date of a signature stand (GB/T 9704 7.3.5.1, 7.3.5.2, 7.3.5.4). */
#ifndef LIANXIN_PAPER_SIGNATURE_H
#define LIANXIN_PAPER_SIGNATURE_H

/* Blank lines. A township's round seal is 42 mm, four lines, about the middle of the two: its upper
 * edge then stays within a line of the text. */
enum { BLANK_ABOVE_SIGNATURE = 1, BLANK_ABOVE_SEAL = 2, BLANK_BELOW_SEAL = 1 };

struct signature_place {
	double organ_right, date_right; /* from the type area's right edge, points */
};

/* With a seal: the date four characters in, the organ centred over it, both moved in when the organ
 * is long. Without: the organ two characters in, the date beginning two characters after it, and
 * both moved when the date is the longer. organ, date: widths in points; character: of the body. */
struct signature_place signature_place(bool seal, double organ, double date, double character);

#endif
