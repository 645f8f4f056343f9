/* A decoder under test in C99: a frame a line in; the octets, encoded again from what was read, or why not, a line out.

       cc -std=c99 -O2 -o decoder Examples/DecoderUnderTest/decoder.c
       chub vectors run --exec ./decoder

   It is written from the rules (ZCL-1, ZCL-2, OTA-1, GBCS-3, GBCS-6; `chub explain RULE` says what they say) and shows
   how a manufacturer's own decoder is put behind such a program. It is a strict one: what deviates is refused. Each value
   is written as soon as it is read; a decoder of a device fills its structure there. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAXIMUM_SIZE = 4096, OTA_UPGRADE = 0x0019, DEVICE_MANAGEMENT = 0x0708, EVENTS = 0x0709 };

struct codec {
    const uint8_t *octets;
    size_t size, offset;
    /* Why it does not decode: the first reason counts, and nothing is read after it. */
    const char *error;
    size_t error_offset;
    uint8_t written[MAXIMUM_SIZE];
    size_t written_size;
};

static void refuse(struct codec *codec, const char *error, size_t offset) {
    if (codec->error == NULL) {
        codec->error = error;
        codec->error_offset = offset;
    }
}

static size_t remaining(const struct codec *codec) {
    return codec->error == NULL ? codec->size - codec->offset : 0;
}

/* A little-endian integer of 1 to 8 octets; 0 where it is not there. */
static uint64_t integer(struct codec *codec, size_t size) {
    uint64_t value = 0;
    if (codec->error != NULL) return 0;
    if (remaining(codec) < size) {
        /* The first missing octet. */
        refuse(codec, "truncated", codec->size);
        return 0;
    }
    for (size_t place = 0; place < size; place++) {
        value |= (uint64_t)codec->octets[codec->offset++] << (8 * place);
    }
    for (size_t place = 0; place < size; place++) {
        codec->written[codec->written_size++] = (uint8_t)(value >> (8 * place));
    }
    return value;
}

static void octets(struct codec *codec, size_t count) {
    if (codec->error != NULL) return;
    if (remaining(codec) < count) {
        refuse(codec, "truncated", codec->size);
        return;
    }
    memcpy(codec->written + codec->written_size, codec->octets + codec->offset, count);
    codec->written_size += count;
    codec->offset += count;
}

/* A length and so many octets; length 0xFF is the invalid string. */
static void string(struct codec *codec) {
    uint64_t length = integer(codec, 1);
    if (length != 0xFF) octets(codec, (size_t)length);
}

/* Integers and EUI-64s, one after the other, as many as sizes has digits. */
static void integers(struct codec *codec, const char *sizes) {
    for (; *sizes != '\0'; sizes++) integer(codec, (size_t)(*sizes - '0'));
}

/* OTA-2: bits that say which optional fields are there; others are an error. */
static uint64_t field_control(struct codec *codec, uint64_t defined) {
    uint64_t value = integer(codec, 1);
    if ((value & ~defined) != 0) refuse(codec, "reservedValue", codec->offset - 1);
    return value;
}

/* ZCL-2: the octets of a type's value, or -1 where nobody knows. */
static int size_of_type(uint64_t type) {
    switch (type) {
    case 0x00: return 0;
    case 0x10: case 0x18: case 0x20: case 0x28: case 0x30: return 1;
    case 0x31: case 0x38: case 0xE8: case 0xE9: return 2;
    case 0x39: case 0xE0: case 0xE1: case 0xE2: case 0xEA: return 4;
    case 0x3A: case 0xF0: return 8;
    case 0xF1: return 16;
    default: break;
    }
    if ((type >= 0x08 && type <= 0x0F) || (type >= 0x18 && type <= 0x2F)) return (int)(type & 7) + 1;
    return -1;
}

/* A type and a value. */
static void typed_value(struct codec *codec) {
    uint64_t type = integer(codec, 1);
    int size = size_of_type(type);
    if (codec->error != NULL) return;
    if (type == 0x41 || type == 0x42) {
        string(codec);
    } else if (type == 0x10) {
        /* False, true, or no value. */
        uint64_t value = integer(codec, 1);
        if (value > 1 && value != 0xFF) refuse(codec, "invalidValue", codec->offset - 1);
    } else if (size < 0) {
        refuse(codec, "invalidValue", codec->offset - 1);
    } else {
        octets(codec, (size_t)size);
    }
}

