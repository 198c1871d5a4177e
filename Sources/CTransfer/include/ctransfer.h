// The C side of transfers: libcurl, loaded when the first transfer asks for it, since loading it and what it needs takes half
// of the time of a command that sends nothing. What stands here may be called once troupe_curl_load() has returned 1.
#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

/* Loads libcurl and starts it, once; any thread may ask. 1 when it is ready. */
int troupe_curl_load(void);

CURLM *_Nullable troupe_curl_multi_init(void);
void troupe_curl_multi_cleanup(CURLM *_Nonnull multi);
void troupe_curl_multi_add(CURLM *_Nonnull multi, CURL *_Nonnull easy);
void troupe_curl_multi_remove(CURLM *_Nonnull multi, CURL *_Nonnull easy);
/* Does what can be done now. */
void troupe_curl_multi_perform(CURLM *_Nonnull multi);
/* Waits for the transfers and for `extra`, at most so many milliseconds. */
void troupe_curl_multi_poll(CURLM *_Nonnull multi, struct curl_waitfd *_Nonnull extra, int timeout);
/* The next transfer that has ended, or NULL; *outcome says how. */
CURL *_Nullable troupe_curl_finished(CURLM *_Nonnull multi, CURLcode *_Nonnull outcome);

CURL *_Nullable troupe_curl_easy_init(void);
void troupe_curl_easy_cleanup(CURL *_Nonnull easy);
const char *_Nonnull troupe_curl_words(CURLcode code);

struct curl_slist *_Nullable troupe_curl_append(
    struct curl_slist *_Nullable list, const char *_Nonnull line);
void troupe_curl_free(struct curl_slist *_Nullable list);

/* Swift cannot call variadic C: one typed function for each shape of argument. */
typedef size_t (*troupe_curl_data)(char *_Nullable, size_t, size_t, void *_Nullable);
typedef int (*troupe_curl_progress)(
    void *_Nullable, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

CURLcode troupe_curl_set_long(CURL *_Nonnull easy, CURLoption option, long value);
CURLcode troupe_curl_set_offset(CURL *_Nonnull easy, CURLoption option, curl_off_t value);
CURLcode troupe_curl_set_string(
    CURL *_Nonnull easy, CURLoption option, const char *_Nullable value);
CURLcode troupe_curl_set_pointer(CURL *_Nonnull easy, CURLoption option, void *_Nullable value);
CURLcode troupe_curl_set_data(
    CURL *_Nonnull easy, CURLoption option, troupe_curl_data _Nullable function);
CURLcode troupe_curl_set_progress(
    CURL *_Nonnull easy, CURLoption option, troupe_curl_progress _Nullable function);
CURLcode troupe_curl_set_open_socket(
    CURL *_Nonnull easy, curl_opensocket_callback _Nullable function);
CURLcode troupe_curl_get_long(CURL *_Nonnull easy, CURLINFO info, long *_Nonnull value);
CURLcode troupe_curl_get_offset(CURL *_Nonnull easy, CURLINFO info, curl_off_t *_Nonnull value);
