/* A hub and devices in C: memory that suffices, memory that does not, keys, verification, pages, a sleepy meter. */
#include "home.h"

/* How often the process asked for memory; this file asks through `exactly` and `memory_of` alone. */
static unsigned long allocations;
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_HOOKS
#endif
#endif
#ifdef HAS_HOOKS
int __sanitizer_install_malloc_and_free_hooks(
    void (*allocated)(const volatile void *, size_t), void (*released)(const volatile void *));
static void count(const volatile void *octets, size_t size) {
    (void)octets;
    (void)size;
    allocations++;
}
static void count_release(const volatile void *octets) { (void)octets; }
static void count_allocations(void) { (void)__sanitizer_install_malloc_and_free_hooks(count, count_release); }
#else
extern void *__libc_malloc(size_t);
void *malloc(size_t size) {
    allocations++;
    return __libc_malloc(size);
}
static void count_allocations(void) {}
#endif

/* ------------------------------------------------------------------------------------------------------------------ */
/* Keys, verification, pages                                                                                          */

static unsigned signs, authentications, verifications, judged;
static chub_hub *calling;

static bool sign(void *context, const uint8_t *octets, size_t size, uint8_t signature[64]) {
    CHECK(context == &signs && octets != NULL && size > 16, "the context, and %zu octets", size);
    /* A call into the hub that calls. */
    if (calling != NULL) EXPECT(CHUB_IN_USE, chub_hub_advance(calling, 0));
    memset(signature, 0x5A, 64);
    signs++;
    return true;
}

static bool authenticate(
    void *context, chub_eui64 originator, chub_eui64 recipient, const uint8_t *vector, size_t vector_size,
    const uint8_t *data, size_t data_size, uint8_t tag[12]) {
    CHECK(context == &signs && originator != 0 && recipient != 0, "the context and two parties");
    CHECK(vector != NULL && vector_size == 12 && data != NULL && data_size > 16, "%zu and %zu octets", vector_size,
        data_size);
    memset(tag, 0x33, 12);
    authentications++;
    return true;
}

static bool verify(void *context, const uint8_t *message, size_t size) {
    CHECK(context == &signs && message != NULL && size > 0, "the context, and a message");
    verifications++;
    return true;
}

static uint8_t judge(void *context, const chub_file_header *header, const uint8_t digest[32]) {
    uint8_t expected[32];
    judged++;
    CHECK(header->manufacturer_code == 0x1234 && header->file_version == 2, "the file's header");
    EXPECT(CHUB_DONE, chub_image_digest(image + 60, header->total_image_size - 60, expected));
    CHECK(memcmp(digest, expected, 32) == 0, "the digest of the image");
    return *(uint8_t *)context;
}

static home update_ppmid(uint8_t judgement, uint16_t page_size, chub_mode mode) {
    home home = {.address = test_ppmid};
    chub_hub_options options;
    chub_hub_options_default(&options);
    options.keys = (chub_keys){&signs, sign, authenticate, verify};
    options.decoding_mode = mode;
    chub_device_log_entry log = {.device = test_ppmid, .type = CHUB_PPMID};
    EXPECT(CHUB_DONE, chub_hub_create(&options, &log, 1, NULL, &home.hub, NULL));
    chub_device_options what = usual(CHUB_PPMID, test_ppmid, 1);
    what.verification = judge;
    what.verification_context = &judgement;
    what.page_size = page_size;
    what.response_spacing = page_size == 0 ? 0 : 50;
    what.decoding_mode = mode;
    EXPECT(CHUB_DONE, chub_device_create(&what, NULL, &home.device, NULL));
    set_time(&home);
    chub_request request = {.kind = CHUB_UPDATE_FIRMWARE, .use_case = CHUB_CS05C, .octets = image,
        .octets_size = make_upgrade(image, sizeof image, 5000, 1, 2, CHUB_CS05C), .targets = &test_ppmid,
        .target_count = 1};
    calling = home.hub;
    EXPECT(CHUB_DONE, chub_hub_perform(home.hub, &request, 0, NULL));
    run(&home, 2 * (uint64_t)DAY);
    calling = NULL;
    chub_transfer transfer;
    EXPECT(CHUB_DONE, chub_hub_history(home.hub, test_ppmid, 0, &transfer));
    CHECK(transfer.file_version == 2 && transfer.image_size == 5060, "the history's file");
    CHECK(transfer.has_end_status && transfer.end_status == judgement, "ended with %02X", transfer.end_status);
    EXPECT(CHUB_NOTHING, chub_hub_history(home.hub, test_ppmid, 1, &transfer));
    chub_device_status status;
    EXPECT(CHUB_DONE, chub_device_get_status(home.device, &status));
    CHECK(status.running_version == (judgement == 0 ? 2 : 1), "runs %" PRIu32, status.running_version);
    chub_hub_destroy(home.hub);
    chub_device_destroy(home.device);
    return home;
}

