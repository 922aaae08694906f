/* glob.h - file patterns: * for any run of characters (also of /), ? for one. */
#ifndef BDL_EVAL_GLOB_H
#define BDL_EVAL_GLOB_H

#include "base/str.h"

bool bdl_glob_meets(bdl_str glob, bdl_str text);

#endif
