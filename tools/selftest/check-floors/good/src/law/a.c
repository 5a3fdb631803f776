/* SPDX-License-Identifier: MulanPSL-2.0 */
/* #include "store/b.h" */
#include "base/common.h"
