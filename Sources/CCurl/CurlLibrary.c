#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

// The oldest libcurl whose options are used (CURLOPT_PROTOCOLS_STR).
#define OLDEST 0x075500
#define OLDEST_NAME "7.85.0"

// Each function of libcurl's that is called, with the type that curl's own header gives it.
#define EACH_FUNCTION(FUNCTION)                                                                                        \
  FUNCTION(easy_cleanup)                                                                                               \
  FUNCTION(easy_getinfo)                                                                                               \
  FUNCTION(easy_init)                                                                                                  \
  FUNCTION(easy_pause)                                                                                                 \
  FUNCTION(easy_reset)                                                                                                 \
  FUNCTION(easy_setopt)                                                                                                \
  FUNCTION(easy_strerror)                                                                                              \
  FUNCTION(free)                                                                                                       \
  FUNCTION(global_init)                                                                                                \
  FUNCTION(multi_add_handle)                                                                                           \
  FUNCTION(multi_cleanup)                                                                                              \
  FUNCTION(multi_info_read)                                                                                            \
  FUNCTION(multi_init)                                                                                                 \
  FUNCTION(multi_remove_handle)                                                                                        \
  FUNCTION(multi_setopt)                                                                                               \
  FUNCTION(multi_socket_action)                                                                                        \
  FUNCTION(share_cleanup)                                                                                              \
  FUNCTION(share_init)                                                                                                 \
  FUNCTION(share_setopt)                                                                                               \
  FUNCTION(slist_append)                                                                                               \
  FUNCTION(slist_free_all)                                                                                             \
  FUNCTION(url)                                                                                                        \
  FUNCTION(url_cleanup)                                                                                                \
  FUNCTION(url_get)                                                                                                    \
  FUNCTION(url_set)                                                                                                    \
  FUNCTION(version_info)

// Written by `load` alone, before anything reads them; all or none are there.
static struct {
#define FIELD(name) __typeof__(curl_##name) *name;
  EACH_FUNCTION(FIELD)
#undef FIELD
} curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char fault[256];

// The library stays for the life of the process: it has threads and state of its own.
static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    snprintf(fault, sizeof fault, "%s", dlerror());
    return;
  }
#define RESOLVE(name)                                                                                                  \
  curl.name = (__typeof__(curl_##name) *)dlsym(library, "curl_" #name);                                                \
  if (curl.name == NULL) {                                                                                             \
    snprintf(fault, sizeof fault, "it has no curl_" #name);                                                            \
    return;                                                                                                            \
  }
  EACH_FUNCTION(RESOLVE)
#undef RESOLVE
  const curl_version_info_data *version = curl.version_info(CURLVERSION_NOW);
  if (version->version_num < OLDEST) {
    snprintf(fault, sizeof fault, "it is of version %s, and " OLDEST_NAME " is the oldest that will do", version->version);
  }
}

const char *attache_curl_fault(void) {
  pthread_once(&once, load);
  return fault[0] == 0 ? NULL : fault;
}

CURLcode attache_global_init(long flags) {
  return attache_curl_fault() == NULL ? curl.global_init(flags) : CURLE_FAILED_INIT;
}

CURL *attache_easy_init(void) { return attache_curl_fault() == NULL ? curl.easy_init() : NULL; }

CURLM *attache_multi_init(void) { return attache_curl_fault() == NULL ? curl.multi_init() : NULL; }

CURLSH *attache_share_init(void) { return attache_curl_fault() == NULL ? curl.share_init() : NULL; }

CURLU *attache_url(void) { return attache_curl_fault() == NULL ? curl.url() : NULL; }

struct curl_slist *attache_slist_append(struct curl_slist *list, const char *line) {
  return attache_curl_fault() == NULL ? curl.slist_append(list, line) : NULL;
}

void attache_easy_cleanup(CURL *easy) { curl.easy_cleanup(easy); }

void attache_easy_reset(CURL *easy) { curl.easy_reset(easy); }

CURLcode attache_easy_pause(CURL *easy, int what) { return curl.easy_pause(easy, what); }

const char *attache_easy_strerror(CURLcode code) { return curl.easy_strerror(code); }

CURLcode attache_set_long(CURL *easy, CURLoption option, long value) { return curl.easy_setopt(easy, option, value); }

CURLcode attache_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl.easy_setopt(easy, option, value);
}

CURLcode attache_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl.easy_setopt(easy, option, value);
}

