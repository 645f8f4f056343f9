// What the loops over GBCS messages share: a cursor over big-endian octets, and lengths in BER.
#ifndef CURSOR_H
#define CURSOR_H

#include "frame.h"

struct cursor {
    const uint8_t *at;
    const uint8_t *end;
};

static inline size_t left(const struct cursor *c) { return (size_t)(c->end - c->at); }

static inline int expect(struct cursor *c, uint8_t octet) {
    if (left(c) < 1 || c->at[0] != octet) return -1;
    c->at++;
    return 0;
}

static inline int read8(struct cursor *c, uint8_t *value) {
    if (left(c) < 1) return -1;
    *value = *c->at++;
    return 0;
}

static inline int read16(struct cursor *c, uint16_t *value) {
    if (left(c) < 2) return -1;
    *value = get16_big(c->at);
    c->at += 2;
    return 0;
}

static inline int read32(struct cursor *c, uint32_t *value) {
    if (left(c) < 4) return -1;
    *value = get32_big(c->at);
    c->at += 4;
    return 0;
}

static inline int read64(struct cursor *c, uint64_t *value) {
    if (left(c) < 8) return -1;
    *value = get64_big(c->at);
    c->at += 8;
    return 0;
}

/// A length of one octet below 0x80, else of 81 to 84 and so many octets; never longer than needed.
static inline int read_length(struct cursor *c, size_t *length) {
    if (left(c) < 1) return -1;
    uint8_t first = *c->at++;
    if (first < 0x80) {
        *length = first;
        return 0;
    }
    unsigned size = first & 0x7F;
    if (size < 1 || size > 4 || left(c) < size) return -1;
    size_t value = 0;
    for (unsigned i = 0; i < size; i++) value = value << 8 | *c->at++;
    *length = value;
    return value < (size == 1 ? 0x80 : (size_t)1 << 8 * (size - 1)) ? -1 : 0;
}

static inline int read_part(struct cursor *c, size_t size, struct cursor *part) {
    if (left(c) < size) return -1;
    part->at = c->at;
    part->end = c->at + size;
    c->at += size;
    return 0;
}

static inline size_t size_of_length(size_t length) {
    return length < 0x80 ? 1 : length <= 0xFF ? 2 : length <= 0xFFFF ? 3 : length <= 0xFFFFFF ? 4 : 5;
}

static inline uint8_t *put_length(uint8_t *b, size_t length) {
    size_t octets = size_of_length(length) - 1;
    if (octets == 0) {
        *b++ = (uint8_t)length;
        return b;
    }
    *b++ = (uint8_t)(0x80 | octets);
    while (octets--) *b++ = (uint8_t)(length >> 8 * octets);
    return b;
}

#endif
