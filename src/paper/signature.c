/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "paper/signature.h"

static struct signature_place sealed(double organ, double date, double character)
{
	double date_right = 4 * character;
	double organ_right = date_right + date / 2 - organ / 2;
	if (organ_right < character) {
		date_right += character - organ_right;
		organ_right = character;
	}
	return (struct signature_place){organ_right, date_right};
}

static struct signature_place unsealed(double organ, double date, double character)
{
	double organ_right = 2 * character;
	double date_right = organ_right + organ - 2 * character - date;
	if (date_right < 2 * character) {
		date_right = 2 * character;
		organ_right = date_right + date + 2 * character - organ;
		if (organ_right < 0) organ_right = 0;
	}
	return (struct signature_place){organ_right, date_right};
}

struct signature_place signature_place(bool seal, double organ, double date, double character)
{
	return seal ? sealed(organ, date, character) : unsealed(organ, date, character);
}
