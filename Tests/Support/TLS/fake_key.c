#include "fake_key.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <string.h>

void *fake_key_make(void) { return EVP_RSA_gen(2048); }

long fake_key_pem(void *key, char *bytes, size_t room) {
  BIO *memory = BIO_new(BIO_s_mem());
  char *text = NULL;
  long count = 0;
  if (memory && PEM_write_bio_PKCS8PrivateKey(memory, key, NULL, NULL, 0, NULL, NULL) == 1)
    count = BIO_get_mem_data(memory, &text);
  if (count > 0 && (size_t)count <= room) memcpy(bytes, text, (size_t)count);
  else count = 0;
  BIO_free(memory);
  return count;
}

int fake_key_verifies(
    void *key, const void *bytes, size_t count, const void *signature, size_t length) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  int is_good = context && EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
                EVP_DigestVerify(context, signature, length, bytes, count) == 1;
  EVP_MD_CTX_free(context);
  return is_good;
}

void fake_key_free(void *key) { EVP_PKEY_free(key); }
