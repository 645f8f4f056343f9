/* The commands of ZCL frames: a number and a struct for each. */
#ifndef CHUB_COMMANDS_H
#define CHUB_COMMANDS_H

#include "common.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The commands, by the names of IF-2. */
typedef enum chub_command {
    CHUB_READ_ATTRIBUTES = 0,
    CHUB_READ_ATTRIBUTES_RESPONSE,
    CHUB_WRITE_ATTRIBUTES,
    CHUB_WRITE_ATTRIBUTES_RESPONSE,
    CHUB_DEFAULT_RESPONSE,
    CHUB_IMAGE_NOTIFY,
    CHUB_QUERY_NEXT_IMAGE_REQUEST,
    CHUB_QUERY_NEXT_IMAGE_RESPONSE,
    CHUB_IMAGE_BLOCK_REQUEST,
    CHUB_IMAGE_PAGE_REQUEST,
    CHUB_IMAGE_BLOCK_RESPONSE,
    CHUB_UPGRADE_END_REQUEST,
    CHUB_UPGRADE_END_RESPONSE,
    CHUB_QUERY_DEVICE_SPECIFIC_FILE_REQUEST,
    CHUB_QUERY_DEVICE_SPECIFIC_FILE_RESPONSE,
    CHUB_GET_EVENT_LOG,
    CHUB_PUBLISH_EVENT_LOG,
    CHUB_CLEAR_EVENT_LOG_REQUEST,
    CHUB_CLEAR_EVENT_LOG_RESPONSE,
    CHUB_GET_EVENT_CONFIGURATION,
    CHUB_SET_EVENT_CONFIGURATION,
    CHUB_REPORT_EVENT_CONFIGURATION
} chub_command;

/* The structs of the commands. Fields stand in wire order and have the names of IF-2, in C's spelling. A field-control
 * octet is computed from the flags has_…, and data_size from the tail. Other counts are the caller's: encoding gives
 * CHUB_INVALID_VALUE where the tail has not so many. Fields that a status or a type rules out are zero after decoding,
 * and ignored by encoding. */

/* OTA-1, 00. */
typedef struct chub_image_notify {
    uint8_t payload_type;           /* 0 to 3: how many of the fields after the jitter follow */
    uint8_t query_jitter;           /* 1 to 100 */
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t new_file_version;
} chub_image_notify;

/* OTA-1, 01. */
typedef struct chub_query_next_image_request {
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t current_file_version;
    bool has_hardware_version;
    uint16_t hardware_version;      /* high octet version, low octet revision */
} chub_query_next_image_request;

/* OTA-1, 02 and 09. */
typedef struct chub_query_next_image_response {
    uint8_t status;                 /* only 00 has the fields after it */
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
    uint32_t image_size;            /* octets, the whole file */
} chub_query_next_image_response;

/* OTA-1, 03. */
typedef struct chub_image_block_request {
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
    uint32_t file_offset;
    uint8_t maximum_data_size;
    bool has_request_node_address;
    chub_eui64 request_node_address;
    bool has_minimum_block_period;
    uint16_t minimum_block_period;  /* milliseconds */
} chub_image_block_request;

/* OTA-1, 04. */
typedef struct chub_image_page_request {
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
    uint32_t file_offset;
    uint8_t maximum_data_size;
    uint16_t page_size;             /* octets */
    uint16_t response_spacing;      /* milliseconds */
    bool has_request_node_address;
    chub_eui64 request_node_address;
} chub_image_page_request;

/* OTA-1, 05: with 00 SUCCESS the file's fields and the data, with 97 WAIT_FOR_DATA the times, else the status alone. */
typedef struct chub_image_block_response {
    uint8_t status;
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
    uint32_t file_offset;
    uint8_t data_size;              /* octets of the frame's tail */
    uint32_t current_time;          /* OTA-4: seconds since 2000-01-01 */
    uint32_t request_time;
    uint16_t minimum_block_period;  /* milliseconds */
} chub_image_block_response;

/* OTA-1, 06. */
typedef struct chub_upgrade_end_request {
    uint8_t status;
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
} chub_upgrade_end_request;

/* OTA-1, 07. */
typedef struct chub_upgrade_end_response {
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
    uint32_t current_time;
    uint32_t upgrade_time;          /* 0xFFFFFFFF: wait for another */
} chub_upgrade_end_response;

/* OTA-1, 08. */
typedef struct chub_query_device_specific_file_request {
    chub_eui64 request_node_address;
    uint16_t manufacturer_code;
    uint16_t image_type;            /* 0xFFC0 to 0xFFFE */
    uint32_t file_version;
    uint16_t current_stack_version;
} chub_query_device_specific_file_request;

/* ZCL-2, 0B. */
typedef struct chub_default_response {
    uint8_t command_identifier;
    uint8_t status;
} chub_default_response;

/* GBCS-6, 0x0709 00. */
typedef struct chub_get_event_log {
    uint8_t log_control;            /* low nibble log, high nibble event control */
    uint16_t event_id;
    uint32_t start;
    uint32_t end;
    uint8_t number_of_events;
    uint16_t event_offset;
} chub_get_event_log;

/* GBCS-6, 0x0709 01; the entries are the frame's tail. */
typedef struct chub_publish_event_log {
    uint16_t total_matching_events;
    uint8_t command_index;
    uint8_t total_commands;
    uint8_t number_of_events;       /* 0 to 15; 0 with a tail: entries to the end */
    uint8_t control;                /* 0 to 15 */
} chub_publish_event_log;

/* GBCS-6, 0x0709 01 of the client. */
typedef struct chub_clear_event_log_request {
    uint8_t log_id;
} chub_clear_event_log_request;

/* GBCS-6, 0x0709 02. */
typedef struct chub_clear_event_log_response {
    uint8_t cleared_logs;           /* a bit a log */
} chub_clear_event_log_response;

/* GBCS-3, 0x0708 05. */
typedef struct chub_get_event_configuration {
    uint16_t event_id;
} chub_get_event_configuration;

/* GBCS-3, 0x0708 04 of the server. With configuration_control 0 the event identifiers are the frame's tail. */
typedef struct chub_set_event_configuration {
    uint32_t issuer_event_id;
    uint32_t start_time;
    uint8_t configuration;
    uint8_t configuration_control;  /* 0 to 3: which of the following names the events */
    uint8_t number_of_events;       /* u16 little-endian each, in the tail */
    uint16_t event_group_id;
    uint8_t log_id;
    uint8_t configuration_match;
} chub_set_event_configuration;

/* GBCS-3, 0x0708 04 of the client; events are the frame's tail, 3 octets each. */
typedef struct chub_report_event_configuration {
    uint8_t command_index;
    uint8_t total_commands;
} chub_report_event_configuration;

#ifdef __cplusplus
}
#endif

#endif
