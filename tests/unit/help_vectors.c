/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "unit/help_vectors.h"

#include "unit/help_cmocka.h"

static bool wrong_line(char *line, int expected, vector_answer *answer)
{
	char *fields[VECTOR_FIELDS];
	int n = 0;
	for (char *at = line; at != NULL && n < VECTOR_FIELDS; n++) {
		fields[n] = strsep(&at, "\t");
		assert_true(n + 1 < VECTOR_FIELDS || at == NULL);
	}
	assert_true(n > expected);
	while (n < VECTOR_FIELDS) fields[n++] = (char[]){""};
	const char *got = answer(fields);
	if (strcmp(got, fields[expected]) == 0) return false;
	print_error("%s: expected \"%s\", got \"%s\"\n", fields[0], fields[expected], got);
	return true;
}

void vectors_replay(const char *name, int expected, int least, vector_answer *answer)
{
	char path[200];
	snprintf(path, sizeof path, "tests/vectors/%s.tsv", name);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	char *line = NULL;
	size_t size = 0;
	int lines = 0, wrong = 0;
	for (ssize_t n; (n = getline(&line, &size, file)) > 0;) {
		if (line[0] == '#') continue;
		if (line[n - 1] == '\n') line[n - 1] = '\0';
		wrong += wrong_line(line, expected, answer);
		lines++;
	}
	free(line);
	fclose(file);
	assert_true(lines >= least);
	if (wrong > 0) fail_msg("%d of %d lines of %s differ", wrong, lines, path);
}
