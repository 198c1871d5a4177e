#pragma once
#include <stddef.h>

/// The server's side of TLS for tests. Every pointer is opaque; NULL says that something failed.

/// A context with a fresh certificate for `host`, signed by itself and written to `path` as PEM, which is valid from
/// `from` to `to` seconds from now. Speaks HTTP/2 where `h2` and the client offers it.
void *fake_tls_context(const char *host, long from, long to, const char *path, int h2);
void fake_tls_context_free(void *context);

/// The handshake on a connected socket.
void *fake_tls_accept(void *context, int descriptor);
int fake_tls_is_h2(void *session);
long fake_tls_read(void *session, void *bytes, size_t count);
long fake_tls_write(void *session, const void *bytes, size_t count);
void fake_tls_free(void *session);
