#!/usr/bin/env python3
"""disclosures.py - invented disclosures and tables, of any size, the same for the same seed.

    disclosures.py corpus FOLDER BYTES [SIZE [SEED]]   documents of about SIZE bytes each
    disclosures.py rows FILE COUNT [SEED]              a CSV table with some wrong sums

The documents are printed in turn in every layout of texts: rows with tabs, cells in lines,
pipes, columns of blanks. One figure in two hundred is wrong; the departments exist nowhere.
"""
import os
import random
import sys
import unicodedata

PLACES = "云河 青岭 南浦 东屏 临沅 石桥 长汀湾 白鹭洲".split()
OFFICES = "档案局 市场监督管理局 水务局 文化和旅游局 农业农村局 统计局 司法局 民政局".split()
ACCOUNTS = [("201", "一般公共服务支出", [("20126", "档案事务", [
    ("2012601", "行政运行"), ("2012602", "一般行政管理事务"), ("2012604", "档案馆")])]),
    ("208", "社会保障和就业支出", [("20805", "行政事业单位养老支出", [
        ("2080505", "机关事业单位基本养老保险缴费支出"),
        ("2080506", "机关事业单位职业年金缴费支出")])]),
    ("210", "卫生健康支出", [("21011", "行政事业单位医疗", [
        ("2101101", "行政单位医疗"), ("2101102", "事业单位医疗")])]),
    ("221", "住房保障支出", [("22102", "住房改革支出", [("2210201", "住房公积金")])])]
PROJECTS = ["馆藏档案数字化加工费", "办公设备购置", "法律援助补助经费", "河道巡查保洁", "农产品抽检",
            "统计调查专项经费", "公共文化场馆免费开放", "业务用房维修"]
LEVELS = [("产出指标", "数量指标", "完成批次"), ("产出指标", "质量指标", "验收合格率"),
          ("产出指标", "时效指标", "按期完成率"), ("产出指标", "成本指标", "预算控制数"),
          ("效益指标", "社会效益指标", "服务覆盖率"), ("满意度指标", "服务对象满意度指标", "群众满意度")]


class Maker:
    """One document: what it says, before any layout."""

    def __init__(self, rng, number):
        self.rng = rng
        self.department = rng.choice(PLACES) + "市" + rng.choice(OFFICES)
        self.code = str(rng.randrange(200, 600))
        self.year = rng.choice([2023, 2024, 2025])
        self.number = number
        self.parts = []

    def amount(self, n):
        """Fen as 万元; one in two hundred with two digits swapped."""
        s = f"{n // 100}.{n % 100:02d}"
        if self.rng.random() < 0.005 and n > 1000:
            s = s[1] + s[0] + s[2:] if s[1] != "." else s
        return s

    def say(self, text):
        self.parts.append(("p", text))

    def head(self, level, text):
        self.parts.append(("h", level, text))

    def table(self, title, rows):
        if title:
            self.head(2, title)
            self.say(f"{self.code} {self.department}")
            self.say(f"预算年度：{self.year}")
            self.say("单位：万元")
        self.parts.append(("t", rows))

    def accounts(self):
        """Rows of (code, name, basic, project), parents before children."""
        rng, rows = self.rng, []
        for code, name, groups in ACCOUNTS:
            at, total = len(rows), [0, 0]
            rows.append(None)
            for group, group_name, leaves in groups:
                group_at, sums = len(rows), [0, 0]
                rows.append(None)
                for leaf, leaf_name in leaves:
                    pair = [rng.randrange(100, 90000), rng.choice([0, rng.randrange(100, 9000)])]
                    rows.append((leaf, leaf_name, *pair))
                    sums = [a + b for a, b in zip(sums, pair)]
                rows[group_at] = (group, group_name, *sums)
                total = [a + b for a, b in zip(total, sums)]
            rows[at] = (code, name, *total)
        tops = [r for r in rows if len(r[0]) == 3]
        return [("", "合计", sum(r[2] for r in tops), sum(r[3] for r in tops))] + rows

    def figure_rows(self, rows, shape):
        blank = lambda n: self.amount(n) if n else ""
        return [[str(i + 1), code, name] + [blank(n) for n in shape(basic, project)]
                for i, (code, name, basic, project) in enumerate(rows)]

    def tables(self):
        rows = self.accounts()
        _, _, basic, project = rows[0]
        whole = self.amount(basic + project)
        self.table("部门收支总表", [
            ["序号", "收入", "", "支出", ""], ["", "项 目", "预算数", "项 目", "预算数"],
            ["栏次", "1", "2", "3", "4"],
            ["1", "一、一般公共预算拨款收入", whole, "一、一般公共服务支出", self.amount(rows[1][2] + rows[1][3])],
            ["2", "二、政府性基金预算拨款收入", "", "二、社会保障和就业支出", ""],
            ["3", "本年收入合计", whole, "本年支出合计", whole],
            ["4", "收入总计", whole, "支出总计", whole]])
        self.table("部门支出总表", [
            ["序号", "功能分类科目", "", "合计", "基本支出", "项目支出", "经营支出"],
            ["", "科目编码", "科目名称", "", "", "", ""], ["栏次", "1", "2", "3", "4", "5", "6"]]
            + self.figure_rows(rows, lambda b, p: [b + p, b, p, 0]))
        self.table("一般公共预算支出表", [
            ["序号", "功能分类科目", "", "合计", "基本支出", "项目支出"],
            ["", "科目编码", "科目名称", "", "", ""], ["栏次", "1", "2", "3", "4", "5"]]
            + self.figure_rows(rows, lambda b, p: [b + p, b, p]))
        return basic, project

    def statement(self, basic, project):
        d, y, rng = self.department, self.year, self.rng
        vehicle, guest = rng.randrange(100, 2000), rng.randrange(10, 500)
        self.head(1, f"{d} {y} 年部门预算信息公开情况说明")
        self.head(2, "一、部门职责及机构设置情况")
        self.say(f"{d}负责全市相关事业的规划、监督和指导，组织宣传教育和人员培训，承办市委、市政府交办的其他事项。")
        self.head(2, "二、部门预算安排的总体情况")
        self.say(f"{y}年部门预算收入{self.amount(basic + project)}万元，其中：一般公共预算收入{self.amount(basic + project)}万元。")
        self.say(f"{y}年部门预算支出{self.amount(basic + project)}万元，其中：基本支出{self.amount(basic)}万元，项目支出{self.amount(project)}万元。")
        self.head(2, "三、机关运行经费安排情况")
        self.say(f"{y}年机关运行经费安排{self.amount(rng.randrange(1000, 9000))}万元，主要用于办公费、水电费、差旅费等日常开支。")
        self.head(2, "四、财政拨款“三公”经费预算情况及增减变化原因")
        self.say(f"{y}年“三公”经费预算安排{self.amount(vehicle + guest)}万元，其中：因公出国（境）费0.00万元；"
                 f"公务用车运行维护费{self.amount(vehicle)}万元；公务接待费{self.amount(guest)}万元。")

    def sheet(self, i):
        rng = self.rng
        name, budget = f"{rng.choice(PROJECTS)}（{i}期）", rng.randrange(500, 90000)
        self.head(3, f"{i}、{name}绩效目标表")
        self.say(f"{self.code}001{self.department}（本级）")
        self.say("单位：万元")
        rows = [["项目编码", f"13030{self.year % 100}P{i:05d}", "项目名称", name, "", ""],
                ["预算规模及资金用途", "预算数", self.amount(budget), "其中：财政资金", self.amount(budget), "其他资金"],
                ["", f"用于{name}相关支出，计划分{rng.randrange(2, 5)}步完成。", "", "", "", ""],
                ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", ""],
                ["", "20.00%", "50.00%", "80.00%", "100.00%", ""],
                ["绩效目标", f"1.保障{name}按计划完成。", "", "", "", ""],
                ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]]
        for one, two, three in LEVELS:
            value = f"≥{rng.randrange(80, 100)}%" if three.endswith(("率", "度")) else f"≥{rng.randrange(1, 99)}批"
            if two == "成本指标":
                value = f"≤{self.amount(budget)}万元"
            rows.append([one, two, three, f"{name}的{three}", value, "工作计划"])
        self.table("", rows)

    def make(self, size):
        d, y = self.department, self.year
        self.head(1, f"{d} {y} 年部门预算公开")
        self.statement(*self.tables())
        self.head(2, "五、部门项目预算安排情况及绩效目标")
        written, i = sum(weigh(p) for p in self.parts), 0
        while written < size:
            i += 1
            at = len(self.parts)
            self.sheet(i)
            if i % 4 == 0:
                self.say(f"第{self.number}份第{i}个项目由{d}组织实施，资金由市级财政安排，年内按进度支出并接受监督检查。")
            written += sum(weigh(p) for p in self.parts[at:])
        return self.parts


