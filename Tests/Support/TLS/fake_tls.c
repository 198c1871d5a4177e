#include "fake_tls.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static int add_names(X509 *certificate, const char *host) {
  char names[300];
  int is_address = host[strspn(host, "0123456789.")] == 0;
  snprintf(names, sizeof names, "%s:%s", is_address ? "IP" : "DNS", host);
  X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, NULL, NID_subject_alt_name, names);
  int done = extension && X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  return done;
}

static X509 *signed_by_itself(EVP_PKEY *key, const char *host, long from, long to) {
  X509 *certificate = X509_new();
  if (!certificate) return NULL;
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), from);
  X509_gmtime_adj(X509_getm_notAfter(certificate), to);
  X509_set_pubkey(certificate, key);
  X509_NAME *name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"Troupe test", -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  if (!add_names(certificate, host) || !X509_sign(certificate, key, EVP_sha256())) {
    X509_free(certificate);
    return NULL;
  }
  return certificate;
}

static int choose(SSL *session, const unsigned char **chosen, unsigned char *length,
                  const unsigned char *offered, unsigned int count, void *h2) {
  static const unsigned char known[] = "\x02h2\x08http/1.1";
  const unsigned char *from = h2 ? known : known + 3;
  unsigned int size = h2 ? 12 : 9;
  (void)session;
  return SSL_select_next_proto((unsigned char **)chosen, length, from, size, offered, count) ==
                 OPENSSL_NPN_NEGOTIATED
             ? SSL_TLSEXT_ERR_OK
             : SSL_TLSEXT_ERR_NOACK;
}

void *fake_tls_context(const char *host, long from, long to, const char *path, int h2) {
  static char speaks_h2;
  EVP_PKEY *key = EVP_EC_gen("P-256");
  X509 *certificate = key ? signed_by_itself(key, host, from, to) : NULL;
  SSL_CTX *context = certificate ? SSL_CTX_new(TLS_server_method()) : NULL;
  FILE *file = context ? fopen(path, "w") : NULL;
  int done = file && PEM_write_X509(file, certificate) &&
             SSL_CTX_use_certificate(context, certificate) && SSL_CTX_use_PrivateKey(context, key);
  if (file) done = fclose(file) == 0 && done;
  if (done) SSL_CTX_set_alpn_select_cb(context, choose, h2 ? &speaks_h2 : NULL);
  X509_free(certificate);
  EVP_PKEY_free(key);
  if (done) return context;
  SSL_CTX_free(context);
  return NULL;
}

void fake_tls_context_free(void *context) { SSL_CTX_free(context); }

void *fake_tls_accept(void *context, int descriptor) {
  // OpenSSL writes without MSG_NOSIGNAL; the signal stays with the thread that serves.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, NULL);
  SSL *session = SSL_new(context);
  if (session && SSL_set_fd(session, descriptor) && SSL_accept(session) == 1) return session;
  SSL_free(session);
  return NULL;
}

int fake_tls_is_h2(void *session) {
  const unsigned char *name = NULL;
  unsigned int length = 0;
  SSL_get0_alpn_selected(session, &name, &length);
  return length == 2 && memcmp(name, "h2", 2) == 0;
}

long fake_tls_read(void *session, void *bytes, size_t count) {
  size_t done = 0;
  return SSL_read_ex(session, bytes, count, &done) ? (long)done : -1;
}

long fake_tls_write(void *session, const void *bytes, size_t count) {
  size_t done = 0;
  return SSL_write_ex(session, bytes, count, &done) ? (long)done : -1;
}

void fake_tls_free(void *session) {
  SSL_shutdown(session);
  SSL_free(session);
}
