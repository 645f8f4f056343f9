/* memory.c by itself: alignment, no two allocations in one place, neighbours that grow together, and what is used up. */
#include "../memory.h"
#include "harness.h"

int chub_memory_allocate(void **result, size_t alignment, size_t size);
void chub_memory_release(void *allocated);
/* The library's, which this test is without. */
const char *chub_error_text(chub_error error) { return error == CHUB_DONE ? "done" : "an error"; }

enum { SLOTS = 200, ROUNDS = 20000 };

static struct { uint8_t *octets; size_t size; uint8_t filled; } slots[SLOTS];
static uint32_t state = 0x2545F491;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static void allocate_and_release(void *context) {
    const chub_memory *memory = context;
    for (int round = 0; round < ROUNDS; round++) {
        size_t i = next() % SLOTS;
        if (slots[i].octets == NULL) {
            void *result = NULL;
            slots[i].size = next() % 700;
            CHECK(chub_memory_allocate(&result, 16, slots[i].size) == 0, "of %zu octets", slots[i].size);
            slots[i].octets = result;
            slots[i].filled = (uint8_t)next();
            CHECK((uintptr_t)result % 16 == 0, "%p is not aligned", result);
            if (memory != NULL) {
                CHECK(slots[i].octets >= (uint8_t *)memory->octets
                    && slots[i].octets + slots[i].size <= (uint8_t *)memory->octets + memory->size, "outside");
            }
            memset(result, slots[i].filled, slots[i].size);
        } else {
            size_t wrong = 0;
            for (size_t k = 0; k < slots[i].size; k++) wrong += slots[i].octets[k] != slots[i].filled;
            CHECK(wrong == 0, "%zu octets are of another", wrong);
            chub_memory_release(slots[i].octets);
            slots[i].octets = NULL;
        }
    }
    for (size_t i = 0; i < SLOTS; i++) {
        chub_memory_release(slots[i].octets);
        slots[i].octets = NULL;
    }
}

static bool run_in(chub_arena *arena, void (*body)(void *context), void *context) {
    chub_arena_enter(arena);
    void *closure = NULL;
    CHECK(chub_memory_allocate(&closure, 16, 48) == 0 && (uintptr_t)closure % 16 == 0, "in the scratch");
    bool is_done = chub_arena_run(arena, body, context);
    chub_memory_release(closure);
    chub_arena_leave(arena);
    return is_done;
}

/* An image that takes another's place, as a device makes it: of two arrays, beside the one before. What is small and
 * comes between them leaves their room whole. */
static void replace_images(void *context) {
    enum { IMAGE = 100000, SMALL = 100 };
    void *image = NULL, *zeros = NULL, *next_image = NULL, *small[SMALL] = {NULL};
    for (int round = 0; round < 50; round++) {
        CHECK(chub_memory_allocate(&zeros, 16, IMAGE) == 0, "zeros %d", round);
        CHECK(chub_memory_allocate(&next_image, 16, IMAGE) == 0, "image %d", round);
        CHECK((uintptr_t)next_image % 16 == 0 && (uint8_t *)next_image + IMAGE <= *(uint8_t **)context, "outside");
        memset(zeros, 0, IMAGE);
        memset(next_image, round, IMAGE);
        CHECK(image == NULL || *(uint8_t *)image == (uint8_t)(round - 1), "the image before");
        chub_memory_release(zeros);
        chub_memory_release(image);
        image = next_image;
        for (int i = 0; i < SMALL; i++) {
            chub_memory_release(small[i]);
            CHECK(chub_memory_allocate(&small[i], 16, next() % 700) == 0, "small");
        }
    }
    chub_memory_release(image);
    for (int i = 0; i < SMALL; i++) chub_memory_release(small[i]);
}

static void allocate_without_end(void *context) {
    (void)context;
    for (;;) {
        void *result;
        if (chub_memory_allocate(&result, 16, 1000) != 0) return;
    }
}

static void allocate_absurdly(void *context) {
    void *result;
    (void)chub_memory_allocate(&result, 16, *(size_t *)context);
}

/* What a call takes: its few octets first, then malloc. Its body runs once. */
static unsigned runs;
static void allocate_beyond(void *context) {
    const chub_memory *memory = context;
    enum { COUNT = 40, SIZE = 100 };
    uint8_t *taken[COUNT];
    unsigned inside = 0;
    runs++;
    for (int i = 0; i < COUNT; i++) {
        void *result = NULL;
        CHECK(chub_memory_allocate(&result, 16, SIZE) == 0 && (uintptr_t)result % 16 == 0, "number %d", i);
        taken[i] = result;
        memset(taken[i], i, SIZE);
        inside += taken[i] >= (uint8_t *)memory->octets && taken[i] < (uint8_t *)memory->octets + memory->size;
    }
    CHECK(inside > 2 && inside < COUNT / 2, "%u in its octets", inside);
    /* The rest goes with the arena; the leak sanitizer sees what does not. */
    for (int i = 0; i < COUNT; i += 2) {
        CHECK(taken[i][0] == i && taken[i][SIZE - 1] == i, "number %d is another's", i);
        chub_memory_release(taken[i]);
    }
}

