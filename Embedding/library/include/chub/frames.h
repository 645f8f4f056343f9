/* ZCL frames: decoding and encoding them, and the records in them. */
#ifndef CHUB_FRAMES_H
#define CHUB_FRAMES_H

#include "commands.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ZCL-1: a frame. What has no fixed size is the tail: image data, attribute records, entries of a log. After decoding,
 * tail views the octets that were decoded; for encoding it is the caller's. Records are read with chub_record_next. */
typedef struct chub_frame {
    uint16_t cluster;                       /* not among the octets; ignored by encoding */
    uint8_t frame_control;
    uint16_t manufacturer_specific_code;    /* where bit 2 of the frame control says so */
    uint8_t sequence;
    chub_command command;
    union {
        chub_default_response default_response;
        chub_image_notify image_notify;
        chub_query_next_image_request query_next_image_request;
        chub_query_next_image_response query_next_image_response;   /* and of a device-specific file */
        chub_image_block_request image_block_request;
        chub_image_page_request image_page_request;
        chub_image_block_response image_block_response;
        chub_upgrade_end_request upgrade_end_request;
        chub_upgrade_end_response upgrade_end_response;
        chub_query_device_specific_file_request query_device_specific_file_request;
        chub_get_event_log get_event_log;
        chub_publish_event_log publish_event_log;
        chub_clear_event_log_request clear_event_log_request;
        chub_clear_event_log_response clear_event_log_response;
        chub_get_event_configuration get_event_configuration;
        chub_set_event_configuration set_event_configuration;
        chub_report_event_configuration report_event_configuration;
    } fields;
    const uint8_t *tail;
    size_t tail_size;
    /* OTA-2: what a lenient decoder met; ignored by encoding, which never writes a deviation. */
    uint8_t deviations;             /* bits of chub_deviation */
    size_t surplus_size;            /* octets after the payload, at the end of the frame */
} chub_frame;

/* OTA-2: the deviations of peers that a lenient decoder accepts. */
typedef enum chub_deviation {
    CHUB_SHORT_UPGRADE_END_REQUEST = 1,
    CHUB_SHORT_WAIT_FOR_DATA = 2,
    CHUB_SURPLUS_OCTETS = 4,
    CHUB_UNDEFINED_FIELD_CONTROL_BITS = 8,
    CHUB_QUERY_JITTER_OUT_OF_RANGE = 16
} chub_deviation;

/* Decodes a frame of a cluster. On an error *frame is zeros. Neither allocates nor keeps the octets.
 * octets: may be NULL where size is 0. */
chub_error chub_frame_decode(
    const uint8_t *octets, size_t size, uint16_t cluster, chub_mode mode, chub_frame *frame, chub_problem *problem);

/* Encodes a frame. *size becomes the octets written, and with CHUB_NO_SPACE those needed; 300 are enough for a frame
 * with a block. Does not allocate. */
chub_error chub_frame_encode(
    const chub_frame *frame, uint8_t *octets, size_t capacity, size_t *size, chub_problem *problem);

/* The name of IF-2, as "imageBlockRequest"; static. NULL for a number that is no command. */
const char *chub_command_name(chub_command command);

/* A record of a list: of attributes, of events, of their configurations. */
typedef struct chub_record {
    uint16_t identifier;            /* attribute or event */
    uint8_t status;                 /* ZCL-3; of an attribute that could not be read or written */
    uint8_t type;                   /* ZCL-2: the data type of the value; 0 where there is none */
    uint8_t log;                    /* GBCS-6: the log of an entry */
    uint8_t configuration;          /* GBCS-3 */
    uint32_t time;                  /* GBCS-6: when it happened */
    const uint8_t *value;           /* the value's octets in wire order, of a string without its length */
    size_t value_size;
} chub_record;

/* The next record of a frame's tail. *position is 0 at first and is moved on. CHUB_NOTHING after the last one, and
 * for a command without a list. */
chub_error chub_record_next(const chub_frame *frame, size_t *position, chub_record *record);

/* The largest frame that hub or device send, in octets: what a buffer for transmissions should have. */
#define CHUB_MAXIMUM_FRAME_SIZE 300

#ifdef __cplusplus
}
#endif

#endif
