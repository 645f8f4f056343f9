// The heap: first fit, free neighbours joined, and counts. Images lie apart: they are what a hub's two memory blocks and
// a device's own storage are for, and on a board they may lie in memory of another kind.
//
// Firmware brings its own allocator; posix_memalign and free are all that Swift calls of it.
#include "runtime.h"

// Of the linker script.
extern uint32_t heap_start[], heap_end[], images_start[], images_end[];

// Above this an allocation is an image's.
enum { IMAGE_SIZE = 64 * 1024, ALIGNMENT = 8 };

// In front of every block. A free one knows the next free one above it.
struct block {
    size_t size;
    struct block *next;
};

struct pool {
    uint8_t *start, *end, *used;
    struct block *free;
    uint32_t live, peak, reach, allocations;
};

static struct pool heap, images;

static void open_pools(void) {
    if (heap.used) return;
    heap.used = heap.start = (uint8_t *)heap_start;
    heap.end = (uint8_t *)heap_end;
    images.used = images.start = (uint8_t *)images_start;
    images.end = (uint8_t *)images_end;
}

static void *take(struct pool *pool, size_t size) {
    struct block *block = NULL;
    for (struct block **place = &pool->free; *place; place = &(*place)->next) {
        if ((*place)->size < size) continue;
        block = *place;
        if (block->size >= size + 2 * sizeof *block) {
            // The rest stays free, above.
            struct block *rest = (struct block *)((uint8_t *)(block + 1) + size);
            rest->size = block->size - size - sizeof *rest;
            rest->next = block->next;
            block->size = size;
            *place = rest;
        } else {
            *place = block->next;
        }
        break;
    }
    if (!block) {
        if ((size_t)(pool->end - pool->used) < sizeof *block + size) return NULL;
        block = (struct block *)pool->used;
        block->size = size;
        pool->used += sizeof *block + size;
        if ((uint32_t)(pool->used - pool->start) > pool->reach) pool->reach = (uint32_t)(pool->used - pool->start);
    }
    pool->allocations++;
    pool->live += block->size;
    if (pool->live > pool->peak) pool->peak = pool->live;
    return block + 1;
}

static int follows(const struct block *lower, const struct block *upper) {
    return (const uint8_t *)(lower + 1) + lower->size == (const uint8_t *)upper;
}

static void give_back(struct pool *pool, struct block *block) {
    pool->live -= block->size;
    struct block *below = NULL, **place = &pool->free;
    while (*place && *place < block) {
        below = *place;
        place = &below->next;
    }
    block->next = *place;
    *place = block;
    if (block->next && follows(block, block->next)) {
        block->size += sizeof *block + block->next->size;
        block->next = block->next->next;
    }
    if (below && follows(below, block)) {
        below->size += sizeof *block + block->size;
        below->next = block->next;
    }
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    open_pools();
    // The blocks of the pools lie at multiples of 8; nothing of the core asks for more.
    if (alignment > ALIGNMENT) fail("an allocation asks for more than 8 octets of alignment");
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    struct pool *pool = size > IMAGE_SIZE ? &images : &heap;
    *result = take(pool, size);
    // Swift would trap after it, and nobody could say why.
    if (!*result) fail(pool == &images ? "no memory for an image" : "no memory: the heap is full");
    return 0;
}

void free(void *octets) {
    if (!octets) return;
    struct block *block = (struct block *)octets - 1;
    give_back((uint8_t *)block >= images.start && (uint8_t *)block < images.end ? &images : &heap, block);
}

uint32_t heap_peak(void) { return heap.reach; }

static void put_figure(const char *name, uint32_t value) {
    size_t count = 0;
    while (name[count]) count++;
    put_text((const uint8_t *)name, count);
    put_decimal(value);
    put_text((const uint8_t *)"\n", 1);
}

void report_heap(void) {
    put_figure("allocations ", heap.allocations);
    put_figure("live ", heap.live);
    put_figure("live-peak ", heap.peak);
    put_figure("heap ", heap.reach);
    put_figure("images ", images.peak);
}
