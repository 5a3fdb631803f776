/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "cli/file.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAPER_MAX = 64 * 1024 * 1024 };

enum err cli_read_file(const char *file, const char *hint, struct buf *buf, struct error *error)
{
	bool standard = strcmp(file, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : 1;
	char chunk[1 << 16];
	while (n > 0 && buf_ok(buf)) {
		n = read(fd, chunk, sizeof chunk);
		if (n > 0) buf_add(buf, chunk, (size_t)n);
		if (n < 0 && errno == EINTR) n = 1;
	}
	int reason = errno;
	if (fd >= 0 && !standard) close(fd);
	if (n < 0)
		return error_set(error, ERR_ENV, "Check the path and its permissions.",
				 "cannot read %s: %s", file, strerror(reason));
	if (!buf_ok(buf))
		return error_set(error, ERR_CONTENT, hint, "the file is larger than %zu KB",
				 buf->max >> 10);
	return ERR_NONE;
}

static int write_file(const char *path, const void *bytes, size_t n)
{
	struct error error;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	const char *at = bytes;
	bool good = fd >= 0;
	while (good && n > 0) {
		ssize_t wrote = write(fd, at, n);
		if (wrote < 0 && errno == EINTR) continue;
		good = wrote > 0;
		if (good) at += wrote, n -= (size_t)wrote;
	}
	int failure = errno;
	if (fd >= 0 && close(fd) != 0) {
		good = false;
		failure = errno;
	}
	if (good) return 0;
	error_set(&error, ERR_ENV, "Look at the path, its permissions and the disk.",
		  "Cannot write %s: %s.", path, strerror(failure));
	return cli_fail(&error);
}

int cli_hand_out(struct cli *cli, const char *format, const void *bytes, size_t n)
{
	const char *out = cli_value(cli, "out");
	if (out != NULL) {
		int failed = write_file(out, bytes, n);
		if (failed != 0) return failed;
		if (cli->json)
			return cli_print_json(json_pack("{ss,ss,sI}", "file", out, "format", format,
							"bytes", (json_int_t)n));
		return 0;
	}
	fwrite(bytes, 1, n, stdout);
	return 0;
}

int cli_hand_out_paper(struct cli *cli, const struct doc *doc, const struct paper_format *paper)
{
	struct error error;
	struct buf out;
	int code;
	buf_init(&out, PAPER_MAX);
	if (paper->render(doc, NULL, &out, &error) != ERR_NONE)
		code = cli_fail(&error);
	else
		code = cli_hand_out(cli, paper->code, out.p, out.n);
	buf_release(&out);
	return code;
}

const char *cli_clamd(const struct cli *cli)
{
	const char *clamd = cli_value(cli, "clamd");
	return clamd != NULL ? clamd : getenv("LIANXIN_CLAMD");
}
