/* Calls that no program should make: each ends with an error, and none with a trap. */
#include "harness.h"

#include <limits.h>

enum { HUB_CALLS = 15, DEVICE_CALLS = 13 };

static uint8_t octets[4096];
static char text[4096];
static size_t size;
static uint16_t cluster;
static chub_eui64 address;
static chub_event event;
static chub_problem problem;

/* Every function of a hub, by a number, with arguments that are right but for the handle. */
static chub_error call_hub(chub_hub *hub, int number) {
    chub_request request;
    chub_target_status status;
    chub_transfer transfer;
    memset(&request, 0, sizeof request);
    switch (number) {
    case 0: return chub_hub_receive(hub, octets, 3, CHUB_CLUSTER_OTA_UPGRADE, test_ppmid, 0);
    case 1: return chub_hub_receive_message(hub, octets, 3, test_ppmid, 0, &problem);
    case 2: return chub_hub_hear(hub, test_ppmid, 0);
    case 3: return chub_hub_add_sub_ghz_traffic(hub, 5, 0);
    case 4: return chub_hub_advance(hub, 0);
    case 5: return chub_hub_perform(hub, &request, 0, &problem);
    case 6: return chub_hub_poll_transmission(hub, octets, sizeof octets, &size, &cluster, &address);
    case 7: return chub_hub_poll_message(hub, 0, octets, sizeof octets, &size, &address);
    case 8: return chub_hub_poll_event(hub, &event);
    case 9: return chub_hub_event_text(hub, text, sizeof text, &size);
    case 10: return chub_hub_event_json(hub, text, sizeof text, &size);
    case 11: return chub_hub_event_message(hub, octets, sizeof octets, &size);
    case 12: return chub_hub_status(hub, 0, &status);
    case 13: return chub_hub_status_text(hub, text, sizeof text, &size);
    default: return chub_hub_history(hub, test_ppmid, 0, &transfer);
    }
}

static chub_error call_device(chub_device *device, int number) {
    chub_device_status status;
    switch (number) {
    case 0: return chub_device_set_time(device, 0, 0);
    case 1: return chub_device_query_next_image(device, 0);
    case 2: return chub_device_receive(device, octets, 3, CHUB_CLUSTER_OTA_UPGRADE, 0, false, 0);
    case 3: return chub_device_receive_message(device, octets, 3, 0);
    case 4: return chub_device_advance(device, 0);
    case 5: return chub_device_poll_transmission(device, octets, sizeof octets, &size, &cluster, &address);
    case 6: return chub_device_poll_message(device, octets, sizeof octets, &size);
    case 7: return chub_device_poll_event(device, &event);
    case 8: return chub_device_event_text(device, text, sizeof text, &size);
    case 9: return chub_device_event_json(device, text, sizeof text, &size);
    case 10: return chub_device_get_status(device, &status);
    case 11: return chub_device_record_event(device, 4, 0x8154, 0, octets, 3, 0);
    default: return chub_device_received_octets(device, octets, sizeof octets, &size);
    }
}

static chub_hub *new_hub(const chub_memory *memory) {
    chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
    chub_hub *hub = NULL;
    EXPECT(CHUB_DONE, chub_hub_create(NULL, &log, 1, memory, &hub, &problem));
    return hub;
}

static chub_device *new_device(const chub_memory *memory) {
    chub_device_options options;
    chub_device *device = NULL;
    chub_device_options_default(&options, CHUB_PPMID);
    options.device = test_ppmid;
    EXPECT(CHUB_DONE, chub_device_create(&options, memory, &device, &problem));
    return device;
}

