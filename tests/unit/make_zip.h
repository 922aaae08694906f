/* make_zip.h - ZIP containers made in a test, their parts not packed. */
#ifndef BDL_TESTS_MAKE_ZIP_H
#define BDL_TESTS_MAKE_ZIP_H

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

typedef struct zip_part {
    const char *name, *text;
} zip_part;

static inline uint32_t zip_crc(const char *data, size_t len) {
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < len; i++) {
        crc ^= (unsigned char)data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (0xEDB88320u & (0u - (crc & 1)));
    }
    return ~crc;
}

static inline void zip_number(bdl_buf *out, size_t bytes, uint32_t number) {
    for (size_t i = 0; i < bytes; i++)
        bdl_buf_char(out, (char)(number >> 8 * i & 0xFF));
}

/* From the version on, what a local and a central header share. */
static inline void zip_common(bdl_buf *out, const zip_part *part) {
    uint32_t len = (uint32_t)strlen(part->text);
    zip_number(out, 2, 20);
    zip_number(out, 2, 0);
    zip_number(out, 2, 0); /* stored */
    zip_number(out, 4, 0x58210000);
    zip_number(out, 4, zip_crc(part->text, len));
    zip_number(out, 4, len);
    zip_number(out, 4, len);
    zip_number(out, 2, (uint32_t)strlen(part->name));
    zip_number(out, 2, 0);
}

static inline bdl_str make_zip(bdl_arena *arena, const zip_part *parts, size_t count) {
    bdl_buf out = {.arena = arena}, central = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        uint32_t offset = (uint32_t)out.len;
        bdl_buf_add(&out, BDL_STR("PK\003\004"));
        zip_common(&out, &parts[i]);
        bdl_buf_add(&out, bdl_str_z(parts[i].name));
        bdl_buf_add(&out, bdl_str_z(parts[i].text));
        bdl_buf_add(&central, BDL_STR("PK\001\002"));
        zip_number(&central, 2, 20);
        zip_common(&central, &parts[i]);
        zip_number(&central, 2, 0); /* no comment, disk 0, no attributes */
        zip_number(&central, 2, 0);
        zip_number(&central, 2, 0);
        zip_number(&central, 4, 0);
        zip_number(&central, 4, offset);
        bdl_buf_add(&central, bdl_str_z(parts[i].name));
    }
    uint32_t offset = (uint32_t)out.len;
    bdl_buf_add(&out, bdl_buf_str(&central));
    bdl_buf_add(&out, BDL_STR("PK\005\006"));
    zip_number(&out, 4, 0);
    zip_number(&out, 2, (uint32_t)count);
    zip_number(&out, 2, (uint32_t)count);
    zip_number(&out, 4, (uint32_t)central.len);
    zip_number(&out, 4, offset);
    zip_number(&out, 2, 0);
    return bdl_buf_str(&out);
}

#endif