/* A function of the caller's, called by one arena's, uses another and uses that up: the one goes on. */
static void run_another_within(void *context) {
    chub_memory *memory = context;
    void *before = NULL, *after = NULL;
    CHECK(chub_memory_allocate(&before, 16, 100) == 0, "before");
    chub_arena *inner = chub_arena_create(CHUB_ARENA_DEVICE, &memory[1]);
    size_t room = chub_arena_room(inner);
    CHECK(run_in(inner, chub_memory_release, before), "an arena's octets are released while another is entered");
    CHECK(chub_arena_room(inner) == room, "they are none of that one's");
    CHECK(!run_in(inner, allocate_without_end, NULL), "the inner one is used up");
    chub_arena_destroy(inner);
    CHECK(chub_memory_allocate(&after, 16, 100) == 0 && after == before, "the outer one goes on where it was");
    chub_memory_release(after);
}

int main(void) {
    chub_memory memory = memory_of(SLOTS * 800 + 1000);
    chub_arena *arena = chub_arena_create(CHUB_ARENA_HUB, &memory);
    size_t room = chub_arena_room(arena);
    CHECK(run_in(arena, allocate_and_release, &memory), "random allocations fit");
    CHECK(chub_arena_room(arena) == room, "%zu of %zu grow together again", chub_arena_room(arena), room);

    /* Three images and 100 of 700 octets, with little more room than that. */
    chub_memory narrow = memory_of(3 * 100064 + 100 * 800 + 1000);
    uint8_t *end = (uint8_t *)narrow.octets + narrow.size;
    chub_arena *images = chub_arena_create(CHUB_ARENA_DEVICE, &narrow);
    size_t whole = chub_arena_room(images);
    CHECK(run_in(images, replace_images, &end), "images by turns");
    CHECK(chub_arena_room(images) == whole, "%zu of %zu", chub_arena_room(images), whole);
    free(narrow.octets);

    chub_memory both[] = {memory, memory_of(2000)};
    CHECK(run_in(arena, run_another_within, both), "one within another");
    CHECK(chub_arena_room(arena) == room, "%zu of %zu", chub_arena_room(arena), room);
    chub_arena *call = chub_arena_create(CHUB_ARENA_CALL, &both[1]);
    CHECK(run_in(call, allocate_beyond, &both[1]) && runs == 1, "%u runs", runs);
    chub_arena_destroy(call);
    free(both[1].octets);

    CHECK(!run_in(arena, allocate_without_end, NULL), "it is used up");
    EXPECT(CHUB_NO_MEMORY, chub_arena_check(arena, CHUB_ARENA_HUB));
    EXPECT(CHUB_WRONG_HANDLE, chub_arena_check(arena, CHUB_ARENA_DEVICE));
    chub_arena_destroy(arena);
    EXPECT(CHUB_WRONG_HANDLE, chub_arena_check(arena, CHUB_ARENA_HUB));

    static const size_t absurd[] = {SIZE_MAX, SIZE_MAX / 2 + 1, SIZE_MAX / 2, (size_t)1 << 47};
    for (size_t i = 0; i < sizeof absurd / sizeof *absurd; i++) {
        size_t size = absurd[i];
        arena = chub_arena_create(CHUB_ARENA_DEVICE, &memory);
        CHECK(!run_in(arena, allocate_absurdly, &size), "%zu octets", size);
        chub_arena_destroy(arena);
    }
    free(memory.octets);

    arena = chub_arena_create(CHUB_ARENA_DEVICE, NULL);
    CHECK(chub_arena_room(arena) == SIZE_MAX / 2, "malloc has no end");
    CHECK(run_in(arena, allocate_and_release, NULL), "random allocations of malloc");
    chub_arena_destroy(arena);

    static _Alignas(16) uint8_t few[64];
    chub_memory small = {few, 32}, unaligned = {few + 1, 60};
    CHECK(chub_arena_create(CHUB_ARENA_HUB, &small) == NULL, "too small");
    CHECK(chub_arena_create(CHUB_ARENA_HUB, &unaligned) == NULL, "not aligned");
    return verdict("arena");
}
