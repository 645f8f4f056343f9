// Hand-written C that writes the frames of the OTA Upgrade cluster, from fields in memory.
#include "frame.h"

enum { FROM_CLIENT = 0x01, FROM_SERVER = 0x19 };

static inline void put_header(uint8_t *b, uint8_t control, uint8_t sequence, uint8_t command) {
    b[0] = control;
    b[1] = sequence;
    b[2] = command;
}

static inline void put_file(uint8_t *b, const struct baseline_file *file) { memcpy(b, file, 8); }

OUT_OF_LINE size_t baseline_encode_notify(
    uint8_t *b, size_t capacity, uint8_t sequence, const struct baseline_frame *f) {
    static const uint8_t sizes[4] = {5, 7, 9, 13};
    uint8_t type = f->options & 3;
    size_t size = sizes[type];
    if (capacity < size) return 0;
    put_header(b, FROM_SERVER, sequence, 0x00);
    b[3] = type;
    b[4] = f->query_jitter;
    switch (type) {
    case 0: break;
    case 1: put16(b + 5, f->file.manufacturer_code); break;
    case 2:
        put16(b + 5, f->file.manufacturer_code);
        put16(b + 7, f->file.image_type);
        break;
    default: put_file(b + 5, &f->file);
    }
    return size;
}

OUT_OF_LINE size_t baseline_encode_query(
    uint8_t *b, size_t capacity, uint8_t sequence, const struct baseline_frame *f) {
    uint8_t options = f->options & 1;
    size_t size = options ? 14 : 12;
    if (capacity < size) return 0;
    put_header(b, FROM_CLIENT, sequence, 0x01);
    b[3] = options;
    put_file(b + 4, &f->file);
    if (options) put16(b + 12, f->hardware_version);
    return size;
}

static inline size_t encode_offer(
    uint8_t *b, size_t capacity, uint8_t sequence, uint8_t command, const struct baseline_frame *f) {
    size_t size = f->status ? 4 : 16;
    if (capacity < size) return 0;
    put_header(b, FROM_SERVER, sequence, command);
    b[3] = f->status;
    if (f->status) return size;
    put_file(b + 4, &f->file);
    put32(b + 12, f->file_offset);
    return size;
}

OUT_OF_LINE size_t baseline_encode_offer(
    uint8_t *b, size_t capacity, uint8_t sequence, const struct baseline_frame *f) {
    return encode_offer(b, capacity, sequence, 0x02, f);
}

OUT_OF_LINE size_t baseline_encode_specific_file_response(
    uint8_t *b, size_t capacity, uint8_t sequence, const struct baseline_frame *f) {
    return encode_offer(b, capacity, sequence, 0x09, f);
}

/// What a page request begins with as a block request does: 17 octets.
static inline void put_request(
    uint8_t *b, uint8_t sequence, uint8_t command, uint8_t options, const struct baseline_frame *f) {
    put_header(b, FROM_CLIENT, sequence, command);
    b[3] = options;
    put_file(b + 4, &f->file);
    put32(b + 12, f->file_offset);
    b[16] = f->maximum_data_size;
}

OUT_OF_LINE size_t baseline_encode_block_request(
    uint8_t *b, size_t capacity, uint8_t sequence, const struct baseline_frame *f) {
    uint8_t options = f->options & 3;
    size_t size = 17 + (options & 1 ? 8 : 0) + (options & 2 ? 2 : 0);
    if (capacity < size) return 0;
    put_request(b, sequence, 0x03, options, f);
    uint8_t *next = b + 17;
    if (options & 1) {
        put64(next, f->node_address);
        next += 8;
    }
    if (options & 2) put16(next, f->minimum_block_period);
    return size;
}

OUT_OF_LINE size_t baseline_encode_page_request(
    uint8_t *b, size_t capacity, uint8_t sequence, const struct baseline_frame *f) {
    uint8_t options = f->options & 1;
    size_t size = options ? 29 : 21;
    if (capacity < size) return 0;
    put_request(b, sequence, 0x04, options, f);
    put16(b + 17, f->page_size);
    put16(b + 19, f->response_spacing);
    if (options) put64(b + 21, f->node_address);
    return size;
}

