/* SPDX-License-Identifier: MulanPSL-2.0
 * The CSV reader: bytes → encoding → records. See the header. */
#include "base/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

enum { RAW_BYTES = 128 * 1024, TEXT_BYTES = 3 * RAW_BYTES, RECORD_BYTES = 512 * 1024 };

struct csv {
	int fd; /* -1 over memory */
	const char *bytes;
	size_t n, at; /* over memory */
	enum csv_encoding encoding;
	iconv_t converter; /* (iconv_t)-1 for UTF-8 */
	bool known_good;   /* the whole input was seen to be valid UTF-8 */
	bool ended;	   /* nothing more comes from the source */
	bool broken;	   /* bytes that are no text follow what stands in `text` */
	bool stuck;	   /* a mistake was reported */
	char raw[RAW_BYTES];
	size_t raw_n;
	char text[TEXT_BYTES];
	size_t text_n, text_at;
	int64_t line;
	char record[RECORD_BYTES];
	size_t record_n;
};

/* What a sample of bytes looks like. */
struct census {
	int64_t good, bad; /* multi-byte sequences; bytes that belong to none */
};

static size_t census_take(struct census *census, const char *bytes, size_t n, bool last)
{
	size_t at = 0;
	while (at < n) {
		if ((unsigned char)bytes[at] < 0x80) {
			at++;
			continue;
		}
		uint32_t ignored;
		size_t step = utf8_decode(bytes + at, n - at, &ignored);
		if (step != 0) {
			census->good++;
			at += step;
		} else if (!last && n - at < 4) {
			break; /* perhaps only cut by the block's end */
		} else {
			census->bad++;
			at++;
		}
	}
	return at;
}

static void decide(struct csv *csv, const struct census *census)
{
	csv->known_good = census->bad == 0;
	/* GB18030 text read as UTF-8 is nearly all bad; a UTF-8 file with a broken place is not */
	csv->encoding = census->bad == 0 || census->bad * 4 < census->good ? CSV_UTF8 : CSV_GB18030;
	if (csv->encoding == CSV_GB18030) {
		csv->converter = iconv_open("UTF-8", "GB18030");
		BUG_IF(csv->converter == (iconv_t)-1);
	}
}

static struct csv *csv_new(void)
{
	struct csv *csv = calloc(1, sizeof *csv);
	BUG_IF(csv == NULL);
	csv->fd = -1;
	csv->converter = (iconv_t)-1;
	csv->line = 1;
	return csv;
}

static enum err read_failed(struct error *error)
{
	return error_set(error, ERR_ENV, "Look at the disk and the file's permissions.",
			 "The CSV file cannot be read: %s.", strerror(errno));
}

static bool read_some(int fd, char *bytes, size_t n, size_t *ret_n)
{
	ssize_t got;
	do got = read(fd, bytes, n);
	while (got < 0 && errno == EINTR);
	if (got < 0) return false;
	*ret_n = (size_t)got;
	return true;
}

/* Reads the whole file once for its encoding, then goes back to its start. */
static enum err look_through(struct csv *csv, struct error *error)
{
	struct census census = {0};
	size_t held = 0;
	for (;;) {
		size_t got;
		if (!read_some(csv->fd, csv->raw + held, RAW_BYTES - held, &got))
			return read_failed(error);
		held += got;
		size_t used = census_take(&census, csv->raw, held, got == 0);
		held -= used;
		memmove(csv->raw, csv->raw + used, held);
		if (got == 0) break;
	}
	if (lseek(csv->fd, 0, SEEK_SET) != 0) return read_failed(error);
	decide(csv, &census);
	return ERR_NONE;
}

/* A pipe can be looked at only as far as one block. */
static enum err look_ahead(struct csv *csv, struct error *error)
{
	struct census census = {0};
	size_t got = 1;
	while (csv->raw_n < RAW_BYTES && got != 0) {
		if (!read_some(csv->fd, csv->raw + csv->raw_n, RAW_BYTES - csv->raw_n, &got))
			return read_failed(error);
		csv->raw_n += got;
	}
	csv->ended = got == 0;
	census_take(&census, csv->raw, csv->raw_n, csv->ended);
	decide(csv, &census);
	csv->known_good = csv->known_good && csv->ended;
	return ERR_NONE;
}

