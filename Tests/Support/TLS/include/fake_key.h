#pragma once
#include <stddef.h>

/// RSA keys for tests. Every pointer is opaque; NULL says that something failed.

/// A fresh key of 2048 bits.
void *fake_key_make(void);
/// Writes it as PEM and returns the number of bytes; 0 where there is no room.
long fake_key_pem(void *key, char *bytes, size_t room);
/// Whether `signature` is its signature over the SHA-256 of `bytes`.
int fake_key_verifies(
    void *key, const void *bytes, size_t count, const void *signature, size_t length);
void fake_key_free(void *key);
