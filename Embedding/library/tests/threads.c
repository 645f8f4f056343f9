/* Hubs in threads of their own, all from the start: the library's tables are made once, and nothing else is shared. */
#define _POSIX_C_SOURCE 200809L
#include "harness.h"

#include <pthread.h>

enum { THREADS = 4, ROUNDS = 50 };

static pthread_barrier_t start;

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
