// Hand-written C for GBCS messages (GBCS-1): MAC header, grouping header, other information, content, signature and
// MAC, with each check that the Swift decoder makes.
#include "cursor.h"

struct message {
    uint8_t cra;
    uint8_t numbers_count;
    uint16_t message_code;
    uint64_t counter;
    uint64_t originator;
    uint64_t recipient;
    /// A remote party, its counter, the originator's counter.
    uint64_t numbers[3];
    const uint8_t *date_time;
    const uint8_t *certificate;
    size_t certificate_size;
    const uint8_t *content;
    size_t content_size;
    const uint8_t *signature;
    const uint8_t *mac;
};

/// Twelve or 64 octets, or the octet 00.
static inline int read_optional(struct cursor *c, uint8_t length, size_t size, const uint8_t **octets) {
    uint8_t found;
    *octets = 0;
    if (read8(c, &found)) return -1;
    if (found == 0) return 0;
    if (found != length || left(c) < size) return -1;
    *octets = c->at;
    c->at += size;
    return 0;
}

static inline int read_other_information(struct cursor *c, struct message *m) {
    size_t length;
    struct cursor part;
    if (read_length(c, &length) || read_part(c, length, &part) || read16(&part, &m->message_code)) return -1;
    m->numbers_count = 0;
    m->certificate_size = 0;
    while (left(&part) && m->numbers_count < 2)
        if (read64(&part, &m->numbers[m->numbers_count++])) return -1;
    if (!left(&part)) return 0;
    // Eight octets are a counter; else a certificate begins with the tag of a SEQUENCE.
    if (left(&part) == 8 || part.at[0] != 0x30)
        if (read64(&part, &m->numbers[m->numbers_count++])) return -1;
    m->certificate = part.at;
    m->certificate_size = left(&part);
    return 0;
}

static inline int decode_grouping_header(struct cursor *c, int is_authenticated, struct message *m) {
    size_t length;
    struct cursor part;
    if (expect(c, 0xDF) || expect(c, 0x09) || read8(c, &m->cra) || m->cra < 1 || m->cra > 3) return -1;
    if (read64(c, &m->counter)) return -1;
    if (expect(c, 0x08) || read64(c, &m->originator)) return -1;
    if (expect(c, 0x08) || read64(c, &m->recipient)) return -1;
    if (read_optional(c, 0x0C, 12, &m->date_time) || read_other_information(c, m)) return -1;
    if (read_length(c, &length) || read_part(c, length, &part)) return -1;
    m->content = part.at;
    m->content_size = length;
    m->signature = 0;
    m->mac = 0;
    if (!is_authenticated && !left(c)) return 0;
    if (read_optional(c, 0x40, 64, &m->signature)) return -1;
    if (!is_authenticated) return 0;
    if (left(c) < 12) return -1;
    m->mac = c->at;
    c->at += 12;
    return 0;
}

OUT_OF_LINE int baseline_decode_message(const uint8_t *p, size_t size, struct message *m) {
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
        if (baseline_decode_message(messages + i * length, length, &m)) return UINT64_MAX;
        sum += m.counter + m.originator + m.recipient + m.message_code + m.content_size;
        if (m.content_size) sum += m.content[m.content_size - 1];
        if (m.mac) sum += m.mac[0];
    }
    return sum;
}

/// Writes an authenticated command without supplement and signature, its MAC zeros; returns its size, or 0 where it
/// does not fit.
OUT_OF_LINE size_t baseline_encode_message(
    uint8_t *buffer, size_t capacity, const struct message *m, const uint8_t *content, size_t content_size) {
    size_t grouped = 30 + size_of_length(2) + 2 + size_of_length(content_size) + content_size;
    size_t inside = 5 + grouped + 1 + 12;
    size_t size = 7 + size_of_length(inside) + inside;
    if (capacity < size) return 0;
    uint8_t *b = buffer;
    *b++ = 0xDD;
    memset(b, 0, 6);
    b = put_length(b + 6, inside);
    *b++ = 0x11;
    put32(b, 0);
    b[4] = 0xDF;
    b[5] = 0x09;
    b[6] = m->cra;
    put64_big(b + 7, m->counter);
    b[15] = 0x08;
    put64_big(b + 16, m->originator);
    b[24] = 0x08;
    put64_big(b + 25, m->recipient);
    b[33] = 0x00;
    b = put_length(b + 34, 2);
    put16_big(b, m->message_code);
    b = put_length(b + 2, content_size);
    memcpy(b, content, content_size);
    b += content_size;
    *b++ = 0x00;
    memset(b, 0, 12);
    return size;
}

uint64_t baseline_encode_messages(
    uint8_t *buffer, size_t capacity, uint16_t message_code, uint64_t originator, uint64_t recipient,
    const uint8_t *content, size_t content_size, size_t count) {
    uint64_t sum = 0;
    size_t size = 0;
    struct message m = {.cra = 1, .message_code = message_code, .originator = originator, .recipient = recipient};
    for (size_t i = 0; i < count; i++) {
        m.counter = i;
        size = baseline_encode_message(buffer, capacity, &m, content, content_size);
        if (!size) return UINT64_MAX;
        sum += size;
    }
    return sum + sum_of_octets(buffer, size);
}
