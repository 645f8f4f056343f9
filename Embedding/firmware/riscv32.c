// RV32: the first instructions, semihosting, and the helpers that compilers call by name. The helpers are what libgcc or
// compiler-rt bring along.
#include "runtime.h"
#include "words.h"

// The three instructions, uncompressed and on one page, are how a debugger knows semihosting from a breakpoint.
uint32_t semihosting(uint32_t operation, const void *parameter) {
    register uint32_t a0 __asm__("a0") = operation;
    register const void *a1 __asm__("a1") = parameter;
    __asm__ volatile(".option push\n"
                     ".option norvc\n"
                     ".balign 16\n"
                     "slli zero, zero, 0x1F\n"
                     "ebreak\n"
                     "srai zero, zero, 7\n"
                     ".option pop\n"
                     : "+r"(a0)
                     : "r"(a1)
                     : "memory");
    return a0;
}

extern uint32_t heap_end[], stack_bottom[];

// Why a fault came, in mcause.
enum { ILLEGAL_INSTRUCTION = 2 };

__attribute__((used)) static void faulted(uint32_t address, uint32_t cause, uint32_t touched) {
    if (cause == ILLEGAL_INSTRUCTION) fault(address, TRAP);
    fault(address, touched >= (uint32_t)heap_end && touched < (uint32_t)stack_bottom ? STACK_FULL : OTHER);
}

// The stack is given up: it may be what went wrong.
__attribute__((naked, aligned(4), used)) static void on_fault(void) {
    __asm__("la sp, stack_top\n"
            "csrr a0, mepc\n"
            "csrr a1, mcause\n"
            "csrr a2, mtval\n"
            "j faulted\n");
}

// Of physical memory protection: entry 0 is the guard, of 4 KB, locked, so that it holds for the program too.
void guard_stack(void) {
    uint32_t region = (uint32_t)heap_end >> 2 | (4096 / 8 - 1);
    __asm__ volatile("csrw pmpaddr0, %0\n"
                     "csrw pmpcfg0, %1" ::"r"(region), "r"(0x98)
                     : "memory");
}

__attribute__((naked, section(".vectors"), used)) void reset(void) {
    __asm__("la sp, stack_top\n"
            "la t0, on_fault\n"
            "csrw mtvec, t0\n"
            "j start\n");
}

uint64_t __ashldi3(uint64_t value, int count) { return shift_left(value, count); }
uint64_t __lshrdi3(uint64_t value, int count) { return shift_right(value, count); }
uint64_t __udivdi3(uint64_t dividend, uint64_t divisor) { return divide(dividend, divisor).quotient; }
uint64_t __umoddi3(uint64_t dividend, uint64_t divisor) { return divide(dividend, divisor).remainder; }

// Counts of references are kept atomically; one processor without threads needs no more than this. The names are builtins
// of clang, so that C may not have them.
uint32_t load_4(const volatile uint32_t *place, int order) __asm__("__atomic_load_4");
void store_4(volatile uint32_t *place, uint32_t value, int order) __asm__("__atomic_store_4");
uint32_t fetch_add_4(volatile uint32_t *place, uint32_t value, int order) __asm__("__atomic_fetch_add_4");
uint32_t fetch_sub_4(volatile uint32_t *place, uint32_t value, int order) __asm__("__atomic_fetch_sub_4");

uint32_t load_4(const volatile uint32_t *place, int order) {
    (void)order;
    return *place;
}

void store_4(volatile uint32_t *place, uint32_t value, int order) {
    (void)order;
    *place = value;
}

uint32_t fetch_add_4(volatile uint32_t *place, uint32_t value, int order) {
    (void)order;
    uint32_t old = *place;
    *place = old + value;
    return old;
}

uint32_t fetch_sub_4(volatile uint32_t *place, uint32_t value, int order) {
    return fetch_add_4(place, -value, order);
}
