/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/read_split.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_DIGITS = 9, MAX_STEPS = 4000000 };

struct search {
	const char *const *runs;
	const size_t *lengths;
	size_t n, want;
	split_allowed *allowed;
	struct splits *found;
	int64_t numbers[SPLIT_MAX_WANT];
	size_t steps;
};

static void search_from(struct search *search, size_t run, size_t at, size_t count)
{
	if (search->found->too_many) return;
	if (++search->steps > MAX_STEPS) {
		search->found->too_many = true;
		return;
	}
	if (run == search->n) {
		if (count < search->want) return;
		if (search->found->count == SPLIT_MAX) {
			search->found->too_many = true;
			return;
		}
		memcpy(search->found->numbers[search->found->count++], search->numbers,
		       sizeof search->numbers);
		return;
	}
	if (count == search->want) return;
	const char *digits = search->runs[run];
	size_t left = search->lengths[run] - at;
	int64_t value = 0;
	for (size_t n = 1; n <= left && n <= MAX_DIGITS; n++) {
		value = value * 10 + (digits[at + n - 1] - '0');
		search->numbers[count] = value;
		if (search->allowed == NULL || search->allowed(search->numbers, count + 1)) {
			if (n == left)
				search_from(search, run + 1, 0, count + 1);
			else
				search_from(search, run, at + n, count + 1);
		}
		if (digits[at] == '0') break; /* nobody writes leading zeros */
	}
}

void splits_find(const char *const *runs, const size_t *lengths, size_t n, size_t want,
		 split_allowed *allowed, struct splits *ret_splits)
{
	BUG_IF(want > SPLIT_MAX_WANT);
	memset(ret_splits, 0, sizeof *ret_splits);
	struct search search = {.runs = runs,
				.lengths = lengths,
				.n = n,
				.want = want,
				.allowed = allowed,
				.found = ret_splits};
	search_from(&search, 0, 0, 0);
	if (ret_splits->too_many) ret_splits->count = 0;
}

bool splits_of_tokens(const struct source *source, size_t first, size_t count, size_t want,
		      split_allowed *allowed, bool *ret_forced, struct splits *ret_splits)
{
	const char *digits[SPLIT_MAX_WANT];
	size_t lengths[SPLIT_MAX_WANT], all = 0;
	memset(ret_splits, 0, sizeof *ret_splits);
	if (count > want) return false;
	for (size_t i = 0; i < count; i++) {
		const struct token *token = &source->tokens[first + i];
		digits[i] = source->text + token->at;
		lengths[i] = token->n;
		all += token->n;
		if (token->kind != TOKEN_NUMBER || strspn(digits[i], "0123456789") < token->n)
			return false;
	}
	*ret_forced = all == want;
	splits_find(digits, lengths, count, want, *ret_forced ? NULL : allowed, ret_splits);
	return ret_splits->count > 0;
}

const char *split_text(struct arena *arena, const int64_t *numbers, size_t n)
{
	const char *text = "";
	for (size_t i = 0; i < n; i++)
		text = arena_printf(arena, "%s%s%lld", text, i == 0 ? "" : "｜",
				    (long long)numbers[i]);
	return text;
}

bool split_row_allowed(const int64_t *numbers, size_t count)
{
	if (count < COLUMN__MAX) return true;
	int64_t sum = 0;
	for (int column = 0; column < COLUMN_TOTAL; column++) sum += numbers[column];
	return sum == numbers[COLUMN_TOTAL];
}

bool split_cases_allowed(const int64_t *numbers, size_t count)
{
	if (count % RESULT__MAX != 0) return true;
	const int64_t *group = numbers + count - RESULT__MAX;
	int64_t sum = 0;
	for (int result = 0; result < RESULT_TOTAL; result++) sum += group[result];
	return sum == group[RESULT_TOTAL];
}

/* What each row does to the two identities: come minus gone, and row g minus the leaves. */
static void weights(enum table_row row, int *ret_balance, int *ret_sum)
{
	*ret_balance = row == ROW_R1 || row == ROW_R2 ? 1 : row == ROW_G || row == ROW_R4 ? -1 : 0;
	*ret_sum = row == ROW_G ? 1 : *ret_balance == 0 ? -1 : 0;
}

struct solver {
	struct split_row *rows; /* r1, r2, g, r4 first, so that their identity prunes early */
	size_t n, heads;
	size_t pick[ROW__MAX], answer[ROW__MAX];
	int64_t balance[COLUMN__MAX], sum[COLUMN__MAX];
	size_t found, steps;
};

static bool may_go_on(const struct solver *solver, size_t done)
{
	for (int column = 0; column < COLUMN__MAX; column++) {
		if (done >= solver->heads && solver->balance[column] != 0) return false;
		if (done >= solver->heads && solver->sum[column] < 0) return false;
		if (done == solver->n && solver->sum[column] != 0) return false;
	}
	return true;
}

static void apply(struct solver *solver, const struct split_row *row, size_t choice, int sign)
{
	int balance, sum;
	weights(row->row, &balance, &sum);
	for (int column = 0; column < COLUMN__MAX; column++) {
		int64_t value = sign * row->splits->numbers[choice][column];
		solver->balance[column] += balance * value;
		solver->sum[column] += sum * value;
	}
}

static void solve_from(struct solver *solver, size_t at)
{
	if (solver->found > 1) return;
	if (++solver->steps > MAX_STEPS) {
		solver->found = 2;
		return;
	}
	if (!may_go_on(solver, at)) return;
	if (at == solver->n) {
		if (solver->found++ == 0) memcpy(solver->answer, solver->pick, sizeof solver->pick);
		return;
	}
	const struct split_row *row = &solver->rows[at];
	for (size_t i = 0; i < row->splits->count; i++) {
		solver->pick[at] = i;
		apply(solver, row, i, 1);
		solve_from(solver, at + 1);
		apply(solver, row, i, -1);
	}
}

/* The four heads, then the rows with the fewest ways: a wrong way then shows soon. */
static int by_ways(const void *a, const void *b)
{
	const struct split_row *x = a, *y = b;
	int balance_x, balance_y, sum;
	weights(x->row, &balance_x, &sum);
	weights(y->row, &balance_y, &sum);
	if ((balance_x != 0) != (balance_y != 0)) return balance_x != 0 ? -1 : 1;
	if (x->splits->count != y->splits->count)
		return x->splits->count < y->splits->count ? -1 : 1;
	return (int)x->row - (int)y->row;
}

enum split_answer splits_solve(struct split_row *rows, size_t n)
{
	BUG_IF(n > ROW__MAX);
	struct solver solver = {.rows = rows, .n = n};
	qsort(rows, n, sizeof *rows, by_ways);
	for (size_t i = 0; i < n; i++) {
		int balance, sum;
		weights(rows[i].row, &balance, &sum);
		solver.heads += balance != 0;
	}
	solve_from(&solver, 0);
	if (solver.found != 1) return solver.found == 0 ? SPLIT_NONE : SPLIT_SEVERAL;
	for (size_t i = 0; i < n; i++) rows[i].chosen = solver.answer[i];
	return SPLIT_ONE;
}
