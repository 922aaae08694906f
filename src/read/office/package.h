/* package.h - the ZIP containers of office formats: parts by name, unpacked piece by
 * piece into an XML reader, within limits. */
#ifndef BDL_READ_PACKAGE_H
#define BDL_READ_PACKAGE_H

#include "block/block.h"

typedef struct bdl_package bdl_package;

/* The archive in BYTES, which must live as long as ARENA. NULL with *ERROR when it is
 * none, or damaged. */
bdl_package *bdl_package_open(bdl_arena *arena, bdl_str bytes, bdl_str *error);
bdl_arena *bdl_package_arena(const bdl_package *package);
/* The number of parts; names are as written, in whatever encoding. */
size_t bdl_package_count(const bdl_package *package);
bdl_str bdl_package_name(const bdl_package *package, size_t i);
/* The part NAME, SIZE_MAX when there is none. */
size_t bdl_package_find(const bdl_package *package, bdl_str name);

/* Unpacks part I and hands it to TAKE piece by piece until it gives false. False when the
 * part is damaged, encrypted or too large: *ERROR says so, the part's name included. */
typedef bool bdl_package_take(void *data, bdl_str piece);
bool bdl_package_unpack(bdl_package *package, size_t i, bdl_package_take *take,
                        void *data, bdl_str *error);
/* The whole part. */
bool bdl_package_load(bdl_package *package, size_t i, bdl_str *out, bdl_str *error);

#endif
