/* SPDX-License-Identifier: MulanPSL-2.0
 * After fork() in a process of several threads the child uses no lock that another thread of ours
 * could hold; glibc keeps malloc usable. It ends with _exit: nothing of ours is flushed twice. */
#include "base/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/apart_seal.h"
#include "base/clock.h"

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESSES_ARE_FREE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESSES_ARE_FREE 1
#endif
#endif

enum { EXIT_FAILED = 1, EXIT_MISSING = 127, EXIT_UNSEALED = 126, SAID_MAX = 4096 };

bool apart_write(const void *bytes, size_t n)
{
	const char *at = bytes;
	while (n > 0) {
		ssize_t wrote = write(STDOUT_FILENO, at, n);
		if (wrote < 0 && errno == EINTR) continue;
		if (wrote <= 0) return false;
		at += wrote;
		n -= (size_t)wrote;
	}
	return true;
}

int apart_input(const void *bytes, size_t n)
{
	int file = memfd_create("apart", MFD_CLOEXEC);
	const char *at = bytes;
	while (file >= 0 && n > 0) {
		ssize_t wrote = write(file, at, n);
		if (wrote < 0 && errno == EINTR) continue;
		if (wrote <= 0) {
			int failure = errno;
			close(file);
			errno = failure;
			return -1;
		}
		at += wrote;
		n -= (size_t)wrote;
	}
	return file;
}

/* The addresses this process has already: a limit counts them too. */
static size_t addresses_now(void)
{
	char text[64] = "";
	int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t n = file < 0 ? 0 : read(file, text, sizeof text - 1);
	if (file >= 0) close(file);
	return n > 0 ? (size_t)strtoull(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

static bool limit(__rlimit_resource_t what, rlim_t soft, rlim_t hard)
{
	struct rlimit now, both = {.rlim_cur = soft, .rlim_max = hard};
	if (getrlimit(what, &now) != 0) return false;
	/* whoever is limited already can only be limited further */
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < hard) both.rlim_max = now.rlim_max;
	if (both.rlim_cur > both.rlim_max) both.rlim_cur = both.rlim_max;
	return setrlimit(what, &both) == 0;
}

static bool limits(const struct apart *apart)
{
	rlim_t seconds = (rlim_t)apart->cpu_seconds;
	bool good = limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_CPU, seconds, seconds + 1) &&
		    limit(RLIMIT_NOFILE, 64, 64);
	/* an unsealed child may lay bytes in memory for its own children */
	if (apart->sealed || apart->argv != NULL) good = good && limit(RLIMIT_FSIZE, 0, 0);
	if (apart->argv != NULL) return good && limit(RLIMIT_AS, apart->memory, apart->memory);
#ifndef ADDRESSES_ARE_FREE
	size_t memory = addresses_now() + apart->memory;
	good = good && limit(RLIMIT_AS, memory, memory);
#else
	(void)addresses_now;
#endif
	return good;
}

static void signals_as_usual(void)
{
	sigset_t none;
	sigemptyset(&none);
	for (int i = 1; i < NSIG; i++) signal(i, SIG_DFL);
	signal(SIGPIPE, SIG_IGN); /* a parent that stopped reading is a failed write */
	sigprocmask(SIG_SETMASK, &none, NULL);
}

_Noreturn static void child(const struct apart *apart, int out, int said, pid_t parent)
{
	static const char *const environment[] = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8",
						  "HOME=/nonexistent", NULL};
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent) _exit(EXIT_FAILED);
	signals_as_usual();
	int input = apart->input >= 0 ? apart->input : open("/dev/null", O_RDONLY);
	/* out and said are above 2: the parent saw to it */
	if (dup2(input, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
	    dup2(said, STDERR_FILENO) < 0 || close_range(3, ~0U, 0) != 0)
		_exit(EXIT_FAILED);
	bool program = apart->argv != NULL;
	if (!limits(apart) || ((program || apart->sealed) && !apart_seal(program)))
		_exit(EXIT_UNSEALED);
	if (!program) _exit(apart->run(apart->argument) ? 0 : EXIT_FAILED);
	execvpe(apart->argv[0], (char *const *)(uintptr_t)apart->argv,
		(char *const *)(uintptr_t)environment);
	_exit(EXIT_MISSING);
}

/* One piece of what came, false at its end. The buffer's own maximum is looked at by the caller. */
static bool take(int fd, struct buf *out)
{
	char block[64 * 1024];
	ssize_t got = read(fd, block, sizeof block);
	if (got < 0) return errno == EINTR || errno == EAGAIN;
	if (got > 0 && out != NULL) buf_add(out, block, (size_t)got);
	return got > 0;
}

/* Whether the child still moves. */
struct pulse {
	bool known; /* the clock is the child's */
	clockid_t clock;
	struct timespec used;
	int64_t moved_at;
	size_t n; /* what had been written before it began */
};

static struct pulse pulse_of(const struct apart *apart, pid_t pid, size_t n)
{
	struct pulse pulse = {.moved_at = monotonic_ms(), .n = n};
	pulse.known = apart->stuck_ms > 0 && clock_getcpuclockid(pid, &pulse.clock) == 0;
	return pulse;
}

