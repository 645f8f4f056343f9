// What the loops of the yardstick call: the codec of the OTA Upgrade cluster's frames.
#ifndef FRAME_H
#define FRAME_H

#include "baseline.h"
#include <string.h>

// Not static: the compiler then knows nothing of the callers, and folds none of their values into these functions.
#define OUT_OF_LINE __attribute__((noinline))

/// Decodes a frame; 0 where every length and value is right.
OUT_OF_LINE int baseline_decode_frame(const uint8_t *octets, size_t size, struct baseline_frame *frame);

/// Writes a frame and returns its size; 0 where it does not fit.
typedef size_t baseline_encoder(
    uint8_t *buffer, size_t capacity, uint8_t sequence, const struct baseline_frame *fields);

OUT_OF_LINE baseline_encoder baseline_encode_notify, baseline_encode_query, baseline_encode_offer,
    baseline_encode_block_request, baseline_encode_page_request, baseline_encode_wait, baseline_encode_end_request,
    baseline_encode_end_response, baseline_encode_specific_file_request, baseline_encode_specific_file_response;

/// The same of a block, whose file is all that it has in memory.
OUT_OF_LINE size_t baseline_encode_block(
    uint8_t *buffer, size_t capacity, uint8_t sequence, const struct baseline_file *file, uint32_t file_offset,
    const uint8_t *data, size_t size);

// Little-endian octets on a little-endian machine, where every loop of chub-bench runs.
static inline uint16_t get16(const uint8_t *p) { uint16_t v; memcpy(&v, p, 2); return v; }
static inline uint32_t get32(const uint8_t *p) { uint32_t v; memcpy(&v, p, 4); return v; }
static inline uint64_t get64(const uint8_t *p) { uint64_t v; memcpy(&v, p, 8); return v; }
static inline void put16(uint8_t *p, uint16_t v) { memcpy(p, &v, 2); }
static inline void put32(uint8_t *p, uint32_t v) { memcpy(p, &v, 4); }
static inline void put64(uint8_t *p, uint64_t v) { memcpy(p, &v, 8); }

// Big-endian octets.
static inline uint16_t get16_big(const uint8_t *p) { return __builtin_bswap16(get16(p)); }
static inline uint32_t get32_big(const uint8_t *p) { return __builtin_bswap32(get32(p)); }
static inline uint64_t get64_big(const uint8_t *p) { return __builtin_bswap64(get64(p)); }
static inline void put16_big(uint8_t *p, uint16_t v) { put16(p, __builtin_bswap16(v)); }
static inline void put32_big(uint8_t *p, uint32_t v) { put32(p, __builtin_bswap32(v)); }
static inline void put64_big(uint8_t *p, uint64_t v) { put64(p, __builtin_bswap64(v)); }

/// A sum over octets that notices one in the wrong place.
static inline uint64_t sum_of_octets(const uint8_t *octets, size_t size) {
    uint64_t sum = 0;
    for (size_t i = 0; i < size; i++) sum += (i + 1) * octets[i];
    return sum;
}

#endif
