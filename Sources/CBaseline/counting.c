// Counts of instructions: the machine's own, and callgrind's.
#include "baseline.h"

const char *baseline_compiler(void) { return __VERSION__; }

#if defined(__linux__)
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

bool baseline_instructions(uint64_t *count) {
    // -2 before the first call, -1 where there is no such counter.
    static _Thread_local int descriptor = -2;
    if (descriptor == -2) {
        struct perf_event_attr wanted = {
            .type = PERF_TYPE_HARDWARE,
            .size = sizeof wanted,
            .config = PERF_COUNT_HW_INSTRUCTIONS,
            .exclude_kernel = 1,
            .exclude_hv = 1,
        };
        descriptor = (int)syscall(SYS_perf_event_open, &wanted, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
        if (descriptor < 0) descriptor = -1;
    }
    return descriptor >= 0 && read(descriptor, count, sizeof *count) == sizeof *count;
}
#else
bool baseline_instructions(uint64_t *count) {
    (void)count;
    return false;
}
#endif

#if defined(__x86_64__)
/// Valgrind's client request: four rotations that together change nothing, then an exchange of a register with itself.
/// Valgrind sees the sequence and looks at the block of number and arguments; a processor does nothing.
static uint64_t request(uint64_t number, uint64_t argument) {
    volatile uint64_t block[6] = {number, argument};
    uint64_t result = 0;
    __asm__ volatile(
        "rolq $3, %%rdi\n\trolq $13, %%rdi\n\trolq $61, %%rdi\n\trolq $51, %%rdi\n\txchgq %%rbx, %%rbx"
        : "+d"(result)
        : "a"(block)
        : "cc", "memory");
    return result;
}
#else
static uint64_t request(uint64_t number, uint64_t argument) {
    (void)number;
    (void)argument;
    return 0;
}
#endif

// Callgrind's requests count from "CT".
enum { RUNNING_ON_VALGRIND = 0x1001, ZERO_STATISTICS = 0x43540001, DUMP_STATISTICS_AT = 0x43540003 };

bool baseline_is_under_valgrind(void) { return request(RUNNING_ON_VALGRIND, 0) != 0; }

void baseline_zero_statistics(void) { request(ZERO_STATISTICS, 0); }

void baseline_dump_statistics(const char *name) { request(DUMP_STATISTICS_AT, (uint64_t)(uintptr_t)name); }
