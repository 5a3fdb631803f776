/* SPDX-License-Identifier: MulanPSL-2.0
 * One line per event on stderr, with a systemd priority prefix when the journal reads it
 * (JOURNAL_STREAM set). English. Never personal data: ids and counts, not names or texts.
 * Floors 0–2 never log; office/ and above log once. */
#ifndef LIANXIN_BASE_LOG_H
#define LIANXIN_BASE_LOG_H

enum log_level { LOG_ERROR = 3, LOG_WARNING = 4, LOG_INFO = 6 };

void log_line(enum log_level level, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
