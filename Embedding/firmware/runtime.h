// What the firmware's C files share: see runtime.c, heap.c, and the processor's own file.
#ifndef RUNTIME_H
#define RUNTIME_H

#include <stddef.h>
#include <stdint.h>

// Of the Swift program: 0 where all is as it should be.
int run_program(void);

// Of runtime.c, for the processor's own file: what comes after reset, and what comes of a fault.
_Noreturn void start(void);
_Noreturn void fail(const char *why);
// A fault at an address of the program. A trap of Swift is an instruction that is none; a stack that is full reaches into
// the guard below it.
enum reason { TRAP, STACK_FULL, OTHER };
_Noreturn void fault(uint32_t address, enum reason reason);
// Of the processor's own file: makes it fault where the guard is touched.
void guard_stack(void);

// Of runtime.c, for the Swift program.
void put_text(const uint8_t *text, size_t count);
void put_hexadecimal(uint32_t value);
void put_decimal(uint32_t value);

// Of heap.c; a program that is linked without it allocates nothing.
void report_heap(void) __attribute__((weak));
uint32_t heap_peak(void) __attribute__((weak));

// Of the processor's own file.
uint32_t semihosting(uint32_t operation, const void *parameter);

#endif
