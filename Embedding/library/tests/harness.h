/* A harness for the tests of the C library: named checks, and a count of those that fail. */
#ifndef CHUB_TEST_HARNESS_H
#define CHUB_TEST_HARNESS_H

#include <chub.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long checks, failures;

#define CHECK(condition, ...) \
    do { \
        checks++; \
        if (!(condition)) { \
            failures++; \
            printf("%s:%d: %s: ", __FILE__, __LINE__, #condition); \
            printf(__VA_ARGS__); \
            printf("\n"); \
        } \
    } while (0)

/* That a call ends with this error. */
#define EXPECT(error, call) \
    do { \
        chub_error got_ = (call); \
        checks++; \
        if (got_ != (error)) { \
            failures++; \
            printf("%s:%d: %s: %s, and not %s\n", __FILE__, __LINE__, #call, chub_error_text(got_), #error); \
        } \
    } while (0)

/* Ends a function that fills `fields`, an array of `named`, with these. */
#define GIVE(...) \
    do { \
        const named all_[] = {__VA_ARGS__}; \
        memcpy(fields, all_, sizeof all_); \
        return sizeof all_ / sizeof *all_; \
    } while (0)

static int verdict(const char *name) {
    printf("%s: %lu checks, %lu failures\n", name, checks, failures);
    return failures != 0;
}

/* Exactly so many octets on the heap, so that the address sanitizer sees a step beyond them. */
static inline uint8_t *exactly(const void *octets, size_t size) {
    uint8_t *copy = malloc(size == 0 ? 1 : size);
    if (copy == NULL) abort();
    if (size > 0) memcpy(copy, octets, size);
    return copy;
}

/* Memory of a hub or a device, aligned to 16. */
static inline chub_memory memory_of(size_t size) {
    chub_memory memory = {aligned_alloc(16, (size + 15) / 16 * 16), size};
    if (memory.octets == NULL) abort();
    memset(memory.octets, 0xA5, size);
    return memory;
}

static const chub_eui64 test_ppmid = 0x00DB1234567890A4, test_gsme = 0x00DB1234567890A2;

/* OTA-5, GBCS-5: a file of so many octets of image, with what its use case puts at its end. */
static inline size_t make_upgrade(
    uint8_t *octets, size_t capacity, uint32_t image_size, uint16_t image_type, uint32_t version,
    chub_use_case use_case) {
    chub_file_header header;
    size_t size = 0;
    uint32_t trailer = use_case == CHUB_CS05B ? 66 : 0;
    memset(&header, 0, sizeof header);
    header.manufacturer_code = 0x1234;
    header.image_type = image_type;
    header.file_version = version;
    header.stack_version = 2;
    header.has_hardware_versions = true;
    header.maximum_hardware_version = 0xFFFF;
    header.total_image_size = 60 + image_size + trailer;
    EXPECT(CHUB_DONE, chub_file_encode_header(&header, octets, capacity, &size, NULL));
    CHECK(size == 60, "a header with hardware versions has %zu octets", size);
    for (uint32_t i = 0; i < image_size; i++) octets[size++] = (uint8_t)(i * 7 + version);
    if (use_case == CHUB_CS05B) {
        octets[size++] = 0;
        octets[size++] = 0x40;
        memset(octets + size, 0x51, 64);
        return size + 64;
    }
    memset(octets + size, 0, 4);
    return size + 4;
}

#endif
