/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/help_proxy.h"

#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

enum { LINKS = 32, CHUNK = 65536, LOOK_MS = 20 };

struct link {
	int client, server; /* 0: free */
	bool swallow;	    /* the next answer is the last */
};

struct proxy {
	char folder[40], real[108];
	int listener;
	pthread_t thread;
	pthread_mutex_t lock;
	struct link links[LINKS];
	enum cut cut;
	const char *word;
	int times, cuts;
	bool refuse, stop;
};

static int socket_at(const char *path, bool listening)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int failed = listening ? bind(fd, (const void *)&address, sizeof address)
			       : connect(fd, (const void *)&address, sizeof address);
	if (failed == 0 && listening) failed = listen(fd, LINKS);
	if (failed == 0) return fd;
	close(fd);
	return -1;
}

static void cut_link(struct link *link)
{
	close(link->client);
	close(link->server);
	memset(link, 0, sizeof *link);
}

static void accept_one(struct proxy *proxy)
{
	int client = accept4(proxy->listener, NULL, NULL, SOCK_CLOEXEC);
	int server = proxy->refuse ? -1 : socket_at(proxy->real, false);
	struct link *place = NULL;
	for (size_t i = 0; i < LINKS; i++)
		if (proxy->links[i].client == 0) place = &proxy->links[i];
	if (client < 0 || server < 0 || place == NULL) {
		if (client >= 0) close(client);
		if (server >= 0) close(server);
		return;
	}
	*place = (struct link){.client = client, .server = server};
}

/* False: the link is at its end. */
static bool pass(struct proxy *proxy, struct link *link, bool from_client)
{
	static _Thread_local char bytes[CHUNK];
	ssize_t n = read(from_client ? link->client : link->server, bytes, sizeof bytes);
	if (n <= 0) return false;
	if (!from_client && link->swallow) {
		proxy->cuts++;
		return false;
	}
	bool meant = from_client && proxy->times > 0 && proxy->word != NULL &&
		     memmem(bytes, (size_t)n, proxy->word, strlen(proxy->word)) != NULL;
	if (meant) proxy->times--;
	if (meant && proxy->cut == CUT_BEFORE) {
		proxy->cuts++;
		return false;
	}
	if (meant) link->swallow = true;
	return write(from_client ? link->server : link->client, bytes, (size_t)n) == n;
}

static void serve_links(struct proxy *proxy)
{
	struct pollfd sockets[1 + 2 * LINKS] = {{.fd = proxy->listener, .events = POLLIN}};
	for (size_t i = 0; i < LINKS; i++) {
		const struct link *link = &proxy->links[i];
		bool used = link->client != 0;
		sockets[1 + 2 * i] = (struct pollfd){used ? link->client : -1, POLLIN, 0};
		sockets[2 + 2 * i] = (struct pollfd){used ? link->server : -1, POLLIN, 0};
	}
	pthread_mutex_unlock(&proxy->lock);
	poll(sockets, COUNT_OF(sockets), LOOK_MS);
	pthread_mutex_lock(&proxy->lock);
	for (size_t i = 0; i < LINKS; i++) {
		struct link *link = &proxy->links[i];
		bool alive = true;
		if (sockets[1 + 2 * i].revents != 0) alive = pass(proxy, link, true);
		if (alive && sockets[2 + 2 * i].revents != 0) alive = pass(proxy, link, false);
		if (!alive) cut_link(link);
	}
	if (sockets[0].revents != 0) accept_one(proxy);
}

static void *run(void *argument)
{
	struct proxy *proxy = argument;
	pthread_mutex_lock(&proxy->lock);
	while (!proxy->stop) serve_links(proxy);
	pthread_mutex_unlock(&proxy->lock);
	return NULL;
}

struct proxy *proxy_open(const char *url, char ret_url[static ENGINE_URL])
{
	struct proxy *proxy = calloc(1, sizeof *proxy);
	assert_non_null(proxy);
	const char *host = strstr(url, "?host=");
	assert_non_null(host);
	snprintf(proxy->real, sizeof proxy->real, "%.*s/.s.PGSQL.5432", (int)strcspn(host + 6, "&"),
		 host + 6);
	snprintf(proxy->folder, sizeof proxy->folder, "/tmp/lianxin-proxy-XXXXXX");
	assert_non_null(mkdtemp(proxy->folder));
	char path[80];
	snprintf(path, sizeof path, "%s/.s.PGSQL.5432", proxy->folder);
	proxy->listener = socket_at(path, true);
	assert_true(proxy->listener >= 0);
	snprintf(ret_url, ENGINE_URL, "%.*s?host=%s", (int)(host - url), url, proxy->folder);
	pthread_mutex_init(&proxy->lock, NULL);
	assert_int_equal(pthread_create(&proxy->thread, NULL, run, proxy), 0);
	return proxy;
}

void proxy_cut(struct proxy *proxy, enum cut cut, const char *word, int times)
{
	pthread_mutex_lock(&proxy->lock);
	proxy->cut = cut;
	proxy->word = word;
	proxy->times = times;
	pthread_mutex_unlock(&proxy->lock);
}

void proxy_refuse(struct proxy *proxy, bool refuse)
{
	pthread_mutex_lock(&proxy->lock);
	proxy->refuse = refuse;
	for (size_t i = 0; refuse && i < LINKS; i++)
		if (proxy->links[i].client != 0) cut_link(&proxy->links[i]);
	pthread_mutex_unlock(&proxy->lock);
}

int proxy_cuts(struct proxy *proxy)
{
	pthread_mutex_lock(&proxy->lock);
	int cuts = proxy->cuts;
	pthread_mutex_unlock(&proxy->lock);
	return cuts;
}

void proxy_close(struct proxy *proxy)
{
	pthread_mutex_lock(&proxy->lock);
	proxy->stop = true;
	pthread_mutex_unlock(&proxy->lock);
	pthread_join(proxy->thread, NULL);
	for (size_t i = 0; i < LINKS; i++)
		if (proxy->links[i].client != 0) cut_link(&proxy->links[i]);
	close(proxy->listener);
	char path[80];
	snprintf(path, sizeof path, "%s/.s.PGSQL.5432", proxy->folder);
	unlink(path);
	rmdir(proxy->folder);
	pthread_mutex_destroy(&proxy->lock);
	free(proxy);
}
