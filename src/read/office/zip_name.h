/* zip_name.h - names of files in archives, as UTF-8 and as archives made in China have
 * them. */
#ifndef BDL_READ_ZIP_NAME_H
#define BDL_READ_ZIP_NAME_H

#include "base/arena.h"

/* NAME as UTF-8: what is not UTF-8 is taken for GB18030. */
bdl_str bdl_zip_decode_name(bdl_arena *arena, bdl_str name);
/* The other way: NAME as GB18030; NAME itself when it has no such form. */
bdl_str bdl_zip_encode_name(bdl_arena *arena, bdl_str name);

#endif
