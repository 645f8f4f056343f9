/* The hub. */
#ifndef CHUB_HUB_H
#define CHUB_HUB_H

#include "common.h"
#include "device_log.h"
#include "events.h"
#include "files.h"
#include "hub_options.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct chub_hub chub_hub;

/* How much memory a hub needs at most, in octets, with both blocks full and an image that waits: what chub_memory
 * should have. 0 where the options are NULL, and for more than a million devices. In so much memory nothing stops the
 * hub: images and messages for which there is no room are refused. */
size_t chub_hub_memory_size(const chub_hub_options *options, size_t device_count);

/* Starts a hub. options may be NULL for the defaults, memory for malloc. *hub becomes NULL on an error.
 * Errors: CHUB_BAD_ARGUMENT (an option, the memory's alignment, the log is too long, names a device twice or the device
 * 0), CHUB_NO_MEMORY. */
chub_error chub_hub_create(
    const chub_hub_options *options, const chub_device_log_entry *device_log, size_t device_count,
    const chub_memory *memory, chub_hub **hub, chub_problem *problem);

/* Ends a hub and gives back its memory; NULL is nothing to end. */
void chub_hub_destroy(chub_hub *hub);

/* A frame came from a device. Whatever its octets, it is answered as ZCL says, or dropped and told as an event.
 * Does not allocate for requests of blocks. */
chub_error chub_hub_receive(
    chub_hub *hub, const uint8_t *octets, size_t size, uint16_t cluster, chub_eui64 device, uint64_t now);

/* A GBCS message came from a device, for the WAN side (HUB-53). CHUB_REFUSED, with a name: unknownDevice, messageTooLong
 * (above 66 000 octets), messageQueueFull, or memoryFull as of chub_hub_perform. */
chub_error chub_hub_receive_message(
    chub_hub *hub, const uint8_t *octets, size_t size, chub_eui64 device, uint64_t now, chub_problem *problem);

/* HUB-22: a device was heard by other means than a frame: it joined, or answered a ping. If it has still to fetch an
 * image, it gets an Image Notify, at most once in five minutes. */
chub_error chub_hub_hear(chub_hub *hub, chub_eui64 device, uint64_t now);

/* HUB-22: a device was not there when the Image Notify frames to it were sent, so that they do not count: the next time
 * it is heard from it is notified, however soon that is. */
chub_error chub_hub_lose_notifications(chub_hub *hub, chub_eui64 device);

/* HUB-60: other traffic on the sub-GHz band, in microseconds of transmit time. */
chub_error chub_hub_add_sub_ghz_traffic(chub_hub *hub, uint64_t microseconds, uint64_t now);

/* Lets time pass: timers that are due fire in the order of their deadlines. */
chub_error chub_hub_advance(chub_hub *hub, uint64_t now);

/* When the hub next has something to do of its own accord, in milliseconds; UINT64_MAX for never, for no hub, and
 * for one that is stopped. */
uint64_t chub_hub_next_deadline(const chub_hub *hub);

/* What the WAN side asks. */
typedef enum chub_request_kind {
    CHUB_SET_TIME = 0,              /* time */
    CHUB_UPDATE_FIRMWARE,           /* use_case, octets, targets, force_replace */
    CHUB_BEGIN_DOWNLOAD,            /* use_case, offset: the size that is announced, targets, force_replace */
    CHUB_DOWNLOAD_PIECE,            /* offset, octets */
    CHUB_CANCEL_DOWNLOAD,
    CHUB_READ_FIRMWARE_VERSION,     /* device */
    CHUB_RELAY,                     /* octets: a GBCS message, device */
    CHUB_ACKNOWLEDGE_ALERT          /* counter */
} chub_request_kind;

typedef struct chub_request {
    chub_request_kind kind;
    uint32_t time;                  /* seconds since 2000-01-01 */
    chub_use_case use_case;
    const uint8_t *octets;          /* copied */
    size_t octets_size;
    size_t offset;
    const chub_eui64 *targets;
    size_t target_count;
    bool force_replace;             /* HUB-13 */
    chub_eui64 device;
    uint64_t counter;
} chub_request;

