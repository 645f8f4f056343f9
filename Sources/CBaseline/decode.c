// Hand-written C for the frames that chub-bench decodes: a frame header and the commands of the OTA Upgrade cluster,
// each with every length and value check that the Swift decoder makes.
#include "frame.h"

enum { TRUNCATED = -1, RESERVED = -2, UNSUPPORTED = -3, TRAILING = -4, INVALID = -5 };

static inline struct baseline_file get_file(const uint8_t *p) {
    struct baseline_file file;
    memcpy(&file, p, 8);
    return file;
}

static inline int end_at(size_t left, size_t size) { return left == size ? 0 : TRAILING; }

static inline int decode_notify(const uint8_t *q, size_t left, struct baseline_frame *f) {
    if (left < 2) return TRUNCATED;
    uint8_t type = q[0];
    if (type > 3) return RESERVED;
    f->options = type;
    f->query_jitter = q[1];
    if (q[1] < 1 || q[1] > 100) return INVALID;
    switch (type) {
    case 0:
        return end_at(left, 2);
    case 1:
        if (left < 4) return TRUNCATED;
        f->file.manufacturer_code = get16(q + 2);
        return end_at(left, 4);
    case 2:
        if (left < 6) return TRUNCATED;
        f->file.manufacturer_code = get16(q + 2);
        f->file.image_type = get16(q + 4);
        return end_at(left, 6);
    default:
        if (left < 10) return TRUNCATED;
        f->file = get_file(q + 2);
        return end_at(left, 10);
    }
}

static inline int decode_query(const uint8_t *q, size_t left, struct baseline_frame *f) {
    if (left < 9) return TRUNCATED;
    f->options = q[0];
    if (q[0] & ~1) return RESERVED;
    f->file = get_file(q + 1);
    if (!(q[0] & 1)) return end_at(left, 9);
    if (left < 11) return TRUNCATED;
    f->hardware_version = get16(q + 9);
    return end_at(left, 11);
}

static inline int decode_offer(const uint8_t *q, size_t left, struct baseline_frame *f) {
    if (left < 1) return TRUNCATED;
    f->status = q[0];
    if (q[0]) return end_at(left, 1);
    if (left < 13) return TRUNCATED;
    f->file = get_file(q + 1);
    f->file_offset = get32(q + 9);
    return end_at(left, 13);
}

static inline int decode_block_request(const uint8_t *q, size_t left, struct baseline_frame *f) {
    if (left < 14) return TRUNCATED;
    f->options = q[0];
    if (q[0] & ~3) return RESERVED;
    f->file = get_file(q + 1);
    f->file_offset = get32(q + 9);
    f->maximum_data_size = q[13];
    size_t next = 14;
    if (q[0] & 1) {
        if (left < next + 8) return TRUNCATED;
        f->node_address = get64(q + next);
        next += 8;
    }
    if (q[0] & 2) {
        if (left < next + 2) return TRUNCATED;
        f->minimum_block_period = get16(q + next);
        next += 2;
    }
    return end_at(left, next);
}

static inline int decode_page_request(const uint8_t *q, size_t left, struct baseline_frame *f) {
    if (left < 18) return TRUNCATED;
    f->options = q[0];
    if (q[0] & ~1) return RESERVED;
    f->file = get_file(q + 1);
    f->file_offset = get32(q + 9);
    f->maximum_data_size = q[13];
    f->page_size = get16(q + 14);
    f->response_spacing = get16(q + 16);
    if (!(q[0] & 1)) return end_at(left, 18);
    if (left < 26) return TRUNCATED;
    f->node_address = get64(q + 18);
    return end_at(left, 26);
}

static inline int decode_block(const uint8_t *q, size_t left, struct baseline_frame *f) {
    if (left < 1) return TRUNCATED;
    f->status = q[0];
    if (q[0] == 0x97) {
        if (left < 11) return TRUNCATED;
        f->current_time = get32(q + 1);
        f->later_time = get32(q + 5);
        f->minimum_block_period = get16(q + 9);
        return end_at(left, 11);
    }
    if (q[0]) return end_at(left, 1);
    if (left < 14) return TRUNCATED;
    f->file = get_file(q + 1);
    f->file_offset = get32(q + 9);
    f->data_size = q[13];
    if (left < 14u + q[13]) return TRUNCATED;
    return end_at(left, 14u + q[13]);
}

static inline int decode_specific_file_request(const uint8_t *q, size_t left, struct baseline_frame *f) {
    if (left < 18) return TRUNCATED;
    f->node_address = get64(q);
    f->file = get_file(q + 8);
    if (f->file.image_type < 0xFFC0 || f->file.image_type > 0xFFFE) return INVALID;
    f->stack_version = get16(q + 16);
    return end_at(left, 18);
}

