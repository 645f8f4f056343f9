// What the Swift of the page needs of a C library: memory, and four functions over octets. Nothing here reads a clock, a
// file or chance: hashes are the same in every run.
#include <stddef.h>
#include <stdint.h>

extern unsigned char __heap_base;

// Memory comes in sizes of powers of two, each with a list of what is free again; a header of 16 octets says which.
struct block {
    struct block *next;
    size_t size_class;
};

static struct block *free_blocks[32];
static uintptr_t heap_end;

int posix_memalign(void **out, size_t alignment, size_t size) {
    if (alignment > 16 || size > (size_t)1 << 30) return 12;
    size_t size_class = 4;
    while (((size_t)1 << size_class) < size) size_class++;
    struct block *block = free_blocks[size_class];
    if (block) {
        free_blocks[size_class] = block->next;
    } else {
        if (heap_end == 0) heap_end = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
        uint64_t end = (uint64_t)heap_end + 16 + ((uint64_t)1 << size_class);
        uint64_t size_now = (uint64_t)__builtin_wasm_memory_size(0) << 16;
        if (end > UINT32_MAX) return 12;
        if (end > size_now && __builtin_wasm_memory_grow(0, (end - size_now + 0xFFFF) >> 16) == (size_t)-1) return 12;
        block = (struct block *)heap_end;
        block->size_class = size_class;
        heap_end = (uintptr_t)end;
    }
    *out = (unsigned char *)block + 16;
    return 0;
}

void free(void *memory) {
    if (!memory) return;
    struct block *block = (struct block *)((unsigned char *)memory - 16);
    block->next = free_blocks[block->size_class];
    free_blocks[block->size_class] = block;
}

// Room for what the page hands in; 0 when there is none.
void *page_allocate(size_t size) {
    void *memory = 0;
    return posix_memalign(&memory, 16, size) == 0 ? memory : 0;
}

void page_free(void *memory) { free(memory); }

void *memcpy(void *to, const void *from, size_t count) { return __builtin_memcpy(to, from, count); }
void *memmove(void *to, const void *from, size_t count) { return __builtin_memmove(to, from, count); }
void *memset(void *to, int octet, size_t count) { return __builtin_memset(to, octet, count); }

int memcmp(const void *left, const void *right, size_t count) {
    const unsigned char *a = left, *b = right;
    for (; count; count--, a++, b++)
        if (*a != *b) return *a - *b;
    return 0;
}

void arc4random_buf(void *to, size_t count) { __builtin_memset(to, 0, count); }
int putchar(int character) { return character; }
void __stack_chk_fail(void) { __builtin_trap(); }
uintptr_t __stack_chk_guard = 0x5A17;

// A product of 128 bits, which a counter of milliseconds asks for.
struct wide {
    uint64_t low, high;
};

void __multi3(struct wide *out, uint64_t a_low, uint64_t a_high, uint64_t b_low, uint64_t b_high) {
    uint64_t a0 = a_low & 0xFFFFFFFF, a1 = a_low >> 32, b0 = b_low & 0xFFFFFFFF, b1 = b_low >> 32;
    uint64_t p = a0 * b0, q = a1 * b0 + (p >> 32), r = a0 * b1 + (q & 0xFFFFFFFF);
    out->low = (r << 32) | (p & 0xFFFFFFFF);
    out->high = a1 * b1 + (q >> 32) + (r >> 32) + a_low * b_high + a_high * b_low;
}

// Swift's tables of Unicode are larger than all else here. What the page compares and cuts is ASCII, which Swift knows
// without them: of everything else they say nothing.
const uint8_t *const _swift_stdlib_nfd_decompositions = 0;
uint16_t _swift_stdlib_getNormData(uint32_t scalar) { return 0; }
uint32_t _swift_stdlib_getDecompositionEntry(uint32_t scalar) { return 0; }
uint32_t _swift_stdlib_getComposition(uint32_t first, uint32_t second) { return UINT32_MAX; }
uint8_t _swift_stdlib_getGraphemeBreakProperty(uint32_t scalar) { return 0xFF; }
uint64_t _swift_stdlib_getBinaryProperties(uint32_t scalar) { return 0; }
int32_t _swift_stdlib_getMapping(uint32_t scalar, uint8_t mapping) { return 0; }
const uint8_t *_swift_stdlib_getSpecialMapping(uint32_t scalar, uint8_t mapping, ptrdiff_t *count) {
    *count = 0;
    return 0;
}
_Bool _swift_stdlib_isExtendedPictographic(uint32_t scalar) { return 0; }
_Bool _swift_stdlib_isInCB_Consonant(uint32_t scalar) { return 0; }
