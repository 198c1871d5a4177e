#include <limits.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "cwire.h"

/* Without one of its own OpenSSL would ask for a password on the terminal. */
static int no_password(char *room, int size, int writing, void *user) { return 0; }

static EVP_PKEY *read_key(const void *pem, size_t count) {
  if (count > INT_MAX) return NULL;
  BIO *memory = BIO_new_mem_buf(pem, (int)count);
  if (!memory) return NULL;
  EVP_PKEY *key = PEM_read_bio_PrivateKey(memory, NULL, no_password, NULL);
  BIO_free(memory);
  return key;
}

ptrdiff_t troupe_sign_rs256(
    const void *pem, size_t pem_count, const void *bytes, size_t count, uint8_t *signature,
    size_t room) {
  EVP_PKEY *key = read_key(pem, pem_count);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  size_t length = room;
  int is_done = key && context && EVP_PKEY_base_id(key) == EVP_PKEY_RSA &&
                EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
                EVP_DigestSign(context, signature, &length, bytes, count) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  return is_done ? (ptrdiff_t)length : -1;
}