static void profile_wide(struct codec *codec, uint64_t command) {
    size_t payload = codec->offset;
    switch (command) {
    case 0x00: /* Read Attributes */
        while (remaining(codec) > 0) integer(codec, 2);
        break;
    case 0x01: /* Read Attributes Response: a type and a value only with SUCCESS */
        while (remaining(codec) > 0) {
            integer(codec, 2);
            if (integer(codec, 1) == 0 && codec->error == NULL) typed_value(codec);
        }
        break;
    case 0x02: /* Write Attributes */
        while (remaining(codec) > 0) {
            integer(codec, 2);
            typed_value(codec);
        }
        break;
    case 0x04: /* Write Attributes Response: one octet 00, or the failures */
        if (remaining(codec) == 0) {
            refuse(codec, "truncated", codec->size);
        } else if (remaining(codec) == 1 && codec->octets[payload] == 0) {
            integer(codec, 1);
        } else {
            while (remaining(codec) > 0) {
                if (integer(codec, 1) == 0) refuse(codec, "invalidValue", codec->offset - 1);
                integer(codec, 2);
            }
        }
        break;
    case 0x0B: /* Default Response: command, status */
        integers(codec, "11");
        break;
    default: refuse(codec, "unsupportedCommand", payload - 1);
    }
}

/* OTA-1. A file identifier is manufacturer code, image type and file version: "224". */
static void ota_upgrade(struct codec *codec, uint64_t command, int is_from_server) {
    uint64_t value;
    switch (command << 1 | (uint64_t)is_from_server) {
    case 0x00 << 1 | 1: /* Image Notify: payload type, query jitter, and as much as the type says */
        value = integer(codec, 1);
        if (value > 3) refuse(codec, "reservedValue", codec->offset - 1);
        {
            uint64_t jitter = integer(codec, 1);
            if (jitter < 1 || jitter > 100) refuse(codec, "invalidValue", codec->offset - 1);
        }
        if (value >= 1) integer(codec, 2);
        if (value >= 2) integer(codec, 2);
        if (value >= 3) integer(codec, 4);
        break;
    case 0x01 << 1: /* Query Next Image Request: file identifier, hardware version */
        value = field_control(codec, 0x01);
        integers(codec, "224");
        if (value & 0x01) integer(codec, 2);
        break;
    case 0x02 << 1 | 1: /* Query Next Image Response */
    case 0x09 << 1 | 1: /* Query Device Specific File Response: file identifier, image size */
        if (integer(codec, 1) == 0) integers(codec, "2244");
        break;
    case 0x03 << 1: /* Image Block Request: file identifier, offset, data size, node address, block period */
        value = field_control(codec, 0x03);
        integers(codec, "22441");
        if (value & 0x01) integer(codec, 8);
        if (value & 0x02) integer(codec, 2);
        break;
    case 0x04 << 1: /* Image Page Request: file identifier, offset, data size, page size, spacing, node address */
        value = field_control(codec, 0x01);
        integers(codec, "2244122");
        if (value & 0x01) integer(codec, 8);
        break;
    case 0x05 << 1 | 1: /* Image Block Response: file identifier, offset, data; or times and block period */
        value = integer(codec, 1);
        if (value == 0x00) {
            integers(codec, "2244");
            octets(codec, (size_t)integer(codec, 1));
        } else if (value == 0x97) {
            integers(codec, "442");
        }
        break;
    case 0x06 << 1: /* Upgrade End Request: status, file identifier */
        integers(codec, "1224");
        break;
    case 0x07 << 1 | 1: /* Upgrade End Response: file identifier, current time, upgrade time */
        integers(codec, "22444");
        break;
    case 0x08 << 1: /* Query Device Specific File Request: node address, file identifier, stack version */
        integers(codec, "82");
        value = integer(codec, 2);
        if (value < 0xFFC0 || value > 0xFFFE) refuse(codec, "invalidValue", codec->offset - 2);
        integers(codec, "42");
        break;
    default: refuse(codec, "unsupportedCommand", codec->offset - 1);
    }
}

