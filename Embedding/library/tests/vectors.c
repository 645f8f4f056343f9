/* The golden vectors of `chub vectors export --format c`, each through decoder and encoder. */
#define CHUB_VECTORS_IMPLEMENTATION
#include "vectors.h"

#include "harness.h"

static const chub_error errors[] = {
    CHUB_DONE, CHUB_TRUNCATED, CHUB_TRAILING_OCTETS, CHUB_RESERVED_VALUE, CHUB_UNSUPPORTED_COMMAND, CHUB_INVALID_VALUE};

/* Where the C name differs from that of a field, and what the field says in the struct. */
typedef struct named { const char *name; uint64_t value; } named;

#define FIELD(field, name) {name, frame->fields.field}
#define FILE_FIELDS(command) \
    FIELD(command.manufacturer_code, "manufacturerCode"), FIELD(command.image_type, "imageType"), \
    FIELD(command.file_version, "fileVersion")

/* The fields of a decoded frame under the names of IF-2; how many there are. */
static size_t fields_of(const chub_frame *frame, named *fields) {
    switch (frame->command) {
    case CHUB_DEFAULT_RESPONSE:
        GIVE(FIELD(default_response.command_identifier, "commandIdentifier"), FIELD(default_response.status, "status"));
    case CHUB_IMAGE_NOTIFY:
        GIVE(FIELD(image_notify.payload_type, "payloadType"), FIELD(image_notify.query_jitter, "queryJitter"),
            FIELD(image_notify.manufacturer_code, "manufacturerCode"), FIELD(image_notify.image_type, "imageType"),
            FIELD(image_notify.new_file_version, "newFileVersion"));
    case CHUB_QUERY_NEXT_IMAGE_REQUEST:
        GIVE(FIELD(query_next_image_request.manufacturer_code, "manufacturerCode"),
            FIELD(query_next_image_request.image_type, "imageType"),
            FIELD(query_next_image_request.current_file_version, "currentFileVersion"),
            FIELD(query_next_image_request.hardware_version, "hardwareVersion"));
    case CHUB_QUERY_NEXT_IMAGE_RESPONSE:
    case CHUB_QUERY_DEVICE_SPECIFIC_FILE_RESPONSE:
        GIVE(FIELD(query_next_image_response.status, "status"), FILE_FIELDS(query_next_image_response),
            FIELD(query_next_image_response.image_size, "imageSize"));
    case CHUB_IMAGE_BLOCK_REQUEST:
        GIVE(FILE_FIELDS(image_block_request), FIELD(image_block_request.file_offset, "fileOffset"),
            FIELD(image_block_request.maximum_data_size, "maximumDataSize"),
            FIELD(image_block_request.request_node_address, "requestNodeAddress"),
            FIELD(image_block_request.minimum_block_period, "minimumBlockPeriod"));
    case CHUB_IMAGE_PAGE_REQUEST:
        GIVE(FILE_FIELDS(image_page_request), FIELD(image_page_request.file_offset, "fileOffset"),
            FIELD(image_page_request.maximum_data_size, "maximumDataSize"),
            FIELD(image_page_request.page_size, "pageSize"),
            FIELD(image_page_request.response_spacing, "responseSpacing"),
            FIELD(image_page_request.request_node_address, "requestNodeAddress"));
    case CHUB_IMAGE_BLOCK_RESPONSE:
        GIVE(FIELD(image_block_response.status, "status"), FILE_FIELDS(image_block_response),
            FIELD(image_block_response.file_offset, "fileOffset"), FIELD(image_block_response.data_size, "dataSize"),
            FIELD(image_block_response.current_time, "currentTime"),
            FIELD(image_block_response.request_time, "requestTime"),
            FIELD(image_block_response.minimum_block_period, "minimumBlockPeriod"));
    case CHUB_UPGRADE_END_REQUEST:
        GIVE(FIELD(upgrade_end_request.status, "status"), FILE_FIELDS(upgrade_end_request));
    case CHUB_UPGRADE_END_RESPONSE:
        GIVE(FILE_FIELDS(upgrade_end_response), FIELD(upgrade_end_response.current_time, "currentTime"),
            FIELD(upgrade_end_response.upgrade_time, "upgradeTime"));
    case CHUB_QUERY_DEVICE_SPECIFIC_FILE_REQUEST:
        GIVE(FILE_FIELDS(query_device_specific_file_request),
            FIELD(query_device_specific_file_request.request_node_address, "requestNodeAddress"),
            FIELD(query_device_specific_file_request.current_stack_version, "currentStackVersion"));
    case CHUB_GET_EVENT_LOG:
        GIVE(FIELD(get_event_log.log_control, "logControl"), FIELD(get_event_log.event_id, "eventID"),
            FIELD(get_event_log.start, "start"), FIELD(get_event_log.end, "end"),
            FIELD(get_event_log.number_of_events, "numberOfEvents"), FIELD(get_event_log.event_offset, "eventOffset"));
    case CHUB_PUBLISH_EVENT_LOG:
        GIVE(FIELD(publish_event_log.total_matching_events, "totalMatchingEvents"),
            FIELD(publish_event_log.command_index, "commandIndex"),
            FIELD(publish_event_log.total_commands, "totalCommands"),
            FIELD(publish_event_log.number_of_events, "numberOfEvents"), FIELD(publish_event_log.control, "control"));
    case CHUB_CLEAR_EVENT_LOG_REQUEST: GIVE(FIELD(clear_event_log_request.log_id, "logId"));
    case CHUB_CLEAR_EVENT_LOG_RESPONSE: GIVE(FIELD(clear_event_log_response.cleared_logs, "clearedLogs"));
    case CHUB_GET_EVENT_CONFIGURATION: GIVE(FIELD(get_event_configuration.event_id, "eventID"));
    case CHUB_SET_EVENT_CONFIGURATION:
        GIVE(FIELD(set_event_configuration.issuer_event_id, "issuerEventID"),
            FIELD(set_event_configuration.start_time, "startTime"),
            FIELD(set_event_configuration.configuration, "configuration"),
            FIELD(set_event_configuration.configuration_control, "configurationControl"),
            FIELD(set_event_configuration.number_of_events, "numberOfEvents"),
            FIELD(set_event_configuration.event_group_id, "eventGroupID"),
            FIELD(set_event_configuration.log_id, "logID"),
            FIELD(set_event_configuration.configuration_match, "configurationMatch"));
    case CHUB_REPORT_EVENT_CONFIGURATION:
        GIVE(FIELD(report_event_configuration.command_index, "commandIndex"),
            FIELD(report_event_configuration.total_commands, "totalCommands"));
    default: return 0;
    }
}

