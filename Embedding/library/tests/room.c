/* Memory of chub_hub_memory_size is enough whatever comes: what does not fit is refused, and nothing stops the hub. That
 * of chub_device_memory_size is enough for a device. */
#include "home.h"

static uint64_t state = 0x9E3779B97F4A7C15;

static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

enum { DEVICES = 16, LARGEST = 65000, TARGETS = 65535 };
static chub_device_log_entry device_log[DEVICES];
static chub_eui64 targets[TARGETS];
static uint8_t message[LARGEST];
static chub_problem problem;
static unsigned full;

/* That a call does not stop the hub; counts those that are refused for want of room. */
static void survive(chub_error error, const char *call) {
    CHECK(error != CHUB_NO_MEMORY, "%s stops the hub", call);
    if (error == CHUB_REFUSED && strcmp(problem.name, "memoryFull") == 0) full++;
}

static chub_request update(uint32_t size, uint16_t type, uint32_t version, chub_use_case use_case) {
    return (chub_request){.kind = CHUB_UPDATE_FIRMWARE, .use_case = use_case, .octets = image,
        .octets_size = make_upgrade(image, sizeof image, size, type, version, use_case), .targets = targets,
        .target_count = 1};
}

/* Fills the memory with messages, the last of them of few octets, which nobody polls. */
static void fill_with_messages(chub_hub *hub, size_t devices) {
    for (size_t size = LARGEST; size > 0; size = size * 2 / 3) {
        for (size_t i = 0; i < 40; i++) {
            chub_eui64 device = device_log[i % devices].device;
            survive(chub_hub_receive_message(hub, message, size, device, 0, &problem), "a message");
            chub_request request = {.kind = CHUB_RELAY, .octets = message, .octets_size = size, .device = device};
            survive(chub_hub_perform(hub, &request, 0, &problem), "a relay");
        }
    }
}

/* What fills all queues, the list, the outbox and the history, in any order. */
static void crowd(chub_hub *hub, size_t devices, uint32_t capacity) {
    static char text[200000];
    size_t size;
    uint64_t now = 0;
    for (int round = 0; round < 3000; round++) {
        chub_eui64 device = device_log[next() % devices].device;
        chub_request request = {.kind = CHUB_READ_FIRMWARE_VERSION, .device = device};
        now += next() % 50;
        switch (next() % 7) {
        case 0:
            request = update((uint32_t)(next() % (capacity + 10)), (uint16_t)(next() % 20), 2, next() % 2);
            request.target_count = next() % 4 == 0 ? TARGETS : 1 + next() % devices;
            break;
        case 1:
            request = (chub_request){.kind = CHUB_BEGIN_DOWNLOAD, .use_case = next() % 2, .offset = next() % capacity,
                .targets = targets, .target_count = next() % 4 == 0 ? TARGETS : 1};
            break;
        case 2:
            request = (chub_request){.kind = CHUB_DOWNLOAD_PIECE, .octets = image, .octets_size = next() % 1000};
            break;
        case 3:
            now += next() % 100000;
            survive(chub_hub_advance(hub, now), "time");
            continue;
        case 4:
            survive(chub_hub_status_text(hub, text, sizeof text, &size), "the status");
            continue;
        case 5: break;
        default: {
            uint8_t frame[] = {next() % 2 ? 0x01 : 0x09, (uint8_t)round, next() % 10, 0, 0x34, 0x12, next() % 20, 0, 2,
                0, 0, 0};
            survive(chub_hub_receive(hub, frame, next() % 13, CHUB_CLUSTER_OTA_UPGRADE, device, now), "a frame");
            continue;
        }
        }
        survive(chub_hub_perform(hub, &request, now, &problem), "a request");
    }
}