/* GBCS-3. */
static void device_management(struct codec *codec, uint64_t command, int is_from_server) {
    if (command == 0x04 && !is_from_server) { /* Report Event Configuration: index, commands, events */
        integers(codec, "11");
        while (remaining(codec) > 0) integers(codec, "21");
    } else if (command == 0x04) { /* Set Event Configuration: issuer's number, start, configuration, which events */
        integers(codec, "441");
        switch (integer(codec, 1)) {
        case 0:
            for (uint64_t count = integer(codec, 1); count > 0; count--) integer(codec, 2);
            break;
        case 1: integer(codec, 2); break;
        case 2: case 3: integer(codec, 1); break;
        default: refuse(codec, "reservedValue", codec->offset - 1);
        }
    } else if (command == 0x05 && is_from_server) { /* Get Event Configuration: event */
        integer(codec, 2);
    } else {
        refuse(codec, "unsupportedCommand", codec->offset - 1);
    }
}

/* Log, event, time, octets. */
static void event_log_entry(struct codec *codec) {
    integers(codec, "124");
    string(codec);
}

/* GBCS-6. */
static void events(struct codec *codec, uint64_t command, int is_from_server) {
    if (command == 0x00 && !is_from_server) { /* Get Event Log: control, event, start, end, number, offset */
        integers(codec, "124412");
    } else if (command == 0x01 && is_from_server) { /* Publish Event Log: events, index, commands, number and control */
        integers(codec, "211");
        uint64_t count = integer(codec, 1) >> 4;
        /* A number of 0 stands before any number of entries, up to the end of the frame. */
        if (count == 0) {
            while (remaining(codec) > 0) event_log_entry(codec);
        }
        for (; count > 0; count--) event_log_entry(codec);
    } else if ((command == 0x01 && !is_from_server) || (command == 0x02 && is_from_server)) {
        integer(codec, 1); /* Clear Event Log: log; the logs that were cleared */
    } else {
        refuse(codec, "unsupportedCommand", codec->offset - 1);
    }
}

static void frame(struct codec *codec, unsigned cluster) {
    uint64_t control = integer(codec, 1);
    /* ZCL-1: frame types 2 and 3 and bits 5 to 7 are reserved, and never ignored. */
    if (control & 0xE2) refuse(codec, "reservedValue", 0);
    if (control & 0x04) integer(codec, 2);
    integer(codec, 1);
    uint64_t command = integer(codec, 1);
    int is_from_server = control >> 3 & 1;
    if (codec->error != NULL) return;
    if (!(control & 0x01)) profile_wide(codec, command);
    else if (cluster == OTA_UPGRADE) ota_upgrade(codec, command, is_from_server);
    else if (cluster == DEVICE_MANAGEMENT) device_management(codec, command, is_from_server);
    else if (cluster == EVENTS) events(codec, command, is_from_server);
    else refuse(codec, "unsupportedCommand", codec->offset - 1);
    if (remaining(codec) > 0) refuse(codec, "trailingOctets", codec->offset);
}

/* One line for one line: `HEX`, or `0709:HEX` for a frame of another cluster than 0x0019. */
static void answer(const char *line) {
    static uint8_t input[MAXIMUM_SIZE];
    static struct codec codec;
    const char *colon = strchr(line, ':');
    unsigned cluster = colon == NULL ? OTA_UPGRADE : (unsigned)strtoul(line, NULL, 16);
    const char *digits = colon == NULL ? line : colon + 1;
    unsigned octet;
    memset(&codec, 0, sizeof codec);
    codec.octets = input;
    for (; codec.size < MAXIMUM_SIZE && sscanf(digits, "%2x", &octet) == 1; digits += 2) {
        input[codec.size++] = (uint8_t)octet;
    }
    frame(&codec, cluster);
    if (codec.error != NULL) {
        printf("invalid %s %zu", codec.error, codec.error_offset);
    } else {
        for (size_t place = 0; place < codec.written_size; place++) printf("%02x", codec.written[place]);
    }
    printf("\n");
    /* A line that waits in a buffer looks like a decoder that hangs. */
    fflush(stdout);
}

int main(void) {
    static char line[2 * MAXIMUM_SIZE + 16];
    while (fgets(line, sizeof line, stdin) != NULL) answer(line);
    return 0;
}
