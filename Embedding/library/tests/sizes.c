/* Sizes that no memory has, and buffers that are too small. */
#include "misuse.h"

/* Sizes and counts that no memory has; those above INT64_MAX are negative where Swift reads them. */
static void absurd_sizes(void) {
    static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 1, (size_t)1 << 63, ((size_t)1 << 63) - 1, (size_t)1 << 62,
        (size_t)1 << 40};
    chub_hub *hub = new_hub(NULL);
    chub_device *device = new_device(NULL);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t absurd = sizes[i];
        chub_frame frame;
        chub_file_header header;
        chub_message message;
        chub_gbz_component component;
        chub_record record;
        chub_request request;
        chub_target_status status;
        chub_transfer transfer;
        EXPECT(CHUB_BAD_ARGUMENT, chub_frame_decode(octets, absurd, 25, CHUB_STRICT, &frame, NULL));
        memset(&frame, 0, sizeof frame);
        frame.cluster = 25;
        frame.tail = octets;
        frame.tail_size = absurd;
        EXPECT(CHUB_BAD_ARGUMENT, chub_frame_encode(&frame, octets, 300, &size, NULL));
        size = 0;
        EXPECT(CHUB_NOTHING, chub_record_next(&frame, &size, &record));
        size = absurd;
        frame.tail_size = 4;
        EXPECT(CHUB_NOTHING, chub_record_next(&frame, &size, &record));
        frame.tail_size = 0;
        (void)chub_frame_encode(&frame, octets, absurd, &size, NULL);
        EXPECT(CHUB_BAD_ARGUMENT, chub_file_decode(octets, absurd, CHUB_CS05B, &header, &size, &size, NULL));
        memset(&header, 0, sizeof header);
        (void)chub_file_encode_header(&header, octets, absurd, &size, NULL);
        EXPECT(CHUB_BAD_ARGUMENT, chub_image_digest(octets, absurd, octets));
        EXPECT(CHUB_BAD_ARGUMENT, chub_message_decode(octets, absurd, &message, NULL));
        memset(&message, 0, sizeof message);
        message.cra = 1;
        message.content = message.certificate = octets;
        message.content_size = absurd;
        EXPECT(CHUB_BAD_ARGUMENT, chub_message_encode(&message, octets, 300, &size, NULL));
        message.content_size = 0;
        message.certificate_size = absurd;
        EXPECT(CHUB_BAD_ARGUMENT, chub_message_encode(&message, octets, 300, &size, NULL));
        message.certificate_size = 0;
        (void)chub_message_encode(&message, octets, absurd, &size, NULL);
        (void)chub_use_case_name(8, text, absurd);
        EXPECT(CHUB_BAD_ARGUMENT, chub_gbz_component_at(octets, absurd, 0, &component, NULL));
        CHECK(chub_gbz_component_at(octets, 3, absurd, &component, NULL) != CHUB_DONE, "no such component");
        memset(&component, 0, sizeof component);
        component.frame = octets;
        EXPECT(CHUB_BAD_ARGUMENT, chub_gbz_encode(&component, absurd, octets, 300, &size, NULL));
        (void)chub_gbz_encode(&component, 1, octets, absurd, &size, NULL);
        component.frame_size = absurd;
        CHECK(chub_gbz_encode(&component, 1, octets, 300, &size, NULL) != CHUB_DONE, "such a frame");
        EXPECT(CHUB_BAD_ARGUMENT, chub_hub_receive(hub, octets, absurd, 25, test_ppmid, 0));
        CHECK(chub_hub_receive_message(hub, octets, absurd, test_ppmid, 0, NULL) != CHUB_DONE, "such a message");
        EXPECT(CHUB_BAD_ARGUMENT, chub_device_receive(device, octets, absurd, 25, 0, false, 0));
        EXPECT(CHUB_BAD_ARGUMENT, chub_device_receive_message(device, octets, absurd, 0));
        EXPECT(CHUB_BAD_ARGUMENT, chub_device_record_event(device, 4, 0x8154, 0, octets, absurd, 0));
        EXPECT(CHUB_NOTHING, chub_hub_status(hub, absurd, &status));
        EXPECT(CHUB_NOTHING, chub_hub_history(hub, test_ppmid, absurd, &transfer));
        EXPECT(CHUB_NOTHING, chub_hub_history(hub, absurd, 0, &transfer));
        (void)chub_hub_poll_transmission(hub, octets, absurd, &size, &cluster, &address);
        (void)chub_device_poll_transmission(device, octets, absurd, &size, &cluster, &address);
        (void)chub_hub_status_text(hub, text, absurd, &size);
        (void)chub_device_received_octets(device, octets, absurd, &size);
        for (int kind = 0; kind <= CHUB_ACKNOWLEDGE_ALERT; kind++) {
            for (int field = 0; field < 3; field++) {
                memset(&request, 0, sizeof request);
                request.kind = (chub_request_kind)kind;
                request.octets = octets;
                request.targets = &test_ppmid;
                if (field == 0) request.octets_size = absurd;
                if (field == 1) request.offset = absurd;
                if (field == 2) request.target_count = absurd;
                CHECK(chub_hub_perform(hub, &request, 0, NULL) != CHUB_NO_MEMORY, "kind %d stops the hub", kind);
            }
        }
        chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
        chub_hub *none = NULL;
        EXPECT(CHUB_BAD_ARGUMENT, chub_hub_create(NULL, &log, absurd, NULL, &none, NULL));
        chub_hub_options options;
        chub_hub_options_default(&options);
        CHECK(chub_hub_memory_size(&options, absurd) == 0, "so many devices");
        chub_device_options device_options;
        chub_device_options_default(&device_options, CHUB_PPMID);
        device_options.partial_image = octets;
        device_options.partial_image_size = absurd;
        (void)chub_device_memory_size(&device_options);
        chub_device *no_device = NULL;
        EXPECT(CHUB_BAD_ARGUMENT, chub_device_create(&device_options, NULL, &no_device, NULL));
    }
    EXPECT(CHUB_DONE, chub_hub_advance(hub, 1));
    EXPECT(CHUB_DONE, chub_device_advance(device, 1));
    chub_hub_destroy(hub);
    chub_device_destroy(device);
}

