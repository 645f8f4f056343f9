#include "memory.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

/* What stands before each allocation: 16 octets, so that what follows is aligned. */
typedef struct header {
    chub_arena *arena;  /* NULL: outside any arena */
    size_t size;        /* with this header, a multiple of 16; and one of the bits below */
} header;

/* A free part of an arena. */
typedef struct part {
    header header;
    struct part *next;
} part;

/* What stands before the header of what malloc gave: the arena's others, so that all goes with it. */
typedef struct block {
    struct block *next;
    struct block *previous;
} block;

struct chub_arena {
    chub_arena_kind kind;
    bool is_used_up;
    bool is_allocated;      /* it is itself of malloc */
    bool uses_malloc;       /* for what has no place in its parts */
    void *object;
    part *parts;            /* of the caller's octets: free ones, in the order of their addresses */
    block *blocks;          /* of malloc: those in use */
    jmp_buf *escape;        /* where a call that needs more ends */
    size_t scratch_used;
    size_t scratch_count;   /* of the allocations in it */
    _Alignas(16) uint8_t scratch[256];  /* between chub_arena_enter and chub_arena_run: the closure to be run */
    chub_arena *outer;      /* the arena that the thread had entered before */
};

static _Thread_local chub_arena *current;

enum { ALIGNMENT = 16, SMALLEST = 2 * ALIGNMENT, LARGE = 65536, IS_SCRATCH = 1, IS_BLOCK = 2 };
_Static_assert(sizeof(header) == ALIGNMENT && sizeof(block) == ALIGNMENT, "what stands before keeps the alignment");
_Static_assert(sizeof(part) <= SMALLEST, "what is released can be a free part");

static size_t rounded(size_t size) { return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1); }

chub_arena *chub_arena_create(chub_arena_kind kind, const chub_memory *memory) {
    size_t own = rounded(sizeof(chub_arena));
    bool is_allocated = memory == NULL || memory->octets == NULL;
    if (!is_allocated && ((uintptr_t)memory->octets % ALIGNMENT != 0 || memory->size < own + SMALLEST)) return NULL;
    chub_arena *arena = is_allocated ? malloc(sizeof *arena) : memory->octets;
    if (arena == NULL) return NULL;
    *arena = (chub_arena){
        .kind = kind, .is_allocated = is_allocated, .uses_malloc = is_allocated || kind == CHUB_ARENA_CALL};
    if (!is_allocated) {
        arena->parts = (part *)((uint8_t *)memory->octets + own);
        *arena->parts = (part){.header = {arena, (memory->size - own) & ~(size_t)(ALIGNMENT - 1)}};
    }
    return arena;
}

void chub_arena_destroy(chub_arena *arena) {
    /* A handle in the caller's memory is known to be of nothing afterwards. */
    arena->kind = 0;
    for (block *next, *each = arena->blocks; each != NULL; each = next) {
        next = each->next;
        free(each);
    }
    if (arena->is_allocated) free(arena);
}

chub_error chub_arena_check(const chub_arena *arena, chub_arena_kind kind) {
    if (arena == NULL) return CHUB_NULL_POINTER;
    if ((uintptr_t)arena % ALIGNMENT != 0 || arena->kind != kind) return CHUB_WRONG_HANDLE;
    if (arena->escape != NULL) return CHUB_IN_USE;
    return arena->is_used_up ? CHUB_NO_MEMORY : CHUB_DONE;
}

void *chub_arena_object(const chub_arena *arena) { return arena->object; }
void chub_arena_set_object(chub_arena *arena, void *object) { arena->object = object; }

size_t chub_arena_room(const chub_arena *arena) {
    if (arena->uses_malloc) return SIZE_MAX / 2;
    size_t largest = 0;
    for (const part *each = arena->parts; each != NULL; each = each->next) {
        if (each->header.size > largest) largest = each->header.size;
    }
    return largest > sizeof(header) ? largest - sizeof(header) : 0;
}

void chub_arena_enter(chub_arena *arena) {
    arena->outer = current;
    current = arena;
}

void chub_arena_leave(chub_arena *arena) { current = arena->outer; }

bool chub_arena_run(chub_arena *arena, void (*body)(void *context), void *context) {
    jmp_buf escape;
    uint8_t scratch[sizeof arena->scratch];
    size_t scratch_used = arena->scratch_used, scratch_count = arena->scratch_count;
    memcpy(scratch, arena->scratch, sizeof scratch);
    arena->escape = &escape;
    if (setjmp(escape) == 0) {
        body(context);
    } else {
        arena->is_used_up = true;
        /* Nobody was there to release the closure: its count is again what it was. */
        memcpy(arena->scratch, scratch, sizeof scratch);
        arena->scratch_used = scratch_used;
        arena->scratch_count = scratch_count;
    }
    arena->escape = NULL;
    return !arena->is_used_up;
}

