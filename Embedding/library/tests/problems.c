/* A problem says what is wrong with every error, and stays as it was where there is none. */
#include "misuse.h"

static chub_problem untouched(void) {
    chub_problem told;
    memset(&told, 0xEE, sizeof told);
    return told;
}

/* That a call ends with this error, and tells it; with none, or with nothing, it tells nothing. */
#define TELLS(expected, call) \
    do { \
        const chub_problem before_ = untouched(); \
        problem = before_; \
        EXPECT(expected, call); \
        if ((expected) == CHUB_DONE || (expected) == CHUB_NOTHING) { \
            CHECK(memcmp(&problem, &before_, sizeof problem) == 0, "%s is told of", #call); \
        } else { \
            CHECK(problem.error == (expected) && problem.text[0] != 0 && (uint8_t)problem.text[0] != 0xEE, "%s", #call); \
        } \
    } while (0)

static chub_hub *signing;
static unsigned signatures;

/* Calls into the hub that calls. */
static bool sign(void *context, const uint8_t *signed_octets, size_t count, uint8_t signature[64]) {
    (void)context;
    (void)signed_octets;
    (void)count;
    chub_request request = {.kind = CHUB_SET_TIME};
    TELLS(CHUB_IN_USE, chub_hub_perform(signing, &request, 0, &problem));
    TELLS(CHUB_IN_USE, chub_hub_receive_message(signing, octets, 3, test_ppmid, 0, &problem));
    chub_hub_destroy(signing);
    memset(signature, 1, 64);
    signatures++;
    return true;
}

static void of_a_handle(void) {
    static _Alignas(16) uint8_t few[20000];
    chub_request request = {.kind = CHUB_SET_TIME, .time = 820454400};
    chub_device *device = new_device(NULL);
    chub_hub *hub[] = {NULL, (chub_hub *)device};
    static const chub_error errors[] = {CHUB_NULL_POINTER, CHUB_WRONG_HANDLE};
    for (int i = 0; i < 2; i++) {
        TELLS(errors[i], chub_hub_perform(hub[i], &request, 0, &problem));
        TELLS(errors[i], chub_hub_receive_message(hub[i], octets, 3, test_ppmid, 0, &problem));
    }
    chub_device_destroy(device);

    /* Memory: where it is not aligned, too small, and used up later. */
    chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
    chub_device_options options;
    chub_device_options_default(&options, CHUB_PPMID);
    chub_hub *made = NULL;
    for (size_t shift = 1; shift < 16; shift++) {
        chub_memory memory = {few + shift, sizeof few - shift};
        TELLS(CHUB_BAD_ARGUMENT, chub_hub_create(NULL, &log, 1, &memory, &made, &problem));
        TELLS(CHUB_BAD_ARGUMENT, chub_device_create(&options, &memory, &device, &problem));
        CHECK(made == NULL && device == NULL, "nothing is made");
    }
    static const size_t sizes[] = {0, 1, 16, 400, 1000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        chub_memory memory = {few, sizes[i]};
        TELLS(CHUB_NO_MEMORY, chub_hub_create(NULL, &log, 1, &memory, &made, &problem));
        TELLS(CHUB_NO_MEMORY, chub_device_create(&options, &memory, &device, &problem));
    }
    chub_memory memory = {few, sizeof few};
    made = new_hub(&memory);
    chub_error error = CHUB_DONE;
    for (uint8_t i = 0; i < 255 && error == CHUB_DONE; i++) {
        uint8_t frame[] = {0x01, i, 0x07};
        error = chub_hub_receive(made, frame, 3, CHUB_CLUSTER_OTA_UPGRADE, test_ppmid, i);
    }
    CHECK(error == CHUB_NO_MEMORY, "used up: %s", chub_error_text(error));
    TELLS(CHUB_NO_MEMORY, chub_hub_perform(made, &request, 0, &problem));
    TELLS(CHUB_NO_MEMORY, chub_hub_receive_message(made, octets, 3, test_ppmid, 0, &problem));
    chub_hub_destroy(made);

    log.device = 0;
    TELLS(CHUB_BAD_ARGUMENT, chub_hub_create(NULL, &log, 1, NULL, &made, &problem));
    log.device = test_ppmid;
    chub_hub_options signs;
    chub_hub_options_default(&signs);
    signs.keys.sign = sign;
    signs.memory_block_capacity = 1;
    TELLS(CHUB_DONE, chub_hub_create(&signs, &log, 1, NULL, &signing, &problem));
    TELLS(CHUB_DONE, chub_hub_perform(signing, &request, 0, &problem));
    /* HUB-14: the alert of an image that has no room is signed. */
    request = (chub_request){.kind = CHUB_UPDATE_FIRMWARE, .use_case = CHUB_CS05C, .octets = octets,
        .octets_size = make_upgrade(octets, sizeof octets, 500, 1, 2, CHUB_CS05C), .targets = &test_ppmid,
        .target_count = 1};
    EXPECT(CHUB_REFUSED, chub_hub_perform(signing, &request, 0, &problem));
    CHECK(signatures == 1 && strcmp(problem.rule, "HUB-2") == 0, "%u signatures, %s", signatures, problem.text);
    TELLS(CHUB_NOTHING, chub_hub_poll_message(signing, 0, octets, sizeof octets, &size, NULL));
    chub_hub_destroy(signing);
}

/* HUB-1, HUB-53: each refusal of a device's message has its name. */
static void of_messages(void) {
    static uint8_t message[66001];
    static const struct { size_t size; chub_eui64 device; const char *rule, *name; } refusals[] = {
        {66001, 0x00DB1234567890A4, "HUB-53", "messageTooLong"}, {100, 0x77, "HUB-1", "unknownDevice"},
        {100, 0x00DB1234567890A4, "HUB-53", "messageQueueFull"}};
    chub_hub *hub = new_hub(NULL);
    TELLS(CHUB_DONE, chub_hub_receive_message(hub, message, 66000, test_ppmid, 0, &problem));
    for (int i = 1; i < 64; i++) EXPECT(CHUB_DONE, chub_hub_receive_message(hub, message, 10, test_ppmid, 0, NULL));
    for (int i = 0; i < 3; i++) {
        TELLS(CHUB_REFUSED,
            chub_hub_receive_message(hub, message, refusals[i].size, refusals[i].device, 0, &problem));
        CHECK(strcmp(problem.rule, refusals[i].rule) == 0 && strcmp(problem.name, refusals[i].name) == 0, "%s %s: %s",
            problem.rule, problem.name, problem.text);
    }
    chub_hub_destroy(hub);
    chub_device *device = new_device(NULL);
    EXPECT(CHUB_DONE, chub_device_receive_message(device, message, 66000, 0));
    EXPECT(CHUB_BAD_ARGUMENT, chub_device_receive_message(device, message, 66001, 0));
    chub_device_destroy(device);
}

static void of_octets(void) {
    chub_gbz_component component = {.cluster = CHUB_CLUSTER_OTA_UPGRADE, .frame = octets, .frame_size = 3}, read;
    uint8_t *out = octets + 1000;
    TELLS(CHUB_NO_SPACE, chub_gbz_encode(&component, 1, out, 10, &size, &problem));
    CHECK(size == 11, "%zu octets are needed", size);
    TELLS(CHUB_NO_SPACE, chub_gbz_encode(&component, 1, NULL, 0, &size, &problem));
    TELLS(CHUB_DONE, chub_gbz_encode(&component, 1, out, 11, &size, &problem));
    TELLS(CHUB_DONE, chub_gbz_component_at(out, 11, 0, &read, &problem));
    TELLS(CHUB_NOTHING, chub_gbz_component_at(out, 11, 1, &read, &problem));
    TELLS(CHUB_NOTHING, chub_gbz_component_at(out, 11, SIZE_MAX, &read, &problem));
    TELLS(CHUB_TRUNCATED, chub_gbz_component_at(out, 10, 0, &read, &problem));
    TELLS(CHUB_NULL_POINTER, chub_gbz_encode(&component, 1, NULL, 80, &size, &problem));
    TELLS(CHUB_BAD_ARGUMENT, chub_gbz_encode(&component, 1, out, SIZE_MAX, &size, &problem));
    TELLS(CHUB_BAD_ARGUMENT, chub_gbz_encode(&component, 256, out, 80, &size, &problem));
    CHECK(size == 0, "no size with another error");
    chub_content content = {.kind = CHUB_CONTENT_NULL};
    TELLS(CHUB_NO_SPACE, chub_content_encode(&content, out, 1, &size, &problem));
    TELLS(CHUB_DONE, chub_content_encode(&content, out, size, &size, &problem));
    chub_message message = {.cra = 1};
    TELLS(CHUB_NO_SPACE, chub_message_encode(&message, out, 1, &size, &problem));
    TELLS(CHUB_DONE, chub_message_encode(&message, out, size, &size, &problem));
    TELLS(CHUB_TRUNCATED, chub_message_decode(out, size - 1, &message, &problem));
    chub_file_header header = {.file_version = 2};
    TELLS(CHUB_NO_SPACE, chub_file_encode_header(&header, out, 55, &size, &problem));
    TELLS(CHUB_DONE, chub_file_encode_header(&header, out, size, &size, &problem));

    /* ZCL-2: a list of failures has no SUCCESS, and octets of a record that are missing. */
    static const uint8_t success_in_a_list[] = {0x10, 0x0A, 0x04, 0x88, 0x0B, 0x00, 0x00, 0x0B, 0x00};
    chub_frame frame;
    TELLS(CHUB_INVALID_VALUE, chub_frame_decode(success_in_a_list, 9, 25, CHUB_STRICT, &frame, &problem));
    CHECK(problem.offset == 6 && strcmp(problem.rule, "ZCL-2") == 0, "%s at %zu", problem.rule, problem.offset);
    TELLS(CHUB_TRUNCATED, chub_frame_decode(success_in_a_list, 5, 25, CHUB_STRICT, &frame, &problem));
    CHECK(problem.offset == 5 && strcmp(problem.rule, "ZCL-2") == 0, "%s at %zu", problem.rule, problem.offset);
}

/* A moment that an event has not is 0, as its other fields; 0xFFFFFFFF is no time in ZCL. */
static void of_moments(void) {
    chub_hub *hub = new_hub(NULL);
    uint8_t frame[] = {0x01, 0x01, 0x07};
    EXPECT(CHUB_DONE, chub_hub_receive(hub, frame, 3, CHUB_CLUSTER_OTA_UPGRADE, test_ppmid, 0));
    memset(&event, 0xEE, sizeof event);
    EXPECT(CHUB_DONE, chub_hub_poll_event(hub, &event));
    CHECK(event.name[0] != 0 && event.activation_at == 0 && event.image_size == 0, "%s", event.name);
    chub_hub_destroy(hub);
    chub_date_time date, none = {0};
    uint32_t seconds;
    memset(&date, 0xEE, sizeof date);
    EXPECT(CHUB_INVALID_VALUE, chub_date_time_of(UINT32_MAX, &date));
    CHECK(memcmp(&date, &none, sizeof date) == 0, "zeros");
    EXPECT(CHUB_DONE, chub_date_time_of(UINT32_MAX - 1, &date));
    EXPECT(CHUB_DONE, chub_date_time_seconds(&date, &seconds));
    CHECK(seconds == UINT32_MAX - 1, "%" PRIu32, seconds);
}

int main(void) {
    of_a_handle();
    of_messages();
    of_octets();
    of_moments();
    return verdict("problems");
}
