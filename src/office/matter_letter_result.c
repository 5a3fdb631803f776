/* SPDX-License-Identifier: MulanPSL-2.0
 * How what is not a request ended, and what its answer (R16, R17, R18) says of it. */
#include "office/matter_letter_inside.h"

/* What the answer of each result says. What is granted in part says both, and stands first: it is
 * told from the others by that. */
static const struct {
	enum letter kind;
	enum life_result result;
	enum letter_field says, also;
} results[] = {
	{LETTER_R16, LIFE_CORRECTED, FIELD_CORRECTED, FIELD__MAX},
	{LETTER_R16, LIFE_TRANSFERRED, FIELD_TRANSFERRED, FIELD__MAX},
	{LETTER_R16, LIFE_NOT_CORRECTED, FIELD_REFUSED, FIELD__MAX},
	{LETTER_R17, LIFE_PARTLY_ADOPTED, FIELD_ADOPTED, FIELD_DECLINED},
	{LETTER_R17, LIFE_ADOPTED, FIELD_ADOPTED, FIELD__MAX},
	{LETTER_R17, LIFE_ALREADY_PUBLIC, FIELD_PUBLIC, FIELD__MAX},
	{LETTER_R17, LIFE_NOT_ADOPTED, FIELD_DECLINED, FIELD__MAX},
	{LETTER_R18, LIFE_PARTLY_UPHELD, FIELD_UPHELD, FIELD_NOT_UPHELD},
	{LETTER_R18, LIFE_UPHELD, FIELD_UPHELD, FIELD__MAX},
	{LETTER_R18, LIFE_PASSED_ON, FIELD_TRANSFERRED, FIELD__MAX},
	{LETTER_R18, LIFE_NOT_UPHELD, FIELD_NOT_UPHELD, FIELD__MAX},
};

static bool said(const struct matter_letter *letter, enum letter_field field)
{
	return field == FIELD__MAX || letter->values[field][0] != '\0';
}

enum life_result matter_letter_result(const struct matter_letter *letter)
{
	for (size_t i = 0; i < COUNT_OF(results); i++)
		if (letter->kind == results[i].kind && said(letter, results[i].says) &&
		    said(letter, results[i].also))
			return results[i].result;
	return LIFE_RESULT_NONE;
}

/* Does the answer of that result say the field? */
static bool says(enum life_result result, enum letter_field field)
{
	for (size_t i = 0; i < COUNT_OF(results); i++)
		if (results[i].result == result)
			return results[i].says == field || results[i].also == field;
	return false;
}

void letter_check_result(const struct life *life, const struct matter_letter *letter,
			 struct problems *problems)
{
	for (size_t i = 0; i < COUNT_OF(results); i++) {
		const struct letter_field_facts *field = letter_field_facts(results[i].says);
		if (results[i].kind != letter->kind || results[i].also != FIELD__MAX) continue;
		bool said_here = said(letter, results[i].says);
		if (said_here == says(life->result, results[i].says)) continue;
		problem_add(problems, field->key,
			    said_here ? "处理结果是“%s”，答复书里不写“%s”。"
				      : "处理结果是“%s”，答复书里要写明“%s”。",
			    life_result_label(life->result), field->placeholder);
	}
}
