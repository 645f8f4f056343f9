/* Meters and a load switch in C: each is updated to its last alert by the content of CS06, and what else its options do. */
#include "home.h"

#include <limits.h>

enum { HOUR = 3600000, START = 820454400, IMAGE_SIZE = 3000, IMAGE_TYPE = 3 };
static const chub_eui64 supplier = 0x90B3D51F30000007, meter = 0x00DB1234567890A1;
static uint8_t digest[32];

/* A home with a meter that knows the time, and nothing to do. */
static home new_home(const chub_device_options *what, bool notify) {
    home home = {.address = meter};
    chub_hub_options options;
    chub_device_log_entry log = {.device = meter, .type = what->type};
    chub_hub_options_default(&options);
    options.notify_meters = notify;
    EXPECT(CHUB_DONE, chub_hub_create(&options, &log, 1, NULL, &home.hub, NULL));
    EXPECT(CHUB_DONE, chub_device_create(what, NULL, &home.device, NULL));
    set_time(&home);
    EXPECT(CHUB_DONE, chub_device_set_time(home.device, START, 0));
    return home;
}

static void end(home *home) {
    chub_hub_destroy(home->hub);
    chub_device_destroy(home->device);
}

/* GBCS-5: an image for the meter, which asks for it and has it at once. */
static void fetch(home *home, uint32_t version) {
    chub_problem problem;
    chub_request request = {.kind = CHUB_UPDATE_FIRMWARE, .use_case = CHUB_CS05B, .octets = image,
        .octets_size = make_upgrade(image, sizeof image, IMAGE_SIZE, IMAGE_TYPE, version, CHUB_CS05B),
        .targets = &meter, .target_count = 1};
    EXPECT(CHUB_DONE, chub_image_digest(image + 60, IMAGE_SIZE, digest));
    EXPECT(CHUB_DONE, chub_hub_perform(home->hub, &request, home->now, &problem));
    EXPECT(CHUB_DONE, chub_device_query_next_image(home->device, home->now));
    run(home, home->now + HOUR / 2);
}

/* GBCS-4: CS06 with a counter; no time where it is NULL. */
static void activate(home *home, const uint8_t hash[32], uint64_t counter, const chub_date_time *time) {
    uint8_t octets[128], whole[256];
    size_t size;
    chub_problem problem;
    chub_content content = {.kind = CHUB_CONTENT_ACTIVATE_FIRMWARE};
    memcpy(content.fields.activate_firmware.image_hash, hash, 32);
    content.fields.activate_firmware.originator_counter = counter;
    content.fields.activate_firmware.has_execution_time = time != NULL;
    if (time != NULL) content.fields.activate_firmware.execution_time = *time;
    EXPECT(CHUB_DONE, chub_content_encode(&content, octets, sizeof octets, &size, &problem));
    chub_message message = {.cra = 1, .counter = counter, .originator = supplier, .recipient = meter,
        .message_code = 0x0012, .content = octets, .content_size = size, .is_signed = true, .has_mac_header = true};
    EXPECT(CHUB_DONE, chub_message_encode(&message, whole, sizeof whole, &size, &problem));
    chub_request request = {.kind = CHUB_RELAY, .octets = whole, .octets_size = size, .device = meter};
    EXPECT(CHUB_DONE, chub_hub_perform(home->hub, &request, home->now, &problem));
}

static uint32_t running(const home *home) {
    chub_device_status status;
    EXPECT(CHUB_DONE, chub_device_get_status(home->device, &status));
    return status.running_version;
}

/* The next message of the meter's for the WAN side, and its content. */
static bool hear(home *home, chub_message *message, chub_content *content) {
    static uint8_t octets[2000];
    size_t size;
    chub_eui64 sender;
    chub_problem problem;
    if (chub_hub_poll_message(home->hub, 0, octets, sizeof octets, &size, &sender) != CHUB_DONE) return false;
    CHECK(sender == meter, "the meter's message");
    EXPECT(CHUB_DONE, chub_message_decode(octets, size, message, &problem));
    EXPECT(CHUB_DONE, chub_content_decode(message->content, message->content_size, message->message_code, message->cra,
        content, &problem));
    return true;
}

