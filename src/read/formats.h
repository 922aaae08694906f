/* formats.h - the functions that formats.def names. */
#ifndef BDL_READ_FORMATS_H
#define BDL_READ_FORMATS_H

#include "read/reading.h"

#define BDL_FORMAT(id, endings, sniff, read)                                             \
    int sniff(const bdl_traits *traits);                                                 \
    void read(bdl_reading *reading);
#define BDL_FORMAT_APART(id, endings, sniff) int sniff(const bdl_traits *traits);
#include "read/formats.def"
#undef BDL_FORMAT_APART
#undef BDL_FORMAT

#endif
