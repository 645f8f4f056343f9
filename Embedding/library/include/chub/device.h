/* A device. */
#ifndef CHUB_DEVICE_H
#define CHUB_DEVICE_H

#include "common.h"
#include "device_options.h"
#include "events.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct chub_device chub_device;

/* How much memory a device needs at most, in octets. 0 where the options are NULL. */
size_t chub_device_memory_size(const chub_device_options *options);

/* Switches a device on. *device becomes NULL on an error. */
chub_error chub_device_create(
    const chub_device_options *options, const chub_memory *memory, chub_device **device, chub_problem *problem);

/* Ends a device and gives back its memory; NULL is nothing to end. */
void chub_device_destroy(chub_device *device);

/* Gives the device a clock of its own (OTA-4). */
chub_error chub_device_set_time(chub_device *device, uint32_t time, uint64_t now);

/* OTA-7: the device asks for an image of its own accord. */
chub_error chub_device_query_next_image(chub_device *device, uint64_t now);

/* GBCS-6: an event for a log of a meter's, which its low nibble names: 3 general, 4 security. A meter keeps the last 400,
 * another device none. octets: more about it, copied, 200 at most. CHUB_BAD_ARGUMENT for more, and for another log. */
chub_error chub_device_record_event(
    chub_device *device, uint8_t log, uint16_t event_id, uint32_t time, const uint8_t *octets, size_t size,
    uint64_t now);

/* A frame came: from the hub where sender is 0, else from another device. */
chub_error chub_device_receive(
    chub_device *device, const uint8_t *octets, size_t size, uint16_t cluster, chub_eui64 sender, bool is_broadcast,
    uint64_t now);

/* A GBCS message came. CHUB_BAD_ARGUMENT above 66 000 octets, which no hub passes on. */
chub_error chub_device_receive_message(chub_device *device, const uint8_t *octets, size_t size, uint64_t now);

/* As of the hub. */
chub_error chub_device_advance(chub_device *device, uint64_t now);
uint64_t chub_device_next_deadline(const chub_device *device);

/* The next frame, as of the hub; *destination is 0 for the hub. */
chub_error chub_device_poll_transmission(
    chub_device *device, uint8_t *octets, size_t capacity, size_t *size, uint16_t *cluster, chub_eui64 *destination);
chub_error chub_device_poll_message(chub_device *device, uint8_t *octets, size_t capacity, size_t *size);
chub_error chub_device_poll_event(chub_device *device, chub_event *event);
chub_error chub_device_event_text(const chub_device *device, char *text, size_t capacity, size_t *size);
chub_error chub_device_event_json(const chub_device *device, char *text, size_t capacity, size_t *size);

/* What a device runs and how far it has come. */
typedef struct chub_device_status {
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t running_version;
    uint32_t octets_received;
    uint32_t image_size;            /* 0 where there is no file */
    bool is_asleep;
} chub_device_status;

chub_error chub_device_get_status(const chub_device *device, chub_device_status *status);

/* The octets of the file that have come; what to give as partial_image to a device that is switched on again. */
chub_error chub_device_received_octets(const chub_device *device, uint8_t *octets, size_t capacity, size_t *size);

#ifdef __cplusplus
}
#endif

#endif
