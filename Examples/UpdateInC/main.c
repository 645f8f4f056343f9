/*
 * A whole update in C: a hub and an emulated PPMID in virtual time, from the supplier's image to the alert that says
 * which version runs. Build with:  cc main.c $(pkg-config --cflags --libs chub)
 */
#include <chub.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IMAGE_SIZE = 20000, PPMID_VERSION = 2 };
static const chub_eui64 ppmid = 0x00DB1234567890A4;
static const uint32_t start_time = 820540800;  /* 2026-01-01, in seconds since 2000 */

static void check(chub_error error, const chub_problem *problem) {
    if (error == CHUB_DONE) return;
    fprintf(stderr, "%s: %s %s\n", chub_error_text(error), problem->text, problem->rule);
    exit(1);
}

/* OTA-5, GBCS-5: a file whose image is a pattern, and an activation date-time after it: 0, at once. */
static size_t make_image(uint8_t *octets, size_t capacity, chub_problem *problem) {
    chub_file_header header = {
        .manufacturer_code = 0x1234, .image_type = 1, .file_version = PPMID_VERSION, .stack_version = 2,
        .total_image_size = IMAGE_SIZE, .has_hardware_versions = true, .maximum_hardware_version = 0xFFFF};
    size_t size;
    check(chub_file_encode_header(&header, octets, capacity, &size, problem), problem);
    for (; size < IMAGE_SIZE; size++) octets[size] = (uint8_t)(size * 7);
    memset(octets + size, 0, 4);
    return size + 4;
}

/* Passes on what hub and device have to say to one another; false when there was nothing. */
static bool exchange(chub_hub *hub, chub_device *device, uint64_t now) {
    uint8_t octets[CHUB_MAXIMUM_FRAME_SIZE];
    size_t size;
    uint16_t cluster;
    chub_eui64 address;
    bool is_busy = false;
    while (chub_hub_poll_transmission(hub, octets, sizeof octets, &size, &cluster, &address) == CHUB_DONE) {
        chub_device_receive(device, octets, size, cluster, 0, false, now);
        is_busy = true;
    }
    while (chub_device_poll_transmission(device, octets, sizeof octets, &size, &cluster, &address) == CHUB_DONE) {
        chub_hub_receive(hub, octets, size, cluster, ppmid, now);
        is_busy = true;
    }
    return is_busy;
}

/* Prints what the hub tells, and acknowledges its alerts; true when the version was read. */
static bool tell(chub_hub *hub, uint64_t now) {
    chub_event event;
    char text[256];
    size_t size;
    bool is_over = false;
    while (chub_hub_poll_event(hub, &event) == CHUB_DONE) {
        if (chub_hub_event_text(hub, text, sizeof text, &size) == CHUB_DONE) {
            printf("%8" PRIu64 ".%03" PRIu64 " s  %s (%s)\n", now / 1000, now % 1000, text, event.rule);
        }
        if (event.alert_code != 0) {
            chub_request request = {.kind = CHUB_ACKNOWLEDGE_ALERT, .counter = event.counter};
            chub_hub_perform(hub, &request, now, NULL);
        }
        is_over = is_over || (event.alert_code == 0x8F8B && event.firmware_version == PPMID_VERSION);
    }
    return is_over;
}

int main(void) {
    static uint8_t image[IMAGE_SIZE + 4];
    chub_problem problem;
    uint64_t now = 0;

    /* The hub lives in memory of ours, and takes no other. */
    chub_hub_options options;
    chub_hub_options_default(&options);
    options.memory_block_capacity = 64 * 1024;
    chub_memory memory = {.size = chub_hub_memory_size(&options, 1)};
    memory.octets = aligned_alloc(16, (memory.size + 15) / 16 * 16);
    chub_device_log_entry log = {.device = ppmid, .type = CHUB_PPMID};
    chub_hub *hub;
    check(chub_hub_create(&options, &log, 1, &memory, &hub, &problem), &problem);

    chub_device_options what;
    chub_device_options_default(&what, CHUB_PPMID);
    what.device = ppmid;
    what.manufacturer_code = 0x1234;
    what.image_type = 1;
    what.running_version = 1;
    chub_device *device;
    check(chub_device_create(&what, NULL, &device, &problem), &problem);

    chub_request request = {.kind = CHUB_SET_TIME, .time = start_time};
    check(chub_hub_perform(hub, &request, now, &problem), &problem);
    request = (chub_request){
        .kind = CHUB_UPDATE_FIRMWARE, .use_case = CHUB_CS05C, .octets = image,
        .octets_size = make_image(image, sizeof image, &problem), .targets = &ppmid, .target_count = 1};
    check(chub_hub_perform(hub, &request, now, &problem), &problem);

    bool is_over = false;
    for (int steps = 0; !is_over && steps < 100000; steps++) {
        while (exchange(hub, device, now)) {}
        is_over = tell(hub, now);
        /* Nothing is on its way: time goes on to whatever is due first. */
        uint64_t hubs = chub_hub_next_deadline(hub), devices = chub_device_next_deadline(device);
        now = hubs < devices ? hubs : devices;
        if (now == UINT64_MAX) break;
        chub_hub_advance(hub, now);
        chub_device_advance(device, now);
    }

    chub_device_status status;
    chub_device_get_status(device, &status);
    printf("the device runs version %08" PRIX32 "\n", status.running_version);
    chub_device_destroy(device);
    chub_hub_destroy(hub);
    free(memory.octets);
    return is_over && status.running_version == PPMID_VERSION ? 0 : 1;
}