/* Does what the WAN side asks. With CHUB_REFUSED nothing has changed, but that an image for which there is no room is
 * alerted for each of its targets (HUB-14); the problem has the refusal's name and rule. The name memoryFull is of this
 * library: octets that do not fit into the memory that the caller provided are not looked at, and not alerted. */
chub_error chub_hub_perform(chub_hub *hub, const chub_request *request, uint64_t now, chub_problem *problem);

/* The next frame for a device, always unicast; CHUB_NOTHING when none waits. CHUB_NO_SPACE in a buffer that is too short
 * for some frame, whatever waits; nothing is lost. */
chub_error chub_hub_poll_transmission(
    chub_hub *hub, uint8_t *octets, size_t capacity, size_t *size, uint16_t *cluster, chub_eui64 *device);

/* The next GBCS message: for the WAN side where device is 0 (*from says who sent it; may be NULL), else for that device.
 * With CHUB_NO_SPACE it stays, and *size is what it needs. */
chub_error chub_hub_poll_message(
    chub_hub *hub, chub_eui64 device, uint8_t *octets, size_t capacity, size_t *size, chub_eui64 *from);

/* The next event, in order; CHUB_NOTHING when there is none. */
chub_error chub_hub_poll_event(chub_hub *hub, chub_event *event);

/* The event polled last as a sentence, or as its JSON; and the message of an alert. *size has no NUL, the text has.
 * CHUB_NOTHING where there was none. */
chub_error chub_hub_event_text(const chub_hub *hub, char *text, size_t capacity, size_t *size);
chub_error chub_hub_event_json(const chub_hub *hub, char *text, size_t capacity, size_t *size);
chub_error chub_hub_event_message(const chub_hub *hub, uint8_t *octets, size_t capacity, size_t *size);

/* Where a device stands with an image. */
typedef enum chub_target_state {
    CHUB_AWAITING_QUERY = 0,
    CHUB_OFFERED,
    CHUB_FETCHING,
    CHUB_STALLED,
    CHUB_TRANSFERRED,
    CHUB_READING_VERSION,
    CHUB_FAILED,
    CHUB_DISCARDED,
    CHUB_AWAITING_VERSION_ALERT
} chub_target_state;

/* HUB-3: a target of an image on the Upgrade Image List. */
typedef struct chub_target_status {
    chub_eui64 device;
    chub_device_type type;
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
    uint32_t image_size;
    chub_target_state state;
    uint32_t octets_served;
    bool has_activation;
    uint32_t activation;            /* seconds since 2000-01-01; 0 for at once */
    uint64_t timer;                 /* milliseconds; UINT64_MAX for none */
} chub_target_status;

/* The target of this number, from 0, in the order of arrival; CHUB_NOTHING after the last. */
chub_error chub_hub_status(const chub_hub *hub, size_t number, chub_target_status *status);

/* Some lines for people: blocks, list, timers, what waits. */
chub_error chub_hub_status_text(const chub_hub *hub, char *text, size_t capacity, size_t *size);

/* HUB-34: what the hub remembers of an image's way to a device. Moments are milliseconds, UINT64_MAX for never. */
typedef struct chub_transfer {
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
    uint32_t image_size;
    uint32_t arrival;               /* seconds since 2000-01-01 */
    uint32_t notifications;
    uint32_t queries;
    uint64_t first_block_at;
    uint64_t last_block_at;
    uint32_t octets_served;
    uint32_t pauses;
    bool has_end_status;
    uint8_t end_status;
    uint32_t alert_count;
    bool has_firmware_version;
    uint32_t firmware_version;
} chub_transfer;

/* The transfer of a device of this number, from 0, in the order of arrival; CHUB_NOTHING after the last. */
chub_error chub_hub_history(const chub_hub *hub, chub_eui64 device, size_t number, chub_transfer *transfer);

#ifdef __cplusplus
}
#endif

#endif
