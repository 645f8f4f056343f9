// The yardstick of chub-bench: the same work in hand-written C, and counts of allocations and instructions.
#ifndef BASELINE_H
#define BASELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Which frame of the OTA Upgrade cluster a loop decodes or encodes.
enum __attribute__((enum_extensibility(closed))) baseline_frame_kind {
    baseline_frame_kind_notifyAll,
    baseline_frame_kind_notifyManufacturer,
    baseline_frame_kind_notifyModel,
    baseline_frame_kind_notifyFile,
    baseline_frame_kind_query,
    baseline_frame_kind_queryWithHardware,
    baseline_frame_kind_offer,
    baseline_frame_kind_noImage,
    baseline_frame_kind_blockRequest,
    baseline_frame_kind_blockRequestWithOptions,
    baseline_frame_kind_pageRequest,
    baseline_frame_kind_block,
    baseline_frame_kind_waitForData,
    baseline_frame_kind_endRequest,
    baseline_frame_kind_endResponse,
    baseline_frame_kind_specificFileRequest,
    baseline_frame_kind_specificFileResponse,
};

/// A file's identifier.
struct baseline_file {
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
};

/// The fields of a frame of the OTA Upgrade cluster; `options` is a payload type or a field control, and says which
/// of the others are there.
struct baseline_frame {
    uint8_t frame_control;
    uint8_t sequence;
    uint8_t command;
    uint8_t status;
    uint8_t options;
    uint8_t query_jitter;
    uint8_t maximum_data_size;
    uint8_t data_size;
    struct baseline_file file;
    /// In an offer, the image's size.
    uint32_t file_offset;
    uint32_t current_time;
    /// When to ask again, or to upgrade.
    uint32_t later_time;
    uint16_t manufacturer_code;
    uint16_t hardware_version;
    uint16_t minimum_block_period;
    uint16_t page_size;
    uint16_t response_spacing;
    uint16_t stack_version;
    uint64_t node_address;
    /// Where in the frame an image block's octets begin.
    uint32_t data_offset;
};

/// Where both sides of a row encode: 4 096 octets, a page of their own, since a store across the end of a page takes
/// ten times as long.
uint8_t *baseline_buffer(void);

// Every loop below returns a sum over what its operations came to, UINT64_MAX where one fails, and calls a function
// that is not inlined for each operation.

/// Decodes each of `count` frames of `length` octets that lie one after the other.
uint64_t baseline_decode_frames(
    enum baseline_frame_kind kind, const uint8_t *frames, size_t length, size_t count);

/// Encodes `count` frames over the same buffer; sequence numbers rise, and offsets of blocks. A block has the `size`
/// octets of the image at its offset.
uint64_t baseline_encode_frames(
    enum baseline_frame_kind kind, uint8_t *buffer, size_t capacity, const struct baseline_frame *fields,
    const uint8_t *image, size_t size, size_t count);

/// Copies `size` octets `count` times, each time from `stride` octets further on.
uint64_t baseline_copy(uint8_t *buffer, const uint8_t *octets, size_t stride, size_t size, size_t count);

/// Answers `count` block requests of `length` octets with blocks of an image.
uint64_t baseline_serve(
    const uint8_t *requests, size_t length, size_t count, const uint8_t *image, size_t image_size, uint8_t *buffer,
    size_t capacity);

/// Takes `count` blocks in frames of `length` octets, copies their data to its place, and asks for the next.
uint64_t baseline_fetch(
    const uint8_t *responses, size_t length, size_t count, uint8_t *image, size_t image_size, uint8_t *buffer,
    size_t capacity);

/// Both ends of a transfer of `count` blocks of `size` octets: each is asked for, and copied to the destination.
uint64_t baseline_transfer(
    const uint8_t *image, size_t image_size, uint8_t *destination, size_t size, size_t count, uint8_t *buffer,
    size_t capacity);

/// Decodes each of `count` GBCS messages of `length` octets that lie one after the other.
uint64_t baseline_decode_messages(const uint8_t *messages, size_t length, size_t count);

/// Encodes `count` authenticated commands with one content over the same buffer; their counters rise.
uint64_t baseline_encode_messages(
    uint8_t *buffer, size_t capacity, uint16_t message_code, uint64_t originator, uint64_t recipient,
    const uint8_t *content, size_t content_size, size_t count);

/// Decodes each of `count` payloads of ZCL frames (GBZ) of `length` octets, and walks their components.
uint64_t baseline_decode_payloads(const uint8_t *payloads, size_t length, size_t count);

/// Encodes `count` payloads of `components` frames of `length` octets each, all of one cluster.
uint64_t baseline_encode_payloads(
    uint8_t *buffer, size_t capacity, const uint8_t *frames, size_t length, size_t components, uint16_t cluster,
    size_t count);

/// A hub's firmware alert (CCS08); the time is its fourteen digits as one number.
struct baseline_alert {
    uint64_t time;
    uint64_t device;
    uint32_t file_version;
    uint16_t alert_code;
    uint8_t response_code;
};

/// Decodes each of `count` firmware alerts of `length` octets.
uint64_t baseline_decode_alerts(const uint8_t *alerts, size_t length, size_t count);

/// Encodes `count` firmware alerts over the same buffer; their versions rise.
uint64_t baseline_encode_alerts(uint8_t *buffer, size_t capacity, const struct baseline_alert *alert, size_t count);

/// SHA-256 without special instructions; returns the first eight octets of the digest.
uint64_t baseline_sha256(const uint8_t *octets, size_t size);

/// Whether they are counted: not in a build with the address or thread sanitizer.
bool baseline_counts_allocations(void);

/// How many allocations (malloc, calloc, realloc, memalign) this thread has made so far.
uint64_t baseline_allocations(void);

/// How many instructions this thread has done so far outside the kernel; false where the machine does not count them.
bool baseline_instructions(uint64_t *count);

/// Whether the process runs under valgrind; false where that cannot be asked.
bool baseline_is_under_valgrind(void);

/// Callgrind counts from zero again; does nothing outside it.
void baseline_zero_statistics(void);

/// Callgrind writes what it has counted under this name, and counts from zero again; does nothing outside it.
void baseline_dump_statistics(const char *name);

/// The compiler of this yardstick, and its version.
const char *baseline_compiler(void);

#endif
