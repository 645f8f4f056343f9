// Counts allocations exactly: glibc's allocator under its own names, with a counter before it.
#include "baseline.h"
#include <errno.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define BASELINE_SANITIZED
#endif
#endif

#if defined(BASELINE_SANITIZED)
// A sanitizer has an allocator of its own, which stays as it is.
bool baseline_counts_allocations(void) { return false; }
uint64_t baseline_allocations(void) { return 0; }
#elif defined(__GLIBC__)
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

// A thread's own, so that no other thread's allocations are counted with a row's.
static _Thread_local uint64_t allocations;

static void count(void) { allocations++; }

void *malloc(size_t size) {
    count();
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count();
    return __libc_calloc(number, size);
}

void *realloc(void *pointer, size_t size) {
    count();
    return __libc_realloc(pointer, size);
}

void *memalign(size_t alignment, size_t size) {
    count();
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
    void *pointer = memalign(alignment, size);
    if (!pointer) return ENOMEM;
    *result = pointer;
    return 0;
}

bool baseline_counts_allocations(void) { return true; }

uint64_t baseline_allocations(void) { return allocations; }
#else
#error "chub-bench counts allocations with glibc; build the other products on this platform"
#endif
