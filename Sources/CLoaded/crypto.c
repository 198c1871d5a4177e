#if defined(__linux__) && __has_include(<openssl/evp.h>)

#include <dlfcn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "loaded.h"

static int is_open(void);

TL_FORWARD(const EVP_MD *, EVP_sha256, (void), ())
TL_FORWARD(const EVP_MD *, EVP_md5, (void), ())
TL_FORWARD(EVP_MD_CTX *, EVP_MD_CTX_new, (void), ())
TL_FORWARD_VOID(EVP_MD_CTX_free, (EVP_MD_CTX *context), (context))
TL_FORWARD(
  int, EVP_Digest,
  (const void *bytes, size_t count, unsigned char *digest, unsigned int *size, const EVP_MD *kind,
   ENGINE *engine),
  (bytes, count, digest, size, kind, engine))
TL_FORWARD(
  int, EVP_DigestInit_ex, (EVP_MD_CTX *context, const EVP_MD *kind, ENGINE *engine),
  (context, kind, engine))
TL_FORWARD(
  int, EVP_DigestUpdate, (EVP_MD_CTX *context, const void *bytes, size_t count),
  (context, bytes, count))
TL_FORWARD(
  int, EVP_DigestFinal_ex, (EVP_MD_CTX *context, unsigned char *digest, unsigned int *size),
  (context, digest, size))
TL_FORWARD(
  int, EVP_DigestSignInit,
  (EVP_MD_CTX *context, EVP_PKEY_CTX **key_context, const EVP_MD *kind, ENGINE *engine,
   EVP_PKEY *key),
  (context, key_context, kind, engine, key))
TL_FORWARD(
  int, EVP_DigestSign,
  (EVP_MD_CTX *context, unsigned char *signature, size_t *size, const unsigned char *bytes,
   size_t count),
  (context, signature, size, bytes, count))
TL_FORWARD(int, EVP_PKEY_get_base_id, (const EVP_PKEY *key), (key))
TL_FORWARD_VOID(EVP_PKEY_free, (EVP_PKEY *key), (key))
TL_FORWARD(BIO *, BIO_new_mem_buf, (const void *bytes, int count), (bytes, count))
TL_FORWARD(int, BIO_free, (BIO *bio), (bio))
TL_FORWARD(
  EVP_PKEY *, PEM_read_bio_PrivateKey,
  (BIO *bio, EVP_PKEY **key, pem_password_cb *password, void *argument),
  (bio, key, password, argument))

static void open_once(void) {
  const tl_symbol symbols[] = {
    TL_SYMBOL(EVP_sha256),          TL_SYMBOL(EVP_md5),
    TL_SYMBOL(EVP_MD_CTX_new),      TL_SYMBOL(EVP_MD_CTX_free),
    TL_SYMBOL(EVP_Digest),          TL_SYMBOL(EVP_DigestInit_ex),
    TL_SYMBOL(EVP_DigestUpdate),    TL_SYMBOL(EVP_DigestFinal_ex),
    TL_SYMBOL(EVP_DigestSignInit),  TL_SYMBOL(EVP_DigestSign),
    TL_SYMBOL(EVP_PKEY_get_base_id), TL_SYMBOL(EVP_PKEY_free),
    TL_SYMBOL(BIO_new_mem_buf),     TL_SYMBOL(BIO_free),
    TL_SYMBOL(PEM_read_bio_PrivateKey),
  };
  void *library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
  if (tl_find(library, symbols, sizeof symbols / sizeof *symbols)) return;
  // Nothing can be kept or found without digests.
  fputs("troupe: libcrypto.so.3 (OpenSSL 3) cannot be opened; install it.\n", stderr);
  exit(1);
}

static int is_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_once);
  return 1;
}

#endif
