// SHA-256 (FIPS 180-4) in portable C.
#include "frame.h"

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
    0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
    0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
    0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2,
};

static inline uint32_t rotate(uint32_t word, unsigned count) { return word >> count | word << (32 - count); }

// One step; the eight words change places by their names, so that none is moved.
#define STEP(a, b, c, d, e, f, g, h, i)                                                                   \
    do {                                                                                                  \
        uint32_t first = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + (g ^ (e & (f ^ g))) +       \
                         constants[i] + w[(i) & 15];                                                      \
        d += first;                                                                                       \
        h = first + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) | (c & (a | b)));           \
    } while (0)

#define EIGHT_STEPS(i)                          \
    STEP(a, b, c, d, e, f, g, h, (i));          \
    STEP(h, a, b, c, d, e, f, g, (i) + 1);      \
    STEP(g, h, a, b, c, d, e, f, (i) + 2);      \
    STEP(f, g, h, a, b, c, d, e, (i) + 3);      \
    STEP(e, f, g, h, a, b, c, d, (i) + 4);      \
    STEP(d, e, f, g, h, a, b, c, (i) + 5);      \
    STEP(c, d, e, f, g, h, a, b, (i) + 6);      \
    STEP(b, c, d, e, f, g, h, a, (i) + 7)

static void compress(uint32_t state[8], const uint8_t *block) {
    uint32_t w[16];
    for (int i = 0; i < 16; i++) w[i] = get32_big(block + 4 * i);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    EIGHT_STEPS(0);
    EIGHT_STEPS(8);
    for (int i = 16; i < 64; i += 16) {
        for (int j = 0; j < 16; j++) {
            uint32_t early = w[(j + 1) & 15], late = w[(j + 14) & 15];
            w[j] += (rotate(early, 7) ^ rotate(early, 18) ^ early >> 3) + w[(j + 9) & 15] +
                    (rotate(late, 17) ^ rotate(late, 19) ^ late >> 10);
        }
        EIGHT_STEPS(i);
        EIGHT_STEPS(i + 8);
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

uint64_t baseline_sha256(const uint8_t *octets, size_t size) {
    uint32_t state[8] = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };
    size_t whole = size / 64 * 64;
    for (size_t at = 0; at < whole; at += 64) compress(state, octets + at);
    // A one bit, zeros, and the length in bits.
    uint8_t tail[128] = {0};
    size_t rest = size - whole;
    memcpy(tail, octets + whole, rest);
    tail[rest] = 0x80;
    size_t end = rest < 56 ? 64 : 128;
    put64_big(tail + end - 8, (uint64_t)size * 8);
    for (size_t at = 0; at < end; at += 64) compress(state, tail + at);
    return (uint64_t)state[0] << 32 | state[1];
}
