/* The contents of messages: golden vectors through decoder and encoder, short buffers, and calls that no program makes. */
#define CHUB_VECTORS_IMPLEMENTATION
#include "vectors.h"

#include "harness.h"

#include <limits.h>

static const chub_error errors[] = {
    CHUB_DONE, CHUB_TRUNCATED, CHUB_TRAILING_OCTETS, CHUB_RESERVED_VALUE, CHUB_UNSUPPORTED_COMMAND, CHUB_INVALID_VALUE};

enum { KINDS = CHUB_CONTENT_DLMS_VERSION_RESPONSE + 1 };

/* A field of a content: a number, a hash or a time. */
typedef struct named {
    const char *name;
    uint64_t number;
    const uint8_t *hash;
    const chub_date_time *time;
} named;

#define NUMBER(field, name) {name, content->fields.field, NULL, NULL}
#define HASH(field) {"imageHash", 0, content->fields.field, NULL}
#define TIME(field, name) {name, 0, NULL, &content->fields.field}

/* The fields of a content under the names of IF-3; how many there are. */
static size_t fields_of(const chub_content *content, named *fields) {
    switch (content->kind) {
    case CHUB_CONTENT_ACTIVATE_FIRMWARE:
        GIVE(HASH(activate_firmware.image_hash), NUMBER(activate_firmware.originator_counter, "originatorCounter"),
            TIME(activate_firmware.execution_time, "executionTime"));
    case CHUB_CONTENT_ACTIVATION_OUTCOME:
        GIVE(NUMBER(activation_outcome.response_code, "responseCode"),
            NUMBER(activation_outcome.firmware_version, "firmwareVersion"));
    case CHUB_CONTENT_ACTIVATION_ALERT:
        GIVE(NUMBER(activation_alert.alert_code, "alertCode"), TIME(activation_alert.time, "time"),
            NUMBER(activation_alert.originator_counter, "originatorCounter"),
            NUMBER(activation_alert.response_code, "responseCode"),
            NUMBER(activation_alert.firmware_version, "firmwareVersion"));
    case CHUB_CONTENT_FIRMWARE_ALERT:
        GIVE(NUMBER(firmware_alert.alert_code, "alertCode"), TIME(firmware_alert.time, "time"),
            NUMBER(firmware_alert.device, "device"), NUMBER(firmware_alert.firmware_version, "firmwareVersion"),
            NUMBER(firmware_alert.response_code, "responseCode"));
    case CHUB_CONTENT_VERSION_ALERT:
        GIVE(NUMBER(version_alert.alert_code, "alertCode"), TIME(version_alert.time, "time"),
            NUMBER(version_alert.firmware_version, "firmwareVersion"),
            NUMBER(version_alert.response_code, "responseCode"));
    case CHUB_CONTENT_VERSION_RESPONSE:
        GIVE(NUMBER(version_response.firmware_version, "firmwareVersion"),
            NUMBER(version_response.response_code, "responseCode"));
    case CHUB_CONTENT_PLAIN_ALERT:
        GIVE(NUMBER(plain_alert.alert_code, "alertCode"), TIME(plain_alert.time, "time"));
    case CHUB_CONTENT_GBZ_ALERT:
        GIVE(NUMBER(gbz_alert.number_of_components, "numberOfComponents"), NUMBER(gbz_alert.alert_code, "alertCode"),
            NUMBER(gbz_alert.time, "time"), HASH(gbz_alert.image_hash));
    case CHUB_CONTENT_DLMS_ALERT:
        GIVE(NUMBER(dlms_alert.invoke_id, "invokeID"), NUMBER(dlms_alert.alert_code, "alertCode"),
            TIME(dlms_alert.time, "time"), HASH(dlms_alert.image_hash), NUMBER(dlms_alert.device, "device"),
            NUMBER(dlms_alert.discarded_originator, "discardedOriginator"),
            NUMBER(dlms_alert.discarded_recipient, "discardedRecipient"),
            NUMBER(dlms_alert.discarded_cra, "discardedCRA"),
            NUMBER(dlms_alert.discarded_counter, "discardedCounter"));
    case CHUB_CONTENT_DLMS_VERSION_REQUEST: GIVE(NUMBER(dlms_version_request.invoke_id, "invokeID"));
    case CHUB_CONTENT_DLMS_VERSION_RESPONSE:
        GIVE(NUMBER(dlms_version_response.invoke_id, "invokeID"),
            NUMBER(dlms_version_response.firmware_version, "firmwareVersion"),
            NUMBER(dlms_version_response.response_code, "responseCode"));
    default: return 0;
    }
}