static void keys_and_verification(void) {
    home accepted = update_ppmid(0x00, 0, CHUB_STRICT);
    CHECK(accepted.version_read == 2, "alerts %s", accepted.verdicts);
    CHECK(judged == 1 && signs > 0, "%u judgements, %u signatures", judged, signs);
    home refused = update_ppmid(0x96, 0, CHUB_LENIENT);
    CHECK(refused.version_read == 0 && judged >= 2, "an invalid image is not activated: %s", refused.verdicts);
    home pages = update_ppmid(0x00, 1000, CHUB_STRICT);
    CHECK(pages.version_read == 2 && pages.frames < accepted.frames, "%u frames with pages, %u with blocks",
        pages.frames, accepted.frames);
}

/* ------------------------------------------------------------------------------------------------------------------ */
/* A GSME that sleeps, and CS06                                                                                        */

static void sleepy_meter(void) {
    home home = {.address = test_gsme};
    chub_device_log_entry log = {.device = test_gsme, .type = CHUB_GSME};
    EXPECT(CHUB_DONE, chub_hub_create(NULL, &log, 1, NULL, &home.hub, NULL));
    chub_device_options what = usual(CHUB_GSME, test_gsme, 3);
    what.keys = (chub_keys){&signs, sign, authenticate, verify};
    CHECK(what.wake_interval > 0, "a GSME sleeps");
    EXPECT(CHUB_DONE, chub_device_create(&what, NULL, &home.device, NULL));
    set_time(&home);
    EXPECT(CHUB_DONE, chub_device_set_time(home.device, 820454400, 0));
    size_t size = make_upgrade(image, sizeof image, 3000, 3, 7, CHUB_CS05B), offset, image_size;
    chub_file_header header;
    EXPECT(CHUB_DONE, chub_file_decode(image, size, CHUB_CS05B, &header, &offset, &image_size, NULL));
    CHECK(offset == 60 && image_size == 3000, "%zu octets at %zu", image_size, offset);
    /* It arrives in pieces (HUB-6). */
    chub_problem problem;
    chub_request request = {.kind = CHUB_BEGIN_DOWNLOAD, .use_case = CHUB_CS05B, .offset = size, .targets = &test_gsme,
        .target_count = 1};
    EXPECT(CHUB_DONE, chub_hub_perform(home.hub, &request, 0, &problem));
    for (size_t at = 0; at < size; at += 1000) {
        request = (chub_request){.kind = CHUB_DOWNLOAD_PIECE, .offset = at, .octets = image + at,
            .octets_size = size - at < 1000 ? size - at : 1000};
        EXPECT(CHUB_DONE, chub_hub_perform(home.hub, &request, 0, &problem));
    }
    run(&home, DAY);
    chub_transfer transfer;
    EXPECT(CHUB_DONE, chub_hub_history(home.hub, test_gsme, 0, &transfer));
    CHECK(transfer.octets_served == size && transfer.has_end_status && transfer.end_status == 0,
        "%" PRIu32 " octets served", transfer.octets_served);

    /* GBCS-4: CS06 at once, with the digest; the meter verifies it, answers, and runs the file. */
    uint8_t content[80] = {0x30, 38, 0x04, 32}, octets[400];
    EXPECT(CHUB_DONE, chub_image_digest(image + 60, 3000, content + 4));
    memcpy(content + 36, "\x02\x02\x0F\xA1", 4);
    chub_message message = {.cra = 1, .counter = 4001, .originator = 0x90B3D51F30000007, .recipient = test_gsme,
        .message_code = 0x12, .content = content, .content_size = 40, .is_signed = true, .signature = content,
        .has_mac_header = true};
    uint8_t signature[64] = {1};
    message.signature = signature;
    EXPECT(CHUB_DONE, chub_message_encode(&message, octets, sizeof octets, &size, &problem));
    request = (chub_request){.kind = CHUB_RELAY, .octets = octets, .octets_size = size, .device = test_gsme};
    EXPECT(CHUB_DONE, chub_hub_perform(home.hub, &request, home.now, &problem));
    unsigned before = verifications;
    run(&home, home.now + DAY);
    CHECK(verifications > before && home.messages >= 2, "%u messages, %u verified", home.messages, verifications);
    chub_device_status device;
    EXPECT(CHUB_DONE, chub_device_get_status(home.device, &device));
    CHECK(device.running_version == 7, "runs %" PRIu32, device.running_version);
    uint8_t response[2000];
    chub_eui64 sender = 0;
    chub_message answer;
    unsigned answers = 0;
    while (chub_hub_poll_message(home.hub, 0, response, sizeof response, &size, &sender) == CHUB_DONE) {
        EXPECT(CHUB_DONE, chub_message_decode(response, size, &answer, &problem));
        CHECK(sender == test_gsme, "the meter's message");
        CHECK(answer.signature != NULL && answer.signature[0] == 0x5A, "signed with the caller's key");
        answers += answer.cra == 2 && answer.message_code == 0x12;
    }
    CHECK(answers == 1, "%u answers to CS06", answers);
    chub_hub_destroy(home.hub);
    chub_device_destroy(home.device);
}

