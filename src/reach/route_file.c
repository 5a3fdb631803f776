/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "reach/route_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/secret_file.h"

enum { FILE_MAX = 8192 };

static const struct {
	const char *name;
	size_t at;
} keys[] = {
#define ROUTE(field, name, help) {name, offsetof(struct route, field)},
	ROUTE_TABLE(ROUTE)
#undef ROUTE
};

static void trim(const char **text, size_t *n)
{
	static const char blank[] = " \t\r";
	while (*n > 0 && strchr(blank, **text) != NULL) (*text)++, (*n)--;
	while (*n > 0 && strchr(blank, (*text)[*n - 1]) != NULL) (*n)--;
}

static bool take_line(const char *line, size_t n, struct route *route)
{
	trim(&line, &n);
	const char *equals = memchr(line, '=', n);
	if (n == 0 || line[0] == '#') return true;
	if (equals == NULL) return false;
	const char *name = line, *value = equals + 1;
	size_t n_name = (size_t)(equals - line), n_value = n - n_name - 1;
	trim(&name, &n_name);
	trim(&value, &n_value);
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		if (strlen(keys[i].name) != n_name || memcmp(keys[i].name, name, n_name) != 0)
			continue;
		char *field = (char *)route + keys[i].at;
		if (n_value >= ROUTE_VALUE || memchr(value, '\0', n_value) != NULL) return false;
		memcpy(field, value, n_value);
		field[n_value] = '\0';
		return true;
	}
	return false;
}

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static enum err check(const struct route *route, struct error *error)
{
	const char *mail = route->mail_server, *hook = route->sms_hook;
	if (mail[0] != '\0' && !begins(mail, "smtps://") && !begins(mail, "smtp://"))
		return error_set(error, ERR_ENV, NULL,
				 "mail.server begins with smtps:// or smtp://.");
	if (mail[0] != '\0' && !message_address(route->mail_from))
		return error_set(error, ERR_ENV, NULL,
				 "mail.from must be an address that mails may come from.");
	if (hook[0] != '\0' && !begins(hook, "https://") &&
	    !(begins(hook, "http://") && wire_loopback(hook)))
		return error_set(error, ERR_ENV, NULL,
				 "sms.hook begins with https://; http:// is for this machine's own "
				 "127.0.0.1 alone.");
	return ERR_NONE;
}

static enum err take_text(const char *path, const char *text, size_t n, struct error *error,
			  struct route *route)
{
	int number = 1;
	for (size_t at = 0; at < n; number++) {
		const char *end = memchr(text + at, '\n', n - at);
		size_t n_line = end == NULL ? n - at : (size_t)(end - text) - at;
		/* what stands there is not repeated: it may be a password */
		if (!take_line(text + at, n_line, route))
			return error_set(error, ERR_ENV,
					 "See docs/operations/notices.md for the names.",
					 "Line %d of %.150s is no \"name = value\" that is known.",
					 number, path);
		at += n_line + 1;
	}
	return check(route, error);
}

static enum err read_open(int fd, const char *path, struct error *error, struct route *route)
{
	char text[FILE_MAX];
	struct stat file;
	if (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode))
		return error_set(error, ERR_ENV, NULL, "%.150s is not a plain file.", path);
	if (secret_file_open_to_others(&file))
		return error_set(error, ERR_ENV, "Take the rights away with chmod 600.",
				 "%.150s may be read or changed by others.", path);
	ssize_t n = read(fd, text, sizeof text);
	enum err err = n < 0 || n == FILE_MAX ? error_set(error, ERR_ENV, NULL,
							  "%.150s cannot be read whole.", path)
					      : take_text(path, text, (size_t)n, error, route);
	explicit_bzero(text, sizeof text);
	return err;
}

enum err route_read(const char *path, struct error *error, struct route *ret_route)
{
	struct route route = {0};
	/* a pipe in its place must not keep the program waiting */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return error_set(error, ERR_ENV, "Does it belong to the user that runs Lianxin?",
				 "Cannot open %.150s: %s.", path, strerror(errno));
	enum err err = read_open(fd, path, error, &route);
	close(fd);
	if (err == ERR_NONE) *ret_route = route;
	route_wipe(&route);
	return err;
}

void route_wipe(struct route *route)
{
	explicit_bzero(route, sizeof *route);
}