/* GBCS-4: a meter or switch tells that it has verified an image or refused it, each type in a form of its own. */
static void hear_receipt(home *home, chub_device_type type, uint16_t code) {
    chub_message message = {0};
    chub_content content = {0};
    CHECK(hear(home, &message, &content), "a receipt alert");
    CHECK(message.cra == 3, "an alert");
    if (type == CHUB_ESME) {
        CHECK(message.message_code == 0x00CE && content.kind == CHUB_CONTENT_DLMS_ALERT, "%04X", message.message_code);
        CHECK(content.fields.dlms_alert.subject == CHUB_SUBJECT_IMAGE && content.fields.dlms_alert.alert_code == code
            && content.fields.dlms_alert.invoke_id == (message.counter & 0xFFFFFF)
            && memcmp(content.fields.dlms_alert.image_hash, digest, 32) == 0, "%04X of the image",
            content.fields.dlms_alert.alert_code);
    } else if (type == CHUB_GSME) {
        CHECK(message.message_code == 0x00CF && content.kind == CHUB_CONTENT_GBZ_ALERT, "%04X", message.message_code);
        CHECK(content.fields.gbz_alert.has_image_hash && content.fields.gbz_alert.alert_code == code
            && memcmp(content.fields.gbz_alert.image_hash, digest, 32) == 0, "%04X of the image",
            content.fields.gbz_alert.alert_code);
    } else {
        CHECK(message.message_code == 0x1000 && content.kind == CHUB_CONTENT_PLAIN_ALERT, "%04X",
            message.message_code);
        CHECK(content.fields.plain_alert.alert_code == code, "%04X", content.fields.plain_alert.alert_code);
    }
}

/* GBCS-4, CS06: the response to a command without an execution time. */
static void hear_outcome(home *home, uint64_t counter, uint8_t code, uint32_t version) {
    chub_message message = {0};
    chub_content content = {0};
    CHECK(hear(home, &message, &content), "a response");
    CHECK(message.cra == 2 && message.counter == counter && message.recipient == supplier, "a response to the command");
    CHECK(content.kind == CHUB_CONTENT_ACTIVATION_OUTCOME && content.fields.activation_outcome.response_code == code
        && content.fields.activation_outcome.firmware_version == version, "code %u, version %" PRIu32,
        content.fields.activation_outcome.response_code, content.fields.activation_outcome.firmware_version);
}

static void hear_null(home *home, uint64_t counter) {
    chub_message message = {0};
    chub_content content = {0};
    CHECK(hear(home, &message, &content), "a response");
    CHECK(message.cra == 2 && message.counter == counter && content.kind == CHUB_CONTENT_NULL, "kind %d", content.kind);
}

/* GBCS-4, CS06: now; later; never; another image; no image. */
static void update(chub_device_type type) {
    static const chub_date_time never = {9999, 12, 31, 23, 59, 59, 0};
    static const uint8_t other[32] = {1};
    chub_device_options what = usual(type, meter, IMAGE_TYPE);
    what.wake_interval = 0;
    home home = new_home(&what, false);
    chub_message message;
    chub_content content;
    chub_date_time time;

    activate(&home, other, 1, NULL);
    run(&home, home.now + 1);
    hear_outcome(&home, 1, 1, 1);

    fetch(&home, 2);
    CHECK(strcmp(home.verdicts, "8F8A ") == 0, "alerts %s", home.verdicts);
    hear_receipt(&home, type, 0x8F72);
    activate(&home, other, 2, NULL);
    run(&home, home.now + 1);
    hear_outcome(&home, 2, 2, 1);
    activate(&home, digest, 3, NULL);
    run(&home, home.now + 1);
    hear_outcome(&home, 3, 0, 2);
    CHECK(running(&home) == 2, "runs %" PRIu32, running(&home));

    fetch(&home, 3);
    hear_receipt(&home, type, 0x8F72);
    uint32_t later = START + (uint32_t)(home.now / 1000) + 7200;
    EXPECT(CHUB_DONE, chub_date_time_of(later, &time));
    activate(&home, digest, 4, &time);
    run(&home, home.now + HOUR);
    hear_null(&home, 4);
    activate(&home, digest, 5, &never);
    run(&home, home.now + 4 * HOUR);
    hear_null(&home, 5);
    CHECK(!hear(&home, &message, &content) && running(&home) == 2, "what is cancelled does not happen");

    later = START + (uint32_t)(home.now / 1000) + 7200;
    EXPECT(CHUB_DONE, chub_date_time_of(later, &time));
    activate(&home, digest, 6, &time);
    run(&home, home.now + HOUR);
    hear_null(&home, 6);
    CHECK(running(&home) == 2, "not yet");
    run(&home, home.now + 2 * HOUR);
    CHECK(running(&home) == 3, "runs %" PRIu32, running(&home));
    uint32_t seconds = 0;
    CHECK(hear(&home, &message, &content), "an alert");
    CHECK(message.cra == 3 && message.message_code == 0x00CA && content.kind == CHUB_CONTENT_ACTIVATION_ALERT,
        "%04X of kind %d", message.message_code, content.kind);
    EXPECT(CHUB_DONE, chub_date_time_seconds(&content.fields.activation_alert.time, &seconds));
    CHECK(content.fields.activation_alert.alert_code == 0x8F66 && content.fields.activation_alert.originator_counter == 6
        && content.fields.activation_alert.response_code == 0 && content.fields.activation_alert.firmware_version == 3
        && seconds == later, "%04X at %" PRIu32, content.fields.activation_alert.alert_code, seconds);
    CHECK(!hear(&home, &message, &content), "and no more");
    end(&home);
}

