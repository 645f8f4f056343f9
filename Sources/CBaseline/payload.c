// Hand-written C for payloads of ZCL frames (GBCS-2), with each check that the Swift decoder makes.
#include "cursor.h"

struct payload {
    uint8_t count;
    const uint8_t *octets;
    size_t size;
};

struct component {
    uint8_t control;
    uint16_t cluster;
    uint32_t from_date_time;
    const uint8_t *octets;
    size_t size;
};

enum { IS_LAST = 0x01, IS_ENCRYPTED = 0x02, HAS_FROM_DATE_TIME = 0x10 };

/// Of an encrypted component: 00, a frame counter, a ZCL header and a length that is that of the rest.
static inline int check_encrypted(struct cursor *part) {
    uint8_t counter, control;
    uint16_t length;
    if (expect(part, 0x00) || read8(part, &counter) || read8(part, &control)) return -1;
    if ((control & 3) > 1 || control & 0xE0) return -1;
    size_t rest = control & 4 ? 4 : 2;
    if (left(part) < rest) return -1;
    part->at += rest;
    return read16(part, &length) || length != left(part) ? -1 : 0;
}

static inline int read_component(struct cursor *c, struct component *component) {
    uint16_t length;
    struct cursor part;
    if (read8(c, &component->control)) return -1;
    if (component->control & ~(IS_LAST | IS_ENCRYPTED | HAS_FROM_DATE_TIME)) return -1;
    if (read16(c, &component->cluster) || read16(c, &length) || read_part(c, length, &part)) return -1;
    if (component->control & HAS_FROM_DATE_TIME && read32(&part, &component->from_date_time)) return -1;
    if (component->control & IS_ENCRYPTED && check_encrypted(&part)) return -1;
    component->octets = part.at;
    component->size = left(&part);
    return 0;
}

OUT_OF_LINE int baseline_decode_payload(const uint8_t *p, size_t size, struct payload *payload) {
    struct cursor c = {p, p + size};
    uint16_t profile;
    if (read16(&c, &profile) || profile != 0x0109 || read8(&c, &payload->count)) return -1;
    payload->octets = c.at;
    payload->size = left(&c);
    for (int i = 0; i < payload->count; i++) {
        struct component component;
        if (read_component(&c, &component)) return -1;
        if ((component.control & IS_LAST) != (i == payload->count - 1)) return -1;
    }
    return left(&c) ? -1 : 0;
}

uint64_t baseline_decode_payloads(const uint8_t *payloads, size_t length, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        struct payload payload;
        if (baseline_decode_payload(payloads + i * length, length, &payload)) return UINT64_MAX;
        sum += payload.count;
        struct cursor c = {payload.octets, payload.octets + payload.size};
        while (left(&c)) {
            struct component component;
            if (read_component(&c, &component) || component.control & IS_ENCRYPTED) return UINT64_MAX;
            sum += component.cluster + component.size + component.octets[1];
        }
    }
    return sum;
}

OUT_OF_LINE size_t baseline_encode_payload(
    uint8_t *b, size_t capacity, const uint8_t *frames, size_t length, size_t components, uint16_t cluster) {
    size_t size = 3 + components * (5 + length);
    if (components > 255 || length > 0xFFFF || capacity < size) return 0;
    put16_big(b, 0x0109);
    b[2] = (uint8_t)components;
    b += 3;
    for (size_t i = 0; i < components; i++, b += 5 + length) {
        b[0] = i == components - 1 ? IS_LAST : 0;
        put16_big(b + 1, cluster);
        put16_big(b + 3, (uint16_t)length);
        memcpy(b + 5, frames + i * length, length);
    }
    return size;
}

uint64_t baseline_encode_payloads(
    uint8_t *buffer, size_t capacity, const uint8_t *frames, size_t length, size_t components, uint16_t cluster,
    size_t count) {
    uint64_t sum = 0;
    size_t size = 0;
    for (size_t i = 0; i < count; i++) {
        size = baseline_encode_payload(buffer, capacity, frames, length, components, cluster);
        if (!size) return UINT64_MAX;
        sum += size;
    }
    return sum + sum_of_octets(buffer, size);
}