enum err csv_open(const char *path, struct csv **ret_csv, struct error *error)
{
	struct csv *csv = csv_new();
	csv->fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err err = ERR_NONE;
	struct stat stat;
	if (csv->fd < 0 || fstat(csv->fd, &stat) != 0)
		err = error_set(error, ERR_ENV, "Check the path and its permissions.",
				"Cannot open %s: %s.", path, strerror(errno));
	else if (S_ISDIR(stat.st_mode))
		err = error_set(error, ERR_ENV, "Name a CSV file.", "%s is a directory.", path);
	else if (S_ISREG(stat.st_mode))
		err = look_through(csv, error);
	else
		err = look_ahead(csv, error);
	if (err != ERR_NONE) {
		csv_close(csv);
		return err;
	}
	*ret_csv = csv;
	return ERR_NONE;
}

struct csv *csv_open_bytes(const char *bytes, size_t n)
{
	struct csv *csv = csv_new();
	csv->bytes = bytes;
	csv->n = n;
	struct census census = {0};
	census_take(&census, bytes, n, true);
	decide(csv, &census);
	return csv;
}

void csv_close(struct csv *csv)
{
	if (csv == NULL) return;
	if (csv->fd >= 0) close(csv->fd);
	if (csv->converter != (iconv_t)-1) iconv_close(csv->converter);
	free(csv);
}

enum csv_encoding csv_encoding(const struct csv *csv)
{
	return csv->encoding;
}

static bool fill_raw(struct csv *csv)
{
	while (!csv->ended && csv->raw_n < RAW_BYTES) {
		size_t got;
		if (csv->fd >= 0) {
			if (!read_some(csv->fd, csv->raw + csv->raw_n, RAW_BYTES - csv->raw_n,
				       &got))
				return false;
		} else {
			got = csv->n - csv->at;
			if (got > RAW_BYTES - csv->raw_n) got = RAW_BYTES - csv->raw_n;
			memcpy(csv->raw + csv->raw_n, csv->bytes + csv->at, got);
			csv->at += got;
		}
		csv->raw_n += got;
		csv->ended = got == 0;
	}
	return true;
}

/* Bytes of raw that may be handed on as UTF-8; a cut sequence waits for its rest. */
static size_t good_utf8(struct csv *csv)
{
	if (csv->known_good) return csv->raw_n;
	size_t at = 0;
	while (at < csv->raw_n) {
		if ((unsigned char)csv->raw[at] < 0x80) {
			at++;
			continue;
		}
		uint32_t ignored;
		size_t step = utf8_decode(csv->raw + at, csv->raw_n - at, &ignored);
		if (step == 0) {
			csv->broken = csv->ended || csv->raw_n - at >= 4;
			break;
		}
		at += step;
	}
	return at;
}

/* More text behind text_at; false when the source failed. */
static bool fill_text(struct csv *csv)
{
	memmove(csv->text, csv->text + csv->text_at, csv->text_n - csv->text_at);
	csv->text_n -= csv->text_at;
	csv->text_at = 0;
	if (csv->broken) return true;
	if (!fill_raw(csv)) return false;
	size_t used;
	if (csv->encoding == CSV_UTF8) {
		used = good_utf8(csv);
		memcpy(csv->text + csv->text_n, csv->raw, used);
		csv->text_n += used;
	} else {
		char *from = csv->raw, *to = csv->text + csv->text_n;
		size_t left = csv->raw_n, room = TEXT_BYTES - csv->text_n;
		size_t result = iconv(csv->converter, &from, &left, &to, &room);
		if (result == (size_t)-1 && (errno == EILSEQ || (errno == EINVAL && csv->ended)))
			csv->broken = true;
		used = csv->raw_n - left;
		csv->text_n = (size_t)(to - csv->text);
	}
	csv->raw_n -= used;
	memmove(csv->raw, csv->raw + used, csv->raw_n);
	return true;
}

