/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/d.h"
#include "store/public.h"
