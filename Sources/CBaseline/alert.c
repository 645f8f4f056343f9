// Hand-written C for the hub's firmware alerts in DER (GBCS-4), with each check that the Swift decoder makes.
#include "cursor.h"

static inline int read_field(struct cursor *c, uint8_t tag, struct cursor *field) {
    size_t length;
    return expect(c, tag) || read_length(c, &length) || read_part(c, length, field) ? -1 : 0;
}

static inline int read_integer(struct cursor *c, uint64_t most, uint64_t *value) {
    struct cursor field;
    if (read_field(c, 0x02, &field) || left(&field) < 1) return -1;
    uint8_t first = *field.at++;
    if (first >= 0x80 || (first == 0 && left(&field) && field.at[0] < 0x80)) return -1;
    if (left(&field) + (first ? 1 : 0) > 8) return -1;
    uint64_t number = first;
    while (left(&field)) number = number << 8 | *field.at++;
    *value = number;
    return number > most ? -1 : 0;
}

static inline unsigned days_in(uint64_t month, uint64_t year) {
    switch (month) {
    case 4: case 6: case 9: case 11: return 30;
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    default: return 31;
    }
}

static inline int read_time(struct cursor *c, uint64_t *time) {
    struct cursor field;
    if (read_field(c, 0x18, &field) || left(&field) != 15 || field.at[14] != 'Z') return -1;
    uint64_t digits = 0;
    for (int i = 0; i < 14; i++) {
        uint8_t digit = (uint8_t)(field.at[i] - '0');
        if (digit > 9) return -1;
        digits = digits * 10 + digit;
    }
    *time = digits;
    uint64_t year = digits / 10000000000, month = digits / 100000000 % 100, day = digits / 1000000 % 100;
    if (month < 1 || month > 12 || day < 1 || day > days_in(month, year)) return -1;
    return digits / 10000 % 100 > 23 || digits / 100 % 100 > 59 || digits % 100 > 59 ? -1 : 0;
}

OUT_OF_LINE int baseline_decode_alert(const uint8_t *p, size_t size, struct baseline_alert *alert) {
    struct cursor c = {p, p + size}, fields, field;
    uint64_t number;
    if (read_field(&c, 0x30, &fields) || read_integer(&fields, 0xFFFF, &number)) return -1;
    alert->alert_code = (uint16_t)number;
    if (read_time(&fields, &alert->time)) return -1;
    if (read_field(&fields, 0x04, &field) || left(&field) != 8 || read64(&field, &alert->device)) return -1;
    if (read_field(&fields, 0x04, &field) || left(&field) != 4 || read32(&field, &alert->file_version)) return -1;
    if (read_integer(&fields, 0xFF, &number)) return -1;
    alert->response_code = (uint8_t)number;
    return left(&fields) || left(&c) ? -1 : 0;
}

uint64_t baseline_decode_alerts(const uint8_t *alerts, size_t length, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        struct baseline_alert alert;
        if (baseline_decode_alert(alerts + i * length, length, &alert)) return UINT64_MAX;
        sum += alert.alert_code + alert.device + alert.file_version + alert.response_code;
    }
    return sum;
}

static inline uint8_t *put_integer(uint8_t *b, uint64_t value) {
    // One bit more than the value has: the sign.
    size_t size = (size_t)(64 - (value ? __builtin_clzll(value) : 64)) / 8 + 1;
    *b++ = 0x02;
    *b++ = (uint8_t)size;
    while (size--) *b++ = size < 8 ? (uint8_t)(value >> 8 * size) : 0;
    return b;
}

OUT_OF_LINE size_t baseline_encode_alert(uint8_t *buffer, size_t capacity, const struct baseline_alert *alert) {
    // Tag and length of the sequence, two INTEGERs of at most three octets and two, a time, eight octets and four.
    if (capacity < 2 + 5 + 17 + 10 + 6 + 4) return 0;
    uint8_t *b = put_integer(buffer + 2, alert->alert_code);
    *b++ = 0x18;
    *b++ = 15;
    uint64_t digits = alert->time;
    for (int i = 13; i >= 0; i--, digits /= 10) b[i] = (uint8_t)('0' + digits % 10);
    b[14] = 'Z';
    b += 15;
    *b++ = 0x04;
    *b++ = 8;
    put64_big(b, alert->device);
    b += 8;
    *b++ = 0x04;
    *b++ = 4;
    put32_big(b, alert->file_version);
    b = put_integer(b + 4, alert->response_code);
    buffer[0] = 0x30;
    buffer[1] = (uint8_t)(b - buffer - 2);
    return (size_t)(b - buffer);
}

uint64_t baseline_encode_alerts(uint8_t *buffer, size_t capacity, const struct baseline_alert *alert, size_t count) {
    uint64_t sum = 0;
    size_t size = 0;
    struct baseline_alert next = *alert;
    for (size_t i = 0; i < count; i++) {
        next.file_version = alert->file_version + (uint32_t)i;
        size = baseline_encode_alert(buffer, capacity, &next);
        if (!size) return UINT64_MAX;
        sum += size;
    }
    return sum + sum_of_octets(buffer, size);
}
