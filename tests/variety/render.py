"""render.py - prints an invented document in a layout with traits, and notes what a reader
should find and on which line.

Layouts: tab (a row a line), word (a cell a line led by a tab), markdown (pipes), aligned
(columns by position, pages parted by form feeds)."""
import unicodedata


def width(s):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s)


class Renderer:
    TRAITS = ("pages", "bare_pages", "captions_again", "page_numbers", "torn", "wrapped", "counted", "loose_headings",
              "unit_first", "catalogue_broken", "title_numbers", "year_caption", "spaced_heads", "wrapped_names", "inside_captions",
              "field_codes", "slid_plan", "lost_plan", "table_code", "one_page_sheets", "no_unit_line", "running_heads", "total_as_code", "total_merged")

    def __init__(self, doc, layout, rng):
        self.doc, self.layout, self.rng, self.lines = doc, layout, rng, []
        self.traits = {t for t in self.TRAITS if rng.random() < .3}
        self.page = 0
        self.truth = {"document": {"title": doc.title, "department_name": doc.name, "year": doc.year, "kind": doc.kind},
                      "sections": [], "tables": [], "projects": [], "figures": []}
        self.table_number = 0

    def has(self, trait):
        return trait in self.traits

    # ---- lines
    def line(self, text=""):
        self.lines.append(text)
        return len(self.lines)

    def para(self, text):
        n = self.line(text)
        self.line()
        return n

    def cover(self, text):
        first = len(self.lines) + 1
        for line in text.split("\n"):
            self.line(line)
        self.line()
        return first

    def row(self, cells):
        """One row; gives its line."""
        if self.layout == "word":
            n = len(self.lines) + 1
            for c in cells:
                self.line("\t" + c)
            self.line()
            return n + next((i for i, c in enumerate(cells) if c), 0)  # its first printed cell
        if self.layout == "markdown":
            return self.line("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
        return self.line("\t".join(cells))

    def page_break(self):
        self.page += 1
        self.line()
        if self.has("page_numbers"):
            self.line(self.rng.choice(["{}", "- {} -", "第{}页", "— {} —"]).format(self.page))
            if self.has("running_heads"):
                self.line(self.doc.title.replace("\n", ""))
            self.line()

    # ---- captions and titles
    def captions(self):
        unit = self.rng.choice(["单位：{}", "单位:{}", "金额单位：{}"]).format(self.doc.unit)
        who = f"{self.doc.code}{self.doc.name}" if self.rng.random() < .5 else f"{self.doc.code} {self.doc.name}"
        year = f"预算年度：{self.doc.year}"
        out = [who] + ([year] if self.has("year_caption") else []) + [unit]
        return out

    def heading(self, level, number, title):
        printed = title
        if self.has("loose_headings") and len(title) > 6 and self.rng.random() < .4:
            printed = title[:4] + " " + title[4:]
        mark = ("#" * (level + 1) + " ") if self.layout == "markdown" else ""
        if number is None:
            text = printed
        elif number.startswith(("第", "（")):
            text = number + (" " if number.startswith("第") else "") + printed
        else:
            text = number + ("、" if number[0] not in "0123456789" else self.rng.choice([".", "、", ". "])) + printed
        n = self.para(mark + text)
        self.truth["sections"].append({"number": number, "title": title, "line": n})

    # ---- tables
    @staticmethod
    def head_rows(columns):
        if not any("/" in c and not c.endswith("/摊销") for c in columns):
            return [columns]
        top, low, before = [], [], None
        for c in columns:
            group, _, leaf = c.partition("/")
            if not leaf or c.endswith("/摊销"):
                top.append(c)
                low.append("")
                before = None
            else:
                top.append("" if group == before else group)
                low.append(leaf)
                before = group
        return [top, low]

    def numbering_row(self, columns):
        return ["栏次"] + [str(i + 1) for i in range(len(columns) - 1)]

    def table(self, title, columns, rows):
        rng, heads, columns_all = self.rng, self.head_rows(columns), columns
        rows = [self.total_row(r) for r in rows]
        counted = self.has("counted") and columns[0] == "序号"
        self.table_number += 1
        mark = "## " if self.layout == "markdown" else ""
        printed = f"{self.table_number}. {title}" if self.has("title_numbers") else title
        if self.has("table_code"):
            self.para(f"公开{self.table_number:02d}表")
        at = self.para(mark + printed)
        captions = self.captions()
        if title == "资产信息表":
            captions = captions[-1:]
        for c in captions:
            self.para(c)
        if self.layout == "aligned":
            body = self.aligned_table(heads, rows, columns_all)
        else:
            body = self.ruled_table(title, captions, heads, self.numbering_row(columns) if counted else None, rows)
        self.line()
        if not rows:
            self.para(rng.choice(["注：本部门无此项预算，空表列示。", "说明：本部门没有相关收支，故本表无数据。"]))
        self.truth["tables"].append({"title": printed if self.has("title_numbers") else title, "line": at,
                                     "money_unit": self.doc.unit,
                                     "columns": [self.flat(c) for c in columns], "rows": body})

    def total_row(self, cells):
        """合计 may stand in the column of codes, over codes and names in one merged cell."""
        at = next((k for k in range(1, len(cells)) if cells[k] == "合计" and cells[k - 1] == ""), None)
        if at is None or at > 2 or not self.has("total_as_code") or self.layout == "aligned":
            return cells
        return cells[:at - 1] + ["合计", ""] + cells[at + 1:]

    def printed_row(self, cells):
        """Of a merged cell only one is printed, and what follows moves left."""
        at = next((k for k in range(len(cells) - 1) if cells[k] == "合计" and cells[k + 1] == ""), None)
        if at != 0 or not self.has("total_merged") or self.layout != "tab":
            return cells
        return cells[:1] + cells[2:]

    def flat(self, column):
        return column

    def spaced(self, h):
        """合 计, 项 目: spaced type; or a heading wrapped in its cell."""
        if not self.has("spaced_heads") or self.layout == "aligned":
            return h
        return [" ".join(c) if len(c) == 2 else c[:4] + " " + c[4:] if len(c) > 6 else c for c in h]

    def put_heads(self, heads, count):
        heads = [self.spaced(h) for h in heads]
        for i, h in enumerate(heads):
            self.row(h)
            if i == 0 and self.layout == "markdown":
                self.line("|" + " --- |" * len(h))
        if count:
            self.row(count)

    def ruled_table(self, title, captions, heads, count, rows):
        rng, body = self.rng, []
        pages = self.has("pages") and self.layout != "markdown" and len(rows) > 6
        breaks = {rng.randrange(3, len(rows) - 1)} if pages else set()
        self.put_heads(heads, count)
        torn = None
        for i, cells in enumerate(rows):
            if i in breaks:
                self.page_break()
                if self.has("captions_again"):
                    for c in captions:
                        self.para(c)
                if not self.has("bare_pages") or torn:
                    self.put_heads(heads, count)
                if torn:
                    self.row(torn)
                    torn = None
            printed = cells
            if self.has("wrapped_names"):
                printed = [c[:9] + " " + c[9:] if len(c) > 11 and "\u4e00" <= c[0] <= "\u9fff" and "、" not in c[:4] else c for c in cells]
            cells_printed = printed
            if i + 1 in breaks and self.has("torn") and self.layout == "tab":
                at = max(range(len(cells)), key=lambda k: len(cells[k]))
                if len(cells[at]) > 9 and at > 0 and not cells[at][0].isdigit():
                    printed = cells[:at] + [cells[at][:7]] + cells[at + 1:]
                    torn = [""] * at + [cells[at][7:]] + [""] * (len(cells) - at - 1)
            n = self.row(self.printed_row(printed))
            body.append({"line": n, "cells": list(cells)})
        return body

    # ---- aligned: as a program prints the pages of a PDF
    def aligned_heads(self, places, heads, columns):
        """A group stands centred over its columns, as programs print it."""
        top = []
        for k, (c, h) in enumerate(zip(columns, heads[0])):
            group = c.partition("/")[0] if len(heads) > 1 and heads[1][k] else None
            last = k
            while group and last + 1 < len(columns) and columns[last + 1].startswith(group + "/"):
                last += 1
            span = places[last][0] + places[last][1] - places[k][0]
            shift = max(0, (span - width(h)) // 2) if h and group else 0
            top.append((places[k][0] + shift, places[k][1]))
        self.aligned_line(self.centred(top, heads[0], [c.partition("/")[0] if len(heads) > 1 and heads[1][k] else None
                                                       for k, c in enumerate(columns)]), heads[0], [False] * len(top))
        for h in heads[1:]:
            self.aligned_line(self.centred(places, h, [None] * len(h)), h, [False] * len(top))

    @staticmethod
    def centred(places, cells, groups):
        return [(at + (0 if g else max(0, (w - width(c)) // 2)), w) for (at, w), c, g in zip(places, cells, groups)]

    def aligned_line(self, places, cells, right):
        text = ""
        for (at, w), c, is_right in zip(places, cells, right):
            start = at + (w - width(c) if is_right else 0)
            if c:
                text += " " * max(2 if text else 0, start - width(text)) + c
        return self.line(text)

    def aligned_table(self, heads, rows, names):
        rng, body = self.rng, []
        columns = len(heads[0])
        widths = [max([width(h[k]) for h in heads] + [width(r[k]) for r in rows]) for k in range(columns)]
        places, at = [], rng.randrange(0, 4)
        for w in widths:
            places.append((at, w))
            at += w + rng.randrange(2, 7)
        right = [bool(rows) and all(not r[k] or r[k][0] in "-－0123456789" for r in rows) and k > 0 for k in range(columns)]
        self.aligned_heads(places, heads, names)
        breaks = {rng.randrange(3, len(rows) - 1)} if self.has("pages") and len(rows) > 6 else set()
        for i, cells in enumerate(rows):
            if i in breaks:
                if self.has("page_numbers"):
                    self.page += 1
                    self.line()
                    self.line(" " * 30 + str(self.page))
                self.line("\f" + "")
                if not self.has("bare_pages"):
                    self.aligned_heads(places, heads, names)
            n = self.aligned_line(places, cells, right)
            body.append({"line": n, "cells": list(cells)})
        return body

    # ---- sheets
    def wrap(self, label):
        if self.has("wrapped") and len(label) > 5 and self.rng.random() < .5:
            return label[:5] + " " + label[5:]
        return label

    def sheet(self, s, narratives):
        rng, doc = self.rng, self.doc
        if narratives:
            self.narrative(s)
        mark = rng.choice(["## ", "### "]) if self.layout == "markdown" else ""
        dot = rng.choice([".", "、", ". "])
        code = f" TC {s['number']}、{s['title']} \\f C \\l 1 " if self.has("field_codes") and self.layout == "word" else ""
        s["line"] = self.para(f"{mark}{s['number']}{dot}{s['title']}{code}")
        who = f"{s['unit_code']}{rng.choice(['', ' '])}{s['unit_name']}"
        inside = self.has("inside_captions") and self.layout == "word"
        if not inside:
            self.para(who)
            self.para("单位：" + doc.unit)
        p = s["plan"]
        width7 = rng.random() < .7
        pad = [""] if width7 else []
        rows = [["项目编码", s["code"]] + pad + ["项目名称", s["name"]] + ["", ""],
                [self.wrap("预算规模及资金用途"), "预算数", s["budget"], "其中：财政资金", s["fiscal"], "其他资金", s["other"]],
                ["", s["purpose"], "", "", "", "", ""],
                [self.wrap("资金支出计划（%）"), "3月底", "", "6月底", "", "10月底", "12月底"],
                ["", p["march"], "", p["june"], "", p["october"], p["december"]],
                ["绩效目标", " ".join(s["goals"]), "", "", "", "", ""]]
        if inside:
            rows.insert(0, [who, "单位：" + doc.unit])
        if self.has("lost_plan") and self.layout == "tab":
            k = len(rows) - 3
            rows[k][6] = rows[k + 1][6] = ""
            p["december"] = None
        elif self.has("slid_plan") and self.layout == "tab":
            k = len(rows) - 3
            rows[k][6] = rows[k + 1][6] = ""
            rows.insert(k + 2, ["12 月底", p["december"], "", "", "", "", ""])
        heads = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据", ""]
        full = 7
        if not width7:
            rows = [r[:6] + [""] * (6 - len(r)) if len(r) != 7 else r for r in rows]
        if self.layout == "markdown":
            rows = [(r + [""] * full)[:full] for r in rows]
        if self.layout == "word":  # no cells but those that are there
            rows = [[c for k, c in enumerate(r) if c or k == 0 or k < len(r) - 2] if len(r) == 7 else r for r in rows]
        for i, r in enumerate(rows):
            self.row(r)
            if i == 0 and self.layout == "markdown":
                self.line("|" + " --- |" * full)
        self.row(heads)
        before = None
        cut = rng.randrange(1, len(s["indicators"])) if self.has("pages") and self.layout != "markdown" else None
        for i, x in enumerate(s["indicators"]):
            if i == cut:
                self.page_break()
                if not self.has("bare_pages"):
                    self.row(heads[:6])
            first = x["level1"] if x["level1"] != before else ""
            before = x["level1"]
            x["line"] = self.row([first, x["level2"], x["level3"], x["description"], x["value"], x["basis"], ""])
        self.line()
        self.truth["projects"].append(s)

    def narrative(self, s):
        self.para(f"{han_number(int(s['number']))}、{s['name']}绩效目标指标的说明")
        for i, (title, text) in enumerate([
                ("项目概况", f"{s['name']}用于开展相关业务工作，实施期为一年。"),
                ("资金安排情况", f"安排资金{s['budget']}{self.doc.unit}，其中：财政资金{s['fiscal']}{self.doc.unit}。"),
                ("绩效目标", "完成年度工作任务。"),
                ("绩效指标", f"本项目共设置绩效指标{len(s['indicators'])}项。"), ("评价标准", "完成指标值得满分。")]):
            self.para(f"{i + 1}、{title}")
            n = self.para(text)
            if i == 1:
                unit = self.doc.unit
                self.truth["figures"] += [{"line": n, "amount": s[k], "unit": unit} for k in ("budget", "fiscal")]

    # ---- the whole
    def catalogue(self, tables, heads):
        self.para("目录")
        style = self.rng.randrange(4)
        for i, t in enumerate(tables + heads):
            number = f"{i + 1}. " if i < len(tables) else f"{han_number(i + 1 - len(tables))}、"
            end = [f" ..... {i + 1}", f"\t{i + 1}", f"……{i + 1}", ""][style]
            if self.has("catalogue_broken") and style < 3 and self.rng.random() < .4:
                end = "\t错误！未定义书签。"
            if self.layout == "word" and end.startswith("\t"):
                end = " " + end[1:]
            self.line(number + t + end)
        self.line()

    def print(self):
        for part in self.doc.parts:
            kind = part[0]
            if kind == "title":
                text = part[1].replace("\n", "") if self.layout == "markdown" else part[1]
                n = self.cover(("# " if self.layout == "markdown" else "") + text)
                is_cover = any(part[0] == "catalogue" for part in self.doc.parts)
                if self.layout == "markdown" and not is_cover:
                    self.truth["sections"].append({"number": None, "title": part[1], "line": n})
            elif kind == "catalogue":
                self.catalogue(part[1], part[2])
            elif kind == "heading":
                self.heading(*part[1:])
            elif kind == "prose":
                n = self.para(part[1])
                self.truth["figures"] += [{"line": n, "amount": a, "unit": u} for a, u in part[2]]
            elif kind == "table":
                self.table(*part[1:])
            elif self.layout != "aligned":
                self.sheet(part[1], part[2])
        return "\n".join(self.lines) + "\n", self.truth


def han_number(n):
    from invent import han
    return han(n)