static bool is_stuck(const struct apart *apart, struct pulse *pulse, size_t n)
{
	struct timespec used;
	if (!pulse->known || n != pulse->n || clock_gettime(pulse->clock, &used) != 0) return false;
	if (used.tv_sec != pulse->used.tv_sec || used.tv_nsec != pulse->used.tv_nsec) {
		pulse->used = used;
		pulse->moved_at = monotonic_ms();
	}
	return monotonic_ms() - pulse->moved_at >= apart->stuck_ms;
}

/* Both pipes to their ends, or until it is late. *ret_stuck: it is, for it does not move. */
static enum apart_end listen_to(const struct apart *apart, int from, int says, struct pulse pulse,
				struct buf *out, struct buf *said, bool *ret_stuck)
{
	enum { LOOK_MS = 1000, STOP_LOOK_MS = 100 };
	int64_t until = monotonic_ms() + apart->limit_ms;
	int most = apart->stop == NULL && apart->stuck_ms == 0 ? LOOK_MS : STOP_LOOK_MS;
	struct pollfd both[2] = {{.fd = from, .events = POLLIN}, {.fd = says, .events = POLLIN}};
	while (both[0].fd >= 0 || both[1].fd >= 0) {
		int64_t left = until - monotonic_ms();
		*ret_stuck = is_stuck(apart, &pulse, out->n);
		if (left <= 0 || *ret_stuck) return APART_LATE;
		if (apart->stop != NULL && atomic_load(apart->stop)) return APART_STOPPED;
		int ready = poll(both, 2, left > most ? most : (int)left);
		if (ready < 0 && errno != EINTR) return APART_NOT;
		if (ready <= 0) continue;
		if (both[0].revents != 0 && !take(from, out)) both[0].fd = -1;
		if (both[1].revents != 0 && !take(says, said)) both[1].fd = -1;
		if (!buf_ok(out)) return APART_TOO_MUCH;
	}
	return APART_DONE;
}

static enum apart_end ending(enum apart_end heard, int status)
{
	if (heard != APART_DONE) return heard;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return APART_DONE;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_MISSING) return APART_MISSING;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_UNSEALED) {
		errno = EPERM;
		return APART_NOT;
	}
	if (WIFEXITED(status)) return APART_FAILED;
	return WTERMSIG(status) == SIGXCPU ? APART_LATE : APART_DIED;
}

/* A pipe whose ends are no standard ones, so that dup2 in the child cannot step on them. */
static bool pipe_apart(int ends[2])
{
	if (pipe2(ends, O_CLOEXEC) != 0) return false;
	for (int i = 0; i < 2; i++) {
		if (ends[i] > STDERR_FILENO) continue;
		int higher = fcntl(ends[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
		close(ends[i]);
		ends[i] = higher;
	}
	return ends[0] >= 0 && ends[1] >= 0;
}

static void close_ends(const int ends[4])
{
	for (int i = 0; i < 4; i++)
		if (ends[i] >= 0) close(ends[i]);
}

static enum apart_end run_once(const struct apart *apart, struct buf *out, struct buf *said,
			       bool *ret_stuck)
{
	int ends[4] = {-1, -1, -1, -1};
	struct buf unheard;
	pid_t parent = getpid(), pid = -1;
	*ret_stuck = false;
	if (apart->input >= 0) (void)lseek(apart->input, 0, SEEK_SET);
	if (pipe_apart(ends) && pipe_apart(ends + 2)) pid = fork();
	if (pid < 0) {
		int failure = errno;
		close_ends(ends);
		errno = failure;
		return APART_NOT;
	}
	if (pid == 0) child(apart, ends[1], ends[3], parent);
	close(ends[1]);
	close(ends[3]);
	/* a full buffer drops the rest of the complaints: only their beginning is of use */
	buf_init(&unheard, SAID_MAX);
	enum apart_end heard = listen_to(apart, ends[0], ends[2], pulse_of(apart, pid, out->n), out,
					 said == NULL ? &unheard : said, ret_stuck);
	buf_release(&unheard);
	close(ends[0]);
	close(ends[2]);
	if (heard != APART_DONE) kill(pid, SIGKILL);
	int status = 0;
	pid_t waited;
	while ((waited = waitpid(pid, &status, 0)) < 0 && errno == EINTR) {
	}
	if (waited >= 0 || heard != APART_DONE) return ending(heard, status);
	/* SIGCHLD is ignored here, so nobody learns how it ended: a function's own words have to do
	 */
	return apart->run != NULL && apart->argv == NULL ? APART_DONE : APART_NOT;
}

enum apart_end apart_run(const struct apart *apart, struct buf *out, struct buf *said)
{
	enum { TRIES = 3 };
	bool stuck = true;
	enum apart_end end = APART_LATE;
	for (int i = 0; i < TRIES && stuck; i++) end = run_once(apart, out, said, &stuck);
	return end;
}
