/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/secret_file.h"

/* systemd gives a credential to the service's user by an access list, whose mask shows as the
 * group's right; group root has nobody in it who is not root. */
bool secret_file_open_to_others(const struct stat *file)
{
	mode_t open_to = file->st_mode & (S_IRWXG | S_IRWXO);
	return open_to != 0 && !(open_to == S_IRGRP && file->st_uid == 0 && file->st_gid == 0);
}
