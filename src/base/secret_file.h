/* SPDX-License-Identifier: MulanPSL-2.0
 * Files that hold a secret: who may read them. */
#ifndef LIANXIN_BASE_SECRET_FILE_H
#define LIANXIN_BASE_SECRET_FILE_H

#include <sys/stat.h>

/* May others than its owner read or change it? The one exception is a file of root and root's
 * group, which that group may read: so systemd hands out credentials. */
bool secret_file_open_to_others(const struct stat *file);

#endif