/* The next byte without taking it: 0…255, or one of these. */
enum { AT_END = -1, AT_BROKEN = -2, AT_FAILURE = -3 };
static int peek_slow(struct csv *csv)
{
	if (!fill_text(csv)) return AT_FAILURE;
	if (csv->text_at < csv->text_n) return (unsigned char)csv->text[csv->text_at];
	return csv->broken ? AT_BROKEN : AT_END;
}

static inline int peek(struct csv *csv)
{
	if (csv->text_at < csv->text_n) return (unsigned char)csv->text[csv->text_at];
	return peek_slow(csv);
}

static enum csv_result mistake(struct csv *csv, struct csv_mistake *ret, int64_t line,
			       size_t column, const char *text)
{
	csv->stuck = true;
	*ret = (struct csv_mistake){line, column, text};
	return CSV_MISTAKE;
}

/* True for a byte that takes part in the grammar or may not stand at all. */
static inline bool special(int c, bool quoted)
{
	if (quoted) return c == '"' || c == '\n' || c < ' ';
	return c == ',' || c == '"' || c < ' ';
}

/* Copies the run of ordinary bytes ahead; false when the field or record would be too long. */
static bool take_run(struct csv *csv, size_t start, bool quoted)
{
	size_t from = csv->text_at, at = from;
	while (at < csv->text_n && !special((unsigned char)csv->text[at], quoted)) at++;
	size_t n = at - from;
	if (csv->record_n - start + n > CSV_MAX_FIELD || csv->record_n + n + 1 > RECORD_BYTES)
		return false;
	memcpy(csv->record + csv->record_n, csv->text + from, n);
	csv->record_n += n;
	csv->text_at = at;
	return true;
}

static const char TOO_LONG[] = "这一格超过 64 KB，请检查引号是否成对，或缩短内容";
static const char NUL_BYTE[] = "含有空字节（NUL），不是文本文件，请重新另存为 CSV";
static const char NOT_TEXT[] =
	"含有无法识别的字节，文件可能被截断或编码混乱，请另存为 UTF-8 或 GB18030";

struct place {
	int64_t line;
	size_t column, start;
	struct csv_mistake *ret_mistake;
};

static enum csv_result not_text(struct csv *csv, int c, const struct place *place)
{
	if (c == AT_FAILURE) return CSV_FAILED;
	return mistake(csv, place->ret_mistake, csv->line, place->column,
		       c == 0 ? NUL_BYTE : NOT_TEXT);
}

static bool put(struct csv *csv, const struct place *place, char c)
{
	if (csv->record_n - place->start >= CSV_MAX_FIELD || csv->record_n + 2 > RECORD_BYTES)
		return false;
	csv->record[csv->record_n++] = c;
	return true;
}

/* From behind the opening quote to behind the closing one. CSV_RECORD means: fine. */
static enum csv_result take_quoted(struct csv *csv, const struct place *place)
{
	int64_t opened = csv->line;
	for (;;) {
		int c = peek(csv);
		if (c == AT_END)
			return mistake(csv, place->ret_mistake, opened, place->column,
				       "这里的引号没有结束，文件可能被截断");
		if (c <= 0) return not_text(csv, c, place);
		if (!special(c, true)) {
			if (!take_run(csv, place->start, true))
				return mistake(csv, place->ret_mistake, opened, place->column,
					       TOO_LONG);
			continue;
		}
		csv->text_at++;
		if (c == '"') {
			if (peek(csv) != '"') return CSV_RECORD;
			csv->text_at++;
		}
		if (c == '\n') csv->line++;
		if (!put(csv, place, (char)c))
			return mistake(csv, place->ret_mistake, opened, place->column, TOO_LONG);
	}
}

