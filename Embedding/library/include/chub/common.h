/* What all the others use: versions, errors, octets. */
#ifndef CHUB_COMMON_H
#define CHUB_COMMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of these headers: major, minor, patch, an octet each after a zero octet. */
#define CHUB_VERSION 0x00000500u

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
    CHUB_NO_SPACE = 18,         /* the caller's buffer is too small; the size that is needed is written to *size */
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
    void *octets;       /* aligned to 16, else CHUB_BAD_ARGUMENT; NULL where the library is to use malloc */
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

#ifdef __cplusplus
}
#endif

#endif
