/* SPDX-License-Identifier: MulanPSL-2.0
 * Printing in a child process. The document tree is in memory already, so the child needs nothing
 * but fork(): it opens no database and writes no file. It hands back an error or the paper's bytes
 * through a pipe. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "office/annual.h"

static bool write_all(int fd, const void *bytes, size_t n)
{
	const char *at = bytes;
	while (n > 0) {
		ssize_t wrote = write(fd, at, n);
		if (wrote < 0 && errno == EINTR) continue;
		if (wrote <= 0) return false;
		at += wrote;
		n -= (size_t)wrote;
	}
	return true;
}

/* The child: the outcome first, then the bytes. */
_Noreturn static void child(int fd, const struct doc *doc, const struct paper_format *format,
			    size_t max)
{
	struct buf out;
	struct error error;
	memset(&error, 0, sizeof error);
	buf_init(&out, max);
	if (format->render(doc, NULL, &out, &error) == ERR_NONE) error.code = ERR_NONE;
	bool good = write_all(fd, &error, sizeof error);
	if (good && error.code == ERR_NONE) good = write_all(fd, out.p, out.n);
	/* nothing of the parent's is to be flushed or freed here */
	_exit(good ? 0 : 1);
}

static bool read_all(int fd, struct error *ret_error, struct buf *out)
{
	char block[64 * 1024];
	size_t told = 0;
	for (;;) {
		ssize_t got = read(fd, block, sizeof block);
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) return false;
		if (got == 0) return told == sizeof *ret_error;
		size_t n = (size_t)got, head = sizeof *ret_error - told;
		if (head > n) head = n;
		memcpy((char *)ret_error + told, block, head);
		told += head;
		buf_add(out, block + head, n - head);
	}
}

static enum err failed(struct error *error, const char *what)
{
	return error_set(error, ERR_ENV, "请稍后再试；仍不行请联系系统管理员。",
			 "打印文件时出错（%s）。", what);
}

enum err annual_print_apart(const struct doc *doc, const struct paper_format *format,
			    struct buf *out, struct error *error)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0) return failed(error, strerror(errno));
	pid_t pid = fork();
	if (pid < 0) {
		int failure = errno;
		close(ends[0]);
		close(ends[1]);
		return failed(error, strerror(failure));
	}
	if (pid == 0) {
		close(ends[0]);
		child(ends[1], doc, format, out->max);
	}
	close(ends[1]);
	struct error told;
	memset(&told, 0, sizeof told);
	bool whole = read_all(ends[0], &told, out);
	close(ends[0]);
	int status = 0; /* SIGCHLD ignored: nothing to ask, the pipe told all */
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
	}
	if (!whole || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return failed(error, "打印进程中断");
	if (told.code != ERR_NONE) {
		if (error != NULL) *error = told;
		return told.code;
	}
	return buf_ok(out) ? ERR_NONE : failed(error, "文件太大");
}
