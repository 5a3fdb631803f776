/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

enum { TYPED_MAX = 64, MAPPED_AT = 12, NETWORK_BYTES = 8 };

/* Cuts "[2001:db8::1]:443", "[2001:db8::1]" and "192.0.2.1:443" down to the address. */
static const char *without_port(char typed[TYPED_MAX])
{
	char *colon = strchr(typed, ':');
	if (typed[0] == '[') {
		char *end = strchr(typed, ']');
		if (end == NULL || (end[1] != '\0' && end[1] != ':')) return "";
		*end = '\0';
		return typed + 1;
	}
	if (colon != NULL && strchr(colon + 1, ':') == NULL) *colon = '\0';
	return typed;
}

bool address_plain(const char *text, size_t n, char ret_plain[ADDRESS_TEXT])
{
	char typed[TYPED_MAX] = "";
	struct in6_addr six;
	struct in_addr four;
	if (n == 0 || n >= sizeof typed) return false;
	memcpy(typed, text, n);
	const char *address = without_port(typed);
	if (inet_pton(AF_INET, address, &four) == 1)
		return inet_ntop(AF_INET, &four, ret_plain, ADDRESS_TEXT) != NULL;
	if (inet_pton(AF_INET6, address, &six) != 1) return false;
	if (IN6_IS_ADDR_V4MAPPED(&six))
		return inet_ntop(AF_INET, six.s6_addr + MAPPED_AT, ret_plain, ADDRESS_TEXT) != NULL;
	return inet_ntop(AF_INET6, &six, ret_plain, ADDRESS_TEXT) != NULL;
}

const char *address_sender(const char *from, struct arena *arena)
{
	struct in6_addr six;
	char network[ADDRESS_TEXT];
	if (inet_pton(AF_INET6, from, &six) != 1) return from;
	memset(six.s6_addr + NETWORK_BYTES, 0, sizeof six.s6_addr - NETWORK_BYTES);
	if (inet_ntop(AF_INET6, &six, network, sizeof network) == NULL) return from;
	return arena_printf(arena, "%s/64", network);
}
