/* SPDX-License-Identifier: MulanPSL-2.0
 * Timed work that one process does for all: a table of its kinds, and how a process takes a row,
 * does it, and writes that it is done in the same transaction as its effect. When the process dies
 * in the middle, nothing of it is kept and another one takes the row as soon as the lease has
 * ended. */
#ifndef LIANXIN_OFFICE_JOB_H
#define LIANXIN_OFFICE_JOB_H

#include "office/permission.h"
#include "store/job.h"

/* clang-format off */
/* JOB(NAME, name in the database, Chinese, due again after ms (0: a single thing, its row goes when
 * it is done), lease in ms (longer than the work ever takes), function) */
#define JOB_TABLE(JOB)                                                                             \
	JOB(SWEEP, "sweep", "清理过期的登录、一次性链接和表单记录", 60000, 10000, signin_sweep)            \
	JOB(SIMILAR, "similar", "为导入的申请建立相似查找的键", 0, 900000, similar_keys_make)                   \
	JOB(BLACKOUT, "blackout", "制作涂黑后的文件", 0, 600000, blackout_job_run)                        \
	JOB(RECOVER, "recover", "核对索取查询码的请求，发给新的查询码", 0, 20000, visitor_recover) \
	JOB(RETENTION, "retention", "执行已经确认的清除清单", 0, 600000, retention_work)
/* clang-format on */

enum job_kind {
#define JOB(NAME, name, label, every, lease, run) JOB_##NAME,
	JOB_TABLE(JOB)
#undef JOB
		JOB__MAX
};
/* Does a taken job; ends with job_finish(). */
typedef enum err job_run(struct office *office, const struct job *job, struct error *error);
struct job_facts {
	const char *name, *label;
	int64_t every_ms, lease_ms;
	job_run *run;
};
const struct job_facts *job_facts(enum job_kind kind);
/* NULL for a kind of another release. */
const struct job_facts *job_find(const char *name);

/* Puts the standing duties' rows there when they are missing. */
enum err job_prepare(struct office *office, struct error *error) MUST_CHECK;
/* Takes one job of the kind that is due, and does it; taken_by: machine and process. *ret_did
 * false: none was due. What went wrong is written to the row, to be done again after a while that
 * doubles (a second to ten minutes), and comes back too. */
enum err job_work(struct office *office, enum job_kind kind, const char *taken_by,
		  struct error *error, bool *ret_did) MUST_CHECK;
/* The last step of a job_run: one transaction with `work` and the note that the job is done.
 * ERR_CONFLICT: another process has taken the job meanwhile, and nothing was kept. job NULL: it was
 * not taken from the table; `work` alone. */
enum err job_finish(struct office *office, const struct job *job, store_work *work, void *context,
		    struct error *error) MUST_CHECK;

/* For the system administrator: what is due when, what goes wrong. */
enum { JOBS_SHOWN = 200 };
enum err job_board(struct office *office, const struct actor *actor, struct arena *arena,
		   struct error *error, struct job **ret_jobs, size_t *ret_n) MUST_CHECK;

#endif