OUT_OF_LINE size_t baseline_encode_block(
    uint8_t *b, size_t capacity, uint8_t sequence, const struct baseline_file *file, uint32_t file_offset,
    const uint8_t *data, size_t size) {
    if (size > 0xFF || capacity < 17 + size) return 0;
    put_header(b, FROM_SERVER, sequence, 0x05);
    b[3] = 0x00;
    put_file(b + 4, file);
    put32(b + 12, file_offset);
    b[16] = (uint8_t)size;
    memcpy(b + 17, data, size);
    return 17 + size;
}

OUT_OF_LINE size_t baseline_encode_wait(
    uint8_t *b, size_t capacity, uint8_t sequence, const struct baseline_frame *f) {
    size_t size = f->status == 0x97 ? 14 : 4;
    if (capacity < size) return 0;
    put_header(b, FROM_SERVER, sequence, 0x05);
    b[3] = f->status;
    if (f->status != 0x97) return size;
    put32(b + 4, f->current_time);
    put32(b + 8, f->later_time);
    put16(b + 12, f->minimum_block_period);
    return size;
}

OUT_OF_LINE size_t baseline_encode_end_request(
    uint8_t *b, size_t capacity, uint8_t sequence, const struct baseline_frame *f) {
    if (capacity < 12) return 0;
    put_header(b, FROM_CLIENT, sequence, 0x06);
    b[3] = f->status;
    put_file(b + 4, &f->file);
    return 12;
}

OUT_OF_LINE size_t baseline_encode_end_response(
    uint8_t *b, size_t capacity, uint8_t sequence, const struct baseline_frame *f) {
    if (capacity < 19) return 0;
    put_header(b, FROM_SERVER, sequence, 0x07);
    put_file(b + 3, &f->file);
    put32(b + 11, f->current_time);
    put32(b + 15, f->later_time);
    return 19;
}

OUT_OF_LINE size_t baseline_encode_specific_file_request(
    uint8_t *b, size_t capacity, uint8_t sequence, const struct baseline_frame *f) {
    if (capacity < 21) return 0;
    put_header(b, FROM_CLIENT, sequence, 0x08);
    put64(b + 3, f->node_address);
    put_file(b + 11, &f->file);
    put16(b + 19, f->stack_version);
    return 21;
}

// Encodes every frame over the last one, adds up their sizes, and looks at the octets of the last.
#define SUM(encoding)                         \
    for (size_t i = 0; i < count; i++) {      \
        uint8_t sequence = (uint8_t)i;        \
        size_t length = encoding;             \
        if (!length) return UINT64_MAX;       \
        sum += length;                        \
        last = length;                        \
    }                                         \
    return sum + sum_of_octets(b, last)

uint64_t baseline_encode_frames(
    enum baseline_frame_kind kind, uint8_t *b, size_t capacity, const struct baseline_frame *fields,
    const uint8_t *image, size_t size, size_t count) {
    uint64_t sum = 0;
    size_t last = 0;
    switch (kind) {
    case baseline_frame_kind_notifyAll:
    case baseline_frame_kind_notifyManufacturer:
    case baseline_frame_kind_notifyModel:
    case baseline_frame_kind_notifyFile:
        SUM(baseline_encode_notify(b, capacity, sequence, fields));
    case baseline_frame_kind_query:
    case baseline_frame_kind_queryWithHardware:
        SUM(baseline_encode_query(b, capacity, sequence, fields));
    case baseline_frame_kind_offer:
    case baseline_frame_kind_noImage:
        SUM(baseline_encode_offer(b, capacity, sequence, fields));
    case baseline_frame_kind_blockRequest:
    case baseline_frame_kind_blockRequestWithOptions:
        SUM(baseline_encode_block_request(b, capacity, sequence, fields));
    case baseline_frame_kind_pageRequest:
        SUM(baseline_encode_page_request(b, capacity, sequence, fields));
    case baseline_frame_kind_block:
        SUM(baseline_encode_block(b, capacity, sequence, &fields->file, (uint32_t)(i * size), image + i * size, size));
    case baseline_frame_kind_waitForData:
        SUM(baseline_encode_wait(b, capacity, sequence, fields));
    case baseline_frame_kind_endRequest:
        SUM(baseline_encode_end_request(b, capacity, sequence, fields));
    case baseline_frame_kind_endResponse:
        SUM(baseline_encode_end_response(b, capacity, sequence, fields));
    case baseline_frame_kind_specificFileRequest:
        SUM(baseline_encode_specific_file_request(b, capacity, sequence, fields));
    case baseline_frame_kind_specificFileResponse:
        SUM(baseline_encode_specific_file_response(b, capacity, sequence, fields));
    }
    return UINT64_MAX;
}
