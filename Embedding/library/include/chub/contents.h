/* What GBCS messages say. */
#ifndef CHUB_CONTENTS_H
#define CHUB_CONTENTS_H

#include "common.h"

#ifdef __cplusplus
extern "C" {
#endif

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

/* Seconds since 2000-01-01 as a date and time. CHUB_INVALID_VALUE for 0xFFFFFFFF, which is no time in ZCL; *date_time is
 * zeros then. */
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

#ifdef __cplusplus
}
#endif

#endif
