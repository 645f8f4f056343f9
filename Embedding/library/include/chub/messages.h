/* GBCS messages: the envelope, the components of GBZ, and the keys. */
#ifndef CHUB_MESSAGES_H
#define CHUB_MESSAGES_H

#include "common.h"

#ifdef __cplusplus
extern "C" {
#endif

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
    bool is_signed;                 /* false for a Pre-Command, which has no signature octet; ignored with a MAC header */
    const uint8_t *signature;       /* 64 octets, or NULL for an empty one; ignored where the message is not signed */
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

/* The name that GBCS gives to a message code, as "GCS20r", with a NUL; 80 octets are enough, fewer may be CHUB_NO_SPACE.
 * CHUB_NOTHING where it gives none. */
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

/* GBCS-1: how messages are signed, authenticated and verified. This library holds no elliptic-curve or AES code:
 * without functions signatures are empty, MACs are zeros, and nothing is verified. A function returns false where it
 * cannot; the message then goes without. What they may call is said in chub.h. */
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

#ifdef __cplusplus
}
#endif

#endif
