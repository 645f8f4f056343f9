// The start of the firmware and what the C compiler and the Swift compiler call by name. Nothing here knows the
// processor; arm.c and riscv32.c do.
//
// Whoever makes firmware brings most of this along already: start code, and the C library's memcpy and its like.
#include "runtime.h"

// Of the linker script.
extern uint32_t data_load[], data_start[], data_end[], bss_start[], bss_end[], stack_bottom[], stack_top[];
extern uint8_t runtime_start[], runtime_end[], program_start[], program_end[], code_start[], code_end[];

// ---- Text, by semihosting: the emulator, or a debugger, prints it.

enum { SYS_WRITEC = 0x03, SYS_GET_CMDLINE = 0x15, SYS_EXIT_EXTENDED = 0x20, APPLICATION_EXIT = 0x20026 };

void put_text(const uint8_t *text, size_t count) {
    for (size_t i = 0; i < count; i++) semihosting(SYS_WRITEC, &text[i]);
}

static void put_line(const char *text) {
    while (*text) semihosting(SYS_WRITEC, text++);
}

static void put_number(uint32_t value, uint32_t base) {
    char digits[10];
    size_t first = sizeof digits;
    do digits[--first] = "0123456789ABCDEF"[value % base]; while ((value /= base) != 0);
    put_text((const uint8_t *)&digits[first], sizeof digits - first);
}

void put_hexadecimal(uint32_t value) { put_number(value, 16); }
void put_decimal(uint32_t value) { put_number(value, 10); }

static void put_figure(const char *name, uint32_t value) {
    put_line(name);
    put_line(" ");
    put_decimal(value);
    put_line("\n");
}

// The first letter that the emulator was given for the program; 0 where it was given none.
uint8_t argument(void) {
    static char line[64];
    uint32_t block[2] = {(uint32_t)line, sizeof line};
    return semihosting(SYS_GET_CMDLINE, block) == 0 ? (uint8_t)line[0] : 0;
}

_Noreturn static void leave(uint32_t status) {
    uint32_t block[2] = {APPLICATION_EXIT, status};
    semihosting(SYS_EXIT_EXTENDED, block);
    for (;;) {}
}

_Noreturn void fail(const char *why) {
    put_line("FAILED: ");
    put_line(why);
    put_line("\n");
    leave(99);
}

_Noreturn void fault(uint32_t address, enum reason reason) {
    put_line("at 0x");
    put_hexadecimal(address);
    put_line("\n");
    switch (reason) {
    case TRAP: fail("a trap of Swift; the program's .map says of which function");
    case STACK_FULL: fail("the stack is full");
    case OTHER: fail("a fault of the processor: memory that is not there");
    }
    for (;;) {}
}

// ---- From reset to the last line.

// The stack is painted before the program runs: what is no longer painted afterwards was in use.
#define PAINT 0xA5A5A5A5u

static void paint_stack(void) {
    uint32_t here = 0;
    for (volatile uint32_t *word = stack_bottom; word < &here - 16; word++) *word = PAINT;
}

static uint32_t stack_in_use(void) {
    const uint32_t *word = stack_bottom;
    while (word < stack_top && *word == PAINT) word++;
    return (uint32_t)((uint8_t *)stack_top - (uint8_t *)word);
}

_Noreturn void start(void) {
    for (uint32_t *to = data_start, *from = data_load; to < data_end;) *to++ = *from++;
    for (uint32_t *to = bss_start; to < bss_end;) *to++ = 0;
    paint_stack();
    guard_stack();
    uint32_t status = (uint32_t)run_program();

    uint32_t globals = (uint32_t)((uint8_t *)bss_end - (uint8_t *)data_start);
    uint32_t heap = heap_peak ? heap_peak() : 0;
    uint32_t stack = stack_in_use();
    put_figure("code", (uint32_t)(code_end - code_start));
    put_figure("program", (uint32_t)(program_end - program_start));
    put_figure("runtime", (uint32_t)(runtime_end - runtime_start));
    if (report_heap) report_heap();
    put_figure("globals", globals);
    put_figure("stack", stack);
    put_figure("ram", globals + heap + stack);
    leave(status);
}

// ---- What both compilers call.

void *memcpy(void *to, const void *from, size_t count) {
    uint8_t *target = to;
    const uint8_t *source = from;
    while (count--) *target++ = *source++;
    return to;
}

void *memmove(void *to, const void *from, size_t count) {
    if ((uintptr_t)to - (uintptr_t)from >= count) return memcpy(to, from, count);
    uint8_t *target = to;
    const uint8_t *source = from;
    while (count--) target[count] = source[count];
    return to;
}

void *memset(void *to, int value, size_t count) {
    for (uint8_t *target = to; count--;) *target++ = (uint8_t)value;
    return to;
}

int memcmp(const void *left, const void *right, size_t count) {
    for (const uint8_t *a = left, *b = right; count--; a++, b++)
        if (*a != *b) return *a - *b;
    return 0;
}

// The Swift compiler guards its stack frames.
uintptr_t __stack_chk_guard = 0x5AFE57AC;
_Noreturn void __stack_chk_fail(void) { fail("a stack frame was overwritten"); }

// Seeds of hash tables. The core has none, and firmware that has draws them from its own source of random octets.
void arc4random_buf(void *to, size_t count) { memset(to, 0x5A, count); }