/* ------------------------------------------------------------------------------------------------------------------ */
/* Memory                                                                                                             */

static chub_error give(chub_hub *hub, uint32_t size, uint16_t type, uint32_t version, chub_eui64 target,
    chub_use_case use_case, chub_problem *problem) {
    chub_request request = {.kind = CHUB_UPDATE_FIRMWARE, .use_case = use_case, .octets = image,
        .octets_size = make_upgrade(image, sizeof image, size, type, version, use_case), .targets = &target,
        .target_count = 1};
    return chub_hub_perform(hub, &request, 0, problem);
}

/* Fetches blocks by hand: malloc gives nothing for them. scarce.c counts for a hub that has all from malloc. */
static void fetch(chub_hub *hub, chub_eui64 device, uint16_t type, uint32_t version, unsigned count) {
    uint8_t octets[CHUB_MAXIMUM_FRAME_SIZE];
    size_t size;
    uint16_t cluster;
    chub_eui64 to;
    chub_frame frame = {.cluster = CHUB_CLUSTER_OTA_UPGRADE, .frame_control = 0x01,
        .command = CHUB_QUERY_NEXT_IMAGE_REQUEST};
    frame.fields.query_next_image_request =
        (chub_query_next_image_request){.manufacturer_code = 0x1234, .image_type = type, .current_file_version = 1};
    EXPECT(CHUB_DONE, chub_frame_encode(&frame, octets, sizeof octets, &size, NULL));
    EXPECT(CHUB_DONE, chub_hub_receive(hub, octets, size, CHUB_CLUSTER_OTA_UPGRADE, device, 1));
    while (chub_hub_poll_transmission(hub, octets, sizeof octets, &size, &cluster, &to) == CHUB_DONE) {}
    unsigned long before = allocations;
    unsigned served = 0;
    for (unsigned i = 0; i < count; i++) {
        /* The first requests fill tables and queues. */
        if (i == 8) before = allocations;
        frame.command = CHUB_IMAGE_BLOCK_REQUEST;
        frame.sequence = (uint8_t)i;
        frame.fields.image_block_request = (chub_image_block_request){.manufacturer_code = 0x1234, .image_type = type,
            .file_version = version, .file_offset = i * 48, .maximum_data_size = 48};
        if (chub_frame_encode(&frame, octets, sizeof octets, &size, NULL) != CHUB_DONE) break;
        chub_hub_receive(hub, octets, size, CHUB_CLUSTER_OTA_UPGRADE, device, 2 + i);
        while (chub_hub_poll_transmission(hub, octets, sizeof octets, &size, &cluster, &to) == CHUB_DONE) {
            chub_frame response;
            if (to == device
                && chub_frame_decode(octets, size, cluster, CHUB_STRICT, &response, NULL) == CHUB_DONE
                && response.command == CHUB_IMAGE_BLOCK_RESPONSE && response.tail_size == 48) {
                served++;
            }
        }
    }
    CHECK(served == count, "%u of %u blocks", served, count);
    CHECK(allocations == before, "%lu allocations on the block path", allocations - before);
}

