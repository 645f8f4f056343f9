// Hand-written C for the frames that chub-bench decodes: a frame header and the OTA commands 01, 02, 03, 05,
// 06 and 07, each with every length and value check that the Swift decoder makes.
#include "baseline.h"

struct file {
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
};

struct frame {
    uint8_t frame_control;
    uint16_t manufacturer_code;
    uint8_t sequence;
    uint8_t command;
    uint8_t status;
    uint8_t field_control;
    struct file file;
    uint32_t file_offset;
    uint32_t current_time;
    uint32_t second_time;
    uint16_t hardware_version;
    uint16_t minimum_block_period;
    uint64_t node_address;
    uint8_t maximum_data_size;
    const uint8_t *data;
    size_t data_size;
};

static uint16_t u16(const uint8_t *p) { return (uint16_t)(p[0] | p[1] << 8); }
static uint32_t u32(const uint8_t *p) { return (uint32_t)u16(p) | (uint32_t)u16(p + 2) << 16; }
static uint64_t u64(const uint8_t *p) { return (uint64_t)u32(p) | (uint64_t)u32(p + 4) << 32; }

static struct file read_file(const uint8_t *p) {
    struct file file = {u16(p), u16(p + 2), u32(p + 4)};
    return file;
}

static int decode(const uint8_t *p, size_t n, struct frame *f) {
    if (n < 3) return -1;
    uint8_t control = p[0];
    if ((control & 3) > 1 || control & 0xE0) return -2;
    size_t at = 1;
    f->frame_control = control;
    f->manufacturer_code = 0;
    if (control & 4) {
        if (n < 5) return -1;
        f->manufacturer_code = u16(p + 1);
        at = 3;
    }
    f->sequence = p[at];
    f->command = p[at + 1];
    at += 2;
    if ((control & 3) != 1) return -3;
    int from_server = control >> 3 & 1;
    const uint8_t *q = p + at;
    size_t left = n - at;
    switch (f->command) {
    case 0x01:
        if (from_server) return -3;
        if (left < 9) return -1;
        f->field_control = q[0];
        if (q[0] & ~1) return -2;
        f->file = read_file(q + 1);
        if (q[0] & 1) {
            if (left < 11) return -1;
            f->hardware_version = u16(q + 9);
            return left == 11 ? 0 : -4;
        }
        return left == 9 ? 0 : -4;
    case 0x02:
        if (!from_server) return -3;
        if (left < 1) return -1;
        f->status = q[0];
        if (q[0] != 0) return left == 1 ? 0 : -4;
        if (left < 13) return -1;
        f->file = read_file(q + 1);
        f->file_offset = u32(q + 9);
        return left == 13 ? 0 : -4;
    case 0x03: {
        if (from_server) return -3;
        if (left < 14) return -1;
        f->field_control = q[0];
        if (q[0] & ~3) return -2;
        f->file = read_file(q + 1);
        f->file_offset = u32(q + 9);
        f->maximum_data_size = q[13];
        size_t next = 14;
        if (q[0] & 1) {
            if (left < next + 8) return -1;
            f->node_address = u64(q + next);
            next += 8;
        }
        if (q[0] & 2) {
            if (left < next + 2) return -1;
            f->minimum_block_period = u16(q + next);
            next += 2;
        }
        return left == next ? 0 : -4;
    }
    case 0x05:
        if (!from_server) return -3;
        if (left < 1) return -1;
        f->status = q[0];
        if (q[0] == 0x00) {
            if (left < 14) return -1;
            f->file = read_file(q + 1);
            f->file_offset = u32(q + 9);
            f->data_size = q[13];
            if (left < 14 + f->data_size) return -1;
            f->data = q + 14;
            return left == 14 + f->data_size ? 0 : -4;
        }
        if (q[0] == 0x97) {
            if (left < 11) return -1;
            f->current_time = u32(q + 1);
            f->second_time = u32(q + 5);
            f->minimum_block_period = u16(q + 9);
            return left == 11 ? 0 : -4;
        }
        return left == 1 ? 0 : -4;
    case 0x06:
        if (from_server) return -3;
        if (left < 9) return -1;
        f->status = q[0];
        f->file = read_file(q + 1);
        return left == 9 ? 0 : -4;
    case 0x07:
        if (!from_server) return -3;
        if (left < 16) return -1;
        f->file = read_file(q);
        f->current_time = u32(q + 8);
        f->second_time = u32(q + 12);
        return left == 16 ? 0 : -4;
    default:
        return -3;
    }
}

static uint64_t sum_of(const struct frame *f) {
    uint64_t sum = f->sequence;
    switch (f->command) {
    case 0x03:
        return sum + f->file.manufacturer_code + f->file.image_type + f->file.file_version + f->file_offset +
               f->maximum_data_size;
    case 0x05:
        if (f->status != 0) return sum + f->status;
        return sum + f->file.manufacturer_code + f->file.image_type + f->file.file_version + f->file_offset +
               f->data_size + (f->data_size ? f->data[f->data_size - 1] : 0);
    case 0x07:
        return sum + f->file.manufacturer_code + f->file.image_type + f->file.file_version + f->current_time +
               f->second_time;
    default:
        return sum;
    }
}

uint64_t baseline_decode(const uint8_t *frames, size_t length, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        struct frame frame;
        if (decode(frames + i * length, length, &frame) != 0) return UINT64_MAX;
        sum += sum_of(&frame);
    }
    return sum;
}
