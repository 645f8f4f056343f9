/* Calls that no program should make: each ends with an error, and none with a trap. What their tests have in common. */
#ifndef CHUB_TEST_MISUSE_H
#define CHUB_TEST_MISUSE_H

#include "harness.h"

enum { HUB_CALLS = 16, DEVICE_CALLS = 13 };

static uint8_t octets[4096];
static char text[4096];
static size_t size;
static uint16_t cluster;
static chub_eui64 address;
static chub_event event;
static chub_problem problem;

/* Every function of a hub, by a number, with arguments that are right but for the handle. */
static inline chub_error call_hub(chub_hub *hub, int number) {
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
    case 14: return chub_hub_lose_notifications(hub, test_ppmid);
    default: return chub_hub_history(hub, test_ppmid, 0, &transfer);
    }
}

static inline chub_error call_device(chub_device *device, int number) {
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

static inline chub_hub *new_hub(const chub_memory *memory) {
    chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
    chub_hub *hub = NULL;
    EXPECT(CHUB_DONE, chub_hub_create(NULL, &log, 1, memory, &hub, &problem));
    return hub;
}

static inline chub_device *new_device(const chub_memory *memory) {
    chub_device_options options;
    chub_device *device = NULL;
    chub_device_options_default(&options, CHUB_PPMID);
    options.device = test_ppmid;
    EXPECT(CHUB_DONE, chub_device_create(&options, memory, &device, &problem));
    return device;
}

#endif
