/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "reach/wire.h"

#include <string.h>

#include "reach/wire_inside.h"

enum { CONNECT_SECONDS = 15 };

void wire_begin(void)
{
	BUG_IF(curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK);
}

void wire_end(void)
{
	curl_global_cleanup();
}

bool wire_loopback(const char *url)
{
	static const char *const hosts[] = {"127.0.0.1", "localhost", "[::1]"};
	const char *host = strstr(url, "://");
	if (host == NULL) return false;
	host += 3;
	size_t n = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":/");
	for (size_t i = 0; i < COUNT_OF(hosts); i++)
		if (strlen(hosts[i]) == n && strncmp(host, hosts[i], n) == 0) return true;
	return false;
}

static int look_at_stop(void *context, curl_off_t a UNUSED, curl_off_t b UNUSED,
			curl_off_t c UNUSED, curl_off_t d UNUSED)
{
	const atomic_bool *stop = context;
	return atomic_load(stop) ? 1 : 0;
}

/* What comes back is not wanted. */
static size_t drop(char *bytes UNUSED, size_t size, size_t n, void *context UNUSED)
{
	return size * n;
}

CURL *wire_open(const char *url, const char *schemes, const char *ca, const atomic_bool *stop)
{
	CURL *curl = curl_easy_init();
	BUG_IF(curl == NULL);
	CURLcode bad = curl_easy_setopt(curl, CURLOPT_URL, url);
	bad |= curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, schemes);
	bad |= curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	bad |= curl_easy_setopt(curl, CURLOPT_PROXY, "");
	bad |= curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	bad |= curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	bad |= curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)WIRE_SECONDS);
	bad |= curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	bad |= curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	bad |= curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	bad |= curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
	bad |= curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	bad |= curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_at_stop);
	/* libcurl's own type for it; it is only read */
	bad |= curl_easy_setopt(curl, CURLOPT_XFERINFODATA, (void *)(uintptr_t)stop);
	if (ca[0] != '\0') bad |= curl_easy_setopt(curl, CURLOPT_CAINFO, ca);
	BUG_IF(bad != CURLE_OK);
	return curl;
}

enum wire_answer wire_failed(CURLcode code, const atomic_bool *stop, struct error *error)
{
	if (atomic_load(stop)) {
		error_set(error, ERR_ENV, NULL, "The program was stopped while it was being sent.");
		return WIRE_LATER;
	}
	/* of libcurl's table: names neither host nor address */
	error_set(error, ERR_ENV, NULL, "It could not be handed over: %s.",
		  curl_easy_strerror(code));
	return WIRE_LATER;
}