def weigh(part):
    if part[0] == "t":
        return sum(len(cell.encode()) + 1 for row in part[1] for cell in row)
    return len(part[-1].encode()) + 2


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def tabs(rows):
    return "\n".join("\t".join(row) for row in rows) + "\n"


def cells(rows):
    return "\n" + "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows) + "\n"


def pipes(rows):
    line = lambda row: "| " + " | ".join(row) + " |"
    rule = line(["---"] * len(rows[0]))
    return "\n".join([line(rows[0]), rule] + [line(row) for row in rows[1:]]) + "\n"


def columns(rows):
    widths = [max(width(row[c]) for row in rows) for c in range(len(rows[0]))]
    pad = lambda cell, w: cell + " " * (w - width(cell))
    return "\n".join("   ".join(map(pad, row, widths)).rstrip() for row in rows) + "\n"


LAYOUTS = [("txt", tabs), ("txt", cells), ("md", pipes), ("txt", columns)]


def write(parts, name, table):
    marked = table is pipes
    with open(name, "w", encoding="utf-8") as out:
        for part in parts:
            if part[0] == "t":
                out.write(table(part[1]) + "\n")
            elif part[0] == "h":
                out.write(("#" * part[1] + " " if marked else "") + part[2] + "\n\n")
            else:
                out.write(part[1] + "\n\n")


def corpus(folder, total, size=50000, seed=1, most=sys.maxsize):
    os.makedirs(folder, exist_ok=True)
    rng, written, number = random.Random(seed), 0, 0
    while written < total and number < most:
        ending, table = LAYOUTS[number % len(LAYOUTS)]
        name = os.path.join(folder, f"{number:06d}.{ending}")
        write(Maker(rng, number).make(min(size, total - written)), name, table)
        written += os.path.getsize(name)
        number += 1
    return number


def rows(name, count, seed=1):
    rng = random.Random(seed)
    with open(name, "w", encoding="utf-8") as out:
        out.write("code,name,project,basic,total\n")
        for i in range(count):
            project, basic = rng.randrange(1, 10**7), rng.randrange(1, 10**7)
            total = project + basic + 100 * (rng.random() < 0.001)
            figures = ",".join(f"{n // 100}.{n % 100:02d}" for n in (project, basic, total))
            out.write(f"{2010000 + i},项目{i},{figures}\n")


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[1] not in ("corpus", "rows"):
        sys.exit(__doc__)
    {"corpus": corpus, "rows": rows}[sys.argv[1]](sys.argv[2], *map(int, sys.argv[3:]))
