/* Octets of no meaning, the same ones every time: no call traps, and what decodes encodes. */
#include "harness.h"

static uint64_t state = 0x9E3779B97F4A7C15;

static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

/* Octets that begin like something: a frame, a file, a message; and then a few that are changed. */
static size_t make(uint8_t *octets, size_t capacity) {
    static const uint8_t starts[][20] = {
        {0x01, 0x30, 0x03, 0x00, 0x34, 0x12, 0xA5, 0x00, 0x05, 0x03, 0x02, 0x01, 0x00, 0x00, 0x00, 0x00, 0x30},
        {0x19, 0x30, 0x05, 0x00, 0x34, 0x12, 0xA5, 0x00, 0x05, 0x03, 0x02, 0x01, 0x00, 0x00, 0x00, 0x00, 0x03, 1, 2, 3},
        {0x08, 0x01, 0x01, 0x06, 0x00, 0x00, 0x23, 0x01, 0x02, 0x03, 0x04},
        {0x1E, 0xF1, 0xEE, 0x0B, 0x00, 0x01, 0x3C, 0x00, 0x04, 0x00, 0x34, 0x12, 0x01, 0x00},
        {0xDD, 0, 0, 0, 0, 0, 0, 0x41, 0x10, 0x11, 0, 0, 0, 0, 0xDF, 0x09, 0x01},
        {0xDF, 0x09, 0x01, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x08, 0x90, 0xB3, 0xD5, 0x1F, 0x30, 0, 0, 0x07}};
    size_t size = next() % capacity;
    for (size_t i = 0; i < size; i++) octets[i] = (uint8_t)next();
    if (next() % 4 != 0) {
        const uint8_t *start = starts[next() % 6];
        memcpy(octets, start, size < 20 ? size : 20);
        if (size > 0 && next() % 2 == 0) octets[next() % size] = (uint8_t)next();
        if (next() % 2 == 0 && size > 20) size = 17 + next() % 4;
    }
    return size;
}

