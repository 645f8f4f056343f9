/* A hub and a device in virtual time: what one sends the other gets at once. */
#ifndef CHUB_TEST_HOME_H
#define CHUB_TEST_HOME_H

#include "harness.h"

typedef struct home {
    chub_hub *hub;
    chub_device *device;
    chub_eui64 address;
    uint64_t now;
    unsigned frames, messages, alerts;
    uint32_t version_read;
    char verdicts[256];
} home;

static bool exchange(home *home) {
    uint8_t octets[CHUB_MAXIMUM_FRAME_SIZE];
    static uint8_t message[70000];
    size_t size;
    uint16_t cluster;
    chub_eui64 address;
    bool is_busy = false;
    while (chub_hub_poll_transmission(home->hub, octets, sizeof octets, &size, &cluster, &address) == CHUB_DONE) {
        CHECK(address == home->address, "for another device");
        EXPECT(CHUB_DONE, chub_device_receive(home->device, octets, size, cluster, 0, false, home->now));
        home->frames++;
        is_busy = true;
    }
    while (chub_device_poll_transmission(home->device, octets, sizeof octets, &size, &cluster, &address) == CHUB_DONE) {
        EXPECT(CHUB_DONE, chub_hub_receive(home->hub, octets, size, cluster, home->address, home->now));
        home->frames++;
        is_busy = true;
    }
    while (chub_hub_poll_message(home->hub, home->address, message, sizeof message, &size, NULL) == CHUB_DONE) {
        EXPECT(CHUB_DONE, chub_device_receive_message(home->device, message, size, home->now));
        home->messages++;
        is_busy = true;
    }
    while (chub_device_poll_message(home->device, message, sizeof message, &size) == CHUB_DONE) {
        EXPECT(CHUB_DONE, chub_hub_receive_message(home->hub, message, size, home->address, home->now, NULL));
        home->messages++;
        is_busy = true;
    }
    return is_busy;
}

static void tell(home *home) {
    chub_event event;
    static char text[20000];
    size_t size;
    while (chub_hub_poll_event(home->hub, &event) == CHUB_DONE) {
        CHECK(event.name[0] != 0, "an event has a name");
        EXPECT(CHUB_DONE, chub_hub_event_text(home->hub, text, sizeof text, &size));
        CHECK(strlen(text) == size, "%zu octets of text", size);
        EXPECT(CHUB_DONE, chub_hub_event_json(home->hub, text, sizeof text, &size));
        CHECK(text[0] == '{', "%s is no JSON", text);
        if (event.alert_code == 0) continue;
        home->alerts++;
        uint8_t octets[1024];
        chub_message message;
        EXPECT(CHUB_DONE, chub_hub_event_message(home->hub, octets, sizeof octets, &size));
        CHECK(size == event.message_size, "%zu octets, and not %zu", size, event.message_size);
        EXPECT(CHUB_DONE, chub_message_decode(octets, size, &message, NULL));
        CHECK(message.cra == 3 && message.counter == event.counter, "an alert of counter %" PRIu64, message.counter);
        chub_request request = {.kind = CHUB_ACKNOWLEDGE_ALERT, .counter = event.counter};
        EXPECT(CHUB_DONE, chub_hub_perform(home->hub, &request, home->now, NULL));
        if (event.alert_code == 0x8F8B) home->version_read = event.firmware_version;
        size_t used = strlen(home->verdicts);
        snprintf(home->verdicts + used, sizeof home->verdicts - used, "%04X ", event.alert_code);
    }
    while (chub_device_poll_event(home->device, &event) == CHUB_DONE) {
        EXPECT(CHUB_DONE, chub_device_event_text(home->device, text, sizeof text, &size));
        EXPECT(CHUB_DONE, chub_device_event_json(home->device, text, sizeof text, &size));
    }
}

/* Runs to a moment, or to an alert of a version. */
static inline void run(home *home, uint64_t until) {
    for (unsigned long steps = 0; steps < 500000 && home->version_read == 0; steps++) {
        while (exchange(home)) {}
        tell(home);
        uint64_t first = chub_hub_next_deadline(home->hub), second = chub_device_next_deadline(home->device);
        if (second < first) first = second;
        if (first > until) break;
        home->now = first > home->now ? first : home->now;
        EXPECT(CHUB_DONE, chub_hub_advance(home->hub, home->now));
        EXPECT(CHUB_DONE, chub_device_advance(home->device, home->now));
    }
}

static void set_time(home *home) {
    chub_request request = {.kind = CHUB_SET_TIME, .time = 820454400};
    EXPECT(CHUB_DONE, chub_hub_perform(home->hub, &request, home->now, NULL));
}

static inline chub_device_options usual(chub_device_type type, chub_eui64 address, uint16_t image_type) {
    chub_device_options options;
    chub_device_options_default(&options, type);
    options.device = address;
    options.manufacturer_code = 0x1234;
    options.image_type = image_type;
    options.running_version = 1;
    return options;
}

enum { DAY = 86400000 };
static uint8_t image[800000];

#endif
