/* SPDX-License-Identifier: MulanPSL-2.0
 * Telling systemd how we are (sd_notify's protocol in a few lines, without its library). */
#ifndef LIANXIN_BELL_NOTIFY_H
#define LIANXIN_BELL_NOTIFY_H

/* "READY=1", "STOPPING=1"; does nothing when no one listens ($NOTIFY_SOCKET). */
void notify_service(const char *state);

#endif