int main(int count, char **arguments) {
    unsigned long rounds = count > 1 ? strtoul(arguments[1], NULL, 10) : 200000, decoded = 0;
    static const uint16_t clusters[] = {CHUB_CLUSTER_OTA_UPGRADE, CHUB_CLUSTER_OTA_UPGRADE, CHUB_CLUSTER_EVENTS,
        CHUB_CLUSTER_DEVICE_MANAGEMENT, CHUB_CLUSTER_METERING, CHUB_CLUSTER_TIME, 0x1234};
    uint8_t octets[160], encoded[400];
    chub_device_log_entry log[] = {{test_ppmid, CHUB_PPMID, false}, {test_gsme, CHUB_GSME, true}};
    chub_hub *hub = NULL;
    chub_device *device = NULL;
    chub_hub_options options;
    chub_device_options what;
    chub_hub_options_default(&options);
    options.decoding_mode = CHUB_LENIENT;
    EXPECT(CHUB_DONE, chub_hub_create(&options, log, 2, NULL, &hub, NULL));
    chub_device_options_default(&what, CHUB_GSME);
    what.device = test_gsme;
    EXPECT(CHUB_DONE, chub_device_create(&what, NULL, &device, NULL));
    for (unsigned long round = 0; round < rounds; round++) {
        size_t size = make(octets, sizeof octets), written, position = 0;
        uint8_t *exact = exactly(octets, size);
        uint16_t cluster = clusters[next() % 7];
        chub_problem problem;
        chub_frame frame;
        chub_record record;
        if (chub_frame_decode(exact, size, cluster, CHUB_STRICT, &frame, &problem) == CHUB_DONE) {
            decoded++;
            while (chub_record_next(&frame, &position, &record) == CHUB_DONE) {}
            chub_error error = chub_frame_encode(&frame, encoded, sizeof encoded, &written, &problem);
            CHECK(error == CHUB_DONE && written == size && memcmp(encoded, exact, size) == 0,
                "round %lu: %s %s", round, chub_command_name(frame.command), problem.text);
        } else {
            CHECK(problem.offset <= size, "round %lu: at %zu of %zu", round, problem.offset, size);
        }
        (void)chub_frame_decode(exact, size, cluster, CHUB_LENIENT, &frame, &problem);
        frame.command = (chub_command)(next() % 22);
        (void)chub_frame_encode(&frame, encoded, next() % sizeof encoded, &written, &problem);
        chub_file_header header;
        size_t offset, image;
        (void)chub_file_decode(exact, size, (chub_use_case)(next() % 2), &header, &offset, &image, &problem);
        chub_message message;
        if (chub_message_decode(exact, size, &message, &problem) == CHUB_DONE) {
            (void)chub_message_encode(&message, encoded, sizeof encoded, &written, &problem);
        }
        /* Any octets as each content, and then a valid content of that use case with an octet changed. */
        static const struct { uint16_t code; uint8_t cra; } uses[] = {{0x0012, 1}, {0x0012, 2}, {0x00CA, 3},
            {0x0128, 3}, {0x012B, 3}, {0x0129, 1}, {0x0129, 2}, {0x1000, 3}, {0x1001, 3}, {0x00CE, 3}, {0x00CF, 3},
            {0x0110, 3}, {0x0114, 3}, {0x0059, 1}, {0x0059, 2}, {0x00F1, 2}};
        size_t use = next() % (sizeof uses / sizeof *uses);
        chub_content content;
        (void)chub_content_decode(exact, size, uses[use].code, uses[use].cra, &content, &problem);
        memset(&content, 0, sizeof content);
        content.kind = (chub_content_kind)(next() % 15);
        for (size_t i = 0; i < sizeof content.fields; i++) ((uint8_t *)&content.fields)[i] = (uint8_t)(next() % 13);
        /* A flag is 0 or 1, and a pointer points. */
        if (content.kind == CHUB_CONTENT_GBZ_ALERT) {
            content.fields.gbz_alert.has_image_hash = next() % 2 == 0;
            content.fields.gbz_alert.octets = exact;
            content.fields.gbz_alert.octets_size = size;
        }
        if (content.kind == CHUB_CONTENT_ACTIVATE_FIRMWARE) {
            content.fields.activate_firmware.has_execution_time = next() % 2 == 0;
        }
        if (chub_content_encode(&content, encoded, sizeof encoded, &written, &problem) == CHUB_DONE) {
            uint8_t *own = exactly(encoded, written);
            own[next() % written] ^= (uint8_t)(next() % 3);
            (void)chub_content_decode(own, written, uses[use].code, uses[use].cra, &content, &problem);
            free(own);
        }
        chub_gbz_component component;
        (void)chub_gbz_component_at(exact, size, next() % 3, &component, &problem);
        EXPECT(CHUB_DONE, chub_hub_receive(hub, exact, size, cluster, log[next() % 2].device, round));
        EXPECT(CHUB_DONE, chub_device_receive(device, exact, size, cluster, 0, next() % 2 == 0, round));
        (void)chub_hub_receive_message(hub, exact, size, test_gsme, round, &problem);
        EXPECT(CHUB_DONE, chub_device_receive_message(device, exact, size, round));
        chub_request request;
        memset(&request, 0, sizeof request);
        request.kind = (chub_request_kind)(next() % 9);
        request.use_case = (chub_use_case)(next() % 2);
        request.octets = exact;
        request.octets_size = size;
        request.offset = next() % 200;
        request.targets = &test_gsme;
        request.target_count = next() % 2;
        request.device = test_gsme;
        request.time = (uint32_t)next();
        (void)chub_hub_perform(hub, &request, round, &problem);
        chub_eui64 address;
        chub_event event;
        while (chub_hub_poll_transmission(hub, encoded, sizeof encoded, &written, &cluster, &address) == CHUB_DONE) {}
        while (chub_device_poll_transmission(device, encoded, sizeof encoded, &written, &cluster, &address)
            == CHUB_DONE) {}
        while (chub_hub_poll_event(hub, &event) == CHUB_DONE) {}
        while (chub_device_poll_event(device, &event) == CHUB_DONE) {}
        while (chub_hub_poll_message(hub, 0, encoded, sizeof encoded, &written, NULL) == CHUB_DONE) {}
        while (chub_hub_poll_message(hub, test_gsme, encoded, sizeof encoded, &written, NULL) == CHUB_DONE) {}
        while (chub_device_poll_message(device, encoded, sizeof encoded, &written) == CHUB_DONE) {}
        free(exact);
    }
    chub_hub_destroy(hub);
    chub_device_destroy(device);
    printf("%lu rounds, %lu frames decoded\n", rounds, decoded);
    return verdict("fuzz");
}
