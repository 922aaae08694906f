/* print.h - blocks as lines of text: what a reader saw, for people and for tests. */
#ifndef BDL_BLOCK_PRINT_H
#define BDL_BLOCK_PRINT_H

#include <stdio.h>

#include "block/block.h"

/* One line a block or row, with the place first:
 *
 *     text/tabs, UTF-8: 1 heading, 2 paragraphs, 1 table
 *     3:1 heading 2: 资产
 *
 *     5:1 table 2x3
 *       5: 项目 | 数量 | 金额
 *       6: 房屋 | | 12.00
 *
 * A cell that spans is followed by "[2x3]" (rows x columns), the places it covers hold
 * "←" (it reaches there from the left) or "↑" (from above). A blank line stands where the
 * document has one before a block, "---- page 2" where a page begins; "⏎" is a line end
 * inside a text, "⇥" a tab. Troubles come last. */
void bdl_blocks_print(FILE *out, const bdl_doc *doc);

#endif
