/* Values out of range, and calls out of order. */
#include "misuse.h"

#include <limits.h>

/* Enumerations with values that they do not have: an int of C's in the place of each, as a wrong program would. */
static int out_of_range(int i) { return i == 0 ? 1000 : i == 1 ? 22 : INT_MAX; }
#define CAST(type, value) ((type)(unsigned)(value))

static void absurd_values(void) {
    for (int i = 0; i < 3; i++) {
        int absurd = out_of_range(i);
        chub_frame frame;
        chub_file_header header;
        memset(&frame, 0, sizeof frame);
        CHECK(strlen(chub_error_text(CAST(chub_error, absurd))) > 0, "a text for what is no error");
        CHECK(chub_command_name(CAST(chub_command, absurd)) == NULL, "%d is no command", absurd);
        EXPECT(CHUB_BAD_ARGUMENT, chub_frame_decode(octets, 3, 25, CAST(chub_mode, absurd), &frame, NULL));
        frame.command = CAST(chub_command, absurd);
        EXPECT(CHUB_INVALID_VALUE, chub_frame_encode(&frame, octets, 300, &size, NULL));
        EXPECT(CHUB_BAD_ARGUMENT, chub_file_decode(octets, 3, CAST(chub_use_case, absurd), &header, NULL, NULL, NULL));
        chub_hub *hub = NULL;
        chub_device_log_entry log = {test_ppmid, CAST(chub_device_type, absurd), false};
        EXPECT(CHUB_BAD_ARGUMENT, chub_hub_create(NULL, &log, 1, NULL, &hub, &problem));
        CHECK(hub == NULL, "no hub");
        chub_hub_options options;
        log.type = CHUB_PPMID;
        for (int field = 0; field < 3; field++) {
            chub_hub_options_default(&options);
            if (field == 0) options.profile = CAST(chub_profile, absurd);
            if (field == 1) options.decoding_mode = CAST(chub_mode, absurd);
            if (field == 2) options.size = (size_t)absurd;
            EXPECT(CHUB_BAD_ARGUMENT, chub_hub_create(&options, &log, 1, NULL, &hub, &problem));
        }
        chub_device_options what;
        chub_device *device = NULL;
        chub_device_options_default(&what, CAST(chub_device_type, absurd));
        EXPECT(CHUB_BAD_ARGUMENT, chub_device_create(&what, NULL, &device, &problem));
        for (int field = 0; field < 2; field++) {
            chub_device_options_default(&what, CHUB_PPMID);
            if (field == 0) what.decoding_mode = CAST(chub_mode, absurd);
            if (field == 1) what.size = (size_t)absurd;
            EXPECT(CHUB_BAD_ARGUMENT, chub_device_create(&what, NULL, &device, &problem));
        }
        hub = new_hub(NULL);
        chub_request request;
        memset(&request, 0, sizeof request);
        request.kind = CAST(chub_request_kind, absurd);
        EXPECT(CHUB_BAD_ARGUMENT, chub_hub_perform(hub, &request, 0, &problem));
        memset(&request, 0, sizeof request);
        request.use_case = CAST(chub_use_case, absurd);
        EXPECT(CHUB_BAD_ARGUMENT, chub_hub_perform(hub, &request, 0, &problem));
        chub_hub_destroy(hub);
    }
}

