/* malloc: how often it is called, and what happens when it has nothing left. Without sanitizers, which have their own. */
#include "home.h"

static unsigned long allocations;
/* After how many allocations there is nothing left; negative for never. */
static long left = -1;

extern void *__libc_malloc(size_t);
void *malloc(size_t size) {
    allocations++;
    if (left == 0) return NULL;
    if (left > 0) left--;
    return __libc_malloc(size);
}

/* ------------------------------------------------------------------------------------------------------------------ */
/* Nothing left                                                                                                       */

static uint8_t octets[400], out[400];
static uint8_t *large;
static size_t size, message_size, content_size, gbz_size;
static chub_problem problem;
static chub_date_time date;

enum { CALLS = 18, LARGE = 255 * 60008 + 1 };

/* Every function without a handle that makes something; CHUB_NOTHING after the last. */
static chub_error call(int number) {
    static const chub_frame request = {.cluster = 25, .frame_control = 1, .command = CHUB_QUERY_NEXT_IMAGE_REQUEST};
    static const chub_content alert = {.kind = CHUB_CONTENT_FIRMWARE_ALERT,
        .fields.firmware_alert = {.alert_code = 0x8F8A, .time = {2026, 1, 1, 0, 0, 0, 0}}};
    chub_message message = {.cra = 1, .message_code = 0x12, .content = octets, .content_size = 40};
    chub_gbz_component component = {.cluster = 25, .frame = octets, .frame_size = 3}, components[255];
    chub_file_header header = {.total_image_size = 100};
    chub_frame frame;
    chub_content content;
    uint32_t seconds;
    char name[80];
    switch (number) {
    case 0: return chub_date_time_of(800000000, &date);
    case 1: return chub_date_time_seconds(&date, &seconds);
    case 2: return chub_image_digest(octets, sizeof octets, out);
    case 3: return chub_file_encode_header(&header, out, sizeof out, &size, &problem);
    case 4: return chub_file_decode(out, 100, CHUB_CS05C, &header, &size, &size, &problem);
    case 5: return chub_file_decode(octets, 100, CHUB_CS05C, &header, &size, &size, &problem);
    case 6: return chub_frame_encode(&request, out, sizeof out, &size, &problem);
    case 7: return chub_frame_decode(out, size, 25, CHUB_STRICT, &frame, &problem);
    case 8: return chub_frame_decode(out, size - 1, 25, CHUB_STRICT, &frame, &problem);
    case 9: return chub_content_encode(&alert, out, sizeof out, &content_size, &problem);
    case 10: return chub_content_decode(out, content_size, 0x0128, 3, &content, &problem);
    case 11: return chub_content_decode(out, content_size - 1, 0x0128, 3, &content, &problem);
    case 12: return chub_message_encode(&message, out, sizeof out, &message_size, &problem);
    case 13: return chub_message_decode(out, message_size, &message, &problem);
    case 14: return chub_use_case_name(8, name, sizeof name);
    case 15: return chub_gbz_encode(&component, 1, out, sizeof out, &gbz_size, &problem);
    case 16: return chub_gbz_component_at(out, gbz_size, 0, &component, &problem);
    /* More than a stack holds. */
    case 17:
        for (int i = 0; i < 255; i++) {
            components[i] = (chub_gbz_component){.cluster = 25, .frame = image, .frame_size = 60000};
        }
        return chub_gbz_encode(components, 255, large, LARGE, &size, &problem);
    default: return CHUB_NOTHING;
    }
}

static void nothing_left(void) {
    for (int number = 0; number < CALLS; number++) {
        left = -1;
        chub_error right = call(number);
        unsigned refusals = 0;
        for (long after = 0; after < 1000; after++) {
            left = after;
            allocations = 0;
            chub_error error = call(number);
            bool was_enough = allocations <= (unsigned long)after;
            left = -1;
            if (was_enough) {
                CHECK(error == right, "call %d: %s", number, chub_error_text(error));
                break;
            }
            refusals++;
            CHECK(error == CHUB_NO_MEMORY || error == right, "call %d: %s", number, chub_error_text(error));
            if (error == CHUB_NO_MEMORY) CHECK(problem.error == error && problem.text[0] != 0, "%s", problem.text);
        }
        /* The stack is enough for what is small. */
        CHECK((refusals > 0) == (number == 17), "call %d: malloc is asked %u times", number, refusals);
    }
    chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
    chub_device_options options = usual(CHUB_PPMID, test_ppmid, 1);
    chub_hub *hub = NULL;
    chub_device *device = NULL;
    for (long after = 0; hub == NULL || device == NULL; after++) {
        left = after;
        chub_error first = hub == NULL ? chub_hub_create(NULL, &log, 1, NULL, &hub, &problem) : CHUB_NO_MEMORY;
        left = after;
        chub_error second = device == NULL ? chub_device_create(&options, NULL, &device, &problem) : CHUB_NO_MEMORY;
        left = -1;
        CHECK(first == CHUB_NO_MEMORY || (first == CHUB_DONE && hub != NULL), "%s", chub_error_text(first));
        CHECK(second == CHUB_NO_MEMORY || (second == CHUB_DONE && device != NULL), "%s", chub_error_text(second));
    }
    left = 0;
    EXPECT(CHUB_NO_MEMORY, chub_hub_receive(hub, (const uint8_t *)"\x01\x02\x09\x09", 4, 25, test_ppmid, 0));
    left = -1;
    EXPECT(CHUB_NO_MEMORY, chub_hub_advance(hub, 0));
    chub_hub_destroy(hub);
    chub_device_destroy(device);
}

