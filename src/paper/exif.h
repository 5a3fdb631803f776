/* SPDX-License-Identifier: MulanPSL-2.0
 * The one thing of a photograph's notes that decides what one sees: which way up it was taken. */
#ifndef LIANXIN_PAPER_EXIF_H
#define LIANXIN_PAPER_EXIF_H

/* The orientation (1–8) that a JPEG file names; 1 when it names none or something odd. */
int exif_orientation(const unsigned char *jpeg, size_t n);

#endif
