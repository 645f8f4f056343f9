/*
 * chub.h - a GB smart-metering Communications Hub, its devices, and their wire formats, for C99 and C++17.
 *
 * What is here
 *   1. Versions, errors, octets        chub_version, chub_error_text, chub_problem
 *   2. ZCL frames                      chub_frame_decode, chub_frame_encode, a struct for each command
 *   3. OTA files                       chub_file_decode, chub_file_encode_header, chub_image_digest
 *   4. GBCS messages                   chub_message_decode, chub_message_encode, chub_content_decode,
 *                                      chub_content_encode, GBZ components
 *   5. Events                          chub_event, which hub and device have in common
 *   6. The hub                         chub_hub_create, _receive, _advance, _perform, _poll_…, _status, _history
 *   7. A device                        chub_device_create, _receive, _advance, _poll_…
 *
 * Rules are cited by their identifiers, as OTA-6 or HUB-30; `chub explain OTA-6` says what a rule demands.
 *
 * How hub and device are driven. Neither reads a clock, a random source, a file or a socket. Time is an argument:
 * milliseconds since a start that the caller chooses, which never goes back (an earlier one counts as the last one).
 * Hand in what comes: frames, messages, requests. When chub_…_next_deadline has come, call chub_…_advance. After each
 * of these calls poll until CHUB_NOTHING: transmissions, messages, events. The same calls give the same octets, always.
 *
 * Ownership. The library keeps no pointer that it is given, but for functions with their contexts (chub_keys, and the
 * verifications of a device) and the octets of chub_memory, which must live as long as the hub or the device does. What
 * it gives out through pointers lies in memory of the caller's, or views octets of the caller's (said at the function).
 * Nothing is to be freed but by chub_hub_destroy and chub_device_destroy.
 *
 * Threads. There is no global state, but constant tables. A hub or a device may be used by one thread at a time;
 * different ones by different threads at once. The decoding and encoding functions may be called by any thread at any
 * time.
 *
 * Errors. A function that can fail returns a chub_error, CHUB_DONE when it did not, and takes a chub_problem, which may
 * be NULL, for what is wrong, where, and by which rule. A NULL pointer that a function needs is CHUB_NULL_POINTER, a
 * handle of another kind or of something destroyed in the caller's own memory is CHUB_WRONG_HANDLE. Nothing traps. After
 * an error nothing has changed, but where the function says so.
 *
 * What stays compatible: see Documentation/Embedding.md, "What stays compatible".
 */
#ifndef CHUB_H
#define CHUB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------------------------------------------------------ */
/* 1. Versions, errors, octets                                                                                        */

/* The version of this header: major, minor, patch, an octet each after a zero octet. */
#define CHUB_VERSION 0x00000400u

/* The version of the library, in the form of CHUB_VERSION. A program and a library fit one another where the major
 * number is the same and, while it is 0, the minor number too. */
uint32_t chub_version(void);

/* How a call ended. Numbers are never reused. */
typedef enum chub_error {
    CHUB_DONE = 0,
    /* There is nothing to poll, or nothing of that number. No failure. */
    CHUB_NOTHING = 1,

    /* How the call was made. */
    CHUB_NULL_POINTER = 16,     /* a pointer that the function needs is NULL */
    CHUB_WRONG_HANDLE = 17,     /* the handle is none of that kind */
    CHUB_NO_SPACE = 18,         /* the caller's buffer is too small; the size that is needed is written */
    CHUB_NO_MEMORY = 19,        /* memory is used up; of a hub or a device: it is stopped for good, destroy it */
    CHUB_BAD_ARGUMENT = 20,     /* a value makes no sense: an option, a kind, a count */
    CHUB_IN_USE = 21,           /* a function of the caller's called the hub or the device that calls it */

    /* Octets that do not decode, and values that do not encode (IF-2); the offset says where. */
    CHUB_TRUNCATED = 32,        /* the octets end before the value does: the first that is missing */
    CHUB_TRAILING_OCTETS = 33,  /* the first octet after a complete payload */
    CHUB_RESERVED_VALUE = 34,
    CHUB_UNSUPPORTED_COMMAND = 35,
    CHUB_INVALID_VALUE = 36,

    /* HUB-5 and others: the hub refuses what the WAN side asks; the problem names the rule. */
    CHUB_REFUSED = 48
} chub_error;

