/* odf.c */
#include "read/readers.h"
void bdl_read_odf(bdl_reading *reading, bdl_package *package, bool s) {
    (void)package;
    (void)s;
    reading->error = BDL_STR("is an OpenDocument file, which cannot be read");
}
