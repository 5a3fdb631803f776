/* SPDX-License-Identifier: MulanPSL-2.0
 * What a sealed child (base/apart.h) gives up before it touches anything from outside. */
#ifndef LIANXIN_BASE_APART_SEAL_H
#define LIANXIN_BASE_APART_SEAL_H

/* For this process and for good; call it in a child alone. program: one is started next, so what
 * programs are made of can still be read; otherwise no file can. As far as the kernel and this kind
 * of machine know these means; false when they do and refused. */
bool apart_seal(bool program);

#endif
