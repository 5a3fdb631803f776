/* SPDX-License-Identifier: MulanPSL-2.0
 * Brackets around the few calls into other libraries that are known to lose memory of their own, so
 * that the leak checker of the sanitized build goes on to see ours. Each use says what is lost. */
#ifndef LIANXIN_PAPER_LEAK_H
#define LIANXIN_PAPER_LEAK_H

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LEAKS_WATCHED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define LEAKS_WATCHED 1
#endif

#ifdef LEAKS_WATCHED
#include <sanitizer/lsan_interface.h>
#define LEAKS_FORGIVEN_FROM_HERE() __lsan_disable()
#define LEAKS_WATCHED_AGAIN() __lsan_enable()
#else
#define LEAKS_FORGIVEN_FROM_HERE() ((void)0)
#define LEAKS_WATCHED_AGAIN() ((void)0)
#endif

#endif
