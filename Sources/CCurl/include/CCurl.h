// libcurl for Swift, loaded when it is first needed: it draws in some thirty libraries, and a command that asks nothing of
// the network would spend most of its time on loading them.
//
// A function of libcurl's is called here by its name with `attache_` for `curl_`. Swift cannot call variadic C functions,
// so each kind of option has a typed setter, and each kind of answer a typed getter. Nothing else belongs in this room.
//
// The Glibc module exports neither epoll nor mallopt, so their headers come along.

#ifndef ATTACHE_CCURL_H
#define ATTACHE_CCURL_H

// Easy and multi handles become types of their own instead of `void *`.
#define CURL_STRICTER
// curl's type-checking macros want constant options; the setters below are typed instead.
#define CURL_DISABLE_TYPECHECK

#include <arpa/inet.h>
#include <curl/curl.h>
#include <malloc.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>

/// Loads libcurl, once for the process. Returns NULL, or what is wrong with it: that it is not there, or too old.
/// May be called on any thread.
const char *attache_curl_fault(void);

// Those that make something load the library themselves and return NULL (or a failure) where it cannot be loaded.
// All others want something that one of these made.

CURLcode attache_global_init(long flags);
CURL *attache_easy_init(void);
CURLM *attache_multi_init(void);
CURLSH *attache_share_init(void);
CURLU *attache_url(void);
struct curl_slist *attache_slist_append(struct curl_slist *list, const char *line);

void attache_easy_cleanup(CURL *easy);
void attache_easy_reset(CURL *easy);
CURLcode attache_easy_pause(CURL *easy, int what);
const char *attache_easy_strerror(CURLcode code);
CURLcode attache_set_long(CURL *easy, CURLoption option, long value);
CURLcode attache_set_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode attache_set_string(CURL *easy, CURLoption option, const char *value);
CURLcode attache_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode attache_set_list(CURL *easy, CURLoption option, struct curl_slist *value);
CURLcode attache_set_share(CURL *easy, CURLSH *value);
CURLcode attache_set_write_function(CURL *easy, curl_write_callback function);
CURLcode attache_set_header_function(CURL *easy, curl_write_callback function);
CURLcode attache_set_opensocket_function(CURL *easy, curl_opensocket_callback function);
CURLcode attache_set_prereq_function(CURL *easy, curl_prereq_callback function);
CURLcode attache_get_long(CURL *easy, CURLINFO info, long *value);
CURLcode attache_get_offset(CURL *easy, CURLINFO info, curl_off_t *value);
CURLcode attache_get_string(CURL *easy, CURLINFO info, const char **value);
CURLcode attache_get_pointer(CURL *easy, CURLINFO info, void **value);

void attache_multi_cleanup(CURLM *multi);
CURLMcode attache_multi_add_handle(CURLM *multi, CURL *easy);
CURLMcode attache_multi_remove_handle(CURLM *multi, CURL *easy);
CURLMcode attache_multi_socket_action(CURLM *multi, curl_socket_t socket, int what, int *running);
CURLMcode attache_multi_set_long(CURLM *multi, CURLMoption option, long value);
CURLMcode attache_multi_set_socket_function(CURLM *multi, curl_socket_callback function, void *context);
CURLMcode attache_multi_set_timer_function(CURLM *multi, curl_multi_timer_callback function, void *context);
/// The next finished transfer and its result, or NULL when there is none.
CURL *attache_next_finished(CURLM *multi, CURLcode *result);

void attache_share_cleanup(CURLSH *share);
CURLSHcode attache_share_add(CURLSH *share, curl_lock_data kind);

void attache_url_cleanup(CURLU *url);
CURLUcode attache_url_get(CURLU *url, CURLUPart part, char **value, unsigned int flags);
CURLUcode attache_url_set(CURLU *url, CURLUPart part, const char *value, unsigned int flags);

/// May be given NULL, as `free` may.
void attache_slist_free_all(struct curl_slist *list);
/// For what libcurl handed out.
void attache_free(void *value);

/// Blocks from 256 KiB on are the system's, not the heap's, and there are no more than two heaps.
static inline void attache_return_large_blocks(void) {
  mallopt(M_MMAP_THRESHOLD, 256 << 10);
  mallopt(M_TRIM_THRESHOLD, 1 << 20);
  mallopt(M_ARENA_MAX, 2);
}

/// Whole pages that are free, in all heaps, go back to the system.
static inline void attache_return_free_pages(void) { malloc_trim(0); }

#endif