static void poll_all(chub_hub *hub, size_t devices) {
    static uint8_t octets[70000];
    size_t size;
    uint16_t cluster;
    chub_eui64 address;
    chub_event event;
    while (chub_hub_poll_event(hub, &event) == CHUB_DONE) {
        chub_request request = {.kind = CHUB_ACKNOWLEDGE_ALERT, .counter = event.counter};
        survive(chub_hub_event_json(hub, (char *)octets, sizeof octets, &size), "an event");
        survive(chub_hub_perform(hub, &request, 0, &problem), "an alert");
    }
    while (chub_hub_poll_transmission(hub, octets, sizeof octets, &size, &cluster, &address) == CHUB_DONE) {}
    while (chub_hub_poll_message(hub, 0, octets, sizeof octets, &size, NULL) == CHUB_DONE) {}
    for (size_t i = 0; i < devices; i++) {
        while (chub_hub_poll_message(hub, device_log[i].device, octets, sizeof octets, &size, NULL) == CHUB_DONE) {}
    }
}

static void crowded(size_t devices, uint32_t capacity, uint32_t queues) {
    chub_hub_options options;
    chub_hub_options_default(&options);
    options.memory_block_capacity = capacity;
    if (queues > 0) {
        options.event_queue_capacity = options.alert_outbox_capacity = queues;
        options.message_queue_capacity = options.wan_message_queue_capacity = queues;
        options.transmission_queue_capacity = queues;
    }
    chub_memory memory = memory_of(chub_hub_memory_size(&options, devices));
    home home = {.hub = NULL};
    EXPECT(CHUB_DONE, chub_hub_create(&options, device_log, devices, &memory, &home.hub, &problem));
    set_time(&home);
    fill_with_messages(home.hub, devices);
    crowd(home.hub, devices, capacity);
    poll_all(home.hub, devices);
    EXPECT(CHUB_DONE, chub_hub_advance(home.hub, 400 * (uint64_t)DAY));
    poll_all(home.hub, devices);
    chub_hub_destroy(home.hub);
    free(memory.octets);
}

/* HUB-1, HUB-5: 65535 targets have no room in such a memory; what is wrong is told of the first that is no device. */
static void too_many_targets(void) {
    chub_hub_options options;
    chub_hub_options_default(&options);
    options.memory_block_capacity = 1000;
    options.event_queue_capacity = options.alert_outbox_capacity = options.wan_message_queue_capacity = 16;
    chub_memory memory = memory_of(chub_hub_memory_size(&options, 2));
    CHECK(memory.size < sizeof targets, "%zu octets", memory.size);
    home home = {.hub = NULL};
    EXPECT(CHUB_DONE, chub_hub_create(&options, device_log, 2, &memory, &home.hub, &problem));
    set_time(&home);
    chub_request request = update(500, 1, 2, CHUB_CS05C);
    for (size_t count = 3; count <= TARGETS; count = count < TARGETS && count * 9 > TARGETS ? TARGETS : count * 9) {
        request.target_count = count;
        EXPECT(CHUB_REFUSED, chub_hub_perform(home.hub, &request, 0, &problem));
        CHECK(strcmp(problem.rule, "HUB-1") == 0 && strcmp(problem.name, "unknownTarget") == 0, "%s %s", problem.rule,
            problem.text);
    }
    request.target_count = 2;
    EXPECT(CHUB_DONE, chub_hub_perform(home.hub, &request, 0, &problem));
    chub_hub_destroy(home.hub);
    free(memory.octets);
}