/* ------------------------------------------------------------------------------------------------------------------ */
/* Options of a device                                                                                                */

static unsigned checked;

static bool check_signature(void *context, const uint8_t *octets, size_t size, const uint8_t signature[64]) {
    static uint8_t expected[64];
    memset(expected, 0x51, sizeof expected);
    CHECK(size == IMAGE_SIZE && memcmp(octets, image + 60, size) == 0, "%zu octets", size);
    CHECK(memcmp(signature, expected, 64) == 0, "the signature after the image");
    checked++;
    return *(bool *)context;
}

/* GBCS-5: a signature that is none is an image that is none. */
static void signatures(void) {
    for (int i = 0; i < 2; i++) {
        bool is_good = i == 1;
        chub_device_options what = usual(CHUB_ESME, meter, IMAGE_TYPE);
        what.verify_signature = check_signature;
        what.verify_signature_context = &is_good;
        home home = new_home(&what, false);
        fetch(&home, 2);
        hear_receipt(&home, CHUB_ESME, is_good ? 0x8F72 : 0x8F1C);
        chub_transfer transfer;
        EXPECT(CHUB_DONE, chub_hub_history(home.hub, meter, 0, &transfer));
        CHECK(transfer.end_status == (is_good ? 0x00 : 0x96), "ended with %02X", transfer.end_status);
        end(&home);
    }
    CHECK(checked == 2, "%u signatures checked", checked);
}

/* GBCS-5: the first part of a split image is kept and does not run; the second runs with the first at hand alone. */
static void split_images(void) {
    for (int i = 0; i < 3; i++) {
        chub_device_options what = usual(CHUB_ESME, meter, IMAGE_TYPE);
        what.has_split_image = true;
        what.split_image_first = 2;
        what.split_image_second = 3;
        what.split_image_is_first_held = i == 1;
        home home = new_home(&what, false);
        if (i == 0) {
            fetch(&home, 2);
            hear_receipt(&home, CHUB_ESME, 0x8F72);
            activate(&home, digest, 1, NULL);
            run(&home, home.now + 1);
            hear_outcome(&home, 1, 0, 1);
            CHECK(running(&home) == 1, "the first part does not run");
        }
        fetch(&home, 3);
        hear_receipt(&home, CHUB_ESME, i < 2 ? 0x8F72 : 0x8F1C);
        activate(&home, digest, 2, NULL);
        run(&home, home.now + 1);
        hear_outcome(&home, 2, i < 2 ? 0 : 1, i < 2 ? 3 : 1);
        end(&home);
    }
}

/* HUB-32: a meter that waits for a command activates on its own after so many waits of an hour. */
static void waits(void) {
    static const struct { uint32_t waits; unsigned hours; } rows[] = {{1, 1}, {3, 3}, {UINT32_MAX, 200}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        chub_device_options what = usual(CHUB_ESME, meter, IMAGE_TYPE);
        CHECK(what.activates_after_waits == UINT32_MAX, "never, by default");
        what.activates_after_waits = rows[i].waits;
        home home = new_home(&what, false);
        fetch(&home, 2);
        run(&home, (uint64_t)HOUR * rows[i].hours - 1000);
        CHECK(running(&home) == 1, "%" PRIu32 " waits: too early", rows[i].waits);
        run(&home, (uint64_t)HOUR * rows[i].hours + 1000);
        CHECK((running(&home) == 2) == (rows[i].waits != UINT32_MAX), "%" PRIu32 " waits: too late", rows[i].waits);
        end(&home);
    }
}

