// Hand-written C that writes Image Block Responses.
#include "baseline.h"
#include <string.h>

static void put16(uint8_t *p, uint16_t v) {
    p[0] = (uint8_t)v;
    p[1] = (uint8_t)(v >> 8);
}

static void put32(uint8_t *p, uint32_t v) {
    put16(p, (uint16_t)v);
    put16(p + 2, (uint16_t)(v >> 16));
}

uint64_t baseline_encode_blocks(uint8_t *buffer, size_t capacity, const uint8_t *image, uint8_t size, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (capacity < 17u + size) return UINT64_MAX;
        uint32_t offset = (uint32_t)(i * size);
        buffer[0] = 0x19;
        buffer[1] = (uint8_t)i;
        buffer[2] = 0x05;
        buffer[3] = 0x00;
        put16(buffer + 4, 0x1234);
        put16(buffer + 6, 0x0001);
        put32(buffer + 8, 0x02030405);
        put32(buffer + 12, offset);
        buffer[16] = size;
        memcpy(buffer + 17, image + offset, size);
        sum += buffer[1] + (uint64_t)buffer[12] + buffer[16u + size];
    }
    return sum;
}
