// Hand-written C for what a hub and a device do with the blocks of an image, and the copy alone.
#include "frame.h"

uint8_t *baseline_buffer(void) {
    static _Alignas(4096) uint8_t buffer[4096];
    return buffer;
}

OUT_OF_LINE void baseline_copy_octets(uint8_t *target, const uint8_t *source, size_t size) {
    memcpy(target, source, size);
}

uint64_t baseline_copy(uint8_t *buffer, const uint8_t *octets, size_t stride, size_t size, size_t count) {
    for (size_t i = 0; i < count; i++) baseline_copy_octets(buffer, octets + i * stride, size);
    return size ? buffer[size - 1] : 0;
}

/// Answers a block request; 0 where it is none, or asks for what there is not.
static inline size_t answer(
    const uint8_t *request, size_t length, const uint8_t *image, size_t image_size, size_t size, uint8_t *buffer,
    size_t capacity) {
    struct baseline_frame f;
    if (baseline_decode_frame(request, length, &f) || f.command != 0x03) return 0;
    if (f.file_offset >= image_size || f.maximum_data_size == 0) return 0;
    if (f.maximum_data_size < size) size = f.maximum_data_size;
    if (image_size - f.file_offset < size) size = image_size - f.file_offset;
    return baseline_encode_block(buffer, capacity, f.sequence, &f.file, f.file_offset, image + f.file_offset, size);
}

/// Takes a block, and copies it to its place; 0 where it is none, or has none.
static inline size_t take(
    const uint8_t *response, size_t length, uint8_t *image, size_t image_size, struct baseline_frame *f) {
    if (baseline_decode_frame(response, length, f) || f->command != 0x05 || f->status) return 0;
    if (f->file_offset > image_size || f->data_size > image_size - f->file_offset) return 0;
    memcpy(image + f->file_offset, response + f->data_offset, f->data_size);
    return f->data_size;
}

uint64_t baseline_serve(
    const uint8_t *requests, size_t length, size_t count, const uint8_t *image, size_t image_size, uint8_t *buffer,
    size_t capacity) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        size_t size = answer(requests + i * length, length, image, image_size, 50, buffer, capacity);
        if (!size) return UINT64_MAX;
        sum += size + buffer[12] + buffer[size - 1];
    }
    return sum;
}

uint64_t baseline_fetch(
    const uint8_t *responses, size_t length, size_t count, uint8_t *image, size_t image_size, uint8_t *buffer,
    size_t capacity) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        struct baseline_frame f;
        size_t taken = take(responses + i * length, length, image, image_size, &f);
        if (!taken) return UINT64_MAX;
        f.options = 2;
        f.file_offset += (uint32_t)taken;
        f.maximum_data_size = 50;
        f.minimum_block_period = 0;
        size_t size = baseline_encode_block_request(buffer, capacity, (uint8_t)(f.sequence + 1), &f);
        if (!size) return UINT64_MAX;
        sum += size + buffer[1] + (uint64_t)buffer[12];
    }
    return sum;
}

uint64_t baseline_transfer(
    const uint8_t *image, size_t image_size, uint8_t *destination, size_t size, size_t count, uint8_t *buffer,
    size_t capacity) {
    struct baseline_frame request = {.options = 2, .maximum_data_size = (uint8_t)size};
    // The file's identifier, as the image's header has it.
    memcpy(&request.file, image + 10, 8);
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        size_t asked = baseline_encode_block_request(buffer, capacity, (uint8_t)i, &request);
        if (!asked) return UINT64_MAX;
        // The request is decoded before the response takes its place.
        size_t answered = answer(buffer, asked, image, image_size, size, buffer, capacity);
        if (!answered) return UINT64_MAX;
        struct baseline_frame f;
        size_t taken = take(buffer, answered, destination, image_size, &f);
        if (!taken) return UINT64_MAX;
        request.file_offset += (uint32_t)taken;
        sum += asked + answered;
    }
    return sum;
}
