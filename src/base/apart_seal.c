/* SPDX-License-Identifier: MulanPSL-2.0
 * A seccomp filter of our own, a list of what is refused: the library for it would make the same
 * program out of the same list. Landlock by its system calls, as glibc has no names for them. */
#include "base/apart_seal.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#endif

#ifdef MACHINE
/* Refused whatever the arguments: the network, other processes, changes of the file system, and the
 * kernel's larger doors. */
static const int REFUSED[] = {
	__NR_socket,
	__NR_socketpair,
	__NR_connect,
	__NR_bind,
	__NR_ptrace,
	__NR_kill,
	__NR_process_vm_readv,
	__NR_process_vm_writev,
	__NR_mkdirat,
	__NR_unlinkat,
	__NR_linkat,
	__NR_symlinkat,
	__NR_renameat2,
	__NR_mknodat,
	__NR_fchmodat,
	__NR_fchownat,
	__NR_truncate,
	__NR_mount,
	__NR_umount2,
	__NR_setns,
	__NR_unshare,
	__NR_bpf,
	__NR_perf_event_open,
	__NR_userfaultfd,
	__NR_keyctl,
	__NR_add_key,
	__NR_request_key,
	__NR_io_uring_setup,
	__NR_memfd_create,
	__NR_openat2,
	__NR_clone3,
	__NR_pidfd_open,
	__NR_pidfd_getfd,
#ifdef __x86_64__
	__NR_fork,
	__NR_vfork,
	__NR_creat,
	__NR_mkdir,
	__NR_rmdir,
	__NR_unlink,
	__NR_link,
	__NR_symlink,
	__NR_rename,
	__NR_renameat,
	__NR_mknod,
	__NR_chmod,
	__NR_chown,
	__NR_lchown,
#endif
};

/* Refused by an argument: files opened to be written; new processes, but not threads. */
static const struct {
	int call, argument;
	uint32_t bits;
	bool wanted; /* refused unless one of the bits is set, instead of when */
} REFUSED_WITH[] = {
	{__NR_openat, 2, O_WRONLY | O_RDWR | O_CREAT, false},
#ifdef __x86_64__
	{__NR_open, 1, O_WRONLY | O_RDWR | O_CREAT, false},
#endif
	{__NR_clone, 0, CLONE_THREAD, true},
};

#define LOAD(field)                                                                                \
	(struct sock_filter)                                                                       \
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))
#define ANSWER(value) (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, (value))
#define JUMP(test, k, yes, no)                                                                     \
	(struct sock_filter) BPF_JUMP(BPF_JMP | (test) | BPF_K, (k), (yes), (no))
#define NO_SUCH_CALL (SECCOMP_RET_ERRNO | ENOSYS)
#define NOT_ALLOWED (SECCOMP_RET_ERRNO | EPERM)

static bool filter_calls(void)
{
	struct sock_filter code[6 + 2 * COUNT_OF(REFUSED) + 5 * COUNT_OF(REFUSED_WITH) + 1];
	size_t n = 0;
	code[n++] = LOAD(arch);
	code[n++] = JUMP(BPF_JEQ, MACHINE, 1, 0);
	code[n++] = ANSWER(SECCOMP_RET_KILL_PROCESS);
	code[n++] = LOAD(nr);
	/* the second numbering that x86-64 has, x32 */
	code[n++] = JUMP(BPF_JGE, 0x40000000U, 0, 1);
	code[n++] = ANSWER(NO_SUCH_CALL);
	for (size_t i = 0; i < COUNT_OF(REFUSED); i++) {
		code[n++] = JUMP(BPF_JEQ, (uint32_t)REFUSED[i], 0, 1);
		/* whoever calls these two falls back to the older call, which can be judged */
		bool newer = REFUSED[i] == __NR_clone3 || REFUSED[i] == __NR_openat2;
		code[n++] = ANSWER(newer ? NO_SUCH_CALL : NOT_ALLOWED);
	}
	for (size_t i = 0; i < COUNT_OF(REFUSED_WITH); i++) {
		code[n++] = JUMP(BPF_JEQ, (uint32_t)REFUSED_WITH[i].call, 0, 4);
		code[n++] = LOAD(args[REFUSED_WITH[i].argument]);
		code[n++] = REFUSED_WITH[i].wanted ? JUMP(BPF_JSET, REFUSED_WITH[i].bits, 1, 0)
						   : JUMP(BPF_JSET, REFUSED_WITH[i].bits, 0, 1);
		code[n++] = ANSWER(NOT_ALLOWED);
		code[n++] = ANSWER(SECCOMP_RET_ALLOW);
	}
	code[n++] = ANSWER(SECCOMP_RET_ALLOW);
	BUG_IF(n != COUNT_OF(code));
	struct sock_fprog program = {.len = (unsigned short)n, .filter = code};
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 || errno == EINVAL;
}
#else
static bool filter_calls(void)
{
	return true;
}
#endif

/* What a program is made of and reads to start; not /etc, where our own settings lie. */
static const char *const READABLE[] = {
	"/usr/bin",
	"/usr/lib",
	"/usr/lib64",
	"/usr/share",
	"/usr/local/share/fonts",
	"/etc/fonts",
	"/etc/ld.so.cache",
	"/var/cache/fontconfig",
	"/var/lib/fontconfig",
};
#define READ_FILES (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE)
/* every right that the first version of Landlock knows */
#define ALL_RIGHTS ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)

static bool fence_files(bool program)
{
	struct landlock_ruleset_attr rules = {.handled_access_fs = ALL_RIGHTS};
	int set = (int)syscall(__NR_landlock_create_ruleset, &rules, sizeof rules, 0);
	if (set < 0) return errno == ENOSYS || errno == EOPNOTSUPP;
	for (size_t i = 0; program && i < COUNT_OF(READABLE); i++) {
		int at = open(READABLE[i], O_PATH | O_CLOEXEC);
		if (at < 0) continue;
		struct landlock_path_beneath_attr rule = {
			.allowed_access = READ_FILES | LANDLOCK_ACCESS_FS_READ_DIR,
			.parent_fd = at};
		int added = (int)syscall(__NR_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH,
					 &rule, 0);
		rule.allowed_access = READ_FILES; /* for a file the right on folders is wrong */
		if (added != 0)
			(void)syscall(__NR_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH,
				      &rule, 0);
		close(at);
	}
	bool good = syscall(__NR_landlock_restrict_self, set, 0) == 0;
	close(set);
	return good;
}

bool apart_seal(bool program)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && fence_files(program) &&
	       filter_calls();
}
