/* progress.h - a progress bar on stderr, when that is a terminal and the run lasts. */
#ifndef BDL_REPORT_PROGRESS_H
#define BDL_REPORT_PROGRESS_H

#include "eval/run.h"

/* For bdl_run_options.progress; CTX is not used. */
void bdl_progress_show(void *ctx, const bdl_run_progress *progress);
/* Takes the bar away, if there is one, before something else is printed. */
void bdl_progress_clear(void);

#endif
