// The yardstick of chub-bench: the same work in hand-written C, and a count of allocations.
#ifndef BASELINE_H
#define BASELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Decodes each of `count` frames of `length` octets that lie one after the other, and returns a sum over
/// the fields, so that no field's work can be left out; UINT64_MAX where a frame does not decode.
uint64_t baseline_decode(const uint8_t *frames, size_t length, size_t count);

/// Decodes each of `count` GBCS messages of `length` octets that lie one after the other, and returns a sum over
/// the fields; UINT64_MAX where a message does not decode.
uint64_t baseline_decode_messages(const uint8_t *messages, size_t length, size_t count);

/// Encodes `count` Image Block Responses over the same buffer, with offsets that rise by `size`, and returns
/// a sum over the octets' ends.
uint64_t baseline_encode_blocks(uint8_t *buffer, size_t capacity, const uint8_t *image, uint8_t size, size_t count);

/// Whether they are counted: not in a build with the address or thread sanitizer.
bool baseline_counts_allocations(void);

/// How many allocations (malloc, calloc, realloc, memalign) this process has made so far.
uint64_t baseline_allocations(void);

#endif
