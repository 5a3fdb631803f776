/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/outgoing.h"

#include <unistd.h>

#include "web/http.h"
#include "web/spool.h"

void outgoing_init(struct outgoing *outgoing, const char *folder)
{
	*outgoing = (struct outgoing){.folder = folder, .fd = -1};
	buf_init(&outgoing->piece, OUTGOING_PIECE);
}

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, n);
		if (done <= 0) return false;
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

static enum err put(struct outgoing *outgoing, const char *bytes, size_t n, struct error *error)
{
	bool room = outgoing->fd >= 0 ? spool_has_room(outgoing->folder)
				      : (outgoing->fd = spool_open(outgoing->folder)) >= 0;
	if (room && write_all(outgoing->fd, bytes, n)) return ERR_NONE;
	return error_set(error, ERR_ENV, "请告诉系统管理员：存放临时文件的磁盘满了。",
			 "系统暂时没有地方存放要导出的内容。");
}

static enum err flush(struct outgoing *outgoing, struct error *error)
{
	enum err err = put(outgoing, buf_text(&outgoing->piece), outgoing->piece.n, error);
	buf_clear(&outgoing->piece);
	return err;
}

enum err outgoing_write(const char *bytes, size_t n, void *context, struct error *error)
{
	struct outgoing *outgoing = context;
	enum err err = ERR_NONE;
	outgoing->written += (int64_t)n;
	if (outgoing->written > OUTGOING_MAX)
		return error_set(error, ERR_CONTENT, "请用筛选缩小范围，分几次导出。",
				 "要导出的内容超过了一次能导出的大小。");
	if (outgoing->piece.n + n > OUTGOING_PIECE) err = flush(outgoing, error);
	if (err != ERR_NONE) return err;
	if (n > OUTGOING_PIECE) return put(outgoing, bytes, n, error);
	buf_add(&outgoing->piece, bytes, n);
	return ERR_NONE;
}

enum err outgoing_end(struct outgoing *outgoing, enum err err, struct reply *reply,
		      struct error *error)
{
	/* what fits one piece needs no file */
	if (err == ERR_NONE && outgoing->fd >= 0) err = flush(outgoing, error);
	if (err == ERR_NONE && outgoing->fd < 0) {
		buf_add(&reply->body, buf_text(&outgoing->piece), outgoing->piece.n);
	} else if (err == ERR_NONE) {
		reply->from_file = true;
		reply->fd = outgoing->fd;
		reply->n_file = outgoing->written;
	} else if (outgoing->fd >= 0) {
		close(outgoing->fd);
	}
	buf_release(&outgoing->piece);
	return err;
}
