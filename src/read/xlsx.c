/* xlsx.c */
#include "read/readers.h"
void bdl_read_xlsx(bdl_reading *reading, bdl_package *package, bdl_str main_part) {
    (void)package;
    (void)main_part;
    reading->error = BDL_STR("is a spreadsheet, which cannot be read");
}
