/* SPDX-License-Identifier: MulanPSL-2.0
 * The measures of official paper, once for PDF and DOCX. GB/T 9704-2012 unless said otherwise;
 * lengths in points (1/72 inch) unless the name says millimetres. */
#ifndef LIANXIN_PAPER_MEASURE_H
#define LIANXIN_PAPER_MEASURE_H

#define POINTS(mm) ((mm)*72.0 / 25.4)

#define PAGE_WIDTH POINTS(210)
#define PAGE_HEIGHT POINTS(297)
/* 版心, the type area: 156 × 225 mm, 37 mm from the top, 28 mm from the binding edge (5.2.1) */
#define AREA_LEFT POINTS(28)
#define AREA_TOP POINTS(37)
#define AREA_WIDTH POINTS(156)
#define AREA_HEIGHT POINTS(225)
#define AREA_RIGHT_MARGIN POINTS(210 - 28 - 156)
#define AREA_BOTTOM_MARGIN POINTS(297 - 37 - 225)

/* 22 lines of 28 characters fill it (5.2.3) */
#define LINES_PER_PAGE 22
#define CHARACTERS_PER_LINE 28
#define LINE_PITCH (AREA_HEIGHT / LINES_PER_PAGE)

#define SIZE_TITLE 22.0	 /* 2号 */
#define SIZE_BODY 16.0	 /* 3号 */
#define SIZE_FOLIO 14.0	 /* 4号, the page number */
#define SIZE_NOTE 12.0	 /* 小4号; the house's own choice for small print */
#define SIZE_HEADER 10.5 /* 5号, likewise */
#define SIZE_ORGAN 30.0	 /* the letterhead; the standard asks for less than 上级 alone */
#define PITCH_TITLE 36.0
#define PITCH_NOTE 20.0

/* 28 characters of 16 points are 448 points, wider than the area: set each a little closer */
#define BODY_SPACING (AREA_WIDTH / CHARACTERS_PER_LINE - SIZE_BODY)
#define BODY_CHARACTER (SIZE_BODY + BODY_SPACING)

/* A letter (信函格式, 10.1): the organ's name 30 mm from the page's upper edge; a red double rule,
 * the thick above the thin, 4 mm below it; another, the thin above the thick, 20 mm from the page's
 * lower edge; both 170 mm long and centred; the number 7/8 of a character below the first. */
#define LETTER_TOP POINTS(30)
#define LETTER_RULE_BELOW POINTS(4)
#define LETTER_RULE_FOOT POINTS(20)
#define LETTER_RULE_LENGTH POINTS(170)
#define LETTER_RULE_LEFT ((PAGE_WIDTH - LETTER_RULE_LENGTH) / 2)
#define LETTER_NUMBER_BELOW (SIZE_BODY * 7 / 8)
/* The two lines of the rule and the white between; the standard gives no figures. */
#define LETTER_RULE_THICK 2.25
#define LETTER_RULE_THIN 0.75
#define LETTER_RULE_GAP 1.5

/* Page number: its dash stands 7 mm below the area, one character in from the outer edge (7.5) */
#define FOLIO_BELOW POINTS(7)

/* The middle of the running head above the area; the house's own choice. */
#define HEADER_ABOVE POINTS(8)

/* Tables: the size begins here and shrinks until the table fits one page and no figure is cut; the
 * house's own choice. */
#define SIZE_TABLE_NARROW 12.0 /* up to 4 columns */
#define SIZE_TABLE_WIDE 10.5
#define SIZE_TABLE_LEAST 8.0
#define TABLE_NARROW_COLUMNS 4
#define SIZE_TABLE_STEP 0.5
#define TABLE_PITCH(size) ((size)*1.3)
/* Between a cell's text and its rules: at the sides, and above and below. */
#define TABLE_SIDE 2.5
#define TABLE_PADDING(size, columns) ((size) * ((columns) <= TABLE_NARROW_COLUMNS ? 0.35 : 0.2))
#define TABLE_START_SIZE(columns)                                                                  \
	((columns) <= TABLE_NARROW_COLUMNS ? SIZE_TABLE_NARROW : SIZE_TABLE_WIDE)
#define RULE_WIDTH 0.5

#endif