/* Every field with a number has it in the struct; returns how many were compared. */
static unsigned compare(const chub_vector *vector, const named *fields, size_t count) {
    unsigned compared = 0;
    for (uint32_t i = 0; i < vector->field_count; i++) {
        const chub_vector_field *field = &vector->fields[i];
        if (field->kind > CHUB_FIELD_LOW_NIBBLE) continue;
        for (size_t k = 0; k < count; k++) {
            if (strcmp(fields[k].name, field->name) != 0) continue;
            CHECK(fields[k].value == field->value, "%s %" PRIu32 ": %s is %" PRIu64 ", and not %" PRIu64, vector->file,
                vector->tc_id, field->name, fields[k].value, field->value);
            compared++;
        }
    }
    return compared;
}

/* Records walk the whole tail, and there are as many as the list's field says. */
static void walk(const chub_vector *vector, const chub_frame *frame) {
    size_t position = 0;
    uint64_t records = 0, expected = UINT64_MAX;
    chub_record record;
    while (chub_record_next(frame, &position, &record) == CHUB_DONE) records++;
    for (uint32_t i = 0; i < vector->field_count; i++) {
        if (vector->fields[i].kind == CHUB_FIELD_RECORDS) expected = vector->fields[i].value;
    }
    if (expected == UINT64_MAX) return;
    CHECK(records == expected, "%s %" PRIu32 ": %" PRIu64 " records, and not %" PRIu64, vector->file, vector->tc_id,
        records, expected);
}

static unsigned long compared;

static void check_frame(const chub_vector *vector, const uint8_t *octets) {
    chub_frame frame;
    chub_problem problem;
    uint8_t encoded[512];
    named fields[12];
    chub_error error =
        chub_frame_decode(octets, vector->octet_count, vector->cluster, CHUB_STRICT, &frame, &problem);
    CHECK(error == errors[vector->error], "%s %" PRIu32 ": strict gives %s: %s", vector->file, vector->tc_id,
        chub_error_text(error), problem.text);
    if (vector->result != CHUB_RESULT_VALID) {
        CHECK(problem.offset == vector->error_offset, "%s %" PRIu32 ": strict at %zu, and not %" PRIu32, vector->file,
            vector->tc_id, problem.offset, vector->error_offset);
        CHECK(problem.text[0] != 0, "%s %" PRIu32 ": nothing said", vector->file, vector->tc_id);
        bool is_rule = problem.rule[0] != 0 && strstr(vector->rules, problem.rule) != NULL;
        CHECK(is_rule, "%s %" PRIu32 ": %s is none of %s", vector->file, vector->tc_id, problem.rule, vector->rules);
    }
    chub_error lenient =
        chub_frame_decode(octets, vector->octet_count, vector->cluster, CHUB_LENIENT, &frame, &problem);
    CHECK((lenient == CHUB_DONE) == (vector->result != CHUB_RESULT_INVALID), "%s %" PRIu32 ": lenient gives %s",
        vector->file, vector->tc_id, chub_error_text(lenient));
    if (lenient != CHUB_DONE) return;
    CHECK((frame.deviations != 0) == (vector->result == CHUB_RESULT_LENIENT), "%s %" PRIu32 ": deviations %u",
        vector->file, vector->tc_id, frame.deviations);
    CHECK(frame.surplus_size == vector->surplus, "%s %" PRIu32 ": surplus %zu", vector->file, vector->tc_id,
        frame.surplus_size);
    const char *name = chub_command_name(frame.command);
    CHECK(name != NULL && strcmp(name, vector->command) == 0, "%s %" PRIu32 ": command %s", vector->file, vector->tc_id,
        name);
    compared += compare(vector, fields, fields_of(&frame, fields));
    walk(vector, &frame);
    if (vector->result != CHUB_RESULT_VALID) return;
    size_t size = 0;
    error = chub_frame_encode(&frame, encoded, sizeof encoded, &size, &problem);
    CHECK(error == CHUB_DONE && size == vector->octet_count && memcmp(encoded, octets, size) == 0,
        "%s %" PRIu32 ": encodes to other octets: %s", vector->file, vector->tc_id, problem.text);
    uint8_t *small = exactly(encoded, size - 1);
    EXPECT(CHUB_NO_SPACE, chub_frame_encode(&frame, small, size - 1, &size, NULL));
    CHECK(size == vector->octet_count, "%zu octets are needed", size);
    free(small);
}