/* A few words for an error, never NULL; the text is static. */
const char *chub_error_text(chub_error error);

/* What is wrong, where, and by which rule. */
typedef struct chub_problem {
    chub_error error;
    /* Of the octets that were handed in, counted from 0; 0 where no octet is at fault. */
    size_t offset;
    /* The rule's identifier, as "OTA-1"; empty where none speaks against it. NUL at the end. */
    char rule[12];
    /* The problem's name where it has one, as "insufficientSpace"; NUL at the end. */
    char name[32];
    /* One line for people, cut where it is longer; NUL at the end. */
    char text[176];
} chub_problem;

/* Memory that the caller provides for a hub or a device, which then takes no other. */
typedef struct chub_memory {
    void *octets;       /* aligned to 16; NULL where the library is to use malloc */
    size_t size;
} chub_memory;

/* How strictly octets are read (OTA-2). */
typedef enum chub_mode {
    CHUB_STRICT = 0,
    CHUB_LENIENT = 1    /* known deviations of peers are accepted, and told */
} chub_mode;

/* Clusters that the library knows; others are numbers like these. */
enum {
    CHUB_CLUSTER_TIME = 0x000A,
    CHUB_CLUSTER_OTA_UPGRADE = 0x0019,
    CHUB_CLUSTER_METERING = 0x0702,
    CHUB_CLUSTER_DEVICE_MANAGEMENT = 0x0708,
    CHUB_CLUSTER_EVENTS = 0x0709
};

/* An EUI-64 as a number: 00-DB-12-34-56-78-90-A4 is 0x00DB1234567890A4. */
typedef uint64_t chub_eui64;

/* ------------------------------------------------------------------------------------------------------------------ */
/* 2. ZCL frames                                                                                                      */

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
 * octet is computed from the flags has_…; a count is computed from what it counts. Fields that a status or a type rules
 * out are zero after decoding, and ignored by encoding. */

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

/* ZCL-1: a frame. What has no fixed size is the tail: image data, attribute records, entries of a log. After decoding,
 * tail views the octets that were decoded; for encoding it is the caller's. Records are read with chub_record_next. */
