/* The devices on the home's network, for the hub and for a meter. */
#ifndef CHUB_DEVICE_LOG_H
#define CHUB_DEVICE_LOG_H

#include "common.h"

#ifdef __cplusplus
extern "C" {
#endif

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

#ifdef __cplusplus
}
#endif

#endif