/* GBCS-3: the answer to GCS20r: the events that the options name, or a Default Response with a status. */
static void behaviours(void) {
    static const chub_event_behaviour events[] = {{0x8154, 5}, {0x8155, 0x0A}};
    for (int i = 0; i < 3; i++) {
        chub_device_options what = usual(CHUB_GSME, meter, IMAGE_TYPE);
        what.wake_interval = 0;
        what.event_behaviours = i == 0 ? events : NULL;
        what.event_behaviours_size = i == 0 ? 2 : 0;
        what.event_behaviours_are_unreadable = i == 1;
        home home = new_home(&what, false);
        uint8_t frame[32], content[64], whole[256];
        size_t size, position = 0;
        chub_frame decoded = {.cluster = CHUB_CLUSTER_DEVICE_MANAGEMENT, .frame_control = 0x09,
            .command = CHUB_GET_EVENT_CONFIGURATION};
        decoded.fields.get_event_configuration.event_id = 0x81FF;
        EXPECT(CHUB_DONE, chub_frame_encode(&decoded, frame, sizeof frame, &size, NULL));
        chub_gbz_component component = {.cluster = CHUB_CLUSTER_DEVICE_MANAGEMENT, .frame = frame, .frame_size = size};
        EXPECT(CHUB_DONE, chub_gbz_encode(&component, 1, content, sizeof content, &size, NULL));
        chub_message message = {.cra = 1, .counter = 9, .originator = supplier, .recipient = meter,
            .message_code = 0x00F1, .content = content, .content_size = size, .is_signed = true,
            .has_mac_header = true};
        EXPECT(CHUB_DONE, chub_message_encode(&message, whole, sizeof whole, &size, NULL));
        EXPECT(CHUB_DONE, chub_device_receive_message(home.device, whole, size, 0));
        EXPECT(CHUB_DONE, chub_device_poll_message(home.device, whole, sizeof whole, &size));
        EXPECT(CHUB_DONE, chub_message_decode(whole, size, &message, NULL));
        EXPECT(CHUB_DONE, chub_gbz_component_at(message.content, message.content_size, 0, &component, NULL));
        EXPECT(CHUB_DONE, chub_frame_decode(
            component.frame, component.frame_size, component.cluster, CHUB_STRICT, &decoded, NULL));
        if (i == 0) {
            chub_record record;
            CHECK(decoded.command == CHUB_REPORT_EVENT_CONFIGURATION, "%s", chub_command_name(decoded.command));
            for (int k = 0; k < 2; k++) {
                EXPECT(CHUB_DONE, chub_record_next(&decoded, &position, &record));
                CHECK(record.identifier == events[k].event_id && record.configuration == events[k].configuration,
                    "%04X", record.identifier);
            }
            EXPECT(CHUB_NOTHING, chub_record_next(&decoded, &position, &record));
        } else {
            /* HARDWARE_FAILURE, NOT_FOUND. */
            CHECK(decoded.command == CHUB_DEFAULT_RESPONSE
                && decoded.fields.default_response.status == (i == 1 ? 0xC0 : 0x8B), "status %02X",
                decoded.fields.default_response.status);
        }
        end(&home);
    }
}

/* GBCS-6: a meter shows its security log to the devices of its log, but for displays: steps of
 * vectors/scenarios/device-esme-security-log.json. */
