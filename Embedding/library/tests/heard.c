/* HUB-22: a device that is heard from is notified, at most once in five minutes. */
#include "harness.h"

static unsigned notifications(chub_hub *hub) {
    uint8_t octets[CHUB_MAXIMUM_FRAME_SIZE];
    size_t size;
    uint16_t cluster;
    chub_eui64 device;
    unsigned count = 0;
    chub_error error;
    while ((error = chub_hub_poll_transmission(hub, octets, sizeof octets, &size, &cluster, &device)) == CHUB_DONE)
        count += size == 13 && octets[0] == 0x09 && octets[2] == 0x00;
    EXPECT(CHUB_NOTHING, error);
    return count;
}

int main(void) {
    chub_device_log_entry log = {.device = test_ppmid, .type = CHUB_PPMID};
    chub_hub *hub;
    EXPECT(CHUB_DONE, chub_hub_create(NULL, &log, 1, NULL, &hub, NULL));
    chub_request time = {.kind = CHUB_SET_TIME, .time = 820454400};
    EXPECT(CHUB_DONE, chub_hub_perform(hub, &time, 0, NULL));
    static uint8_t image[4000];
    size_t size = make_upgrade(image, sizeof image, 3000, 1, 2, CHUB_CS05C);
    chub_request request = {.kind = CHUB_UPDATE_FIRMWARE, .use_case = CHUB_CS05C, .octets = image,
        .octets_size = size, .targets = &test_ppmid, .target_count = 1};
    EXPECT(CHUB_DONE, chub_hub_perform(hub, &request, 0, NULL));
    CHECK(notifications(hub) == 1, "the image has come");
    EXPECT(CHUB_DONE, chub_hub_hear(hub, test_ppmid, 299999));
    CHECK(notifications(hub) == 0, "not twice in five minutes");
    EXPECT(CHUB_DONE, chub_hub_hear(hub, test_ppmid, 300000));
    CHECK(notifications(hub) == 1, "heard from after five minutes");
    EXPECT(CHUB_DONE, chub_hub_lose_notifications(hub, test_ppmid));
    EXPECT(CHUB_DONE, chub_hub_hear(hub, test_ppmid, 300001));
    CHECK(notifications(hub) == 1, "what nobody had does not count");
    chub_hub_destroy(hub);
    return verdict("heard");
}
