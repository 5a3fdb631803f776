/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool is_loopback(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		const struct sockaddr_in *four = (const void *)address;
		return ntohl(four->sin_addr.s_addr) >> 24 == 127;
	}
	const struct sockaddr_in6 *six = (const void *)address;
	return IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
}

static struct addrinfo *resolve(const struct listen_address *address)
{
	const struct addrinfo want = {.ai_socktype = SOCK_STREAM,
				      .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE};
	struct addrinfo *found = NULL;
	return getaddrinfo(address->host, address->port, &want, &found) == 0 ? found : NULL;
}

enum err listen_parse(const char *text, struct error *error, struct listen_address *ret_address)
{
	struct listen_address address = {.host = ""};
	const char *colon = strrchr(text, ':');
	size_t n = colon == NULL ? 0 : (size_t)(colon - text);
	const char *host = text;
	if (n >= 2 && text[0] == '[' && text[n - 1] == ']') {
		host++;
		n -= 2;
	}
	if (n == 0 || n >= sizeof address.host || strlen(colon + 1) - 1 >= 5) goto bad;
	if (strspn(colon + 1, "0123456789") != strlen(colon + 1)) goto bad;
	if (strtol(colon + 1, NULL, 10) > UINT16_MAX) goto bad; /* the resolver would cut it */
	memcpy(address.host, host, n);
	memcpy(address.port, colon + 1, strlen(colon + 1));
	struct addrinfo *found = resolve(&address);
	if (found == NULL) goto bad;
	address.loopback = is_loopback(found->ai_addr);
	freeaddrinfo(found);
	*ret_address = address;
	return ERR_NONE;
bad:
	return error_set(error, ERR_USAGE,
			 "Write ADDRESS:PORT with a numeric address, such as "
			 "127.0.0.1:8080 or [::1]:8080.",
			 "\"%s\" is no address to listen on.", text);
}

static bool is_written_so(const char *address)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	char text[INET6_ADDRSTRLEN];
	int family = strchr(address, ':') == NULL ? AF_INET : AF_INET6;
	return inet_pton(family, address, bytes) == 1 &&
	       strcmp(inet_ntop(family, bytes, text, sizeof text), address) == 0;
}

enum err listen_proxies_check(const char *list, struct error *error)
{
	while (list != NULL && *list != '\0') {
		char address[INET6_ADDRSTRLEN] = "";
		list += strspn(list, ", ");
		size_t n = strcspn(list, ", ");
		if (n > 0 && n < sizeof address) memcpy(address, list, n);
		if (n > 0 && !is_written_so(address))
			return error_set(error, ERR_USAGE,
					 "Write numeric addresses, such as 127.0.0.1,::1.",
					 "--trusted-proxy: \"%.*s\" is no address.",
					 (int)(n < 64 ? n : 64), list);
		list += n;
	}
	return ERR_NONE;
}

static enum err refuse(const struct listen_address *address, int why, struct error *error)
{
	const char *hint = "See which addresses this machine has with: ip address.";
	if (why == EADDRINUSE)
		hint = "Another program listens there: stop it, or choose another port.";
	if (why == EACCES)
		hint = "Ports below 1024 need root: start as root with --user, or choose a higher "
		       "port.";
	return error_set(error, ERR_ENV, hint, "Cannot listen on %s port %s: %s.", address->host,
			 address->port, why == EADDRINUSE ? "the port is taken" : strerror(why));
}

static int port_of(int fd)
{
	struct sockaddr_storage address;
	socklen_t n = sizeof address;
	if (getsockname(fd, (struct sockaddr *)&address, &n) != 0) return 0;
	return address.ss_family == AF_INET ? ntohs(((struct sockaddr_in *)&address)->sin_port)
					    : ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
}

enum err listen_bind(const struct listen_address *address, struct error *error, int *ret_fd,
		     int *ret_port)
{
	struct addrinfo *found = resolve(address);
	if (found == NULL) return refuse(address, EADDRNOTAVAIL, error);
	int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	const int on = 1;
	bool bound = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
		     bind(fd, found->ai_addr, found->ai_addrlen) == 0;
	int why = errno;
	freeaddrinfo(found);
	if (!bound) {
		if (fd >= 0) close(fd);
		return refuse(address, why, error);
	}
	*ret_fd = fd;
	*ret_port = port_of(fd);
	return ERR_NONE;
}
