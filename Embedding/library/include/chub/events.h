/* Events, which hub and device have in common. */
#ifndef CHUB_EVENTS_H
#define CHUB_EVENTS_H

#include "common.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a hub or a device tells. name and rule say which; the fields have the names of the event's JSON
 * (vectors/schema/events.schema.json), in C's spelling, and are zero where the event does not have them. What is text or
 * a list there is in the text and the JSON of the event alone. */
typedef struct chub_event {
    char name[32];                  /* as "alert", "transferStarted", "verified"; NUL at the end */
    char rule[12];                  /* as "HUB-25" */
    chub_eui64 device;
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
    uint32_t firmware_version;      /* that a device runs */
    uint32_t image_size;            /* octets */
    uint32_t file_offset;
    uint32_t octets_served;
    uint16_t hardware_version;
    uint16_t alert_code;            /* 0x8F89, 0x8F8A, 0x8F8B, … */
    uint16_t message_code;
    uint64_t counter;               /* of an alert, for CHUB_ACKNOWLEDGE_ALERT */
    uint32_t time;                  /* seconds since 2000-01-01 */
    uint32_t upgrade_time;
    uint64_t activation_at;         /* milliseconds; UINT64_MAX: no moment, it waits for a command or for a clock */
    uint32_t count;
    uint8_t response_code;
    uint8_t status;                 /* ZCL-3 */
    uint8_t command;
    uint8_t sequence;
    uint8_t attempt;
    bool has_sha256;
    uint8_t sha256[32];
    char reason[32];                /* a word, as "insufficientSpace", or empty */
    size_t offset;                  /* of the octet at fault in a frame that was rejected */
    /* Of an alert: the GBCS message that carries it has so many octets; fetch it with chub_hub_event_message. */
    size_t message_size;
} chub_event;

#ifdef __cplusplus
}
#endif

#endif
