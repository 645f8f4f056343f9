// Shifts and division of 64 bits on a processor of 32. Each shift of 64 bits by a variable is a call of the very helper
// that is made here, so that halves are shifted.
#ifndef WORDS_H
#define WORDS_H

#include <stdint.h>

static inline uint64_t joined(uint32_t high, uint32_t low) { return (uint64_t)high << 32 | low; }

static inline uint64_t shift_left(uint64_t value, int count) {
    uint32_t high = (uint32_t)(value >> 32), low = (uint32_t)value;
    if (count == 0) return value;
    if (count >= 32) return joined(low << (count - 32), 0);
    return joined(high << count | low >> (32 - count), low << count);
}

static inline uint64_t shift_right(uint64_t value, int count) {
    uint32_t high = (uint32_t)(value >> 32), low = (uint32_t)value;
    if (count == 0) return value;
    if (count >= 32) return joined(0, high >> (count - 32));
    return joined(high >> count, low >> count | high << (32 - count));
}

struct division {
    uint64_t quotient, remainder;
};

// Bit by bit, from the highest: the divisor is never 0, which Swift checks.
static inline struct division divide(uint64_t dividend, uint64_t divisor) {
    struct division result = {dividend, 0};
    for (int bit = 0; bit < 64; bit++) {
        uint64_t out = result.quotient >> 63, carry = result.remainder >> 63;
        result.quotient <<= 1;
        result.remainder = result.remainder << 1 | out;
        if (carry || result.remainder >= divisor) {
            result.remainder -= divisor;
            result.quotient |= 1;
        }
    }
    return result;
}

#endif
