#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

/* Swift cannot call variadic C: one typed wrapper for each shape of argument. */
typedef size_t (*troupe_curl_data)(char *_Nullable, size_t, size_t, void *_Nullable);
typedef int (*troupe_curl_progress)(
    void *_Nullable, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

static inline CURLcode troupe_curl_set_long(CURL *_Nonnull h, CURLoption o, long v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode troupe_curl_set_offset(CURL *_Nonnull h, CURLoption o, curl_off_t v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode troupe_curl_set_string(
    CURL *_Nonnull h, CURLoption o, const char *_Nullable v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode troupe_curl_set_pointer(CURL *_Nonnull h, CURLoption o, void *_Nullable v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode troupe_curl_set_data(
    CURL *_Nonnull h, CURLoption o, troupe_curl_data _Nullable f) {
  return curl_easy_setopt(h, o, f);
}
static inline CURLcode troupe_curl_set_progress(
    CURL *_Nonnull h, CURLoption o, troupe_curl_progress _Nullable f) {
  return curl_easy_setopt(h, o, f);
}
static inline CURLcode troupe_curl_set_open_socket(
    CURL *_Nonnull h, curl_opensocket_callback _Nullable f) {
  return curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, f);
}
static inline CURLcode troupe_curl_get_long(CURL *_Nonnull h, CURLINFO i, long *_Nonnull v) {
  return curl_easy_getinfo(h, i, v);
}
static inline CURLcode troupe_curl_get_offset(
    CURL *_Nonnull h, CURLINFO i, curl_off_t *_Nonnull v) {
  return curl_easy_getinfo(h, i, v);
}

/* The next transfer that has ended, or NULL; *outcome says how. */
static inline CURL *_Nullable troupe_curl_finished(CURLM *_Nonnull m, CURLcode *_Nonnull outcome) {
  int left;
  CURLMsg *message;
  while ((message = curl_multi_info_read(m, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    *outcome = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}
