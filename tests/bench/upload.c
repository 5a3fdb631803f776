/* SPDX-License-Identifier: MulanPSL-2.0
 * What a form with two photographs of 1 MB costs us before anything is stored: read in pieces as
 * they come off the network, put into the spool, judged, digested; beside the bare engine's commit
 * of the same bytes in the same folder. Prints "cpu_us wall_us commit_us", medians;
 * usage: upload FOLDER */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/random.h"
#include "web/body.h"
#include "web/route.h"
#include "web/site.h"

enum { ROUNDS = 41, PHOTO = 1000 * 1000, PIECE = 8 * 1024 };

static const unsigned char jpeg[] = {0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 12, 0,	 16,
				     0,	   1,	 1,    0x11, 0, /* 4096 by 3072 */
				     0xFF, 0xDA, 0,    8,    1, 1,  0, 0,  0x3F, 0};

static double now_us(clockid_t clock)
{
	struct timespec now;
	clock_gettime(clock, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static double median(double *values)
{
	qsort(values, ROUNDS, sizeof *values, compare);
	return values[ROUNDS / 2];
}

static unsigned char *photo_new(void)
{
	unsigned char *photo = malloc(PHOTO);
	BUG_IF(photo == NULL);
	random_bytes(photo, PHOTO);
	memcpy(photo, jpeg, sizeof jpeg);
	memcpy(photo + PHOTO - 2, "\xFF\xD9", 2);
	return photo;
}

static double take(const struct buf *form, const char *folder, double *ret_cpu)
{
	static const struct route route = {.body_limit = 4096, .files = &upload_public};
	const struct site site = {.spool = folder};
	struct arena arena = {0};
	struct request request = {.arena = &arena, .route = &route, .site = &site};
	struct body *body;
	double began = now_us(CLOCK_MONOTONIC), busy = now_us(CLOCK_PROCESS_CPUTIME_ID);
	enum body_error error = body_open(&arena, "multipart/form-data; boundary=xYz",
					  route.body_limit, route.files, folder, &body);
	for (size_t at = 0; at < form->n && error == BODY_FINE; at += PIECE)
		error = body_feed(body, form->p + at, form->n - at < PIECE ? form->n - at : PIECE);
	if (error == BODY_FINE) error = body_finish(body, &request);
	uploads_check(&request);
	double took = now_us(CLOCK_MONOTONIC) - began;
	*ret_cpu = now_us(CLOCK_PROCESS_CPUTIME_ID) - busy;
	bool good = error == BODY_FINE && request.n_uploads == 2 &&
		    request.uploads[0].wrong == NULL && request.uploads[1].wrong == NULL;
	if (!good) exit(1);
	uploads_close(&request);
	body_close(body);
	arena_release(&arena);
	return took;
}

static void must(int result)
{
	if (result != SQLITE_OK && result != SQLITE_DONE) exit(1);
}

static double commit(sqlite3 *db, sqlite3_stmt *insert, const unsigned char *photo)
{
	double began = now_us(CLOCK_MONOTONIC);
	must(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
	for (int i = 0; i < 2; i++) {
		must(sqlite3_bind_blob(insert, 1, photo, PHOTO, SQLITE_STATIC));
		must(sqlite3_step(insert));
		must(sqlite3_reset(insert));
	}
	must(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
	return now_us(CLOCK_MONOTONIC) - began;
}

int main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : ".";
	unsigned char *photo = photo_new();
	struct buf form;
	buf_init(&form, 3 * PHOTO);
	for (int i = 0; i < 2; i++) {
		buf_puts(&form, "--xYz\r\nContent-Disposition: form-data; name=\"proof\"; "
				"filename=\"photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n");
		buf_add(&form, photo, PHOTO);
		buf_puts(&form, "\r\n");
	}
	buf_puts(&form, "--xYz--\r\n");
	char path[4096];
	snprintf(path, sizeof path, "%s/upload-bench.db", folder);
	remove(path);
	sqlite3 *db;
	sqlite3_stmt *insert;
	must(sqlite3_open(path, &db));
	must(sqlite3_exec(db,
			  "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
			  "CREATE TABLE kept (id INTEGER PRIMARY KEY, bytes BLOB)",
			  NULL, NULL, NULL));
	must(sqlite3_prepare_v2(db, "INSERT INTO kept (bytes) VALUES (?)", -1, &insert, NULL));
	double cpu[ROUNDS], ours[ROUNDS], commits[ROUNDS];
	for (int i = 0; i < ROUNDS; i++) {
		ours[i] = take(&form, folder, &cpu[i]);
		commits[i] = commit(db, insert, photo);
	}
	printf("%.0f %.0f %.0f\n", median(cpu), median(ours), median(commits));
	sqlite3_finalize(insert);
	sqlite3_close(db);
	remove(path);
	buf_release(&form);
	free(photo);
	return 0;
}