/* GBCS-4, GBCS-8: whether a time is that of the octets, in the form of DER or of DLMS. */
static bool says(const chub_date_time *time, const uint8_t *octets, uint32_t width) {
    char text[32];
    if (width == 15) {
        snprintf(text, sizeof text, "%04d%02d%02d%02d%02d%02dZ", time->year, time->month, time->day, time->hour,
            time->minute, time->second);
        return memcmp(text, octets, 15) == 0 && time->hundredths == 0;
    }
    return width == 12 && time->year == octets[0] * 256 + octets[1] && time->month == octets[2]
        && time->day == octets[3] && time->hour == octets[5] && time->minute == octets[6] && time->second == octets[7]
        && time->hundredths == octets[8];
}

static unsigned long compared[KINDS], decoded[KINDS], refused;

/* Every field of the vector that the struct has says the same. */
static void compare(const chub_vector *vector, const chub_content *content) {
    named fields[12];
    size_t count = fields_of(content, fields);
    for (uint32_t i = 0; i < vector->field_count; i++) {
        const chub_vector_field *field = &vector->fields[i];
        const uint8_t *octets = vector->octets + field->offset;
        for (size_t k = 0; k < count; k++) {
            if (strcmp(fields[k].name, field->name) != 0) continue;
            bool is_same = fields[k].hash != NULL ? memcmp(fields[k].hash, octets, 32) == 0
                : fields[k].time != NULL          ? says(fields[k].time, octets, field->width)
                                                  : fields[k].number == field->value;
            CHECK(is_same, "%s %" PRIu32 ": %s", vector->file, vector->tc_id, field->name);
            compared[content->kind]++;
        }
    }
}

/* Encodes to the same octets: in a buffer of their size, and in none that is smaller. */
static void encode(const chub_vector *vector, const chub_content *content, const uint8_t *octets, size_t size) {
    size_t written = 0;
    chub_problem problem;
    for (size_t capacity = 0; capacity <= size; capacity++) {
        uint8_t *buffer = exactly(octets, capacity);
        memset(buffer, 0xA5, capacity);
        chub_error error = chub_content_encode(content, buffer, capacity, &written, &problem);
        CHECK(error == (capacity < size ? CHUB_NO_SPACE : CHUB_DONE) && written == size, "%s %" PRIu32 ": %s with %zu",
            vector->file, vector->tc_id, chub_error_text(error), capacity);
        CHECK(capacity < size || memcmp(buffer, octets, size) == 0, "%s %" PRIu32 ": other octets", vector->file,
            vector->tc_id);
        free(buffer);
    }
}

