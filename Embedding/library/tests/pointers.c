/* Pointers that are NULL, and handles of another kind, of something destroyed, or of nothing. */
#include "misuse.h"

static void null_pointers(void) {
    chub_hub *hub = new_hub(NULL);
    chub_device *device = new_device(NULL);
    chub_frame frame;
    chub_file_header header;
    chub_message message;
    chub_gbz_component component;
    chub_record record;
    memset(&frame, 0, sizeof frame);
    memset(&header, 0, sizeof header);
    memset(&message, 0, sizeof message);
    memset(&component, 0, sizeof component);

    for (int i = 0; i < HUB_CALLS; i++) EXPECT(CHUB_NULL_POINTER, call_hub(NULL, i));
    for (int i = 0; i < DEVICE_CALLS; i++) EXPECT(CHUB_NULL_POINTER, call_device(NULL, i));
    chub_hub_destroy(NULL);
    chub_device_destroy(NULL);
    chub_hub_options_default(NULL);
    chub_device_options_default(NULL, CHUB_ESME);
    CHECK(chub_hub_memory_size(NULL, 1) == 0 && chub_device_memory_size(NULL) == 0, "no options");
    CHECK(chub_hub_next_deadline(NULL) == UINT64_MAX && chub_device_next_deadline(NULL) == UINT64_MAX, "no handle");

    EXPECT(CHUB_NULL_POINTER, chub_frame_decode(NULL, 1, 25, CHUB_STRICT, &frame, &problem));
    CHECK(problem.error == CHUB_NULL_POINTER && problem.text[0] != 0, "the problem says so");
    EXPECT(CHUB_NULL_POINTER, chub_frame_decode(octets, 1, 25, CHUB_STRICT, NULL, NULL));
    EXPECT(CHUB_TRUNCATED, chub_frame_decode(NULL, 0, 25, CHUB_STRICT, &frame, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_frame_encode(NULL, octets, 300, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_frame_encode(&frame, NULL, 300, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_frame_encode(&frame, octets, 300, NULL, NULL));
    frame.tail_size = 1;
    EXPECT(CHUB_NULL_POINTER, chub_frame_encode(&frame, octets, 300, &size, NULL));
    frame.tail_size = 0;
    size = 0;
    EXPECT(CHUB_NULL_POINTER, chub_record_next(NULL, &size, &record));
    EXPECT(CHUB_NULL_POINTER, chub_record_next(&frame, NULL, &record));
    EXPECT(CHUB_NULL_POINTER, chub_record_next(&frame, &size, NULL));
    EXPECT(CHUB_NOTHING, chub_record_next(&frame, &size, &record));

    EXPECT(CHUB_NULL_POINTER, chub_file_decode(NULL, 1, CHUB_CS05B, &header, NULL, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_file_decode(octets, 1, CHUB_CS05B, NULL, NULL, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_file_encode_header(NULL, octets, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_file_encode_header(&header, NULL, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_file_encode_header(&header, octets, 80, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_image_digest(NULL, 1, octets));
    EXPECT(CHUB_NULL_POINTER, chub_image_digest(octets, 1, NULL));
    EXPECT(CHUB_DONE, chub_image_digest(NULL, 0, octets));

    EXPECT(CHUB_NULL_POINTER, chub_message_decode(NULL, 1, &message, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_message_decode(octets, 1, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_message_encode(NULL, octets, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_message_encode(&message, NULL, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_message_encode(&message, octets, 80, NULL, NULL));
    message.content_size = 1;
    EXPECT(CHUB_NULL_POINTER, chub_message_encode(&message, octets, 80, &size, NULL));
    message.content_size = 0;
    message.certificate_size = 1;
    EXPECT(CHUB_NULL_POINTER, chub_message_encode(&message, octets, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_use_case_name(8, NULL, 12));
    EXPECT(CHUB_NULL_POINTER, chub_gbz_component_at(NULL, 1, 0, &component, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_gbz_component_at(octets, 1, 0, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_gbz_encode(NULL, 1, octets, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_gbz_encode(&component, 1, NULL, 80, &size, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_gbz_encode(&component, 1, octets, 80, NULL, NULL));
    component.frame_size = 1;
    EXPECT(CHUB_NULL_POINTER, chub_gbz_encode(&component, 1, octets, 80, &size, NULL));

    chub_device_log_entry log = {test_ppmid, CHUB_PPMID, false};
    chub_hub *none = hub;
    EXPECT(CHUB_NULL_POINTER, chub_hub_create(NULL, &log, 1, NULL, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_create(NULL, NULL, 1, NULL, &none, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_receive(hub, NULL, 1, 25, test_ppmid, 0));
    EXPECT(CHUB_NULL_POINTER, chub_hub_receive_message(hub, NULL, 1, test_ppmid, 0, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_perform(hub, NULL, 0, NULL));
    chub_request request;
    memset(&request, 0, sizeof request);
    request.octets_size = 1;
    EXPECT(CHUB_NULL_POINTER, chub_hub_perform(hub, &request, 0, NULL));
    request.octets_size = 0;
    request.target_count = 1;
    EXPECT(CHUB_NULL_POINTER, chub_hub_perform(hub, &request, 0, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_transmission(hub, NULL, 300, &size, &cluster, &address));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_transmission(hub, octets, 300, NULL, &cluster, &address));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_transmission(hub, octets, 300, &size, NULL, &address));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_transmission(hub, octets, 300, &size, &cluster, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_message(hub, 0, octets, 300, NULL, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_poll_event(hub, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_status(hub, 0, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_history(hub, test_ppmid, 0, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_hub_status_text(hub, NULL, 4000, &size));
    EXPECT(CHUB_NULL_POINTER, chub_hub_status_text(hub, text, 4000, NULL));
    chub_device *no_device = device;
    EXPECT(CHUB_NULL_POINTER, chub_device_create(NULL, NULL, &no_device, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_device_receive(device, NULL, 1, 25, 0, false, 0));
    EXPECT(CHUB_NULL_POINTER, chub_device_receive_message(device, NULL, 1, 0));
    EXPECT(CHUB_NULL_POINTER, chub_device_record_event(device, 4, 0x8154, 0, NULL, 1, 0));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_transmission(device, NULL, 300, &size, &cluster, &address));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_transmission(device, octets, 300, NULL, &cluster, &address));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_transmission(device, octets, 300, &size, NULL, &address));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_transmission(device, octets, 300, &size, &cluster, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_message(device, octets, 300, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_device_poll_event(device, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_device_get_status(device, NULL));
    EXPECT(CHUB_NULL_POINTER, chub_device_received_octets(device, octets, 300, NULL));
    chub_hub_destroy(hub);
    chub_device_destroy(device);
}

static void wrong_handles(void) {
    chub_memory hub_memory = memory_of(8u << 20), device_memory = memory_of(8u << 20);
    chub_hub *hub = new_hub(&hub_memory);
    chub_device *device = new_device(&device_memory);
    for (int i = 0; i < HUB_CALLS; i++) {
        EXPECT(CHUB_WRONG_HANDLE, call_hub((chub_hub *)device, i));
        EXPECT(CHUB_WRONG_HANDLE, call_hub((chub_hub *)((uint8_t *)hub + 1), i));
    }
    for (int i = 0; i < DEVICE_CALLS; i++) {
        EXPECT(CHUB_WRONG_HANDLE, call_device((chub_device *)hub, i));
        EXPECT(CHUB_WRONG_HANDLE, call_device((chub_device *)((uint8_t *)device + 8), i));
    }
    CHECK(chub_hub_next_deadline((chub_hub *)device) == UINT64_MAX, "a device has no hub's deadline");
    chub_hub_destroy((chub_hub *)device);
    chub_device_destroy((chub_device *)hub);
    EXPECT(CHUB_NOTHING, call_hub(hub, 8));
    chub_hub_destroy(hub);
    chub_device_destroy(device);
    for (int i = 0; i < HUB_CALLS; i++) EXPECT(CHUB_WRONG_HANDLE, call_hub(hub, i));
    for (int i = 0; i < DEVICE_CALLS; i++) EXPECT(CHUB_WRONG_HANDLE, call_device(device, i));
    chub_hub_destroy(hub);
    chub_device_destroy(device);
    free(hub_memory.octets);
    free(device_memory.octets);
}

int main(void) {
    null_pointers();
    wrong_handles();
    return verdict("pointers");
}
