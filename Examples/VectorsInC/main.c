/* Golden vectors on a target without heap or files: every field is where its test says that it is, and has its value.
 *
 *     chub vectors export --format c -o vectors.h
 *     cc -std=c99 -I . Examples/VectorsInC/main.c && ./a.out
 *
 * In place of `value_at` a test of a decoder calls the decoder, and compares what it found. */
#define CHUB_VECTORS_IMPLEMENTATION
#include "vectors.h"

#include <stdio.h>

/* The number that the octets of a field say; fields of other kinds say none. */
static uint64_t value_at(const uint8_t *octets, const chub_vector_field *field)
{
    uint64_t value = 0;
    uint32_t i;
    switch (field->kind) {
    case CHUB_FIELD_LITTLE_ENDIAN:
        for (i = field->width; i > 0; i--) value = value << 8 | octets[field->offset + i - 1];
        return value;
    case CHUB_FIELD_BIG_ENDIAN:
        for (i = 0; i < field->width; i++) value = value << 8 | octets[field->offset + i];
        return value;
    case CHUB_FIELD_HIGH_NIBBLE: return (uint64_t)(octets[field->offset] >> 4);
    case CHUB_FIELD_LOW_NIBBLE: return (uint64_t)(octets[field->offset] & 0x0F);
    case CHUB_FIELD_OCTETS:
    case CHUB_FIELD_INVALID_STRING:
    case CHUB_FIELD_RECORDS: break;
    }
    return field->value;
}

int main(void)
{
    unsigned long tests = 0, fields = 0, wrong = 0, i;
    uint32_t j;
    for (i = 0; i < CHUB_VECTOR_COUNT; i++) {
        const chub_vector *vector = &chub_vectors[i];
        for (j = 0; j < vector->field_count; j++) {
            const chub_vector_field *field = &vector->fields[j];
            fields++;
            if (field->offset <= vector->octet_count && field->width <= vector->octet_count - field->offset
                && value_at(vector->octets, field) == field->value)
                continue;
            wrong++;
            printf("%s %lu: %s at offset %lu\n", vector->file, (unsigned long)vector->tc_id, field->name,
                   (unsigned long)field->offset);
        }
        /* What does not decode has no fields and says why; of a strict decoder, what is lenient does so too. */
        if ((vector->result == CHUB_RESULT_INVALID) != (vector->field_count == 0)
            || (vector->result != CHUB_RESULT_VALID && vector->error == CHUB_ERROR_NONE)) {
            wrong++;
            printf("%s %lu: the result does not fit the fields\n", vector->file, (unsigned long)vector->tc_id);
        }
        tests++;
    }
    printf("%lu tests, %lu fields, %lu wrong\n", tests, fields, wrong);
    return wrong != 0 || fields != CHUB_VECTOR_FIELD_COUNT;
}