/* Buffers of one octet too few: an error, and the size that is needed. */
static void short_buffers(void) {
    chub_hub *hub = new_hub(NULL);
    chub_device *device = new_device(NULL);
    uint8_t *small = exactly(octets, CHUB_MAXIMUM_FRAME_SIZE);
    chub_error error = chub_hub_poll_transmission(hub, small, CHUB_MAXIMUM_FRAME_SIZE, &size, &cluster, &address);
    CHECK(error == CHUB_NOTHING, "the size of the header is enough: %s", chub_error_text(error));
    EXPECT(CHUB_NO_SPACE, chub_hub_poll_transmission(hub, small, 10, &size, &cluster, &address));
    CHECK(size > 10 && size <= CHUB_MAXIMUM_FRAME_SIZE, "%zu octets are needed", size);
    EXPECT(CHUB_DONE, chub_device_query_next_image(device, 0));
    EXPECT(CHUB_NO_SPACE, chub_device_poll_transmission(device, small, 10, &size, &cluster, &address));
    EXPECT(CHUB_DONE, chub_device_poll_transmission(device, small, size, &size, &cluster, &address));
    free(small);

    EXPECT(CHUB_NO_SPACE, chub_hub_status_text(hub, NULL, 0, &size));
    size_t needed = size;
    small = exactly(octets, needed);
    EXPECT(CHUB_NO_SPACE, chub_hub_status_text(hub, (char *)small, needed, &size));
    free(small);
    small = exactly(octets, needed + 1);
    EXPECT(CHUB_DONE, chub_hub_status_text(hub, (char *)small, needed + 1, &size));
    CHECK(strlen((char *)small) == needed, "a NUL stands after %zu octets", needed);
    free(small);
    small = exactly(octets, 6);
    EXPECT(CHUB_NO_SPACE, chub_use_case_name(8, (char *)small, 2));
    free(small);

    /* A message stays until it fits. */
    uint8_t message[100];
    memset(message, 0xDD, sizeof message);
    EXPECT(CHUB_DONE, chub_hub_receive_message(hub, message, sizeof message, test_ppmid, 0, &problem));
    small = exactly(octets, sizeof message);
    EXPECT(CHUB_NO_SPACE, chub_hub_poll_message(hub, 0, small, sizeof message - 1, &size, &address));
    CHECK(size == sizeof message, "%zu", size);
    EXPECT(CHUB_DONE, chub_hub_poll_message(hub, 0, small, sizeof message, &size, &address));
    CHECK(address == test_ppmid && memcmp(small, message, sizeof message) == 0, "the message");
    EXPECT(CHUB_NOTHING, chub_hub_poll_message(hub, 0, small, sizeof message, &size, &address));
    free(small);
    chub_hub_destroy(hub);
    chub_device_destroy(device);
}

/* GBCS-6: a meter keeps a general and a security log; more about an event has 200 octets at most. */
static void events_of_meters(void) {
    chub_device *device = new_device(NULL);
    static uint8_t more[201];
    EXPECT(CHUB_DONE, chub_device_record_event(device, 3, 0x8154, 0, more, 200, 0));
    EXPECT(CHUB_BAD_ARGUMENT, chub_device_record_event(device, 3, 0x8154, 0, more, 201, 0));
    for (uint8_t log = 0; log < 255; log++) {
        bool is_kept = (log & 0x0F) == 3 || (log & 0x0F) == 4;
        EXPECT(is_kept ? CHUB_DONE : CHUB_BAD_ARGUMENT, chub_device_record_event(device, log, 1, 0, NULL, 0, 0));
    }
    chub_device_destroy(device);
}

int main(void) {
    absurd_sizes();
    events_of_meters();
    short_buffers();
    return verdict("sizes");
}
