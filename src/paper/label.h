/* SPDX-License-Identifier: MulanPSL-2.0
 * Labels in narrow heads of tables, cut as a typesetter would: "（三）" on a line of its own, the
 * rest between words, which in Chinese mostly have two characters. */
#ifndef LIANXIN_PAPER_LABEL_H
#define LIANXIN_PAPER_LABEL_H

#include "paper/doc.h"

/* The cell's text with its line breaks for a room of `em` characters a line, in the arena. NULL
 * when it needs none, or is no plain label: then the renderer breaks it as any text. */
const char *label_cut(struct arena *arena, const struct doc_cell *cell, double em);

#endif
