/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/public.h"
