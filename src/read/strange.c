/* strange.c - hands what needs libraries to the readers that use them. */
#include "read/strange.h"

#include "read/readers.h"

void bdl_read_strange(bdl_reading *reading, bdl_str bytes) {
    if (reading->doc->source)
        bdl_read_html(reading);
    else
        bdl_read_container(reading, bytes);
}
