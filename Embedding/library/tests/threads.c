/* Hubs in threads of their own, all from the start: nothing is shared; nor with what a
 * function of the caller's uses that a hub calls. */
#define _POSIX_C_SOURCE 200809L
#include "harness.h"

#include <pthread.h>

enum { THREADS = 4, ROUNDS = 50 };

static pthread_barrier_t start;

/* What a hub's functions know of it. */
typedef struct calling {
    chub_hub *hub;
    uintptr_t wrong, signatures;
} calling;

/* Called by a hub: uses another one until its memory is used up, and functions without a handle, a large one too. */
static bool sign(void *context, const uint8_t *octets, size_t size, uint8_t signature[64]) {
    calling *calling = context;
    _Alignas(16) uint8_t few[20000];
    chub_memory memory = {few, sizeof few};
    chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
    chub_hub *inner = NULL;
    chub_error error = CHUB_DONE;
    calling->wrong += chub_hub_create(NULL, &log, 1, &memory, &inner, NULL) != CHUB_DONE;
    for (uint8_t i = 0; i < 255 && error == CHUB_DONE; i++) {
        uint8_t frame[] = {0x01, i, 0x07};
        error = chub_hub_receive(inner, frame, 3, CHUB_CLUSTER_OTA_UPGRADE, test_ppmid, i);
    }
    calling->wrong += error != CHUB_NO_MEMORY;
    chub_hub_destroy(inner);

    chub_gbz_component components[2] = {{.cluster = 25, .frame = few, .frame_size = sizeof few}};
    components[1] = components[0];
    uint8_t *content = malloc(3 * sizeof few);
    size_t content_size = 0;
    calling->wrong += chub_gbz_encode(components, 2, content, 3 * sizeof few, &content_size, NULL) != CHUB_DONE;
    calling->wrong += content_size <= 2 * sizeof few;
    free(content);
    calling->wrong += chub_image_digest(octets, size, signature) != CHUB_DONE;
    memset(signature + 32, 0, 32);

    calling->wrong += chub_hub_advance(calling->hub, 0) != CHUB_IN_USE;
    calling->wrong += chub_hub_next_deadline(calling->hub) != UINT64_MAX;
    chub_hub_destroy(calling->hub);
    calling->signatures++;
    return true;
}

/* HUB-14: a hub signs the alert of an image that has no room. */
static uintptr_t sign_in(const chub_memory *memory) {
    uint8_t image[700];
    calling calling = {.hub = NULL};
    chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
    chub_hub_options options;
    chub_hub_options_default(&options);
    options.keys = (chub_keys){.context = &calling, .sign = sign};
    options.memory_block_capacity = 1;
    chub_request time = {.kind = CHUB_SET_TIME, .time = 820454400};
    chub_request update = {.kind = CHUB_UPDATE_FIRMWARE, .use_case = CHUB_CS05C, .octets = image,
        .octets_size = make_upgrade(image, sizeof image, 500, 1, 2, CHUB_CS05C), .targets = &test_ppmid,
        .target_count = 1};
    calling.wrong += chub_hub_create(&options, &log, 1, memory, &calling.hub, NULL) != CHUB_DONE;
    calling.wrong += chub_hub_perform(calling.hub, &time, 0, NULL) != CHUB_DONE;
    calling.wrong += chub_hub_perform(calling.hub, &update, 0, NULL) != CHUB_REFUSED;
    calling.wrong += chub_hub_advance(calling.hub, 1000) != CHUB_DONE;
    chub_hub_destroy(calling.hub);
    return calling.wrong + (calling.signatures != 1);
}

static void *work(void *context) {
    uintptr_t wrong = 0;
    (void)context;
    pthread_barrier_wait(&start);
    for (int round = 0; round < ROUNDS; round++) {
        chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
        chub_hub *hub = NULL;
        chub_memory memory = memory_of(6u << 20);
        wrong += chub_hub_create(NULL, &log, 1, round % 2 == 0 ? &memory : NULL, &hub, NULL) != CHUB_DONE;
        for (uint8_t i = 0; i < 200; i++) {
            uint8_t octets[] = {0x01, i, 0x07}, sent[CHUB_MAXIMUM_FRAME_SIZE];
            char text[1000];
            size_t size;
            uint16_t cluster;
            chub_eui64 address;
            chub_event event;
            chub_problem problem;
            chub_frame frame;
            chub_content content;
            wrong += chub_frame_decode(octets, 3, CHUB_CLUSTER_OTA_UPGRADE, CHUB_STRICT, &frame, &problem) == CHUB_DONE;
            wrong += chub_content_decode(octets, 3, 0x0128, 3, &content, &problem) == CHUB_DONE;
            wrong += chub_content_decode(octets, 3, 0x0059, 1, &content, &problem) == CHUB_DONE;
            wrong += chub_hub_receive(hub, octets, 3, CHUB_CLUSTER_OTA_UPGRADE, test_ppmid, i) != CHUB_DONE;
            while (chub_hub_poll_transmission(hub, sent, sizeof sent, &size, &cluster, &address) == CHUB_DONE) {}
            while (chub_hub_poll_event(hub, &event) == CHUB_DONE) {
                wrong += chub_hub_event_json(hub, text, sizeof text, &size) != CHUB_DONE;
                wrong += chub_hub_event_text(hub, text, sizeof text, &size) != CHUB_DONE;
            }
        }
        chub_hub_destroy(hub);
        wrong += sign_in(&memory);
        wrong += sign_in(NULL);
        free(memory.octets);
    }
    return (void *)wrong;
}

int main(void) {
    pthread_t threads[THREADS];
    pthread_barrier_init(&start, NULL, THREADS);
    for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, work, NULL) == 0, "thread %d", i);
    for (int i = 0; i < THREADS; i++) {
        void *wrong = NULL;
        CHECK(pthread_join(threads[i], &wrong) == 0 && wrong == NULL, "thread %d: %zu wrong", i, (size_t)wrong);
    }
    return verdict("threads");
}
