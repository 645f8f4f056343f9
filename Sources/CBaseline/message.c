// Hand-written C for the GBCS messages that chub-bench decodes: MAC header, grouping header, other information,
// content, signature and MAC, with each check that the Swift decoder makes (GBCS-1).
#include "baseline.h"

struct message {
    uint8_t cra;
    uint64_t counter;
    uint64_t originator;
    uint64_t recipient;
    const uint8_t *date_time;
    uint16_t message_code;
    uint64_t supplementary[3];
    unsigned supplementary_count;
    const uint8_t *content;
    size_t content_size;
    const uint8_t *signature;
    const uint8_t *mac;
};

struct cursor {
    const uint8_t *at;
    const uint8_t *end;
};

static size_t left(const struct cursor *c) { return (size_t)(c->end - c->at); }

static uint64_t big_endian(const uint8_t *p, unsigned size) {
    uint64_t value = 0;
    for (unsigned i = 0; i < size; i++) value = value << 8 | p[i];
    return value;
}

static int expect(struct cursor *c, uint8_t octet) {
    if (left(c) < 1 || c->at[0] != octet) return -1;
    c->at++;
    return 0;
}

static int read_number(struct cursor *c, unsigned size, uint64_t *value) {
    if (left(c) < size) return -1;
    *value = big_endian(c->at, size);
    c->at += size;
    return 0;
}

static int read_length(struct cursor *c, size_t *length) {
    if (left(c) < 1) return -1;
    uint8_t first = *c->at++;
    if (first < 0x80) {
        *length = first;
        return 0;
    }
    unsigned size = first & 0x7F;
    if (size < 1 || size > 4 || left(c) < size) return -1;
    *length = (size_t)big_endian(c->at, size);
    c->at += size;
    size_t least = size == 1 ? 0x80 : (size_t)1 << 8 * (size - 1);
    return *length < least ? -1 : 0;
}

static int read_part(struct cursor *c, size_t size, struct cursor *part) {
    if (left(c) < size) return -1;
    part->at = c->at;
    part->end = c->at + size;
    c->at += size;
    return 0;
}

static int decode_grouping_header(struct cursor *c, int is_authenticated, struct message *m) {
    uint64_t value;
    size_t length;
    struct cursor part;
    if (expect(c, 0xDF) || expect(c, 0x09) || left(c) < 1) return -1;
    m->cra = *c->at++;
    if (m->cra < 1 || m->cra > 3) return -1;
    if (read_number(c, 8, &m->counter)) return -1;
    if (expect(c, 0x08) || read_number(c, 8, &m->originator)) return -1;
    if (expect(c, 0x08) || read_number(c, 8, &m->recipient)) return -1;
    if (left(c) < 1) return -1;
    m->date_time = 0;
    uint8_t octet = *c->at++;
    if (octet == 0x0C) {
        if (left(c) < 12) return -1;
        m->date_time = c->at;
        c->at += 12;
    } else if (octet) return -1;
    if (read_length(c, &length) || read_part(c, length, &part) || length < 2) return -1;
    if (read_number(&part, 2, &value)) return -1;
    m->message_code = (uint16_t)value;
    m->supplementary_count = 0;
    while (left(&part) && m->supplementary_count < 3)
        if (read_number(&part, 8, &m->supplementary[m->supplementary_count++])) return -1;
    if (left(&part)) return -1;
    if (read_length(c, &length) || read_part(c, length, &part)) return -1;
    m->content = part.at;
    m->content_size = length;
    m->signature = 0;
    m->mac = 0;
    if (!is_authenticated && !left(c)) return 0;
    if (left(c) < 1) return -1;
    octet = *c->at++;
    if (octet == 0x40) {
        if (left(c) < 64) return -1;
        m->signature = c->at;
        c->at += 64;
    } else if (octet) return -1;
    if (!is_authenticated) return 0;
    if (left(c) < 12) return -1;
    m->mac = c->at;
    c->at += 12;
    return 0;
}

static int decode_message(const uint8_t *p, size_t size, struct message *m) {
    struct cursor c = {p, p + size};
    if (size < 1) return -1;
    if (p[0] == 0xDF) return decode_grouping_header(&c, 0, m) || left(&c) ? -1 : 0;
    if (expect(&c, 0xDD)) return -1;
    for (int i = 0; i < 6; i++)
        if (expect(&c, 0x00)) return -1;
    size_t length;
    struct cursor part;
    if (read_length(&c, &length) || read_part(&c, length, &part)) return -1;
    if (expect(&part, 0x11)) return -1;
    for (int i = 0; i < 4; i++)
        if (expect(&part, 0x00)) return -1;
    return decode_grouping_header(&part, 1, m) || left(&part) || left(&c) ? -1 : 0;
}

uint64_t baseline_decode_messages(const uint8_t *messages, size_t length, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        struct message m;
        if (decode_message(messages + i * length, length, &m)) return UINT64_MAX;
        sum += m.counter + m.originator + m.recipient + m.message_code + m.content_size;
        if (m.content_size) sum += m.content[m.content_size - 1];
        if (m.mac) sum += m.mac[0];
    }
    return sum;
}