/* Both blocks full, an image that waits, and one more that arrives in pieces: all have room. */
static void four_images(void) {
    enum { CAPACITY = 100000 };
    chub_device_log_entry meters[] = {{1, CHUB_ESME, false}, {2, CHUB_PPMID, false}};
    chub_hub_options options;
    chub_hub_options_default(&options);
    options.memory_block_capacity = CAPACITY;
    options.defer_until_transfer_complete = true;
    chub_memory memory = memory_of(chub_hub_memory_size(&options, 2));
    home home = {.hub = NULL};
    EXPECT(CHUB_DONE, chub_hub_create(&options, meters, 2, &memory, &home.hub, &problem));
    set_time(&home);
    for (uint16_t type = 1; type <= 4; type++) {
        chub_use_case use_case = type == 2 ? CHUB_CS05C : CHUB_CS05B;
        chub_request request = update(CAPACITY, type, 2, use_case);
        request.targets = use_case == CHUB_CS05C ? &meters[1].device : &meters[0].device;
        if (type == 4) {
            request = (chub_request){.kind = CHUB_BEGIN_DOWNLOAD, .use_case = use_case, .offset = request.octets_size,
                .targets = &meters[0].device, .target_count = 1};
        }
        chub_error error = chub_hub_perform(home.hub, &request, 0, &problem);
        CHECK(error == CHUB_DONE, "image %u: %s", type, problem.text);
        for (size_t at = 0; type == 4 && at < request.offset; at += 5000) {
            chub_request piece = {.kind = CHUB_DOWNLOAD_PIECE, .offset = at, .octets = image + at,
                .octets_size = request.offset - at < 5000 ? request.offset - at : 5000};
            error = chub_hub_perform(home.hub, &piece, 0, &problem);
            CHECK(error == CHUB_DONE || strcmp(problem.name, "memoryFull") != 0, "at %zu: %s", at, problem.text);
        }
    }
    chub_hub_destroy(home.hub);
    free(memory.octets);
}

/* A meter that holds an image while it fetches the next, in the memory that it is said to need. */
static void meter_that_fetches_again(void) {
    enum { IMAGE = 700000 };
    chub_device_log_entry entry = {test_gsme, CHUB_ESME, false};
    home home = {.address = test_gsme};
    chub_device_options what = usual(CHUB_ESME, test_gsme, 1);
    what.image_capacity = IMAGE + 126;
    chub_memory memory = memory_of(chub_device_memory_size(&what));
    EXPECT(CHUB_DONE, chub_hub_create(NULL, &entry, 1, NULL, &home.hub, &problem));
    EXPECT(CHUB_DONE, chub_device_create(&what, &memory, &home.device, &problem));
    set_time(&home);
    for (uint32_t version = 2; version <= 4; version++) {
        chub_request request = update(IMAGE, 1, version, CHUB_CS05B);
        request.targets = &test_gsme;
        EXPECT(CHUB_DONE, chub_hub_perform(home.hub, &request, home.now, &problem));
        EXPECT(CHUB_DONE, chub_device_query_next_image(home.device, home.now));
        run(&home, home.now + DAY);
        chub_device_status status = {0};
        EXPECT(CHUB_DONE, chub_device_get_status(home.device, &status));
        CHECK(status.octets_received == IMAGE + 126, "version %" PRIu32 ": %" PRIu32, version, status.octets_received);
        for (int i = 0; i < 500; i++) {
            EXPECT(CHUB_DONE, chub_device_record_event(home.device, 3, 0x8154, 0, message, 200, home.now));
        }
    }
    chub_hub_destroy(home.hub);
    chub_device_destroy(home.device);
    free(memory.octets);
}

int main(void) {
    memset(message, 0xDD, sizeof message);
    for (unsigned i = 0; i < TARGETS; i++) targets[i] = 0xDB000000u + i;
    for (unsigned i = 0; i < DEVICES; i++) {
        device_log[i] = (chub_device_log_entry){targets[i], i % 3 ? CHUB_PPMID : CHUB_ESME, false};
    }
    device_log[1].type = device_log[0].type = CHUB_PPMID;
    crowded(1, 20000, 0);
    crowded(16, 1000, 0);
    crowded(5, 100000, 1);
    crowded(3, 20000, 500);
    CHECK(full > 0, "what has no room is refused");
    too_many_targets();
    four_images();
    meter_that_fetches_again();
    return verdict("room");
}