static void device_logs(void) {
    static const chub_device_log_entry log[] = {{.device = 77, .type = CHUB_GSME}, {.device = 78, .type = CHUB_IHD}};
    static const uint8_t question[] = {
        0x01, 0x17, 0x00, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00};
    static const uint8_t shown[] = {0x19, 0x17, 0x01, 0x02, 0x00, 0x00, 0x01, 0x20, 0x04, 0xE8, 0x80, 0x00, 0x08, 0xAF,
        0x2F, 0x00, 0x04, 0xE9, 0x80, 0x02, 0x08, 0xAF, 0x2F, 0x00};
    static const uint8_t refused[] = {0x08, 0x17, 0x0B, 0x00, 0x7E};
    static const struct { chub_eui64 reader; const uint8_t *answer; size_t size; } rows[] = {
        {77, shown, sizeof shown}, {78, refused, sizeof refused}, {79, refused, sizeof refused},
        {0, shown, sizeof shown}};
    chub_device_options what = usual(CHUB_ESME, meter, IMAGE_TYPE);
    what.device_log = log;
    what.device_log_size = 2;
    home home = new_home(&what, false);
    EXPECT(CHUB_DONE, chub_device_record_event(home.device, 4, 33000, 800000000, NULL, 0, 0));
    EXPECT(CHUB_DONE, chub_device_record_event(home.device, 3, 33108, 800000001, NULL, 0, 0));
    EXPECT(CHUB_DONE, chub_device_record_event(home.device, 0x14, 33001, 800000002, NULL, 0, 0));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t octets[CHUB_MAXIMUM_FRAME_SIZE];
        size_t size;
        uint16_t cluster;
        chub_eui64 to = 0;
        EXPECT(CHUB_DONE, chub_device_receive(
            home.device, question, sizeof question, CHUB_CLUSTER_EVENTS, rows[i].reader, false, 0));
        EXPECT(CHUB_DONE, chub_device_poll_transmission(home.device, octets, sizeof octets, &size, &cluster, &to));
        CHECK(to == rows[i].reader && cluster == CHUB_CLUSTER_EVENTS, "an answer to the reader");
        CHECK(size == rows[i].size && memcmp(octets, rows[i].answer, size) == 0, "reader %zu gets %zu octets", i, size);
    }
    end(&home);
}

/* Lists that are none, each with an error. */
static void misuse(void) {
    static const chub_device_log_entry log = {.device = 77, .type = (chub_device_type)6};
    static const chub_event_behaviour event = {0x8154, 5};
    static const size_t sizes[] = {1, 65536, 65537, (size_t)1 << 40, ((size_t)1 << 63) - 1, (size_t)1 << 63, SIZE_MAX};
    chub_device *device = NULL;
    chub_problem problem;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (int field = 0; field < 4; field++) {
            chub_device_options what = usual(CHUB_GSME, meter, IMAGE_TYPE);
            if (field < 2) what.device_log_size = sizes[i];
            if (field > 1) what.event_behaviours_size = sizes[i];
            if (field == 1) what.device_log = &log;
            if (field == 3) what.event_behaviours = &event;
            if (field == 3) what.event_behaviours_are_unreadable = true;
            (void)chub_device_memory_size(&what);
            EXPECT(CHUB_BAD_ARGUMENT, chub_device_create(&what, NULL, &device, &problem));
            CHECK(device == NULL && problem.text[0] != 0, "no device");
        }
    }
    chub_device_options what = usual(CHUB_GSME, meter, IMAGE_TYPE);
    what.activates_after_waits = 1000001;
    EXPECT(CHUB_BAD_ARGUMENT, chub_device_create(&what, NULL, &device, &problem));
    CHECK(strstr(problem.text, "activatesAfterWaits") != NULL, "%s", problem.text);
}

/* As much memory as the library says holds a device with long lists, through a whole update. */
static void memory(void) {
    static chub_device_log_entry log[1000];
    static chub_event_behaviour events[20000];
    for (unsigned i = 0; i < 1000; i++) log[i] = (chub_device_log_entry){.device = i + 1, .type = CHUB_GSME};
    for (unsigned i = 0; i < 20000; i++) events[i] = (chub_event_behaviour){(uint16_t)i, 5};
    chub_device_options what = usual(CHUB_GSME, meter, IMAGE_TYPE);
    what.device_log = log;
    what.device_log_size = 1000;
    what.event_behaviours = events;
    what.event_behaviours_size = 20000;
    what.wake_interval = 0;
    chub_memory memory = memory_of(chub_device_memory_size(&what));
    home home = new_home(&what, false);
    chub_device_destroy(home.device);
    EXPECT(CHUB_DONE, chub_device_create(&what, &memory, &home.device, NULL));
    fetch(&home, 2);
    activate(&home, digest, 1, NULL);
    run(&home, home.now + 1);
    CHECK(running(&home) == 2, "runs %" PRIu32, running(&home));
    end(&home);
    free(memory.octets);
}

int main(void) {
    setvbuf(stdout, NULL, _IONBF, 0);
    update(CHUB_ESME);
    update(CHUB_GSME);
    update(CHUB_HCALCS);
    signatures();
    split_images();
    waits();
    behaviours();
    device_logs();
    misuse();
    memory();
    return verdict("meters");
}