OUT_OF_LINE int baseline_decode_frame(const uint8_t *p, size_t n, struct baseline_frame *f) {
    if (n < 3) return TRUNCATED;
    uint8_t control = p[0];
    if ((control & 3) > 1 || control & 0xE0) return RESERVED;
    size_t at = 1;
    f->frame_control = control;
    if (control & 4) {
        if (n < 5) return TRUNCATED;
        f->manufacturer_code = get16(p + 1);
        at = 3;
    }
    f->sequence = p[at];
    f->command = p[at + 1];
    at += 2;
    if ((control & 3) != 1) return UNSUPPORTED;
    uint8_t command = f->command;
    if (command > 9) return UNSUPPORTED;
    // A bit for each command that the server sends: 00, 02, 05, 07, 09.
    if ((0x2A5u >> command & 1) != (control >> 3 & 1u)) return UNSUPPORTED;
    const uint8_t *q = p + at;
    size_t left = n - at;
    switch (command) {
    case 0x00: return decode_notify(q, left, f);
    case 0x01: return decode_query(q, left, f);
    case 0x02: return decode_offer(q, left, f);
    case 0x03: return decode_block_request(q, left, f);
    case 0x04: return decode_page_request(q, left, f);
    case 0x05:
        f->data_offset = (uint32_t)(at + 14);
        return decode_block(q, left, f);
    case 0x06:
        if (left < 9) return TRUNCATED;
        f->status = q[0];
        f->file = get_file(q + 1);
        return end_at(left, 9);
    case 0x07:
        if (left < 16) return TRUNCATED;
        f->file = get_file(q);
        f->current_time = get32(q + 8);
        f->later_time = get32(q + 12);
        return end_at(left, 16);
    case 0x08: return decode_specific_file_request(q, left, f);
    default: return decode_offer(q, left, f);
    }
}

static inline uint64_t sum_of_file(const struct baseline_file *file) {
    return (uint64_t)file->manufacturer_code + file->image_type + file->file_version;
}

// Decodes every frame, looks whether it is of the row's kind, and adds its fields up.
#define SUM(is_right, fields)                                                             \
    for (size_t i = 0; i < count; i++) {                                                  \
        struct baseline_frame f;                                                          \
        const uint8_t *octets = frames + i * length;                                      \
        if (baseline_decode_frame(octets, length, &f) || !(is_right)) return UINT64_MAX;  \
        sum += f.sequence + (uint64_t)(fields);                                           \
    }                                                                                     \
    return sum

uint64_t baseline_decode_frames(
    enum baseline_frame_kind kind, const uint8_t *frames, size_t length, size_t count) {
    uint64_t sum = 0;
    switch (kind) {
    case baseline_frame_kind_notifyAll:
        SUM(f.command == 0 && f.options == 0, f.query_jitter);
    case baseline_frame_kind_notifyManufacturer:
        SUM(f.command == 0 && f.options == 1, f.query_jitter + f.file.manufacturer_code);
    case baseline_frame_kind_notifyModel:
        SUM(f.command == 0 && f.options == 2, f.query_jitter + f.file.manufacturer_code + f.file.image_type);
    case baseline_frame_kind_notifyFile:
        SUM(f.command == 0 && f.options == 3, f.query_jitter + sum_of_file(&f.file));
    case baseline_frame_kind_query:
        SUM(f.command == 1 && !(f.options & 1), sum_of_file(&f.file));
    case baseline_frame_kind_queryWithHardware:
        SUM(f.command == 1 && f.options & 1, sum_of_file(&f.file) + f.hardware_version);
    case baseline_frame_kind_offer:
        SUM(f.command == 2 && f.status == 0, sum_of_file(&f.file) + f.file_offset);
    case baseline_frame_kind_noImage:
        SUM(f.command == 2 && f.status != 0, f.status);
    case baseline_frame_kind_blockRequest:
        SUM(f.command == 3 && !(f.options & 3), sum_of_file(&f.file) + f.file_offset + f.maximum_data_size);
    case baseline_frame_kind_blockRequestWithOptions:
        SUM(f.command == 3 && f.options & 1 && f.options & 2,
            sum_of_file(&f.file) + f.file_offset + f.maximum_data_size + f.node_address + f.minimum_block_period);
    case baseline_frame_kind_pageRequest:
        SUM(f.command == 4, sum_of_file(&f.file) + f.file_offset + f.maximum_data_size + f.page_size + f.response_spacing);
    case baseline_frame_kind_block:
        SUM(f.command == 5 && f.status == 0 && f.data_size,
            sum_of_file(&f.file) + f.file_offset + f.data_size + octets[f.data_offset + f.data_size - 1]);
    case baseline_frame_kind_waitForData:
        SUM(f.command == 5 && f.status == 0x97, (uint64_t)f.current_time + f.later_time + f.minimum_block_period);
    case baseline_frame_kind_endRequest:
        SUM(f.command == 6, sum_of_file(&f.file) + f.status);
    case baseline_frame_kind_endResponse:
        SUM(f.command == 7, sum_of_file(&f.file) + f.current_time + f.later_time);
    case baseline_frame_kind_specificFileRequest:
        SUM(f.command == 8, sum_of_file(&f.file) + f.node_address + f.stack_version);
    case baseline_frame_kind_specificFileResponse:
        SUM(f.command == 9 && f.status == 0, sum_of_file(&f.file) + f.file_offset);
    }
    return UINT64_MAX;
}