/* An unquoted field, up to the comma or line end, neither taken. */
static enum csv_result take_plain(struct csv *csv, const struct place *place)
{
	for (;;) {
		int c = peek(csv);
		if (c == AT_END || c == ',' || c == '\n' || c == '\r') return CSV_RECORD;
		if (c <= 0) return not_text(csv, c, place);
		if (c == '"')
			return mistake(csv, place->ret_mistake, csv->line, place->column,
				       "引号只能把整格包起来，格内的引号要写成两个");
		bool fits = true;
		if (special(c, false)) {
			csv->text_at++;
			fits = put(csv, place, (char)c);
		} else {
			fits = take_run(csv, place->start, false);
		}
		if (!fits)
			return mistake(csv, place->ret_mistake, csv->line, place->column, TOO_LONG);
	}
}

/* Behind a field: takes the comma or the line end. *ret_more: another field follows. */
static enum csv_result take_end(struct csv *csv, const struct place *place, bool *ret_more)
{
	int c = peek(csv);
	*ret_more = c == ',';
	if (c == AT_END) return CSV_RECORD;
	if (c == '\r') {
		csv->text_at++;
		c = peek(csv);
		/* a lone CR ends a line too: the old Macintosh way that some exports keep */
		if (c != '\n') {
			csv->line++;
			return CSV_RECORD;
		}
	}
	if (c != ',' && c != '\n') {
		if (c <= 0) return not_text(csv, c, place);
		return mistake(csv, place->ret_mistake, csv->line, place->column,
			       "结束引号后面只能是逗号或换行");
	}
	csv->text_at++;
	if (c == '\n') csv->line++;
	return CSV_RECORD;
}

static enum csv_result take_record(struct csv *csv, struct csv_record *ret,
				   struct csv_mistake *ret_mistake)
{
	bool more = true;
	size_t start_of[CSV_MAX_FIELDS];
	ret->line = csv->line;
	ret->count = 0;
	csv->record_n = 0;
	while (more) {
		struct place place = {csv->line, ret->count, csv->record_n, ret_mistake};
		if (ret->count == CSV_MAX_FIELDS)
			return mistake(csv, ret_mistake, csv->line, ret->count,
				       "一行超过 64 列，不是本系统的模板");
		bool quoted = peek(csv) == '"';
		if (quoted) csv->text_at++;
		enum csv_result result =
			quoted ? take_quoted(csv, &place) : take_plain(csv, &place);
		if (result == CSV_RECORD) result = take_end(csv, &place, &more);
		if (result != CSV_RECORD) return result;
		if (csv->record_n + 1 > RECORD_BYTES)
			return mistake(csv, ret_mistake, csv->line, ret->count, TOO_LONG);
		start_of[ret->count] = place.start;
		ret->length[ret->count++] = csv->record_n - place.start;
		csv->record[csv->record_n++] = '\0';
	}
	for (size_t i = 0; i < ret->count; i++) ret->field[i] = csv->record + start_of[i];
	return CSV_RECORD;
}

static void skip_mark(struct csv *csv)
{
	if (csv->line != 1 || csv->text_at != 0 || csv->text_n != 0) return;
	if (peek(csv) < 0 || csv->text_n < 3) return;
	if (memcmp(csv->text, "\xEF\xBB\xBF", 3) == 0) csv->text_at = 3;
}

enum csv_result csv_next(struct csv *csv, struct csv_record *ret_record,
			 struct csv_mistake *ret_mistake, struct error *error)
{
	BUG_IF(csv->stuck); /* the caller was told that nothing more can be read */
	skip_mark(csv);
	int c;
	while ((c = peek(csv)) == '\n' || c == '\r') {
		csv->text_at++;
		if (c == '\n' || peek(csv) != '\n') csv->line++;
	}
	if (c == AT_END) return CSV_END;
	enum csv_result result = take_record(csv, ret_record, ret_mistake);
	if (result == CSV_FAILED) read_failed(error);
	return result;
}
