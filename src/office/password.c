/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/password.h"

#include <semaphore.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { HASH_PASSES = 2, HASH_MEMORY = 19 * 1024 * 1024, HASHES_AT_ONCE = 2 };
enum { LONG_ENOUGH = 12, SHORTEST = 8, CLASSES_WANTED = 3 };

/* A hash of nothing anybody knows, with the parameters above; only its cost matters. */
static const char DECOY[] = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
			    "q9xJ0b0sW1cZ1m3yI8yTn5oV2kq7u3r4w6e8t0y2u4I";

struct hash_gate {
	sem_t free_places;
};

struct hash_gate *hash_gate_new(void)
{
	struct hash_gate *gate = malloc(sizeof *gate);
	BUG_IF(gate == NULL);
	BUG_IF(sem_init(&gate->free_places, 0, HASHES_AT_ONCE) != 0);
	return gate;
}

void hash_gate_free(struct hash_gate *gate)
{
	if (gate == NULL) return;
	sem_destroy(&gate->free_places);
	free(gate);
}

static void enter(struct hash_gate *gate)
{
	if (gate == NULL) return;
	while (sem_wait(&gate->free_places) != 0) {
	}
}

static void leave(struct hash_gate *gate)
{
	if (gate != NULL) sem_post(&gate->free_places);
}

static int classes_of(const char *password)
{
	bool lower = false, upper = false, digit = false, other = false;
	for (const char *p = password; *p != '\0'; p++) {
		if (*p >= 'a' && *p <= 'z')
			lower = true;
		else if (*p >= 'A' && *p <= 'Z')
			upper = true;
		else if (*p >= '0' && *p <= '9')
			digit = true;
		else
			other = true;
	}
	return lower + upper + digit + other;
}

static bool has_control(const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f) return true;
	return false;
}

/* One character repeated is as good as none. */
static bool monotonous(const char *password)
{
	size_t n = strlen(password);
	return n > 0 && strspn(password, (char[]){password[0], '\0'}) == n;
}

bool password_check(const char *password, const char *login, const char *name,
		    struct problems *problems)
{
	size_t before = problems->count, length = utf8_length(password);
	if (strlen(password) > PASSWORD_MAX)
		problem_add(problems, "password", "密码太长，请不超过 128 个字节");
	else if (!utf8_valid(password, strlen(password)) || has_control(password))
		problem_add(problems, "password", "密码含有无法输入的字符");
	else if (length < SHORTEST ||
		 (length < LONG_ENOUGH && classes_of(password) < CLASSES_WANTED))
		problem_add(problems, "password",
			    "密码至少 12 个字符；或至少 8 个字符，"
			    "并含大写字母、小写字母、数字、符号中的三种");
	else if (monotonous(password))
		problem_add(problems, "password", "密码不能只是同一个字符");
	if (login != NULL && login[0] != '\0' && strcasestr(password, login) != NULL)
		problem_add(problems, "password", "密码不能包含登录名");
	if (name != NULL && name[0] != '\0' && strcasestr(password, name) != NULL)
		problem_add(problems, "password", "密码不能包含姓名");
	return problems->count == before;
}

void password_hash(struct hash_gate *gate, const char *password, char ret_hash[PASSWORD_HASH])
{
	_Static_assert((int)PASSWORD_HASH >= (int)crypto_pwhash_argon2id_STRBYTES, "hash fits");
	BUG_IF(sodium_init() < 0);
	enter(gate);
	int failed = crypto_pwhash_argon2id_str(ret_hash, password, strlen(password), HASH_PASSES,
						HASH_MEMORY);
	leave(gate);
	BUG_IF(failed != 0); /* only when the machine has no 19 MiB left */
}

bool password_matches(struct hash_gate *gate, const char *hash, const char *password)
{
	BUG_IF(sodium_init() < 0);
	bool known = hash != NULL && hash[0] != '\0';
	char padded[PASSWORD_HASH] = {0}; /* libsodium reads its full width */
	const char *taken = known ? hash : DECOY;
	if (strlen(taken) >= sizeof padded) return false;
	memcpy(padded, taken, strlen(taken));
	enter(gate);
	int wrong = crypto_pwhash_argon2id_str_verify(padded, password, strlen(password));
	leave(gate);
	return known && wrong == 0;
}