/* In an arena's scratch, which is empty again when all of it was released; NULL where there is no room. */
static header *take_scratch(chub_arena *arena, size_t size) {
    if (size > sizeof arena->scratch - arena->scratch_used) return NULL;
    header *taken = (header *)(arena->scratch + arena->scratch_used);
    arena->scratch_used += size;
    arena->scratch_count++;
    *taken = (header){arena, size | IS_SCRATCH};
    return taken;
}

/* The end of the last free part that is large enough: what is left of it stays free. */
static header *take_large(chub_arena *arena, size_t size) {
    part **place = NULL;
    for (part **each = &arena->parts; *each != NULL; each = &(*each)->next) {
        if ((*each)->header.size >= size) place = each;
    }
    if (place == NULL) return NULL;
    part *found = *place;
    if (found->header.size - size < SMALLEST) {
        *place = found->next;
        return &found->header;
    }
    found->header.size -= size;
    header *taken = (header *)((uint8_t *)found + found->header.size);
    *taken = (header){arena, size};
    return taken;
}

/* The first free part that is large enough; what is left of it stays free. Images are taken from the other end: what is
 * small would lie in the room that one leaves, where the next has no place then. */
static header *take(chub_arena *arena, size_t size) {
    if (size >= LARGE) return take_large(arena, size);
    for (part **place = &arena->parts; *place != NULL; place = &(*place)->next) {
        part *found = *place;
        if (found->header.size < size) continue;
        if (found->header.size - size >= SMALLEST) {
            part *rest = (part *)((uint8_t *)found + size);
            *rest = (part){.header = {arena, found->header.size - size}, .next = found->next};
            *place = rest;
            found->header.size = size;
        } else {
            *place = found->next;
        }
        return &found->header;
    }
    return NULL;
}

/* Puts a part back, and together with its neighbours. */
static void give_back(chub_arena *arena, part *freed) {
    part *before = NULL, *after = arena->parts;
    while (after != NULL && after < freed) {
        before = after;
        after = after->next;
    }
    freed->next = after;
    if (after != NULL && (uint8_t *)freed + freed->header.size == (uint8_t *)after) {
        freed->header.size += after->header.size;
        freed->next = after->next;
    }
    if (before == NULL) {
        arena->parts = freed;
    } else if ((uint8_t *)before + before->header.size == (uint8_t *)freed) {
        before->header.size += freed->header.size;
        before->next = freed->next;
    } else {
        before->next = freed;
    }
}

/* Of malloc, on an arena's list, or outside any where it is NULL. */
static header *take_block(chub_arena *arena, size_t size) {
    block *taken = malloc(sizeof *taken + size);
    if (taken == NULL) return NULL;
    *taken = (block){NULL, NULL};
    if (arena != NULL) {
        taken->next = arena->blocks;
        if (taken->next != NULL) taken->next->previous = taken;
        arena->blocks = taken;
    }
    header *start = (header *)(taken + 1);
    *start = (header){arena, size | IS_BLOCK};
    return start;
}

static void give_back_block(chub_arena *arena, block *freed) {
    if (freed->next != NULL) freed->next->previous = freed->previous;
    if (freed->previous != NULL) freed->previous->next = freed->next;
    else if (arena != NULL) arena->blocks = freed->next;
    free(freed);
}

/* In the place of posix_memalign: what Swift calls. It asks for no more than the 16 that every part is aligned to. */
int chub_memory_allocate(void **result, size_t alignment, size_t size) {
    chub_arena *entered = current, *running = entered != NULL && entered->escape != NULL ? entered : NULL;
    header *taken = NULL;
    if (size <= SIZE_MAX / 2 && alignment <= ALIGNMENT) {
        size_t whole = rounded(sizeof(header) + size);
        if (whole < SMALLEST) whole = SMALLEST;
        if (running != NULL) taken = take(running, whole);
        else if (entered != NULL) taken = take_scratch(entered, whole);
        if (taken == NULL && (running == NULL || running->uses_malloc)) taken = take_block(running, whole);
    }
    if (taken == NULL) {
        if (running != NULL) longjmp(*running->escape, 1);
        return 12;
    }
    *result = taken + 1;
    return 0;
}

/* In the place of free. */
void chub_memory_release(void *allocated) {
    if (allocated == NULL) return;
    header *freed = (header *)allocated - 1;
    chub_arena *arena = freed->arena;
    if ((freed->size & IS_BLOCK) != 0) {
        give_back_block(arena, (block *)freed - 1);
    } else if ((freed->size & IS_SCRATCH) != 0) {
        if (--arena->scratch_count == 0) arena->scratch_used = 0;
    } else {
        give_back(arena, (part *)freed);
    }
}