static void check(const chub_vector *vector) {
    chub_message message;
    chub_content content;
    chub_problem problem;
    if (chub_message_decode(vector->octets, vector->octet_count, &message, NULL) != CHUB_DONE) return;
    size_t offset = (size_t)(message.content - vector->octets);
    uint8_t *octets = exactly(message.content, message.content_size);
    chub_error error = chub_content_decode(
        octets, message.content_size, message.message_code, message.cra, &content, &problem);
    /* The frames in components are for chub_frame_decode. */
    if (error == CHUB_DONE && content.kind == CHUB_CONTENT_GBZ) {
        decoded[content.kind]++;
    } else if (vector->error != CHUB_ERROR_NONE) {
        CHECK(error == errors[vector->error] && offset + problem.offset == vector->error_offset,
            "%s %" PRIu32 ": %s at %zu", vector->file, vector->tc_id, chub_error_text(error), offset + problem.offset);
        CHECK(strncmp(problem.rule, "GBCS-", 5) == 0 && strstr(vector->rules, problem.rule) != NULL,
            "%s %" PRIu32 ": %s is none of %s", vector->file, vector->tc_id, problem.rule, vector->rules);
        CHECK(problem.text[0] != 0, "%s %" PRIu32 ": nothing said", vector->file, vector->tc_id);
        static const chub_content zeros;
        CHECK(memcmp(&content, &zeros, sizeof content) == 0, "zeros after an error");
        refused++;
    } else {
        CHECK(error == CHUB_DONE, "%s %" PRIu32 ": %s at %zu", vector->file, vector->tc_id, problem.text,
            problem.offset);
        decoded[content.kind]++;
        compare(vector, &content);
        if (content.kind > CHUB_CONTENT_GBZ) encode(vector, &content, octets, message.content_size);
    }
    /* Cut off anywhere it is never more than what it was, and no octet beyond the end is read. */
    for (size_t size = 0; size < message.content_size && size < 200; size++) {
        uint8_t *part = exactly(octets, size);
        error = chub_content_decode(part, size, message.message_code, message.cra, &content, &problem);
        CHECK(error == CHUB_DONE || problem.offset <= size, "%s %" PRIu32 ": at %zu of %zu", vector->file,
            vector->tc_id, problem.offset, size);
        free(part);
    }
    free(octets);
}

static void vectors(void) {
    for (unsigned long i = 0; i < CHUB_VECTOR_COUNT; i++) {
        if (chub_vectors[i].type == CHUB_VECTOR_GBCS_MESSAGE) check(&chub_vectors[i]);
    }
    unsigned long fields = 0, contents = 0;
    for (int kind = 0; kind < KINDS; kind++) {
        CHECK(decoded[kind] > 0, "no vector of kind %d", kind);
        CHECK(kind <= CHUB_CONTENT_NULL || compared[kind] >= decoded[kind], "kind %d: %lu fields", kind,
            compared[kind]);
        fields += compared[kind];
        contents += decoded[kind];
    }
    CHECK(refused > 100, "%lu refused", refused);
    printf("%lu contents, %lu fields compared, %lu refused\n", contents, fields, refused);
}

/* GBCS-4's own example of CCS08. */
static void example(void) {
    static const uint8_t octets[] = {0x30, 0x29, 0x02, 0x03, 0x00, 0x8F, 0x8A, 0x18, 0x0F, '2', '0', '1', '5', '0', '1',
        '0', '1', '0', '0', '0', '0', '0', '0', 'Z', 0x04, 0x08, 0x00, 0xDB, 0x12, 0x34, 0x56, 0x78, 0x90, 0xA4, 0x04,
        0x04, 0x01, 0x23, 0xAB, 0xCD, 0x02, 0x01, 0x00};
    chub_content content = {.kind = CHUB_CONTENT_FIRMWARE_ALERT};
    content.fields.firmware_alert = (chub_firmware_alert){.alert_code = 0x8F8A, .time = {2015, 1, 1, 0, 0, 0, 0},
        .device = test_ppmid, .firmware_version = 0x0123ABCD, .response_code = 0};
    uint8_t encoded[128];
    size_t size;
    EXPECT(CHUB_DONE, chub_content_encode(&content, encoded, sizeof encoded, &size, NULL));
    CHECK(size == sizeof octets && memcmp(encoded, octets, size) == 0, "GBCS-4's example");
}

/* ------------------------------------------------------------------------------------------------------------------ */
/* Dates and times                                                                                                    */