static void memory_that_suffices(void) {
    enum { CAPACITY = 100000 };
    chub_device_log_entry log[] = {{.device = 0x00DB1234567890A1, .type = CHUB_ESME},
        {.device = test_gsme, .type = CHUB_GSME}, {.device = test_ppmid, .type = CHUB_PPMID},
        {.device = 0x00DB1234567890A5, .type = CHUB_IHD}};
    chub_hub_options options;
    chub_hub_options_default(&options);
    options.memory_block_capacity = CAPACITY;
    options.defer_until_transfer_complete = true;
    chub_memory memory = memory_of(chub_hub_memory_size(&options, 4));
    chub_problem problem;
    chub_hub *hub;
    unsigned long before = allocations;
    EXPECT(CHUB_DONE, chub_hub_create(&options, log, 4, &memory, &hub, &problem));
    home home = {.hub = hub};
    set_time(&home);
    EXPECT(CHUB_DONE, give(hub, CAPACITY, 1, 2, log[0].device, CHUB_CS05B, &problem));
    EXPECT(CHUB_DONE, give(hub, CAPACITY, 3, 2, test_gsme, CHUB_CS05B, &problem));
    fetch(hub, log[0].device, 1, 2, 200);
    /* One that waits for the transfer to end, and more that come and are refused, each with its alert. */
    (void)give(hub, CAPACITY, 9, 2, log[0].device, CHUB_CS05B, &problem);
    for (uint32_t i = 0; i < 300; i++) {
        chub_error error = give(hub, CAPACITY, (uint16_t)(20 + i), 2, test_ppmid, CHUB_CS05C, &problem);
        CHECK(error == CHUB_DONE || error == CHUB_REFUSED, "image %" PRIu32 ": %s", i, chub_error_text(error));
    }
    /* One that is too large is refused, and the hub works on. */
    EXPECT(CHUB_REFUSED, give(hub, 790000 - 70, 5, 2, test_ppmid, CHUB_CS05C, &problem));
    /* Messages until there is no room, of the largest size that a hub passes on. */
    static uint8_t message[66000];
    memset(message, 0xDD, sizeof message);
    unsigned kept = 0;
    for (int i = 0; i < 100; i++) {
        chub_error error = chub_hub_receive_message(hub, message, sizeof message, test_ppmid, 0, &problem);
        CHECK(error == CHUB_DONE || error == CHUB_REFUSED, "message %d: %s", i, chub_error_text(error));
        kept += error == CHUB_DONE;
        chub_request request = {.kind = CHUB_RELAY, .octets = message, .octets_size = sizeof message,
            .device = test_gsme};
        error = chub_hub_perform(hub, &request, 0, &problem);
        CHECK(error == CHUB_DONE || error == CHUB_REFUSED, "message %d: %s", i, chub_error_text(error));
    }
    fetch(hub, log[0].device, 1, 2, 200);
    EXPECT(CHUB_DONE, chub_hub_advance(hub, 40 * (uint64_t)DAY));
    static char text[70000];
    size_t size;
    EXPECT(CHUB_DONE, chub_hub_status_text(hub, text, sizeof text, &size));
    chub_event event;
    unsigned events = 0;
    while (chub_hub_poll_event(hub, &event) == CHUB_DONE) events++;
    CHECK(events > 10, "%u events", events);
    CHECK(allocations == before, "%lu allocations with memory of the caller's", allocations - before);
    printf("memory: %zu octets, %u messages of %zu octets kept, %u events\n", memory.size, kept, sizeof message,
        events);
    chub_hub_destroy(hub);
    free(memory.octets);
}

static void memory_that_does_not(void) {
    chub_device_log_entry log = {.device = test_ppmid, .type = CHUB_PPMID};
    unsigned made = 0, stopped = 0;
    for (size_t size = 0; size < 60000; size = size < 2000 ? size + 16 : size + 1111) {
        chub_memory memory = memory_of(size == 0 ? 1 : size);
        chub_hub *hub = (chub_hub *)&log;
        chub_problem problem;
        chub_error error = chub_hub_create(NULL, &log, 1, &memory, &hub, &problem);
        CHECK(error == CHUB_NO_MEMORY || error == CHUB_DONE, "%zu octets: %s", size, chub_error_text(error));
        if (error == CHUB_NO_MEMORY) CHECK(hub == NULL && problem.text[0] != 0, "no hub");
        if (error == CHUB_DONE) {
            made++;
            chub_request request = {.kind = CHUB_SET_TIME, .time = 820454400};
            error = chub_hub_perform(hub, &request, 0, NULL);
            for (uint64_t i = 0; i < 2000 && error != CHUB_NO_MEMORY; i++) {
                uint8_t octets[] = {0x01, (uint8_t)i, 0x07};
                error = chub_hub_receive(hub, octets, 3, CHUB_CLUSTER_OTA_UPGRADE, i % 2 ? test_ppmid : i, i);
            }
            if (error == CHUB_NO_MEMORY) {
                stopped++;
                chub_event event;
                EXPECT(CHUB_NO_MEMORY, chub_hub_advance(hub, 9999));
                EXPECT(CHUB_NO_MEMORY, chub_hub_poll_event(hub, &event));
                CHECK(chub_hub_next_deadline(hub) == UINT64_MAX, "a hub that is stopped has no deadline");
            }
            chub_hub_destroy(hub);
            EXPECT(CHUB_WRONG_HANDLE, chub_hub_advance(hub, 9999));
        }
        free(memory.octets);
    }
    CHECK(made > 0 && stopped > 0, "%u made, %u stopped", made, stopped);
    printf("memory: %u hubs made in too little, %u of them stopped\n", made, stopped);
}

int main(void) {
    setvbuf(stdout, NULL, _IONBF, 0);
    count_allocations();
    uint8_t *volatile counted = exactly("", 0);
    free(counted);
    CHECK(allocations > 0, "allocations are counted");
    keys_and_verification();
    sleepy_meter();
    memory_that_suffices();
    memory_that_does_not();
    return verdict("hub");
}