CURLcode attache_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl.easy_setopt(easy, option, value);
}

CURLcode attache_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl.easy_setopt(easy, option, value);
}

CURLcode attache_set_share(CURL *easy, CURLSH *value) { return curl.easy_setopt(easy, CURLOPT_SHARE, value); }

CURLcode attache_set_write_function(CURL *easy, curl_write_callback function) {
  return curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, function);
}

CURLcode attache_set_header_function(CURL *easy, curl_write_callback function) {
  return curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, function);
}

CURLcode attache_set_opensocket_function(CURL *easy, curl_opensocket_callback function) {
  return curl.easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, function);
}

CURLcode attache_set_prereq_function(CURL *easy, curl_prereq_callback function) {
  return curl.easy_setopt(easy, CURLOPT_PREREQFUNCTION, function);
}

CURLcode attache_get_long(CURL *easy, CURLINFO info, long *value) { return curl.easy_getinfo(easy, info, value); }

CURLcode attache_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl.easy_getinfo(easy, info, value);
}

CURLcode attache_get_string(CURL *easy, CURLINFO info, const char **value) {
  return curl.easy_getinfo(easy, info, value);
}

CURLcode attache_get_pointer(CURL *easy, CURLINFO info, void **value) { return curl.easy_getinfo(easy, info, value); }

void attache_multi_cleanup(CURLM *multi) { curl.multi_cleanup(multi); }

CURLMcode attache_multi_add_handle(CURLM *multi, CURL *easy) { return curl.multi_add_handle(multi, easy); }

CURLMcode attache_multi_remove_handle(CURLM *multi, CURL *easy) { return curl.multi_remove_handle(multi, easy); }

CURLMcode attache_multi_socket_action(CURLM *multi, curl_socket_t socket, int what, int *running) {
  return curl.multi_socket_action(multi, socket, what, running);
}

CURLMcode attache_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl.multi_setopt(multi, option, value);
}

CURLMcode attache_multi_set_socket_function(CURLM *multi, curl_socket_callback function, void *context) {
  CURLMcode code = curl.multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
  return code == CURLM_OK ? curl.multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, function) : code;
}

CURLMcode attache_multi_set_timer_function(CURLM *multi, curl_multi_timer_callback function, void *context) {
  CURLMcode code = curl.multi_setopt(multi, CURLMOPT_TIMERDATA, context);
  return code == CURLM_OK ? curl.multi_setopt(multi, CURLMOPT_TIMERFUNCTION, function) : code;
}

CURL *attache_next_finished(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl.multi_info_read(multi, &left)) != NULL) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  }
  return NULL;
}

void attache_share_cleanup(CURLSH *share) { curl.share_cleanup(share); }

CURLSHcode attache_share_add(CURLSH *share, curl_lock_data kind) {
  return curl.share_setopt(share, CURLSHOPT_SHARE, kind);
}

void attache_url_cleanup(CURLU *url) { curl.url_cleanup(url); }

CURLUcode attache_url_get(CURLU *url, CURLUPart part, char **value, unsigned int flags) {
  return curl.url_get(url, part, value, flags);
}

CURLUcode attache_url_set(CURLU *url, CURLUPart part, const char *value, unsigned int flags) {
  return curl.url_set(url, part, value, flags);
}

void attache_slist_free_all(struct curl_slist *list) {
  if (list != NULL) curl.slist_free_all(list);
}

void attache_free(void *value) { curl.free(value); }