static void date_times(void) {
    /* 2000-01-01, the leap day of 2000, 2026-01-01, the last second that seconds say. */
    static const struct { uint32_t seconds; chub_date_time time; } pairs[] = {
        {0, {2000, 1, 1, 0, 0, 0, 0}}, {59 * 86400u + 86399, {2000, 2, 29, 23, 59, 59, 0}},
        {820540800, {2026, 1, 1, 0, 0, 0, 0}}, {0xFFFFFFFE, {2136, 2, 7, 6, 28, 14, 0}}};
    chub_date_time time;
    uint32_t seconds;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        memset(&time, 0xA5, sizeof time);
        EXPECT(CHUB_DONE, chub_date_time_of(pairs[i].seconds, &time));
        CHECK(memcmp(&time, &pairs[i].time, sizeof time) == 0, "%" PRIu32 " is %04d-%02d-%02d %02d:%02d:%02d",
            pairs[i].seconds, time.year, time.month, time.day, time.hour, time.minute, time.second);
        EXPECT(CHUB_DONE, chub_date_time_seconds(&time, &seconds));
        CHECK(seconds == pairs[i].seconds, "%" PRIu32, seconds);
    }
    static const chub_date_time none[] = {{9999, 12, 31, 23, 59, 59, 0}, {1999, 12, 31, 23, 59, 59, 0},
        {2026, 0, 1, 0, 0, 0, 0}, {2026, 13, 1, 0, 0, 0, 0}, {2026, 2, 29, 0, 0, 0, 0}, {2026, 1, 1, 24, 0, 0, 0},
        {2026, 1, 1, 0, 60, 0, 0}, {2026, 1, 1, 0, 0, 60, 0}, {0, 0, 0, 0, 0, 0, 0},
        {65535, 255, 255, 255, 255, 255, 255}, {2136, 2, 7, 6, 28, 15, 0}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        seconds = 5;
        EXPECT(CHUB_INVALID_VALUE, chub_date_time_seconds(&none[i], &seconds));
        CHECK(seconds == 0, "%" PRIu32, seconds);
    }
    EXPECT(CHUB_NULL_POINTER, chub_date_time_of(0, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_date_time_seconds(&none[0], NULL));
    EXPECT(CHUB_NULL_POINTER, chub_date_time_seconds(NULL, &seconds));
}

/* ------------------------------------------------------------------------------------------------------------------ */
/* Calls that no program should make                                                                                  */

#define CAST(type, value) ((type)(unsigned)(value))

