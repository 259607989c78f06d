// Has ThreadSanitizer see what Swift's Mutex does where it has to wait.
//
// A Mutex that is free is taken, and one that nobody waits for is given back, by code that is compiled into its users and
// is instrumented with them. Where a thread has to wait, `_lockSlow`, `_tryLockSlow` and `_unlockSlow` of
// libswiftSynchronization do it, by compare-and-swap in a loop and by futexes. That library is not instrumented: the thread
// that waited seems never to have taken the Mutex, and what it reads under it is reported as a race with what the thread
// before it wrote.
//
// The three functions stand here before the library's, call them, and say what they did: taken is an acquire, given back
// a release of the same address that the instrumented half uses. Nothing is suppressed: a race beside a Mutex is reported.
// Linked by `make sanitize` only, into everything that it runs.

#if __has_feature(thread_sanitizer)
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void attacheSeenLock(uint32_t thread, SELF mutex) __asm__(LOCK);
SWIFT bool attacheSeenTryLock(SELF mutex) __asm__(TRY_LOCK);
SWIFT void attacheSeenUnlock(SELF mutex) __asm__(UNLOCK);

/// The library's own function. Where there is none of this name, the toolchain has another Mutex: this file goes then.
static void *library(const char *name) {
  void *function = dlsym(RTLD_NEXT, name);
  if (function == NULL) abort();
  return function;
}

SWIFT void attacheSeenLock(uint32_t thread, SELF mutex) {
  ((SWIFT void (*)(uint32_t, SELF))library(LOCK))(thread, mutex);
  __tsan_acquire(mutex);
}

SWIFT bool attacheSeenTryLock(SELF mutex) {
  bool isTaken = ((SWIFT bool (*)(SELF))library(TRY_LOCK))(mutex);
  if (isTaken) __tsan_acquire(mutex);
  return isTaken;
}

SWIFT void attacheSeenUnlock(SELF mutex) {
  __tsan_release(mutex);
  ((SWIFT void (*)(SELF))library(UNLOCK))(mutex);
}
#endif
