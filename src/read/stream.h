/* stream.h - a document as a stream of bytes: what a worker process tells of the document
 * it read.
 *
 * A number is seven bits a byte, the lowest first, the top bit set on all but the last. A
 * text is its length and its bytes, UTF-8. Then:
 *
 *     document  format, encoding, own title: texts; source: 0, or 1 and a text;
 *               number of blocks, blocks; number of troubles, each a place, a text and
 *               whether it tells of lone figures
 *     block     kind, level, flags (1 new page, 2 gap before, 4 spans known), place, run;
 *               number of rows, rows
 *     row       flag (1 after break), place; number of cells, cells
 *     cell      row span, column span, place, run
 *     run       text; when it is not empty the number of segments, each an offset and a
 *               place
 *     place     flags (1 line, column, length; 2 page; 4 sheet and cell), then those
 *
 * Who reads it trusts nothing: counts are held against the bytes that are left, offsets
 * against their text, texts must be UTF-8. */
#ifndef BDL_READ_STREAM_H
#define BDL_READ_STREAM_H

#include "block/block.h"

/* Adds DOC to OUT; its source only when WITH_SOURCE. */
void bdl_stream_put(bdl_buf *out, const bdl_doc *doc, bool with_source);
/* Fills DOC, whose arena and path are set, from BYTES, which live as long. False when the
 * stream is broken; DOC is then of no use. */
bool bdl_stream_get(bdl_str bytes, bdl_doc *doc);

#endif
