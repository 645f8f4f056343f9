/*
 * Memory of a hub or a device: an arena of its own, in the caller's octets or in blocks of malloc.
 *
 * Swift allocates with posix_memalign and free. In the library's objects the two are called chub_memory_allocate and
 * chub_memory_release (make.sh renames them), and take from the arena that the thread has entered: so a hub lives in
 * the memory that it was given, and needs no other. When an arena is used up, the call that needed more ends with
 * CHUB_NO_MEMORY instead of a trap; what it had begun is given up with the arena, which says so from then on.
 */
#ifndef CHUB_MEMORY_H
#define CHUB_MEMORY_H

#include "include/chub.h"

/* What a handle points to. */
typedef struct chub_arena chub_arena;

typedef enum chub_arena_kind {
    CHUB_ARENA_HUB = 0x68756221,
    CHUB_ARENA_DEVICE = 0x64657621,
    CHUB_ARENA_CALL = 0x63616C6C    /* of a function without a handle, while it runs; goes on with malloc */
} chub_arena_kind;

/* Makes an arena; NULL where the memory is too small, not aligned, or there is none. */
chub_arena *chub_arena_create(chub_arena_kind kind, const chub_memory *memory);

/* Ends it, and gives back all that was allocated in it. */
void chub_arena_destroy(chub_arena *arena);

/* CHUB_DONE, CHUB_NULL_POINTER, CHUB_WRONG_HANDLE, CHUB_IN_USE from a function that runs in it, or CHUB_NO_MEMORY where
 * it was used up before. */
chub_error chub_arena_check(const chub_arena *arena, chub_arena_kind kind);

/* What the handle stands for: an object of Swift's. */
void *chub_arena_object(const chub_arena *arena);
void chub_arena_set_object(chub_arena *arena, void *object);

/* The largest part of the arena that is free, in octets; SIZE_MAX / 2, the largest Int, where
 * it takes from malloc. */
size_t chub_arena_room(const chub_arena *arena);

/* Around chub_arena_run: what is allocated between the two calls and the run is small, and lies in the arena's scratch. */
void chub_arena_enter(chub_arena *arena);
void chub_arena_leave(chub_arena *arena);

/* Runs the body with what it allocates in the arena, which was entered; false where that was used up. */
bool chub_arena_run(chub_arena *arena, void (*body)(void *context), void *context);

#endif