/* Options out of range: each alone, at 0 and at its largest, gives a hub or an error. */
static void options_out_of_range(void) {
    chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
    chub_device_log_entry twice[] = {{test_ppmid, CHUB_PPMID, false}, {test_ppmid, CHUB_IHD, false}};
    chub_hub *hub = NULL;
    EXPECT(CHUB_BAD_ARGUMENT, chub_hub_create(NULL, twice, 2, NULL, &hub, &problem));
    CHECK(strcmp(problem.rule, "HUB-1") == 0, "%s", problem.rule);
    for (size_t at = offsetof(chub_hub_options, memory_block_capacity); at + 4 <= sizeof(chub_hub_options); at += 4) {
        for (int fill = 0; fill < 2; fill++) {
            chub_hub_options options;
            chub_hub_options_default(&options);
            /* A bool takes 0 and 1 alone: those are passed over. */
            size_t bools[] = {offsetof(chub_hub_options, others_use_esme_block_only),
                offsetof(chub_hub_options, force_replaces_meters), offsetof(chub_hub_options, notify_meters)};
            bool is_bool = false;
            for (size_t k = 0; k < 3; k++) is_bool = is_bool || (bools[k] >= at && bools[k] < at + 4);
            if (is_bool) continue;
            memset((uint8_t *)&options + at, fill == 0 ? 0 : 0xFF, 4);
            (void)chub_hub_memory_size(&options, 1);
            chub_error error = chub_hub_create(&options, &log, 1, NULL, &hub, &problem);
            CHECK(error == CHUB_DONE || error == CHUB_BAD_ARGUMENT || error == CHUB_NO_MEMORY, "at %zu: %s", at,
                chub_error_text(error));
            if (error != CHUB_DONE) continue;
            chub_request request;
            memset(&request, 0, sizeof request);
            request.time = UINT32_MAX;
            EXPECT(CHUB_DONE, chub_hub_perform(hub, &request, 0, &problem));
            EXPECT(CHUB_DONE, chub_hub_advance(hub, 1u << 30));
            for (int i = 0; i < HUB_CALLS; i++) (void)call_hub(hub, i);
            chub_hub_destroy(hub);
        }
    }
}

static void out_of_order(void) {
    chub_hub *hub = new_hub(NULL);
    chub_device *device = new_device(NULL);
    for (int i = 6; i <= 12; i++) EXPECT(CHUB_NOTHING, call_hub(hub, i));
    for (int i = 5; i <= 9; i++) EXPECT(CHUB_NOTHING, call_device(device, i));
    chub_request request;
    memset(&request, 0, sizeof request);
    request.octets = octets;
    request.octets_size = 10;
    request.kind = CHUB_DOWNLOAD_PIECE;
    EXPECT(CHUB_REFUSED, chub_hub_perform(hub, &request, 0, &problem));
    CHECK(strcmp(problem.name, "noDownload") == 0 && strcmp(problem.rule, "HUB-6") == 0, "%s", problem.name);
    request.kind = CHUB_CANCEL_DOWNLOAD;
    (void)chub_hub_perform(hub, &request, 0, &problem);
    request.kind = CHUB_ACKNOWLEDGE_ALERT;
    EXPECT(CHUB_REFUSED, chub_hub_perform(hub, &request, 0, &problem));
    CHECK(strcmp(problem.name, "unknownAlert") == 0, "%s", problem.name);
    request.kind = CHUB_UPDATE_FIRMWARE;
    request.use_case = CHUB_CS05C;
    request.targets = &test_ppmid;
    request.target_count = 1;
    EXPECT(CHUB_REFUSED, chub_hub_perform(hub, &request, 0, &problem));
    request.kind = CHUB_READ_FIRMWARE_VERSION;
    request.device = 5;
    EXPECT(CHUB_REFUSED, chub_hub_perform(hub, &request, 0, &problem));
    /* Time does not go back. */
    EXPECT(CHUB_DONE, chub_hub_advance(hub, UINT64_MAX));
    EXPECT(CHUB_DONE, chub_hub_advance(hub, 0));
    for (int i = 0; i < HUB_CALLS; i++) (void)call_hub(hub, i);
    EXPECT(CHUB_DONE, chub_device_advance(device, UINT64_MAX));
    for (int i = 0; i < DEVICE_CALLS; i++) (void)call_device(device, i);
    chub_hub_destroy(hub);
    chub_device_destroy(device);
}

int main(void) {
    absurd_values();
    options_out_of_range();
    out_of_order();
    return verdict("values");
}