/* ZCL-2, OTA-1, GBCS-3, GBCS-6: a tail that a command does not have is refused by the rule of that command. */
static void check_refused_tails(void) {
    static const struct { chub_command command; uint8_t frame_control; const char *rule; } commands[] = {
        {CHUB_DEFAULT_RESPONSE, 0x10, "ZCL-2"}, {CHUB_UPGRADE_END_RESPONSE, 0x19, "OTA-1"},
        {CHUB_GET_EVENT_CONFIGURATION, 0x09, "GBCS-3"}, {CHUB_GET_EVENT_LOG, 0x01, "GBCS-6"}};
    static const uint8_t tail[] = {0x5A};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        chub_frame frame;
        chub_problem problem;
        uint8_t encoded[64];
        size_t size;
        memset(&frame, 0, sizeof frame);
        frame.command = commands[i].command;
        frame.frame_control = commands[i].frame_control;
        EXPECT(CHUB_DONE, chub_frame_encode(&frame, encoded, sizeof encoded, &size, &problem));
        frame.tail = tail;
        frame.tail_size = sizeof tail;
        EXPECT(CHUB_INVALID_VALUE, chub_frame_encode(&frame, encoded, sizeof encoded, &size, &problem));
        CHECK(strcmp(problem.rule, commands[i].rule) == 0, "%s: %s, and not %s", chub_command_name(frame.command),
            problem.rule, commands[i].rule);
    }
}

static void check_file(const chub_vector *vector, const uint8_t *octets) {
    chub_file_header header;
    chub_problem problem;
    size_t offset, size;
    uint8_t encoded[80];
    chub_error error =
        chub_file_decode(octets, vector->octet_count, CHUB_CS05C, &header, &offset, NULL, &problem);
    if (vector->result == CHUB_RESULT_VALID) {
        CHECK(error == CHUB_DONE, "%s %" PRIu32 ": %s", vector->file, vector->tc_id, problem.text);
        const named fields[] = {
            {"manufacturerCode", header.manufacturer_code}, {"imageType", header.image_type},
            {"fileVersion", header.file_version}, {"stackVersion", header.stack_version},
            {"totalImageSize", header.total_image_size}, {"headerVersion", header.header_version},
            {"headerLength", header.header_length}};
        compared += compare(vector, fields, sizeof fields / sizeof *fields);
        CHECK((strstr(vector->flags, "SkippedOctets") != NULL) == (header.skipped_size > 0), "%s %" PRIu32 ": %u skipped",
            vector->file, vector->tc_id, header.skipped_size);
        EXPECT(CHUB_DONE, chub_file_encode_header(&header, encoded, sizeof encoded, &size, NULL));
        CHECK(size == offset && memcmp(encoded, octets, size) == 0, "%s %" PRIu32 ": another header", vector->file,
            vector->tc_id);
        for (size_t capacity = 0; capacity < offset; capacity++) {
            uint8_t *small = exactly(encoded, capacity);
            EXPECT(CHUB_NO_SPACE, chub_file_encode_header(&header, small, capacity, &size, NULL));
            CHECK(size == offset, "%zu octets are needed", size);
            free(small);
        }
        /* OTA-5: no header is longer than 69 octets. */
        header.header_length = 0;
        for (unsigned skipped = 0; skipped < 256; skipped++) {
            size_t own = offset - header.skipped_size;
            chub_file_header other = header;
            other.skipped_size = (uint8_t)skipped;
            error = chub_file_encode_header(&other, encoded, sizeof encoded, &size, &problem);
            CHECK(error == (own + skipped > 69 ? CHUB_INVALID_VALUE : CHUB_DONE), "%zu octets and %u skipped: %s", own,
                skipped, chub_error_text(error));
        }
        header.header_length = (uint16_t)(offset + 1);
        EXPECT(CHUB_INVALID_VALUE, chub_file_encode_header(&header, encoded, sizeof encoded, &size, NULL));
    } else if (error != CHUB_DONE) {
        CHECK(error == errors[vector->error] && problem.offset == vector->error_offset,
            "%s %" PRIu32 ": %s at %zu", vector->file, vector->tc_id, chub_error_text(error), problem.offset);
        CHECK(problem.rule[0] != 0 && strstr(vector->rules, problem.rule) != NULL, "%s %" PRIu32 ": %s is none of %s",
            vector->file, vector->tc_id, problem.rule, vector->rules);
    } else {
        /* Of the octets after a header the decoder says something where it is asked for the image's size: that some are
         * missing. What stands after the file is left alone, as an activation date-time is. */
        bool is_short = errors[vector->error] == CHUB_TRUNCATED;
        CHECK(is_short || errors[vector->error] == CHUB_TRAILING_OCTETS, "%s %" PRIu32 ": taken", vector->file, vector->tc_id);
        error = chub_file_decode(octets, vector->octet_count, CHUB_CS05C, &header, &offset, &size, &problem);
        CHECK(error == (is_short ? CHUB_TRUNCATED : CHUB_DONE) && (!is_short || problem.offset == vector->error_offset),
            "%s %" PRIu32 ": %s at %zu", vector->file, vector->tc_id, chub_error_text(error), problem.offset);
    }
}

