/* poison.h - tells AddressSanitizer which bytes of a chunk are allocated, so
 * that a stale pointer in C fails in the tests. */
#ifndef ARENITE_POISON_H
#define ARENITE_POISON_H

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_SANITIZED 1
#endif
#endif

#ifdef ARENA_SANITIZED
#include <sanitizer/asan_interface.h>
#define ARENA_POISONS 1
#define ARENA_POISON(p, n) __asan_poison_memory_region((p), (n))
#define ARENA_UNPOISON(p, n) __asan_unpoison_memory_region((p), (n))
#define ARENA_IS_POISONED(p) (__asan_address_is_poisoned(p) != 0)
#else
#define ARENA_POISONS 0
#define ARENA_POISON(p, n) ((void)(p), (void)(n))
#define ARENA_UNPOISON(p, n) ((void)(p), (void)(n))
#define ARENA_IS_POISONED(p) ((void)(p), 0)
#endif

#endif
