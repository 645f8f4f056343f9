/* OTA files. */
#ifndef CHUB_FILES_H
#define CHUB_FILES_H

#include "common.h"

#ifdef __cplusplus
extern "C" {
#endif

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
 * a call that asks for image_size ends with CHUB_TRUNCATED, with the header and image_offset in place. On an error of the
 * header all are zeros. */
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

#ifdef __cplusplus
}
#endif

#endif