static void check_message(const chub_vector *vector, const uint8_t *octets) {
    chub_message message;
    chub_problem problem;
    chub_error error = chub_message_decode(octets, vector->octet_count, &message, &problem);
    if (vector->result == CHUB_RESULT_VALID) {
        CHECK(error == CHUB_DONE, "%s %" PRIu32 ": %s", vector->file, vector->tc_id, problem.text);
    } else {
        /* What is wrong may be the content, which the envelope's decoder leaves alone. */
        CHECK(error == CHUB_DONE || (error == errors[vector->error] && problem.offset == vector->error_offset),
            "%s %" PRIu32 ": %s at %zu", vector->file, vector->tc_id, chub_error_text(error), problem.offset);
    }
    if (error != CHUB_DONE) {
        CHECK(problem.rule[0] != 0 && strstr(vector->rules, problem.rule) != NULL, "%s %" PRIu32 ": %s is none of %s",
            vector->file, vector->tc_id, problem.rule, vector->rules);
        return;
    }
    const named fields[] = {
        {"cra", message.cra}, {"counter", message.counter}, {"originator", message.originator},
        {"recipient", message.recipient}, {"messageCode", message.message_code}};
    compared += compare(vector, fields, sizeof fields / sizeof *fields);
    uint8_t *encoded = malloc(vector->octet_count);
    size_t size = 0;
    error = chub_message_encode(&message, encoded, vector->octet_count, &size, &problem);
    CHECK(error == CHUB_DONE && size == vector->octet_count && memcmp(encoded, octets, size) == 0,
        "%s %" PRIu32 ": encodes to other octets: %s", vector->file, vector->tc_id, problem.text);
    EXPECT(CHUB_NO_SPACE, chub_message_encode(&message, encoded, vector->octet_count - 1, &size, NULL));
    CHECK(size == vector->octet_count, "%zu octets are needed", size);
    free(encoded);
    chub_gbz_component component;
    for (size_t i = 0; chub_gbz_component_at(message.content, message.content_size, i, &component, NULL) == CHUB_DONE;
         i++) {
        chub_frame frame;
        (void)chub_frame_decode(component.frame, component.frame_size, component.cluster, CHUB_STRICT, &frame, NULL);
    }
}

int main(void) {
    for (unsigned long i = 0; i < CHUB_VECTOR_COUNT; i++) {
        const chub_vector *vector = &chub_vectors[i];
        uint8_t *octets = exactly(vector->octets, vector->octet_count);
        switch (vector->type) {
        case CHUB_VECTOR_FRAME: check_frame(vector, octets); break;
        case CHUB_VECTOR_OTA_FILE: check_file(vector, octets); break;
        case CHUB_VECTOR_GBCS_MESSAGE: check_message(vector, octets); break;
        }
        free(octets);
    }
    check_refused_tails();
    printf("%d vectors, %lu fields compared\n", CHUB_VECTOR_COUNT, compared);
    CHECK(compared > 2000, "%lu fields are too few", compared);
    return verdict("vectors");
}
