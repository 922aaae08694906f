/* encoding.h - the bytes of a text file as UTF-8. */
#ifndef BDL_READ_ENCODING_H
#define BDL_READ_ENCODING_H

#include "base/file.h"
#include "block/block.h"

typedef struct bdl_decoded {
    bdl_str text; /* valid UTF-8 without a byte order mark; may be the bytes themselves */
    bdl_str name; /* "UTF-8", "UTF-16LE", "UTF-16BE", "BIG5", "GB18030" */
} bdl_decoded;

/* Finds the encoding of BYTES and decodes them; what had to be replaced is added to the
 * troubles of DOC. A file that is empty, binary or in no known encoding gives BDL_EINPUT
 * and *ERROR says which. */
bdl_status bdl_decode(bdl_doc *doc, bdl_str bytes, bdl_decoded *out, bdl_str *error);

#endif
