/* The hub's options. */
#ifndef CHUB_HUB_OPTIONS_H
#define CHUB_HUB_OPTIONS_H

#include "common.h"
#include "messages.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum chub_profile {
    CHUB_MODIFICATION_REPORT = 0,
    CHUB_GBCS4,
    CHUB_GBCS3
} chub_profile;

/* The hub's options, as in HubConfiguration. Fill with chub_hub_options_default, then change what differs; seconds
 * unless said otherwise, and 0 means "never" for eligible_after and remove_after. */
typedef struct chub_hub_options {
    size_t size;                    /* sizeof(chub_hub_options), set by chub_hub_options_default */
    chub_profile profile;
    chub_eui64 hub;
    chub_eui64 gas_proxy_function;
    chub_eui64 access_control_broker;
    chub_keys keys;
    chub_mode decoding_mode;
    uint32_t memory_block_capacity; /* octets */
    uint32_t device_log_capacity;
    uint32_t image_list_capacity;
    uint32_t alert_outbox_capacity;
    uint32_t event_queue_capacity;
    uint32_t transmission_queue_capacity;
    uint32_t message_queue_capacity;
    uint32_t wan_message_queue_capacity;
    bool others_use_esme_block_only;
    bool defer_until_transfer_complete;
    uint64_t overwrite_deferral_limit;
    bool force_replaces_meters;
    bool same_model_replaces_begun;
    uint64_t eligible_after;
    uint64_t remove_after;
    uint8_t maximum_data_size;      /* octets */
    uint16_t minimum_block_period;  /* milliseconds */
    uint32_t maximum_concurrent_transfers;
    uint32_t busy_delay;
    uint64_t notification_interval;
    uint64_t notification_spacing;
    bool notify_meters;
    uint64_t transfer_stall_timeout;
    uint64_t sleepy_transfer_stall_timeout;
    uint64_t activation_horizon;
    uint64_t version_read_delay;
    uint64_t version_read_timeout;
    uint32_t version_read_attempts;
    uint32_t duty_cycle_delay;
} chub_hub_options;

/* The defaults. */
void chub_hub_options_default(chub_hub_options *options);

#ifdef __cplusplus
}
#endif

#endif
