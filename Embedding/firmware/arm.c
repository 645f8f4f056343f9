// Cortex-M4: vectors, semihosting, and the helpers of the ARM EABI that compilers call by name. The helpers are what
// libgcc or compiler-rt bring along.
#include "runtime.h"

extern uint32_t heap_end[], stack_top[];

uint32_t semihosting(uint32_t operation, const void *parameter) {
    register uint32_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = parameter;
    __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

// Why a fault came, in the configurable fault status register: an instruction that is none, or an access to the guard, also
// of the processor's own when it put where it was on the stack.
enum { UNDEFINED_INSTRUCTION = 1 << 16, GUARD = 1 << 1 | 1 << 4 };

__attribute__((used)) static void faulted(const uint32_t *frame) {
    uint32_t status = *(volatile uint32_t *)0xE000ED28;
    // What the processor put on a stack that is full is not there.
    if (status & GUARD) fail("the stack is full");
    fault(frame[6], status & UNDEFINED_INSTRUCTION ? TRAP : OTHER);
}

// The stack is given up: it may be what went wrong.
__attribute__((naked)) static void on_fault(void) {
    __asm__("mov r0, sp\n"
            "ldr r1, =stack_top\n"
            "mov sp, r1\n"
            "sub sp, #128\n"
            "b faulted\n");
}

// Of the memory protection unit: region 0 is the guard, of 4 KB, to which nobody has access; all else is as without it.
void guard_stack(void) {
    volatile uint32_t *control = (uint32_t *)0xE000ED94, *base = (uint32_t *)0xE000ED9C, *size = (uint32_t *)0xE000EDA0;
    *base = (uint32_t)heap_end | 1 << 4;
    *size = 1 << 28 | 11 << 1 | 1;
    *control = 1 << 2 | 1;
    __asm__ volatile("dsb\nisb" ::: "memory");
}

// Initial stack, reset, and the faults that a core may raise by itself.
__attribute__((section(".vectors"), used)) static const void *const vectors[16] = {
    stack_top, start, on_fault, on_fault, on_fault, on_fault, on_fault};

#define COPY(name) \
    void name(void *to, const void *from, size_t count) { memcpy(to, from, count); }
#define MOVE(name) \
    void name(void *to, const void *from, size_t count) { memmove(to, from, count); }
// The EABI's memset has count before value.
#define SET(name) \
    void name(void *to, size_t count, int value) { memset(to, value, count); }
#define CLEAR(name) \
    void name(void *to, size_t count) { memset(to, 0, count); }

void *memcpy(void *, const void *, size_t);
void *memmove(void *, const void *, size_t);
void *memset(void *, int, size_t);

COPY(__aeabi_memcpy) COPY(__aeabi_memcpy4) COPY(__aeabi_memcpy8)
MOVE(__aeabi_memmove) MOVE(__aeabi_memmove4) MOVE(__aeabi_memmove8)
SET(__aeabi_memset) SET(__aeabi_memset4) SET(__aeabi_memset8)
CLEAR(__aeabi_memclr) CLEAR(__aeabi_memclr4) CLEAR(__aeabi_memclr8)

#include "words.h"

uint64_t __aeabi_llsl(uint64_t value, int count) { return shift_left(value, count); }
uint64_t __aeabi_llsr(uint64_t value, int count) { return shift_right(value, count); }

// Quotient in r0 and r1, remainder in r2 and r3: no C function returns so.
__attribute__((used)) static void divide_into(uint64_t dividend, uint64_t divisor, struct division *result) {
    *result = divide(dividend, divisor);
}

__attribute__((naked)) void __aeabi_uldivmod(void) {
    __asm__("push {r4, lr}\n"
            "sub sp, #24\n"
            "add r4, sp, #8\n"
            "str r4, [sp]\n"
            "bl divide_into\n"
            "ldrd r0, r1, [sp, #8]\n"
            "ldrd r2, r3, [sp, #16]\n"
            "add sp, #24\n"
            "pop {r4, pc}\n");
}