static void misuse(void) {
    uint8_t octets[300] = {0x05, 0x00};
    size_t size = 7;
    chub_content content = {.kind = CHUB_CONTENT_NULL};
    chub_problem problem;
    EXPECT(CHUB_NULL_POINTER, chub_content_decode(NULL, 1, 0x0129, 1, &content, &problem));
    CHECK(problem.error == CHUB_NULL_POINTER && problem.text[0] != 0, "the problem says so");
    EXPECT(CHUB_NULL_POINTER, chub_content_decode(octets, 2, 0x0129, 1, NULL, NULL));
    EXPECT(CHUB_TRUNCATED, chub_content_decode(NULL, 0, 0x0129, 1, &content, &problem));
    CHECK(problem.offset == 0 && strcmp(problem.rule, "GBCS-4") == 0, "%s at %zu", problem.rule, problem.offset);
    EXPECT(CHUB_DONE, chub_content_decode(NULL, 0, 0x7A01, 1, &content, &problem));
    CHECK(content.kind == CHUB_CONTENT_OCTETS, "octets of an unknown use case");
    EXPECT(CHUB_TRAILING_OCTETS, chub_content_decode(octets, 3, 0x0129, 1, &content, &problem));
    CHECK(problem.offset == 2, "at %zu", problem.offset);
    for (int cra = 0; cra < 256; cra++) {
        chub_error error = chub_content_decode(octets, 2, 0x0129, (uint8_t)cra, &content, &problem);
        CHECK((error == CHUB_BAD_ARGUMENT) == (cra < 1 || cra > 3), "CRA %d: %s", cra, chub_error_text(error));
    }
    content.kind = CHUB_CONTENT_NULL;
    EXPECT(CHUB_NULL_POINTER, chub_content_encode(NULL, octets, 2, &size, &problem));
    EXPECT(CHUB_NULL_POINTER, chub_content_encode(&content, NULL, 2, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_content_encode(&content, octets, 2, NULL, NULL));
    EXPECT(CHUB_NO_SPACE, chub_content_encode(&content, NULL, 0, &size, &problem));
    CHECK(size == 2, "%zu octets are needed", size);

    static const int kinds[] = {CHUB_CONTENT_OCTETS, CHUB_CONTENT_GBZ, KINDS, -1, INT_MAX};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        memset(&content, 0, sizeof content);
        content.kind = CAST(chub_content_kind, kinds[i]);
        size = 7;
        EXPECT(CHUB_INVALID_VALUE, chub_content_encode(&content, octets, sizeof octets, &size, &problem));
        CHECK(size == 0 && problem.text[0] != 0 && problem.rule[0] != 0, "kind %d", kinds[i]);
    }
    /* A date and time of zeros is none; of a command it counts only where it is said to be there. */
    for (int kind = 0; kind < KINDS; kind++) {
        bool has_time = kind == CHUB_CONTENT_ACTIVATION_ALERT || kind == CHUB_CONTENT_FIRMWARE_ALERT
            || kind == CHUB_CONTENT_VERSION_ALERT || kind == CHUB_CONTENT_PLAIN_ALERT || kind == CHUB_CONTENT_DLMS_ALERT;
        memset(&content, 0, sizeof content);
        content.kind = (chub_content_kind)kind;
        chub_error error = chub_content_encode(&content, octets, sizeof octets, &size, &problem);
        CHECK(error == (has_time || kind <= CHUB_CONTENT_GBZ ? CHUB_INVALID_VALUE : CHUB_DONE), "kind %d: %s", kind,
            chub_error_text(error));
    }
    memset(&content, 0, sizeof content);
    content.kind = CHUB_CONTENT_ACTIVATE_FIRMWARE;
    content.fields.activate_firmware.has_execution_time = true;
    EXPECT(CHUB_INVALID_VALUE, chub_content_encode(&content, octets, sizeof octets, &size, &problem));
    /* Hundredths have no place in DER. */
    content.fields.activate_firmware.execution_time = (chub_date_time){2026, 1, 1, 0, 0, 0, 200};
    EXPECT(CHUB_DONE, chub_content_encode(&content, octets, sizeof octets, &size, &problem));

    memset(&content, 0, sizeof content);
    content.kind = CHUB_CONTENT_DLMS_ALERT;
    content.fields.dlms_alert.time = (chub_date_time){2026, 1, 1, 0, 0, 0, 99};
    EXPECT(CHUB_DONE, chub_content_encode(&content, octets, sizeof octets, &size, &problem));
    content.fields.dlms_alert.subject = CHUB_SUBJECT_MESSAGE;
    EXPECT(CHUB_INVALID_VALUE, chub_content_encode(&content, octets, sizeof octets, &size, &problem));
    content.fields.dlms_alert.subject = CAST(chub_alert_subject, 4);
    EXPECT(CHUB_INVALID_VALUE, chub_content_encode(&content, octets, sizeof octets, &size, &problem));
    content.fields.dlms_alert.subject = CHUB_SUBJECT_NONE;
    content.fields.dlms_alert.time.hundredths = 100;
    EXPECT(CHUB_INVALID_VALUE, chub_content_encode(&content, octets, sizeof octets, &size, &problem));
    CHECK(strcmp(problem.rule, "GBCS-8") == 0, "%s", problem.rule);

    memset(&content, 0, sizeof content);
    content.kind = CHUB_CONTENT_GBZ_ALERT;
    content.fields.gbz_alert.octets_size = 1;
    EXPECT(CHUB_NULL_POINTER, chub_content_encode(&content, octets, sizeof octets, &size, &problem));
    content.fields.gbz_alert.has_image_hash = true;
    EXPECT(CHUB_DONE, chub_content_encode(&content, octets, sizeof octets, &size, &problem));
    static const size_t sizes[] = {SIZE_MAX, (size_t)1 << 63, ((size_t)1 << 63) - 1, (size_t)1 << 40};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        EXPECT(CHUB_BAD_ARGUMENT, chub_content_decode(octets, sizes[i], 0x0129, 1, &content, NULL));
        memset(&content, 0, sizeof content);
        content.kind = CHUB_CONTENT_GBZ_ALERT;
        (void)chub_content_encode(&content, octets, sizes[i], &size, NULL);
        content.fields.gbz_alert.octets = octets;
        content.fields.gbz_alert.octets_size = sizes[i];
        EXPECT(CHUB_BAD_ARGUMENT, chub_content_encode(&content, octets, sizeof octets, &size, NULL));
    }
}

int main(void) {
    vectors();
    example();
    date_times();
    misuse();
    return verdict("contents");
}