/* ------------------------------------------------------------------------------------------------------------------ */
/* The block path                                                                                                     */

/* One device fetches by hand from a hub that takes its memory from malloc. */
static void fetch(const char *name, const chub_hub_options *options, bool by_page) {
    chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
    home home = {.hub = NULL};
    EXPECT(CHUB_DONE, chub_hub_create(options, &log, 1, NULL, &home.hub, &problem));
    set_time(&home);
    chub_request update = {.kind = CHUB_UPDATE_FIRMWARE, .use_case = CHUB_CS05C, .octets = image,
        .octets_size = make_upgrade(image, sizeof image, 50000, 1, 2, CHUB_CS05C), .targets = &test_ppmid,
        .target_count = 1};
    EXPECT(CHUB_DONE, chub_hub_perform(home.hub, &update, 0, &problem));
    chub_frame frame = {.cluster = 25, .frame_control = 1, .command = CHUB_QUERY_NEXT_IMAGE_REQUEST};
    frame.fields.query_next_image_request = (chub_query_next_image_request){0x1234, 1, 1, false, 0};
    unsigned long before = 0;
    unsigned answers = 0;
    uint64_t now = 1;
    for (uint32_t i = 0; i < 300; i++) {
        /* What comes first, and the first blocks, take what is needed. */
        if (i == 20) before = allocations;
        uint16_t cluster;
        chub_eui64 device;
        now += 1000;
        EXPECT(CHUB_DONE, chub_frame_encode(&frame, out, sizeof out, &size, &problem));
        EXPECT(CHUB_DONE, chub_hub_receive(home.hub, out, size, 25, test_ppmid, now));
        while (chub_hub_poll_transmission(home.hub, out, sizeof out, &size, &cluster, &device) == CHUB_DONE) answers++;
        EXPECT(CHUB_DONE, chub_hub_advance(home.hub, now + 500));
        while (chub_hub_poll_transmission(home.hub, out, sizeof out, &size, &cluster, &device) == CHUB_DONE) answers++;
        frame.command = by_page ? CHUB_IMAGE_PAGE_REQUEST : CHUB_IMAGE_BLOCK_REQUEST;
        frame.sequence++;
        if (by_page) {
            frame.fields.image_page_request = (chub_image_page_request){0x1234, 1, 2, i * 100, 50, 100, 20, false, 0};
        } else {
            frame.fields.image_block_request =
                (chub_image_block_request){0x1234, 1, 2, i * 100, 100, i % 2 == 0, test_ppmid, i % 3 == 0, 5};
        }
    }
    CHECK(answers >= 300, "%s: %u answers", name, answers);
    CHECK(allocations == before, "%s: %lu allocations on the block path", name, allocations - before);
    chub_hub_destroy(home.hub);
}

static void block_path(void) {
    chub_hub_options options;
    for (int number = 0; number < 10; number++) {
        char name[20];
        chub_hub_options_default(&options);
        snprintf(name, sizeof name, "options %d", number);
        switch (number) {
        case 0: break;
        case 1: options.decoding_mode = CHUB_LENIENT; break;
        case 2: options.minimum_block_period = 500; break;
        case 3: options.maximum_data_size = 10; break;
        case 4: options.transmission_queue_capacity = 1; break;
        case 5: options.event_queue_capacity = 1; break;
        case 6: options.defer_until_transfer_complete = true; break;
        case 7: options.maximum_concurrent_transfers = 1; break;
        case 8: options.others_use_esme_block_only = true; break;
        default: options.remove_after = options.eligible_after = 100000; break;
        }
        fetch(name, &options, false);
        if (number != 3 && number != 4) fetch(name, &options, true);
    }
}

int main(void) {
    large = malloc(LARGE);
    uint8_t *volatile counted = exactly("", 0);
    free(counted);
    CHECK(allocations == 2, "allocations are counted");
    nothing_left();
    block_path();
    free(large);
    return verdict("scarce");
}
