/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/b.h"
#include <sqlite3.h>
#include "nowhere.h"
