/* forms.c - forms to fill in: each of their lines has columns of its own, and none that
 * lines could be drawn between.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "read/aligned/form.h"

#include "read-pdf/page.h"

size_t pdf_form_end(const pdf_line *lines, size_t count) {
    bdl_arena *arena = bdl_arena_new(); /* most lines are asked, few forms there are */
    bdl_worded *worded = BDL_NEW_ARRAY(arena, bdl_worded, count + 1);
    for (size_t i = 0; i < count; i++) {
        worded[i].count = lines[i].count;
        worded[i].gap = i > 0 && lines[i].box.y0 - lines[i - 1].box.y1 > lines[i].size;
        worded[i].words = BDL_NEW_ARRAY(arena, bdl_word, lines[i].count + 1);
        for (size_t p = 0; p < lines[i].count; p++) {
            bdl_word *word = &worded[i].words[p];
            word->text = lines[i].pieces[p].text;
            word->begin[BDL_IN_WIDTH] = (uint32_t)lines[i].pieces[p].box.x0;
            word->end[BDL_IN_WIDTH] = (uint32_t)lines[i].pieces[p].box.x1;
            word->number = pdf_is_amount(word->text);
        }
    }
    size_t end = bdl_form_end(arena, worded, count);
    bdl_arena_free(arena);
    return end;
}

bool pdf_note_form(pdf_page *page, const pdf_line *lines, size_t count) {
    if (count == 0)
        return false;
    pdf_rule own = {0, lines[0].box.y0, lines[count - 1].box.y1};
    for (size_t i = 0; i < page->forms.count; i++) {
        pdf_rule *form = &page->forms.items[i];
        if (own.from >= form->to || own.to <= form->from)
            continue;
        form->from = own.from < form->from ? own.from : form->from;
        form->to = own.to > form->to ? own.to : form->to;
        return true;
    }
    if (pdf_form_end(lines, count) == 0)
        return false;
    BDL_PUSH(page->arena, &page->forms, own);
    return true;
}