typedef struct chub_frame {
    uint16_t cluster;
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

/* ------------------------------------------------------------------------------------------------------------------ */
/* 3. OTA files                                                                                                       */

/* OTA-5: the header of a file, in wire order. */
typedef struct chub_file_header {
    uint16_t header_version;        /* 0x0100 */
    uint16_t header_length;         /* 56 to 69 octets */
    uint16_t manufacturer_code;
    uint16_t image_type;
    uint32_t file_version;
    uint16_t stack_version;         /* 2 is ZigBee PRO */
    uint8_t header_string[32];      /* zero padded */
    uint32_t total_image_size;      /* octets, header included */
    bool has_security_credential_version;
    uint8_t security_credential_version;
    bool has_destination;
    chub_eui64 destination;
    bool has_hardware_versions;
    uint16_t minimum_hardware_version;
    uint16_t maximum_hardware_version;
    uint8_t skipped_size;           /* octets between the last field and the header length, which a reader skips */
    uint8_t skipped[13];
} chub_file_header;

/* GBCS-5: how an Upgrade Image arrives. */
typedef enum chub_use_case {
    CHUB_CS05B = 0,     /* ESME, GSME, HCALCS: force-replace flag and signature in the file */
    CHUB_CS05C = 1      /* PPMID, IHD: an activation date-time after the file */
} chub_use_case;

/* Reads the header of a file, and says where the Manufacturer Image begins and how long it is without GBCS-5's trailer
 * (the use case says which). image_offset and image_size may be NULL. The rest of the file need not be there, but then
 * image_size is CHUB_TRUNCATED. */
chub_error chub_file_decode(
    const uint8_t *octets, size_t size, chub_use_case use_case, chub_file_header *header, size_t *image_offset,
    size_t *image_size, chub_problem *problem);

/* Writes a header; its length is computed from the flags and skipped_size. *size becomes the octets written, and with
 * CHUB_NO_SPACE those needed. A header_version or header_length of 0 is that of the fields; another than that is
 * CHUB_INVALID_VALUE, as are so many skipped octets that the length is above 69. */
chub_error chub_file_encode_header(
    const chub_file_header *header, uint8_t *octets, size_t capacity, size_t *size, chub_problem *problem);

/* GBCS-5: SHA-256 of a Manufacturer Image. */
chub_error chub_image_digest(const uint8_t *image, size_t size, uint8_t digest[32]);

/* ------------------------------------------------------------------------------------------------------------------ */
/* 4. GBCS messages                                                                                                   */

/* GBCS-1: the envelope. Pointers view the message after decoding, and are the caller's for encoding. */
typedef struct chub_message {
    uint8_t cra;                    /* 1 command, 2 response, 3 alert */
    uint64_t counter;
    chub_eui64 originator;
    chub_eui64 recipient;
    bool has_date_time;
    uint8_t date_time[12];
    uint16_t message_code;
    /* Other information after the message code: each is there only where those before it are. */
    bool has_supplementary_remote_party;
    chub_eui64 supplementary_remote_party;
    bool has_supplementary_remote_party_counter;
    uint64_t supplementary_remote_party_counter;
    bool has_supplementary_originator_counter;
    uint64_t supplementary_originator_counter;
    const uint8_t *certificate;     /* a key agreement certificate in DER, or NULL */
    size_t certificate_size;
    const uint8_t *content;
    size_t content_size;
    bool is_signed;                 /* false for a Pre-Command, which has no signature octet */
    const uint8_t *signature;       /* 64 octets, or NULL for an empty one */
    bool has_mac_header;
    uint8_t mac[12];
} chub_message;

/* GBCS-1: decodes a message. On an error *message is zeros. */
chub_error chub_message_decode(const uint8_t *octets, size_t size, chub_message *message, chub_problem *problem);

/* GBCS-1: encodes a message, with signature and MAC as they are given. The octets to sign are those of the same message
 * with is_signed false and without a MAC header, after the first; to authenticate, the octets 11 00 00 00 00 00 and the
 * signed message without its MAC header. */
chub_error chub_message_encode(
    const chub_message *message, uint8_t *octets, size_t capacity, size_t *size, chub_problem *problem);

/* The name that GBCS gives to a message code, as "GCS20r", with a NUL; 80 octets are enough. CHUB_NOTHING where it gives
 * none. */
chub_error chub_use_case_name(uint16_t message_code, char *name, size_t capacity);

/* GBCS-2: a component of a GBZ content. */
typedef struct chub_gbz_component {
    uint8_t control;
    uint16_t cluster;
    bool has_from_date_time;
    uint32_t from_date_time;        /* seconds since 2000-01-01 */
    bool is_encrypted;              /* then frame is the ciphered information, from 31 to the tag */
    uint8_t frame_counter;
    const uint8_t *frame;           /* a ZCL frame, for chub_frame_decode */
    size_t frame_size;
} chub_gbz_component;

/* The component of this number, from 0, of a GBZ command or response; CHUB_NOTHING after the last. */
chub_error chub_gbz_component_at(
    const uint8_t *content, size_t size, size_t number, chub_gbz_component *component, chub_problem *problem);

/* Encodes the content of a GBZ command or response of components that are not encrypted; control octets are computed. */
chub_error chub_gbz_encode(
    const chub_gbz_component *components, size_t count, uint8_t *octets, size_t capacity, size_t *size,
    chub_problem *problem);

/* A date and time of day in UTC, as contents carry it. 9999-12-31 23:59:59 as the time of a CS06 command cancels. */
typedef struct chub_date_time {
    uint16_t year;                  /* 0 to 9999 */
    uint8_t month;
    uint8_t day;
    uint8_t hour;
    uint8_t minute;
    uint8_t second;
    uint8_t hundredths;             /* of a second; only contents in DLMS carry them, others ignore them */
} chub_date_time;

/* Seconds since 2000-01-01 as a date and time. */
chub_error chub_date_time_of(uint32_t seconds, chub_date_time *date_time);

/* And back. CHUB_INVALID_VALUE where it is no date and time, or seconds cannot say it; *seconds is 0 then. */
chub_error chub_date_time_seconds(const chub_date_time *date_time, uint32_t *seconds);

/* The contents of messages. Fields have the names of IF-3, in C's spelling; a firmware_version is a file's version. */

/* GBCS-4, CS06, the command: activates the image that an ESME, a GSME or an HCALCS holds. It is a critical command: with
 * a signature and a MAC header. */
typedef struct chub_activate_firmware {
    uint8_t image_hash[32];         /* of the Manufacturer Image, by chub_image_digest */
    uint64_t originator_counter;    /* the counter of the message, which the later alert repeats */
    bool has_execution_time;        /* false: now; the response is then chub_activation_outcome */
    chub_date_time execution_time;  /* the response is then CHUB_CONTENT_NULL, and chub_activation_alert follows */
} chub_activate_firmware;

/* GBCS-4, CS06, the response. */
typedef struct chub_activation_outcome {
    uint8_t response_code;          /* 0 success, 1 no image held, 2 hash mismatch, 3 activation failure */
    uint32_t firmware_version;      /* the one that runs */
} chub_activation_outcome;

/* GBCS-4, 0x00CA: the later outcome of CS06. */
typedef struct chub_activation_alert {
    uint16_t alert_code;            /* 0x8F66 done, 0x8F67 failed */
    chub_date_time time;
    uint64_t originator_counter;    /* of the command */
    uint8_t response_code;          /* as chub_activation_outcome */
    uint32_t firmware_version;
} chub_activation_alert;

/* GBCS-4, CCS08: the hub's alert about a device. */
typedef struct chub_firmware_alert {
    uint16_t alert_code;            /* 0x8F8A, 0x8F89 or 0x8F8B */
    chub_date_time time;
    chub_eui64 device;
    uint32_t firmware_version;      /* of the image; with 0x8F8B the one that the device runs, 0 where it is unknown */
    uint8_t response_code;          /* 8F8A: 0; 8F89: 1 discarded, 2 hardware mismatch, 3 failure; 8F8B: 0 read, 1 not */
} chub_firmware_alert;

/* GBCS-4, CS09: a PPMID tells its version after an activation. */
typedef struct chub_version_alert {
    uint16_t alert_code;            /* 0x8F8B */
    chub_date_time time;
    uint32_t firmware_version;
    uint8_t response_code;          /* 0 activated, 1 failed */
} chub_version_alert;

/* GBCS-4, CS08, the response: the version of a PPMID or HCALCS. */
typedef struct chub_version_response {
    uint32_t firmware_version;      /* 0 where it was not read */
    uint8_t response_code;          /* 0 read, 1 failed */
} chub_version_response;

/* GBCS-4, 0x1000 in DER: an HCALCS has verified (0x8F72) or refused (0x8F1C) an image. */
typedef struct chub_plain_alert {
    uint16_t alert_code;
    chub_date_time time;
} chub_plain_alert;

/* GBCS-2: an alert in GBZ. With an image hash it is GBCS-4's 0x00CF: a GSME has verified (0x8F72) or refused (0x8F1C) an
 * image. */
typedef struct chub_gbz_alert {
    uint8_t number_of_components;   /* 1 where the use case has none */
    uint16_t alert_code;
    uint32_t time;                  /* seconds since 2000-01-01 */
    bool has_image_hash;
    uint8_t image_hash[32];
    const uint8_t *octets;          /* what the use case adds; ignored by encoding where there is a hash */
    size_t octets_size;
} chub_gbz_alert;

/* GBCS-8: what an alert in DLMS is about. */
typedef enum chub_alert_subject {
    CHUB_SUBJECT_NONE = 0,          /* 0x1000, 0x1001 */
    CHUB_SUBJECT_IMAGE,             /* 0x00CE: an ESME has verified (0x8F72) or refused (0x8F1C) an image */
    CHUB_SUBJECT_DEVICE,            /* 0x0110: GBCS-7, about the sub-GHz band */
    CHUB_SUBJECT_MESSAGE            /* 0x0114: GBCS-7, a message was discarded */
} chub_alert_subject;

/* GBCS-8: an alert in DLMS. */
typedef struct chub_dlms_alert {
    uint32_t invoke_id;             /* the low three octets of the message's counter; more is cut */
    uint16_t alert_code;
    chub_date_time time;
    chub_alert_subject subject;     /* which of the following there are */
    uint8_t image_hash[32];
    chub_eui64 device;
    chub_eui64 discarded_originator;
    chub_eui64 discarded_recipient;
    uint8_t discarded_cra;
    uint64_t discarded_counter;
} chub_dlms_alert;

/* GBCS-8, ECS52, the command: which version does an ESME run? */
typedef struct chub_dlms_version_request {
    uint32_t invoke_id;             /* the low three octets of the message's counter; more is cut */
} chub_dlms_version_request;

/* GBCS-8, ECS52, the response. */
typedef struct chub_dlms_version_response {
    uint32_t invoke_id;
    uint32_t firmware_version;      /* only with response_code 0 */
    uint8_t response_code;          /* 0, or why there is no version */
} chub_dlms_version_response;

/* What a content is. */
typedef enum chub_content_kind {
    CHUB_CONTENT_OCTETS = 0,        /* of a use case that the library does not know */
    CHUB_CONTENT_GBZ,               /* components, for chub_gbz_component_at and chub_gbz_encode */
    CHUB_CONTENT_NULL,              /* no fields: the command of CS08, the response to a CS06 with an execution time */
    CHUB_CONTENT_ACTIVATE_FIRMWARE,
    CHUB_CONTENT_ACTIVATION_OUTCOME,
    CHUB_CONTENT_ACTIVATION_ALERT,
    CHUB_CONTENT_FIRMWARE_ALERT,
    CHUB_CONTENT_VERSION_ALERT,
    CHUB_CONTENT_VERSION_RESPONSE,
    CHUB_CONTENT_PLAIN_ALERT,
    CHUB_CONTENT_GBZ_ALERT,
    CHUB_CONTENT_DLMS_ALERT,
    CHUB_CONTENT_DLMS_VERSION_REQUEST,
    CHUB_CONTENT_DLMS_VERSION_RESPONSE
} chub_content_kind;

/* A content that is taken apart. */
typedef struct chub_content {
    chub_content_kind kind;
    union {
        chub_activate_firmware activate_firmware;
        chub_activation_outcome activation_outcome;
        chub_activation_alert activation_alert;
        chub_firmware_alert firmware_alert;
        chub_version_alert version_alert;
        chub_version_response version_response;
        chub_plain_alert plain_alert;
        chub_gbz_alert gbz_alert;
        chub_dlms_alert dlms_alert;
        chub_dlms_version_request dlms_version_request;
        chub_dlms_version_response dlms_version_response;
    } fields;
} chub_content;

/* Decodes the content of a message of this message code and CRA. On an error *content is zeros; offsets are those of the
 * content. octets: may be NULL where size is 0; chub_gbz_alert views them. CHUB_BAD_ARGUMENT: the CRA is none. */
chub_error chub_content_decode(
    const uint8_t *octets, size_t size, uint16_t message_code, uint8_t cra, chub_content *content,
    chub_problem *problem);

/* Encodes a content by its kind. *size becomes the octets written, and with CHUB_NO_SPACE those needed; 128 are enough
 * for all but a GBZ alert's octets. CHUB_INVALID_VALUE: a date and time that is none, a CRA that is none, octets or GBZ,
 * or a kind or subject that is none. */
chub_error chub_content_encode(
    const chub_content *content, uint8_t *octets, size_t capacity, size_t *size, chub_problem *problem);

/* GBCS-1: how messages are signed, authenticated and verified. This library holds no elliptic-curve or AES code:
 * without functions signatures are empty, MACs are zeros, and nothing is verified. A function returns false where it
 * cannot; the message then goes without. They must not call into the hub or the device that calls them. */
typedef struct chub_keys {
    void *context;
    /* ECDSA P-256 with SHA-256 over the octets, raw r and s. */
    bool (*sign)(void *context, const uint8_t *octets, size_t size, uint8_t signature[64]);
    /* AES-128-GCM over no plaintext: the tag. */
    bool (*authenticate)(
        void *context, chub_eui64 originator, chub_eui64 recipient, const uint8_t *initialisation_vector,
        size_t initialisation_vector_size, const uint8_t *additional_data, size_t additional_data_size,
        uint8_t tag[12]);
    /* Whether a whole message is its originator's. */
    bool (*verify)(void *context, const uint8_t *message, size_t size);
} chub_keys;

/* ------------------------------------------------------------------------------------------------------------------ */
/* 5. Events                                                                                                          */

/* What a hub or a device tells. name and rule say which; the fields are those of the event's JSON
 * (vectors/schema/events.schema.json), in C's spelling, and zero where the event does not have them. */
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
    uint64_t activation_at;         /* milliseconds; UINT64_MAX: waits for a command */
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

/* ------------------------------------------------------------------------------------------------------------------ */
/* 6. The hub                                                                                                         */

typedef struct chub_hub chub_hub;

/* What a device on the home's network is. */
typedef enum chub_device_type {
    CHUB_ESME = 0,
    CHUB_GSME,
    CHUB_HCALCS,
    CHUB_PPMID,
    CHUB_IHD,
    CHUB_CAD
} chub_device_type;

/* HUB-1: an entry of the hub's device log. */
typedef struct chub_device_log_entry {
    chub_eui64 device;
    chub_device_type type;
    bool is_sub_ghz;                /* HUB-60 */
} chub_device_log_entry;

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

/* How much memory a hub needs at most, in octets, with both blocks full and an image that waits: what chub_memory
 * should have. 0 where the options are NULL. */
size_t chub_hub_memory_size(const chub_hub_options *options, size_t device_count);

/* Starts a hub. options may be NULL for the defaults, memory for malloc. *hub becomes NULL on an error.
 * Errors: CHUB_BAD_ARGUMENT (an option, the log is too long or names a device twice), CHUB_NO_MEMORY. */
chub_error chub_hub_create(
    const chub_hub_options *options, const chub_device_log_entry *device_log, size_t device_count,
    const chub_memory *memory, chub_hub **hub, chub_problem *problem);

/* Ends a hub and gives back its memory; NULL is nothing to end. */
void chub_hub_destroy(chub_hub *hub);

/* A frame came from a device. Whatever its octets, it is answered as ZCL says, or dropped and told as an event.
 * Does not allocate for requests of blocks. */
chub_error chub_hub_receive(
    chub_hub *hub, const uint8_t *octets, size_t size, uint16_t cluster, chub_eui64 device, uint64_t now);

/* A GBCS message came from a device, for the WAN side (HUB-53). CHUB_REFUSED where the queue is full. */
chub_error chub_hub_receive_message(
    chub_hub *hub, const uint8_t *octets, size_t size, chub_eui64 device, uint64_t now, chub_problem *problem);

/* HUB-22: a device was heard by other means than a frame. */
chub_error chub_hub_hear(chub_hub *hub, chub_eui64 device, uint64_t now);

/* HUB-60: other traffic on the sub-GHz band, in microseconds of transmit time. */
chub_error chub_hub_add_sub_ghz_traffic(chub_hub *hub, uint64_t microseconds, uint64_t now);

/* Lets time pass: timers that are due fire in the order of their deadlines. */
chub_error chub_hub_advance(chub_hub *hub, uint64_t now);

/* When the hub next has something to do of its own accord, in milliseconds; UINT64_MAX for never, and for no hub. */
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

/* The largest frame that hub or device send, in octets: what a buffer for transmissions should have. */
#define CHUB_MAXIMUM_FRAME_SIZE 300

/* The next frame for a device, always unicast; CHUB_NOTHING when none waits. */
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

/* ------------------------------------------------------------------------------------------------------------------ */
/* 7. A device                                                                                                        */

typedef struct chub_device chub_device;

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
 * another device none. octets: more about it, copied, 200 at most; what is longer is cut. */
chub_error chub_device_record_event(
    chub_device *device, uint8_t log, uint16_t event_id, uint32_t time, const uint8_t *octets, size_t size,
    uint64_t now);

/* A frame came: from the hub where sender is 0, else from another device. */
chub_error chub_device_receive(
    chub_device *device, const uint8_t *octets, size_t size, uint16_t cluster, chub_eui64 sender, bool is_broadcast,
    uint64_t now);

/* A GBCS message came. */
chub_error chub_device_receive_message(chub_device *device, const uint8_t *octets, size_t size, uint64_t now);

/* As of the hub. */
chub_error chub_device_advance(chub_device *device, uint64_t now);
uint64_t chub_device_next_deadline(const chub_device *device);

/* The next frame; *destination is 0 for the hub. */
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
