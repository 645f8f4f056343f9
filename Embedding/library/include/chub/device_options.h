/* The options of a device. */
#ifndef CHUB_DEVICE_OPTIONS_H
#define CHUB_DEVICE_OPTIONS_H

#include "common.h"
#include "device_log.h"
#include "files.h"
#include "messages.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How a device judges a whole file (OTA-7); the status goes into its Upgrade End Request: 00 SUCCESS, 96 INVALID_IMAGE
 * or 99 REQUIRE_MORE_IMAGE. The digest is SHA-256 of the Manufacturer Image. */
typedef uint8_t (*chub_verification)(void *context, const chub_file_header *header, const uint8_t digest[32]);

/* GBCS-5: how an ESME, GSME or HCALCS checks the ECDSA P-256 signature over a Manufacturer Image. */
typedef bool (*chub_signature_verification)(
    void *context, const uint8_t *image, size_t image_size, const uint8_t signature[64]);

/* GBCS-3: how a GSME treats an event. */
typedef struct chub_event_behaviour {
    uint16_t event_id;
    uint8_t configuration;
} chub_event_behaviour;

/* What a device is and how it behaves, as in DeviceConfiguration. Fill with chub_device_options_default. */
typedef struct chub_device_options {
    size_t size;                    /* sizeof(chub_device_options), set by chub_device_options_default */
    chub_device_type type;
    chub_eui64 device;
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t running_version;
    uint16_t hardware_version;
    bool sends_hardware_version;
    chub_eui64 server;
    uint16_t stack_version;
    uint32_t image_stamp;
    uint16_t cluster_revision;
    uint32_t image_capacity;        /* octets */
    bool has_split_image;           /* GBCS-5: its images come in two parts */
    uint32_t split_image_first;     /* the version of the first, which is kept on activation and does not run */
    uint32_t split_image_second;    /* of the second, which runs once it is activated with the first at hand */
    bool split_image_is_first_held; /* whether the first is at hand at the start */
    uint8_t maximum_data_size;      /* octets */
    const uint8_t *partial_image;   /* copied; NULL for none */
    size_t partial_image_size;
    uint16_t page_size;             /* octets; 0 fetches block by block */
    uint16_t response_spacing;      /* milliseconds */
    bool sends_node_address;
    bool sends_minimum_block_period;
    uint16_t minimum_block_period;  /* milliseconds */
    uint64_t response_timeout;      /* milliseconds */
    uint32_t attempts;
    uint64_t upgrade_end_interval;  /* seconds */
    uint32_t activates_after_waits; /* HUB-32: it then activates on its own; UINT32_MAX for never */
    bool activates;
    bool damages_image;
    chub_verification verification; /* NULL accepts every file that is one */
    void *verification_context;
    chub_signature_verification verify_signature;   /* NULL checks that there is a signature, and no more */
    void *verify_signature_context;
    chub_mode decoding_mode;
    const chub_device_log_entry *device_log;    /* GBCS-6: the devices that a meter knows beside the hub; copied */
    size_t device_log_size;
    const chub_event_behaviour *event_behaviours;   /* GBCS-3: how a GSME treats events at first; copied */
    size_t event_behaviours_size;
    bool event_behaviours_are_unreadable;       /* GBCS-3: the store of a GSME cannot be read, and holds no events */
    bool tells_version;
    chub_eui64 alert_recipient;
    chub_keys keys;
    uint64_t wake_interval;         /* seconds; 0 for always awake */
    uint32_t blocks_per_wake;       /* 0 for all */
    uint64_t seed;
} chub_device_options;

/* The defaults of a type; identity and versions are the caller's. */
void chub_device_options_default(chub_device_options *options, chub_device_type type);

#ifdef __cplusplus
}
#endif

#endif
