#include <dlfcn.h>
#include <pthread.h>

#include "ctransfer.h"

static struct {
  CURLcode (*global_init)(long);
  CURLM *(*multi_init)(void);
  CURLMcode (*multi_cleanup)(CURLM *);
  CURLMcode (*multi_add_handle)(CURLM *, CURL *);
  CURLMcode (*multi_remove_handle)(CURLM *, CURL *);
  CURLMcode (*multi_perform)(CURLM *, int *);
  CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd *, unsigned int, int, int *);
  CURLMsg *(*multi_info_read)(CURLM *, int *);
  CURL *(*easy_init)(void);
  void (*easy_cleanup)(CURL *);
  const char *(*easy_strerror)(CURLcode);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
  void (*slist_free_all)(struct curl_slist *);
} curl;

static int is_ready;

static void load(void) {
#ifdef __APPLE__
  void *library = dlopen("libcurl.4.dylib", RTLD_NOW | RTLD_LOCAL);
#else
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
#endif
  if (!library) return;
  const struct {
    void **place;
    const char *name;
  } symbols[] = {
      {(void **)&curl.global_init, "curl_global_init"},
      {(void **)&curl.multi_init, "curl_multi_init"},
      {(void **)&curl.multi_cleanup, "curl_multi_cleanup"},
      {(void **)&curl.multi_add_handle, "curl_multi_add_handle"},
      {(void **)&curl.multi_remove_handle, "curl_multi_remove_handle"},
      {(void **)&curl.multi_perform, "curl_multi_perform"},
      {(void **)&curl.multi_poll, "curl_multi_poll"},
      {(void **)&curl.multi_info_read, "curl_multi_info_read"},
      {(void **)&curl.easy_init, "curl_easy_init"},
      {(void **)&curl.easy_cleanup, "curl_easy_cleanup"},
      {(void **)&curl.easy_strerror, "curl_easy_strerror"},
      {(void **)&curl.easy_setopt, "curl_easy_setopt"},
      {(void **)&curl.easy_getinfo, "curl_easy_getinfo"},
      {(void **)&curl.slist_append, "curl_slist_append"},
      {(void **)&curl.slist_free_all, "curl_slist_free_all"},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    if (!(*symbols[i].place = dlsym(library, symbols[i].name))) return;
  }
  is_ready = curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

int troupe_curl_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_ready;
}

CURLM *troupe_curl_multi_init(void) { return curl.multi_init(); }
void troupe_curl_multi_cleanup(CURLM *multi) { curl.multi_cleanup(multi); }
void troupe_curl_multi_add(CURLM *multi, CURL *easy) { curl.multi_add_handle(multi, easy); }
void troupe_curl_multi_remove(CURLM *multi, CURL *easy) { curl.multi_remove_handle(multi, easy); }

void troupe_curl_multi_perform(CURLM *multi) {
  int running;
  curl.multi_perform(multi, &running);
}

void troupe_curl_multi_poll(CURLM *multi, struct curl_waitfd *extra, int timeout) {
  curl.multi_poll(multi, extra, 1, timeout, NULL);
}

CURL *troupe_curl_finished(CURLM *multi, CURLcode *outcome) {
  int left;
  CURLMsg *message;
  while ((message = curl.multi_info_read(multi, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    *outcome = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}

CURL *troupe_curl_easy_init(void) { return curl.easy_init(); }
void troupe_curl_easy_cleanup(CURL *easy) { curl.easy_cleanup(easy); }
const char *troupe_curl_words(CURLcode code) { return curl.easy_strerror(code); }

struct curl_slist *troupe_curl_append(struct curl_slist *list, const char *line) {
  return curl.slist_append(list, line);
}
void troupe_curl_free(struct curl_slist *list) { curl.slist_free_all(list); }

CURLcode troupe_curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl.easy_setopt(easy, option, value);
}
CURLcode troupe_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl.easy_setopt(easy, option, value);
}
CURLcode troupe_curl_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl.easy_setopt(easy, option, value);
}
CURLcode troupe_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl.easy_setopt(easy, option, value);
}
CURLcode troupe_curl_set_data(CURL *easy, CURLoption option, troupe_curl_data function) {
  return curl.easy_setopt(easy, option, function);
}
CURLcode troupe_curl_set_progress(CURL *easy, CURLoption option, troupe_curl_progress function) {
  return curl.easy_setopt(easy, option, function);
}
CURLcode troupe_curl_set_open_socket(CURL *easy, curl_opensocket_callback function) {
  return curl.easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, function);
}
CURLcode troupe_curl_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl.easy_getinfo(easy, info, value);
}
CURLcode troupe_curl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl.easy_getinfo(easy, info, value);
}