static void null_pointers(void) {
    chub_hub *hub = new_hub(NULL);
    chub_device *device = new_device(NULL);
    chub_frame frame;
    chub_file_header header;
    chub_message message;
    chub_gbz_component component;
    chub_record record;
    memset(&frame, 0, sizeof frame);
    memset(&header, 0, sizeof header);
    memset(&message, 0, sizeof message);
    memset(&component, 0, sizeof component);

    for (int i = 0; i < HUB_CALLS; i++) EXPECT(CHUB_NULL_POINTER, call_hub(NULL, i));
    for (int i = 0; i < DEVICE_CALLS; i++) EXPECT(CHUB_NULL_POINTER, call_device(NULL, i));
    chub_hub_destroy(NULL);
    chub_device_destroy(NULL);
    chub_hub_options_default(NULL);
    chub_device_options_default(NULL, CHUB_ESME);
    CHECK(chub_hub_memory_size(NULL, 1) == 0 && chub_device_memory_size(NULL) == 0, "no options");
    CHECK(chub_hub_next_deadline(NULL) == UINT64_MAX && chub_device_next_deadline(NULL) == UINT64_MAX, "no handle");

    EXPECT(CHUB_NULL_POINTER, chub_frame_decode(NULL, 1, 25, CHUB_STRICT, &frame, &problem));
    CHECK(problem.error == CHUB_NULL_POINTER && problem.text[0] != 0, "the problem says so");
    EXPECT(CHUB_NULL_POINTER, chub_frame_decode(octets, 1, 25, CHUB_STRICT, NULL, NULL));
    EXPECT(CHUB_TRUNCATED, chub_frame_decode(NULL, 0, 25, CHUB_STRICT, &frame, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_frame_encode(NULL, octets, 300, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_frame_encode(&frame, NULL, 300, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_frame_encode(&frame, octets, 300, NULL, NULL));
    frame.tail_size = 1;
    EXPECT(CHUB_NULL_POINTER, chub_frame_encode(&frame, octets, 300, &size, NULL));
    frame.tail_size = 0;
    size = 0;
    EXPECT(CHUB_NULL_POINTER, chub_record_next(NULL, &size, &record));
    EXPECT(CHUB_NULL_POINTER, chub_record_next(&frame, NULL, &record));
    EXPECT(CHUB_NULL_POINTER, chub_record_next(&frame, &size, NULL));
    EXPECT(CHUB_NOTHING, chub_record_next(&frame, &size, &record));

    EXPECT(CHUB_NULL_POINTER, chub_file_decode(NULL, 1, CHUB_CS05B, &header, NULL, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_file_decode(octets, 1, CHUB_CS05B, NULL, NULL, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_file_encode_header(NULL, octets, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_file_encode_header(&header, NULL, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_file_encode_header(&header, octets, 80, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_image_digest(NULL, 1, octets));
    EXPECT(CHUB_NULL_POINTER, chub_image_digest(octets, 1, NULL));
    EXPECT(CHUB_DONE, chub_image_digest(NULL, 0, octets));

    EXPECT(CHUB_NULL_POINTER, chub_message_decode(NULL, 1, &message, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_message_decode(octets, 1, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_message_encode(NULL, octets, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_message_encode(&message, NULL, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_message_encode(&message, octets, 80, NULL, NULL));
    message.content_size = 1;
    EXPECT(CHUB_NULL_POINTER, chub_message_encode(&message, octets, 80, &size, NULL));
    message.content_size = 0;
    message.certificate_size = 1;
    EXPECT(CHUB_NULL_POINTER, chub_message_encode(&message, octets, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_use_case_name(8, NULL, 12));
    EXPECT(CHUB_NULL_POINTER, chub_gbz_component_at(NULL, 1, 0, &component, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_gbz_component_at(octets, 1, 0, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_gbz_encode(NULL, 1, octets, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_gbz_encode(&component, 1, NULL, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_gbz_encode(&component, 1, octets, 80, NULL, NULL));
    component.frame_size = 1;
    EXPECT(CHUB_NULL_POINTER, chub_gbz_encode(&component, 1, octets, 80, &size, NULL));

    chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
    chub_hub *none = hub;
    EXPECT(CHUB_NULL_POINTER, chub_hub_create(NULL, &log, 1, NULL, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_create(NULL, NULL, 1, NULL, &none, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_receive(hub, NULL, 1, 25, test_ppmid, 0));
    EXPECT(CHUB_NULL_POINTER, chub_hub_receive_message(hub, NULL, 1, test_ppmid, 0, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_perform(hub, NULL, 0, NULL));
    chub_request request;
    memset(&request, 0, sizeof request);
    request.octets_size = 1;
    EXPECT(CHUB_NULL_POINTER, chub_hub_perform(hub, &request, 0, NULL));
    request.octets_size = 0;
    request.target_count = 1;
    EXPECT(CHUB_NULL_POINTER, chub_hub_perform(hub, &request, 0, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_transmission(hub, NULL, 300, &size, &cluster, &address));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_transmission(hub, octets, 300, NULL, &cluster, &address));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_transmission(hub, octets, 300, &size, NULL, &address));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_transmission(hub, octets, 300, &size, &cluster, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_message(hub, 0, octets, 300, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_event(hub, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_status(hub, 0, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_history(hub, test_ppmid, 0, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_status_text(hub, NULL, 4000, &size));
    EXPECT(CHUB_NULL_POINTER, chub_hub_status_text(hub, text, 4000, NULL));
    chub_device *no_device = device;
    EXPECT(CHUB_NULL_POINTER, chub_device_create(NULL, NULL, &no_device, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_device_receive(device, NULL, 1, 25, 0, false, 0));
    EXPECT(CHUB_NULL_POINTER, chub_device_receive_message(device, NULL, 1, 0));
    EXPECT(CHUB_NULL_POINTER, chub_device_record_event(device, 4, 0x8154, 0, NULL, 1, 0));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_transmission(device, NULL, 300, &size, &cluster, &address));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_transmission(device, octets, 300, NULL, &cluster, &address));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_transmission(device, octets, 300, &size, NULL, &address));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_transmission(device, octets, 300, &size, &cluster, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_message(device, octets, 300, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_event(device, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_device_get_status(device, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_device_received_octets(device, octets, 300, NULL));
    chub_hub_destroy(hub);
    chub_device_destroy(device);
}

static void wrong_handles(void) {
    chub_memory hub_memory = memory_of(8u << 20), device_memory = memory_of(8u << 20);
    chub_hub *hub = new_hub(&hub_memory);
    chub_device *device = new_device(&device_memory);
    for (int i = 0; i < HUB_CALLS; i++) {
        EXPECT(CHUB_WRONG_HANDLE, call_hub((chub_hub *)device, i));
        EXPECT(CHUB_WRONG_HANDLE, call_hub((chub_hub *)((uint8_t *)hub + 1), i));
    }
    for (int i = 0; i < DEVICE_CALLS; i++) {
        EXPECT(CHUB_WRONG_HANDLE, call_device((chub_device *)hub, i));
        EXPECT(CHUB_WRONG_HANDLE, call_device((chub_device *)((uint8_t *)device + 8), i));
    }
    CHECK(chub_hub_next_deadline((chub_hub *)device) == UINT64_MAX, "a device has no hub's deadline");
    chub_hub_destroy((chub_hub *)device);
    chub_device_destroy((chub_device *)hub);
    EXPECT(CHUB_NOTHING, call_hub(hub, 8));
    chub_hub_destroy(hub);
    chub_device_destroy(device);
    for (int i = 0; i < HUB_CALLS; i++) EXPECT(CHUB_WRONG_HANDLE, call_hub(hub, i));
    for (int i = 0; i < DEVICE_CALLS; i++) EXPECT(CHUB_WRONG_HANDLE, call_device(device, i));
    chub_hub_destroy(hub);
    chub_device_destroy(device);
    free(hub_memory.octets);
    free(device_memory.octets);
}

static void out_of_order(void) {
    chub_hub *hub = new_hub(NULL);
    chub_device *device = new_device(NULL);
    for (int i = 6; i <= 12; i++) EXPECT(CHUB_NOTHING, call_hub(hub, i));
    for (int i = 5; i <= 9; i++) EXPECT(CHUB_NOTHING, call_device(device, i));
    chub_request request;
    memset(&request, 0, sizeof request);
    request.octets = octets;
    request.octets_size = 10;
    request.kind = CHUB_DOWNLOAD_PIECE;
    EXPECT(CHUB_REFUSED, chub_hub_perform(hub, &request, 0, &problem));
    CHECK(strcmp(problem.name, "noDownload") == 0 && strcmp(problem.rule, "HUB-6") == 0, "%s", problem.name);
    request.kind = CHUB_CANCEL_DOWNLOAD;
    (void)chub_hub_perform(hub, &request, 0, &problem);
    request.kind = CHUB_ACKNOWLEDGE_ALERT;
    EXPECT(CHUB_REFUSED, chub_hub_perform(hub, &request, 0, &problem));
    CHECK(strcmp(problem.name, "unknownAlert") == 0, "%s", problem.name);
    request.kind = CHUB_UPDATE_FIRMWARE;
    request.use_case = CHUB_CS05C;
    request.targets = &test_ppmid;
    request.target_count = 1;
    EXPECT(CHUB_REFUSED, chub_hub_perform(hub, &request, 0, &problem));
    request.kind = CHUB_READ_FIRMWARE_VERSION;
    request.device = 5;
    EXPECT(CHUB_REFUSED, chub_hub_perform(hub, &request, 0, &problem));
    /* Time does not go back. */
    EXPECT(CHUB_DONE, chub_hub_advance(hub, UINT64_MAX));
    EXPECT(CHUB_DONE, chub_hub_advance(hub, 0));
    for (int i = 0; i < HUB_CALLS; i++) (void)call_hub(hub, i);
    EXPECT(CHUB_DONE, chub_device_advance(device, UINT64_MAX));
    for (int i = 0; i < DEVICE_CALLS; i++) (void)call_device(device, i);
    chub_hub_destroy(hub);
    chub_device_destroy(device);
}

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

/* Enumerations with values that they do not have: an int of C's in the place of each, as a wrong program would. */
static int out_of_range(int i) { return i == 0 ? 1000 : i == 1 ? 22 : INT_MAX; }
#define CAST(type, value) ((type)(unsigned)(value))

static void absurd_values(void) {
    for (int i = 0; i < 3; i++) {
        int absurd = out_of_range(i);
        chub_frame frame;
        chub_file_header header;
        memset(&frame, 0, sizeof frame);
        CHECK(strlen(chub_error_text(CAST(chub_error, absurd))) > 0, "a text for what is no error");
        CHECK(chub_command_name(CAST(chub_command, absurd)) == NULL, "%d is no command", absurd);
        EXPECT(CHUB_BAD_ARGUMENT, chub_frame_decode(octets, 3, 25, CAST(chub_mode, absurd), &frame, NULL));
        frame.command = CAST(chub_command, absurd);
        EXPECT(CHUB_INVALID_VALUE, chub_frame_encode(&frame, octets, 300, &size, NULL));
        EXPECT(CHUB_BAD_ARGUMENT, chub_file_decode(octets, 3, CAST(chub_use_case, absurd), &header, NULL, NULL, NULL));
        chub_hub *hub = NULL;
        chub_device_log_entry log = {test_ppmid, CAST(chub_device_type, absurd), false};
        EXPECT(CHUB_BAD_ARGUMENT, chub_hub_create(NULL, &log, 1, NULL, &hub, &problem));
        CHECK(hub == NULL, "no hub");
        chub_hub_options options;
        log.type = CHUB_PPMID;
        for (int field = 0; field < 3; field++) {
            chub_hub_options_default(&options);
            if (field == 0) options.profile = CAST(chub_profile, absurd);
            if (field == 1) options.decoding_mode = CAST(chub_mode, absurd);
            if (field == 2) options.size = (size_t)absurd;
            EXPECT(CHUB_BAD_ARGUMENT, chub_hub_create(&options, &log, 1, NULL, &hub, &problem));
        }
        chub_device_options what;
        chub_device *device = NULL;
        chub_device_options_default(&what, CAST(chub_device_type, absurd));
        EXPECT(CHUB_BAD_ARGUMENT, chub_device_create(&what, NULL, &device, &problem));
        for (int field = 0; field < 2; field++) {
            chub_device_options_default(&what, CHUB_PPMID);
            if (field == 0) what.decoding_mode = CAST(chub_mode, absurd);
            if (field == 1) what.size = (size_t)absurd;
            EXPECT(CHUB_BAD_ARGUMENT, chub_device_create(&what, NULL, &device, &problem));
        }
        hub = new_hub(NULL);
        chub_request request;
        memset(&request, 0, sizeof request);
        request.kind = CAST(chub_request_kind, absurd);
        EXPECT(CHUB_BAD_ARGUMENT, chub_hub_perform(hub, &request, 0, &problem));
        memset(&request, 0, sizeof request);
        request.use_case = CAST(chub_use_case, absurd);
        EXPECT(CHUB_BAD_ARGUMENT, chub_hub_perform(hub, &request, 0, &problem));
        chub_hub_destroy(hub);
    }
}

/* Options out of range: each alone, at 0 and at its largest, gives a hub or an error. */
static void options_out_of_range(void) {
    chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
    chub_device_log_entry twice[] = {{test_ppmid, CHUB_PPMID, false}, {test_ppmid, CHUB_IHD, false}};
    chub_hub *hub = NULL;
    EXPECT(CHUB_BAD_ARGUMENT, chub_hub_create(NULL, twice, 2, NULL, &hub, &problem));
    CHECK(strcmp(problem.rule, "HUB-1") == 0, "%s", problem.rule);
    for (size_t at = offsetof(chub_hub_options, memory_block_capacity); at + 4 <= sizeof(chub_hub_options); at += 4) {
        for (int fill = 0; fill < 2; fill++) {
            chub_hub_options options;
            chub_hub_options_default(&options);
            /* A bool takes 0 and 1 alone: those are passed over. */
            size_t bools[] = {offsetof(chub_hub_options, others_use_esme_block_only),
                offsetof(chub_hub_options, force_replaces_meters), offsetof(chub_hub_options, notify_meters)};
            bool is_bool = false;
            for (size_t k = 0; k < 3; k++) is_bool = is_bool || (bools[k] >= at && bools[k] < at + 4);
            if (is_bool) continue;
            memset((uint8_t *)&options + at, fill == 0 ? 0 : 0xFF, 4);
            (void)chub_hub_memory_size(&options, 1);
            chub_error error = chub_hub_create(&options, &log, 1, NULL, &hub, &problem);
            CHECK(error == CHUB_DONE || error == CHUB_BAD_ARGUMENT || error == CHUB_NO_MEMORY, "at %zu: %s", at,
                chub_error_text(error));
            if (error != CHUB_DONE) continue;
            chub_request request;
            memset(&request, 0, sizeof request);
            request.time = UINT32_MAX;
            EXPECT(CHUB_DONE, chub_hub_perform(hub, &request, 0, &problem));
            EXPECT(CHUB_DONE, chub_hub_advance(hub, 1u << 30));
            for (int i = 0; i < HUB_CALLS; i++) (void)call_hub(hub, i);
            chub_hub_destroy(hub);
        }
    }
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

int main(void) {
    null_pointers();
    wrong_handles();
    out_of_order();
    absurd_sizes();
    absurd_values();
    options_out_of_range();
    short_buffers();
    return verdict("misuse");
}
