// The C side of Providers: bytes of a message many at a time. Nothing here allocates or keeps state.
#pragma once
#include <stddef.h>
#include <stdint.h>

/* Writes the base64 of `triples` times 3 bytes: 4 letters of the standard alphabet for each 3 bytes. */
void troupe_base64_encode(
    const uint8_t *_Nonnull bytes, size_t triples, uint8_t *_Nonnull letters);

/* Writes the bytes that `quads` times 4 letters of the standard alphabet stand for, 3 for each 4; 0 when a letter is none
   of the alphabet, and then what was written is of no use. */
int troupe_base64_decode(
    const uint8_t *_Nonnull letters, size_t quads, uint8_t *_Nonnull bytes);

/* Where `wanted` first stands in `bytes`; `count` where it does not. Many times faster than a loop in Swift. */
size_t troupe_find(
    const void *_Nonnull bytes, size_t count, const void *_Nonnull wanted, size_t wanted_count);

/* Writes the text of a JSON string, without its quotes, with every escape resolved: half a surrogate pair becomes U+FFFD,
   an unknown escape stays as it is. `out` holds 3 bytes for each 2 of `text`, rounded up. The number of bytes written. */
size_t troupe_json_unescape(
    const uint8_t *_Nonnull text, size_t count, uint8_t *_Nonnull out);

/* Writes the bytes that base64 of either alphabet stands for, with or without padding, with white space: at most 3 for each
   4 letters begun. Their number, or -1 when it is no base64. */
ptrdiff_t troupe_base64_decode_leniently(
    const uint8_t *_Nonnull text, size_t count, uint8_t *_Nonnull out);

/* How many letters of base64, of either alphabet, `text` begins with. */
size_t troupe_base64_run(const uint8_t *_Nonnull text, size_t count);
/* Where in `bytes` one of some texts may begin, written as it is, in escapes of JSON or percent signs, or too near to the
   end to know; `count` where none can. What it finds must be looked at more closely; what it passes over is certain.
   `firsts` has 256 entries: not 0 for the bytes that a text or an escape may begin with. `starts` has 65,536 bits: those of
   `troupe_start_hash` of the first three bytes of each text. */
size_t troupe_find_start(
    const uint8_t *_Nonnull bytes, size_t count, const uint8_t *_Nonnull firsts,
    const uint8_t *_Nonnull starts);

/* A number below 65,536, the same for base64 of either alphabet. */
size_t troupe_start_hash(uint8_t one, uint8_t two, uint8_t three);

/* Keeps the memory of this process from being written to a file when it crashes, and from being read by others of the same
   user. It cannot be undone. */
void troupe_forbid_core_dumps(void);

/* Starts a program in a process group of its own, with nothing to read; `pipes` become the reading ends of what it prints
   and of its errors. Both lists end with NULL, and `arguments[0]` is the program's path. Its number, or -1. */
int troupe_spawn(
    char *_Nullable const *_Nonnull arguments, char *_Nullable const *_Nonnull environment,
    int *_Nonnull pipes);

/* Whether the program of that number has ended; then `status` is its exit status, or 256 and the signal that ended it.
   True once only. */
int troupe_has_ended(int number, int *_Nonnull status);

/* Ends the program of that number and all that it started in its group, and waits for it. */
void troupe_end(int number);

/* Writes the signature of the RSA key in `pem` over the SHA-256 of `bytes`, PKCS #1 as RS256 has it. Its length, or -1 where
   `pem` is no RSA key without a password, or there is no `room`. */
ptrdiff_t troupe_sign_rs256(
    const void *_Nonnull pem, size_t pem_count, const void *_Nonnull bytes, size_t count,
    uint8_t *_Nonnull signature, size_t room);
