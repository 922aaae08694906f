"""invent.py - invents a budget disclosure from a seed: what it says, and how it is printed.

What it says is a plain model (the same shape as `bdl model --plain` prints), so that what
bdl reads can be held against it. All names and figures are made up."""
import random

PLACES = ["青石县", "云河市", "临泽区", "宁溪县", "白桦市", "长汀新区"]
OFFICES = ["水利局", "城市管理局", "文化和旅游局", "民政局", "农业农村局", "司法局", "卫生健康委员会",
           "市场监督管理局", "第三中学", "残疾人联合会"]
FUNCTIONS = [
    ("201", "一般公共服务支出", [("20103", "政府办公厅（室）及相关机构事务", [
        ("2010301", "行政运行"), ("2010302", "一般行政管理事务"), ("2010350", "事业运行")])]),
    ("208", "社会保障和就业支出", [("20805", "行政事业单位养老支出", [
        ("2080501", "行政单位离退休"), ("2080505", "机关事业单位基本养老保险缴费支出"),
        ("2080506", "机关事业单位职业年金缴费支出")])]),
    ("210", "卫生健康支出", [("21011", "行政事业单位医疗", [
        ("2101101", "行政单位医疗"), ("2101102", "事业单位医疗")])]),
    ("213", "农林水支出", [("21303", "水利", [
        ("2130301", "行政运行"), ("2130306", "水利工程运行与维护"), ("2130399", "其他水利支出")])]),
    ("221", "住房保障支出", [("22102", "住房改革支出", [("2210201", "住房公积金")])]),
]
ECONOMIC = [
    ("301", "工资福利支出", [("30101", "基本工资"), ("30102", "津贴补贴"), ("30103", "奖金"),
                       ("30108", "机关事业单位基本养老保险缴费"), ("30113", "住房公积金")]),
    ("302", "商品和服务支出", [("30201", "办公费"), ("30207", "邮电费"), ("30211", "差旅费"),
                        ("30231", "公务用车运行维护费"), ("30299", "其他商品和服务支出")]),
    ("303", "对个人和家庭的补助", [("30302", "退休费"), ("30305", "生活补助")]),
]
CLASSES = ["一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出",
           "文化旅游体育与传媒支出", "社会保障和就业支出", "社会保险基金支出", "卫生健康支出", "节能环保支出",
           "城乡社区支出", "农林水支出", "交通运输支出", "资源勘探工业信息等支出", "商业服务业等支出", "金融支出",
           "援助其他地区支出", "自然资源海洋气象等支出", "住房保障支出", "粮油物资储备支出", "国有资本经营预算支出",
           "灾害防治及应急管理支出", "预备费", "其他支出"]
HAN = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
WORKS = ["河道整治", "路灯维护", "公厕保洁", "图书采购", "水质监测", "人才招聘", "档案整理", "法律援助",
         "防汛物资储备", "村级道路修缮", "公共文化服务", "应急演练", "信息系统运行维护", "业务培训"]
TAILS = ["经费", "专项经费", "项目", "补助资金", "委托服务费"]
LEVELS = [("产出指标", ["数量指标", "质量指标", "时效指标", "成本指标"]),
          ("效益指标", ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
          ("满意度指标", ["服务对象满意度指标"])]
BASES = ["工作计划", "采购合同", "上级文件要求", "年度工作安排", "《{0}管理办法》", "{0}发〔2023〕17号 关于印发工作要点的通知"]


def han(n):
    return HAN[n - 1] if n <= 10 else ("十" if n < 20 else HAN[n // 10 - 1] + "十") + (
        HAN[n % 10 - 1] if n % 10 else "")


CLASS_ROWS = 31  # of a final account
SOURCES = ["一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入", "上级补助收入", "事业收入",
           "经营收入", "附属单位上缴收入", "其他收入"]


COVERS = ["{0} {1}年部门{2}公开", "{0}{1}年度部门{2}信息公开", "{0}{1}年部门{2}公开", "{0}\n{1}年部门{2}公开", "{1}年{0}部门{2}",
          "{1}年度{0}部门{2}公开", "{0}{1}年部门（单位）{2}", "{0}\n{1}年度部门{2}公开文本", "{1}年度\n{0}部门{2}"]


class Money:
    """Amounts are whole fen; print in the unit of the document."""
    def __init__(self, rng, unit, commas):
        self.rng, self.unit, self.commas = rng, unit, commas
        self.style = rng.choice(["", "", "", "", "blank", "wide"])

    def draw(self, low=1, high=90000):
        return self.rng.randrange(low, high) * 10000

    def text(self, fen, unit=None):
        return self.dirty(self.plain(fen, unit))

    def dirty(self, text):
        """1, 537.4 and full-width digits, as some documents print them."""
        if self.style == "blank" and "," in text:
            return text.replace(",", ", ", 1)
        if self.style == "wide":
            return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,"})
        return text

    def plain(self, fen, unit=None):
        unit = unit or self.unit
        if unit == "万元":
            return f"{fen // 1000000:{',' if self.commas else ''}}.{fen % 1000000 // 10000:02d}"
        return f"{fen // 100:{',' if self.commas else ''}}.{fen % 100:02d}"


class Document:
    """The parts of a document in their order; see render.py for their printing."""
    kind = "budget"

    def __init__(self, seed):
        rng = self.rng = random.Random(seed)
        self.year = rng.choice([2019, 2020, 2021, 2022, 2023, 2024, 2025])
        self.name = rng.choice(PLACES) + rng.choice(OFFICES)
        self.code = str(rng.randrange(101, 999))
        self.unit = rng.choice(["万元", "万元", "元"])
        self.money = Money(rng, self.unit, rng.random() < .3)
        self.split_codes = rng.random() < .2
        self.parts = []          # (kind, ...)
        self.nothing = rng.choice(["", "", "", "0", "0.00", "--", "－", "-"])
        self.figures_of_accounts()
        self.compose()

    def cover(self, form, what):
        return form.format(self.name, self.year, what)

    # ---- amounts that add up
    def figures_of_accounts(self):
        rng, draw = self.rng, self.money.draw
        self.accounts = []       # (code, name, basic, project)
        chosen = rng.sample(FUNCTIONS, rng.randrange(2, len(FUNCTIONS) + 1))
        for code, name, subs in sorted(chosen):
            inner = []
            for subcode, subname, items in subs:
                rows = [(c, n, draw() if rng.random() < .7 else 0, draw() if rng.random() < .4 else 0)
                        for c, n in rng.sample(items, rng.randrange(1, len(items) + 1))]
                rows = sorted((c, n, b or (0 if p else 1230000), p) for c, n, b, p in rows)
                inner.append((subcode, subname, sum(r[2] for r in rows), sum(r[3] for r in rows)))
                inner += rows
            top = [r for r in inner if len(r[0]) == 5]
            self.accounts.append((code, name, sum(r[2] for r in top), sum(r[3] for r in top)))
            self.accounts += inner
        tops = [r for r in self.accounts if len(r[0]) == 3]
        self.basic, self.project = sum(r[2] for r in tops), sum(r[3] for r in tops)
        self.total = self.basic + self.project
        self.classes = {r[1]: r[2] + r[3] for r in tops}

    def cell(self, fen):
        return self.money.text(fen) if fen else self.nothing

    # ---- tables: (title, columns, rows, options); a column is "group/leaf" or "leaf"
    def account_columns(self):
        rng = self.rng
        group = rng.choice(["功能分类科目/", "科目/", ""])
        number = ["序号"] if rng.random() < .6 else []
        if self.split_codes:
            return number, [group + "科目编码/" + k if not group else group + k for k in ("类", "款", "项")] + [group + "科目名称"]
        return number, [group + "科目编码", group + "科目名称"]

    def code_cells(self, code):
        if not self.split_codes:
            return [code]
        return [code[:3], code[3:5], code[5:7]]

    def number_rows(self, rows, number):
        return [[str(i + 1)] + r if number else r for i, r in enumerate(rows)]

    def total_place(self, rows, total):
        return rows + [total] if self.rng.random() < .3 else [total] + rows

    def table_spending(self, title):
        rng = self.rng
        number, names = self.account_columns()
        values = ["合计", "基本支出", "项目支出"]
        extra = rng.choice([[], ["经营支出", "上解上级支出", "对附属单位补助支出"], ["经营支出"]])
        if title.endswith("支出表"):
            extra = []
        order = values[:]
        if rng.random() < .3:
            rng.shuffle(order)

        def row(code, name, b, p):
            of = {"合计": b + p, "基本支出": b, "项目支出": p}
            return self.code_cells(code) + [name] + [self.cell(of[k]) for k in order] + [self.nothing] * len(extra)
        rows = self.total_place([row(*a) for a in self.accounts], row("", "合计", self.basic, self.project))
        return title, number + names + order + extra, self.number_rows(rows, number)

    def table_income(self, title):
        rng = self.rng
        number, names = self.account_columns()
        parts = ["财政拨款收入", "财政专户收入", "事业收入", "上级补助收入", "其他收入"]
        rng.shuffle(parts)
        fiscal = parts.index("财政拨款收入")
        group = rng.random() < .6
        columns = ["合计"] + (["本年收入/小计"] + ["本年收入/" + p for p in parts] if group else parts)
        columns += ["上年结转"] if rng.random() < .6 else []
        if columns[-1].startswith("本年收入/"):
            columns.append("上年结转")

        def row(code, name, b, p):
            amount = self.cell(b + p)
            values = [self.nothing] * len(parts)
            values[fiscal] = amount
            rest = [self.nothing] if columns[-1] == "上年结转" else []
            return self.code_cells(code) + [name, amount] + ([amount] if group else []) + values + rest
        rows = self.total_place([row(*a) for a in self.accounts], row("", "合计", self.basic, self.project))
        return title, number + names + columns, self.number_rows(rows, number)

    def table_summary(self, title, fiscal=False):
        rng = self.rng
        number = ["序号"] if rng.random() < .6 else []
        columns = ["收入/项目", "收入/" + ("金额" if fiscal else "预算数"), "支出/项目"]
        columns += ["支出/合计", "支出/一般公共预算财政拨款", "支出/政府性基金预算财政拨款"] if fiscal else ["支出/预算数"]
        income = ["一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入"]
        if not fiscal:
            income += ["财政专户管理资金收入", "单位资金"]
        classes = CLASSES[:rng.randrange(20, len(CLASSES) + 1)]
        rows = []
        for i in range(max(len(income), len(classes))):
            left = [f"{han(i + 1)}、{income[i]}", self.cell(self.total if i == 0 else 0)] if i < len(income) else ["", ""]
            amount = self.cell(self.classes.get(classes[i], 0))
            right = [f"{han(i + 1)}、{classes[i]}", amount] + ([amount, self.nothing] if fiscal else [])
            rows.append(left + right)
        t = self.cell(self.total)
        more = [t, self.nothing] if fiscal else []
        rows.append(["本年收入合计", t, "本年支出合计", t] + more)
        rows.append(["上年结转结余", self.nothing, "年终结转结余", self.nothing] + ([self.nothing] * 2 if fiscal else []))
        rows.append(["收入总计", t, "支出总计", t] + more)
        return title, number + columns, self.number_rows(rows, number)

    def table_basic(self, title):
        rng, draw = self.rng, self.money.draw
        number = ["序号"] if rng.random() < .6 else []
        group = rng.choice(["支出部门经济分类科目/", "经济分类科目/", ""])
        over = rng.choice(["一般公共预算基本支出/", ""])
        rows, people, office = [], 0, 0
        for code, name, items in ECONOMIC:
            inner = [(c, n, draw(1, 9000)) for c, n in items]
            amount = sum(r[2] for r in inner)
            is_office = code == "302"
            people, office = people + (0 if is_office else amount), office + (amount if is_office else 0)
            for c, n, a in [(code, name, amount)] + inner:
                rows.append([c, n, self.cell(a), self.cell(0 if is_office else a), self.cell(a if is_office else 0)])
        rows = self.total_place(rows, ["", "合计", self.cell(people + office), self.cell(people), self.cell(office)])
        columns = [group + "科目编码", group + "科目名称"] + [over + c for c in ("合计", "人员经费", "公用经费")]
        return title, number + columns, self.number_rows(rows, number)

    def table_sangong(self, title):
        rng, draw = self.rng, self.money.draw
        number = ["序号"] if rng.random() < .6 else []
        a, b, c, d = draw(1, 900), draw(1, 900), draw(1, 900), draw(1, 300)
        self.sangong = (a + b + c + d, a, b, c, d)
        items = [("“三公”经费小计", a + b + c + d), ("一、因公出国（境）费", a), ("二、公务用车购置及运维费", b + c),
                 ("其中：公务用车购置费", b), ("公务用车运行维护费", c), ("三、公务接待费", d)]
        rows = [[n, self.cell(v), self.cell(v), self.nothing] for n, v in items]
        columns = ["项目", "资金性质/合计", "资金性质/一般公共预算财政拨款", "资金性质/政府性基金预算拨款"]
        return title, number + columns, self.number_rows(rows, number)

    # ---- sheets
    def sheet(self, number, unit_code, unit_name, titles):
        rng, draw = self.rng, self.money.draw
        name = rng.choice(WORKS) + rng.choice(TAILS)
        while name in titles:
            name = rng.choice(WORKS) + str(rng.randrange(2, 99)) + "期" + rng.choice(TAILS)
        titles.add(name)
        fiscal, other = draw(1, 5000), rng.choice([0, 0, 0, draw(1, 100)])
        plan = sorted(rng.choice([0, 10, 25, 30, 50, 75, 80, 100]) for _ in range(3)) + [100]
        style = rng.choice(["{}%", "{}.00%"])
        indicators = []
        for level1, seconds in LEVELS:
            take = seconds[:] if level1 == "产出指标" else rng.sample(seconds, rng.randrange(1, min(2, len(seconds)) + 1))
            if rng.random() < .3:
                rng.shuffle(take)
            if level1 == "满意度指标" and rng.random() < .3:
                continue
            for level2 in take:
                for k in range(2 if rng.random() < .2 else 1):
                    indicators.append(self.indicator(level1, level2, name, k, fiscal + other))
        goals = [f"{i + 1}. {g}" for i, g in enumerate(rng.sample(
            ["完成年度工作任务", "保障各项工作正常开展", f"购置设备{rng.randrange(2, 60)}台（套）", "提高服务水平，改善群众生活",
             "服务群众2000人次以上"], rng.randrange(1, 4)))]
        total = self.money.text(fiscal + other)
        zero = "0.00" if self.nothing in ("", "0") else self.nothing
        return {"number": str(number), "title": name + "绩效目标表", "unit_code": unit_code, "unit_name": unit_name,
                "money_unit": self.unit,
                "code": "".join(rng.choice("0123456789ABCDEFGHJKLMNP") for _ in range(20)), "name": name,
                "budget": total, "fiscal": self.money.text(fiscal), "other": self.money.text(other) if other else zero,
                "purpose": f"主要用于{name.replace('经费', '')}，包括设备购置、劳务费等支出。",
                "plan": dict(zip(("march", "june", "october", "december"), (style.format(p) for p in plan))),
                "goals": goals, "indicators": indicators}

    def indicator(self, level1, level2, name, k, budget):
        rng = self.rng
        kind = {"数量指标": "完成数量", "质量指标": "验收合格率", "时效指标": "完成及时率", "成本指标": "成本控制金额"}.get(
            level2, level2.replace("指标", "情况"))
        value = {"数量指标": rng.choice(["≥{}项", "{}次", "≥{}人次"]).format(rng.randrange(1, 400)),
                 "成本指标": "≤" + self.money.text(budget) + self.unit,
                 "时效指标": rng.choice(["12月底前完成", "100%", "≤24小时"])}.get(
                     level2, rng.choice(["≥95%", "100%", "有所提升", "≥90%按计划完成"]))
        return {"level1": level1, "level2": level2, "level3": kind + ("" if k == 0 else str(k + 1)),
                "description": f"反映{name}{kind}的情况", "value": value,
                "basis": rng.choice(BASES).format(self.name[:2])}

    # ---- prose
    def statement(self):
        """Paragraphs with the amounts in them: (text, [(amount, unit)])."""
        rng, unit = self.rng, self.rng.choice(["万元", "万元", "元"])
        said = []

        def m(fen):
            text = self.money.text(fen, unit)
            said.append((text, unit))
            return text + unit
        year = str(self.year)
        up = self.money.draw(1, 9000)
        a, b, c, d, e = self.sangong
        people = self.basic * 8 // 10 // 10000 * 10000
        paragraphs = []

        def add(text):
            paragraphs.append((text, said[:]))
            said.clear()
        add(f"{year}年部门预算收入为{m(self.total)}，其中：财政拨款收入{m(self.total)}，其他收入{m(0)}。")
        income = paragraphs[:]
        paragraphs.clear()
        add(f"{year}年部门预算支出为{m(self.total)}，其中：基本支出{m(self.basic)}，包括人员经费{m(people)}和日常公用经费"
            f"{m(self.basic - people)}；项目支出{m(self.project)}。")
        spending = paragraphs[:]
        paragraphs.clear()
        add(f"{year}年部门预算较{self.year - 1}年增加{m(up)}，增长{rng.randrange(1, 90)}.{rng.randrange(10, 99)}%，主要原因是项目增加。")
        change = paragraphs[:]
        paragraphs.clear()
        add(f"机关运行经费共计安排{m(self.basic - people)}，主要用于办公费、邮电费、差旅费等支出。")
        operating = paragraphs[:]
        paragraphs.clear()
        add(f"本部门{year}年“三公”经费预算总额为{m(a)}，其中：因公出国（境）费{m(b)}；公务用车购置及运维费{m(c + d)}"
            f"（其中：公务用车购置费{m(c)}，公务用车运行维护费{m(d)}）；公务接待费{m(e)}。")
        add(f"与{self.year - 1}年相比，{year}年“三公”经费减少{m(up // 3 // 10000 * 10000)}，主要原因是厉行节约。")
        sangong = paragraphs[:]
        return income, spending, change, operating, sangong

    # ---- the whole
    def compose(self):
        rng, y = self.rng, self.year
        add = self.parts.append
        pre = rng.choice(["部门预算", "部门", ""])
        fis = rng.choice(["财政拨款", ""])
        tables = [self.table_summary(pre + "收支总表"), self.table_income(pre + "收入总表"),
                  self.table_spending(pre + "支出总表"), self.table_summary(pre + "财政拨款收支总表", True),
                  self.table_spending(pre + f"一般公共预算{fis}支出表"),
                  self.table_basic(pre + f"一般公共预算{fis}基本支出表"),
                  (pre + f"政府性基金预算{fis}支出表", None, []), (pre + f"国有资本经营预算{fis}支出表", None, []),
                  self.table_sangong(pre + "财政拨款“三公”经费支出表")]
        empty = ["功能分类科目/科目编码", "功能分类科目/科目名称", "合计", "基本支出", "项目支出"]
        tables = [(t, c or empty, r) for t, c, r in tables]
        self.title = self.cover(rng.choice(COVERS), "预算")
        add(("title", self.title))
        income, spending, change, operating, sangong = self.statement()
        heads = ["部门职责及机构设置情况", "部门预算安排的总体情况", "机关运行经费安排情况", "财政拨款“三公”经费预算情况及增减变化原因",
                 "政府采购预算情况", "国有资产信息情况", "名词解释", "其他需要说明的事项"]
        prose = [("heading", 1, HAN[0], heads[0]),
                 ("heading", 2, "1", "部门职责。"),
                 ("prose", "贯彻落实国家和省、市有关法律法规，拟订全县有关规划并组织实施；承办上级交办的其他事项。", []),
                 ("heading", 1, HAN[1], heads[1]), ("heading", 2, "1", "收入说明"), *[("prose", *p) for p in income],
                 ("heading", 2, "2", "支出说明"), *[("prose", *p) for p in spending],
                 ("heading", 2, "3", "比上年增减情况"), *[("prose", *p) for p in change],
                 ("heading", 1, HAN[2], heads[2]), *[("prose", *p) for p in operating],
                 ("heading", 1, HAN[3], heads[3]), *[("prose", *p) for p in sangong],
                 ("heading", 1, HAN[4], heads[4]), ("prose", f"{y}年，本部门无政府采购预算。", []),
                 ("heading", 1, HAN[5], heads[5])] + self.assets() + [
                 ("heading", 1, HAN[6], heads[6]),
                 ("prose", "1. 财政拨款收入：指本级财政当年拨付的资金。", []),
                 ("prose", "2. 基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。", []),
                 ("heading", 1, HAN[7], heads[7]), ("prose", "本部门无其他需要说明的事项。", [])]
        listed = [("table", *t) for t in tables]
        add(("catalogue", [t[0] for t in tables], heads))
        order = rng.random() < .7
        explain = [("heading", 0, None, f"{y}年部门预算信息公开情况说明")] + prose
        opened = [("heading", 0, None, f"{self.name}{y}年部门预算公开表")] + listed
        for part in (opened + explain if order else explain + opened):
            add(part)
        add(("heading", 0, None, f"{y}年度部门预算绩效信息"))
        add(("heading", 0, "第一部分", "部门整体绩效目标"))
        add(("heading", 1, "（一）", "总体绩效目标"))
        add(("prose", "坚持稳中求进，完成年度各项任务。", []))
        add(("heading", 0, "第二部分", "预算项目绩效目标"))
        titles, codes = set(), [(self.code + "001", self.name + "（本级）"), (self.code + "002", self.name[:3] + "服务中心")]
        narratives = rng.random() < .3
        for i in range(rng.randrange(2, 7)):
            sheet = self.sheet(i + 1, *rng.choice(codes), titles)
            add(("sheet", sheet, narratives))

    def assets(self):
        rng = self.rng
        if rng.random() < .4:
            return [("prose", "本年度无购置固定资产的计划。", [])]
        rows, total = [], [0, 0]
        for i, name in enumerate(["土地、房屋及构筑物", "通用设备", "专用设备", "家具、用具、装具及动植物", "无形资产"]):
            a = self.money.draw(1, 9000)
            b = a // 3 // 10000 * 10000
            total = [total[0] + a, total[1] + b]
            rows.append([str(i + 1), name] + [self.cell(v) for v in (a, b, a - b)])
        rows = [["", "合计"] + [self.cell(v) for v in (total[0], total[1], total[0] - total[1])]] + rows
        return [("prose", "资产明细如下表：", []),
                ("table", "资产信息表", ["序号", "资产类别", "原值", "累计折旧/摊销", "净值"], rows)]


class Final(Document):
    """A final account (部门决算): its tables, and prose that compares with the year before
    and with the budget."""
    kind = "final"

    def figures_of_accounts(self):
        super().figures_of_accounts()
        self.opening, self.closing = self.money.draw(), self.money.draw()
        self.closing = min(self.closing, self.opening)
        self.income = self.total - self.opening + self.closing
        if self.income <= 0:
            self.income, self.opening, self.closing = self.total, 0, 0

    def row_numbers(self):
        return self.rng.random() < .5

    def final_summary(self, title, fiscal=False):
        numbered = self.row_numbers()
        line = ["行次"] if numbered else []

        def half(name, more):
            return [f"{name}/项目"] + [f"{name}/行次"] * numbered + [f"{name}/{c}" for c in more]
        columns = half("收入", ["决算数" if not fiscal else "决算数"]) + half(
            "支出", ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"] if fiscal else ["决算数"])
        sources = SOURCES[:3] if fiscal else SOURCES
        classes = CLASSES[:20]
        rows, nothing = [], self.nothing
        count = len(classes) + 3

        def side(i, name, *amounts):
            return [name] + [str(i)] * numbered + list(amounts)
        for i in range(len(classes)):
            left = side(i + 1, f"{han(i + 1)}、{sources[i]}", self.cell(self.income if i == 0 else 0)) if i < len(
                sources) else side(i + 1, "", "")
            amount = self.cell(self.classes.get(classes[i], 0))
            rows.append(left + side(count + i + 1, f"{han(i + 1)}、{classes[i]}",
                                    *([amount, amount, nothing] if fiscal else [amount])))
        total = self.total + self.closing
        who = "财政拨款" if fiscal else ""
        for k, (a, x, b, y) in enumerate([("本年收入合计", self.income, "本年支出合计", self.total),
                                          (f"年初{who}结转和结余", self.opening, f"年末{who}结转和结余", self.closing),
                                          ("总计", total, "总计", total)]):
            i = len(classes) + k + 1
            more = [self.cell(y), nothing] if fiscal else []
            rows.append(side(i, a, self.cell(x)) + side(count + i, b, self.cell(y), *more))
        return title, columns, rows

    def final_accounts(self, title, names):
        split = self.split_codes
        group = self.rng.choice(["项目/", ""])
        codes = [group + k for k in ("类", "款", "项")] if split else [group + "功能分类科目编码"]

        def row(code, name, b, p):
            of = {"合计": b + p, "基本支出": b, "项目支出": p, "财政拨款收入": b + p}
            return self.code_cells(code) + [name] + [self.cell(of.get(n.split("/")[-1].replace("本年收入", "").replace("本年支出", ""), 0))
                                                     for n in names]
        rows = self.total_place([row(*a) for a in self.accounts], row("", "合计", self.basic, self.project))
        return title, codes + [group + "科目名称"] + names, rows

    def final_statement(self):
        rng, unit = self.rng, "万元"
        said, out = [], []

        def m(fen):
            text = self.money.text(fen, unit)
            said.append((text, unit))
            return text + unit

        def add(text):
            out.append((text, said[:]))
            said.clear()
        y, t = self.year, self.total + self.closing
        change = self.money.draw(1, 500)
        add(f"{y}年度收入总计{m(t)}、支出总计{m(t)}。与{y - 1}年度相比，收、支总计各减少{m(change)}，下降{rng.randrange(1, 60)}.{rng.randrange(10, 99)}%。主要原因是项目减少。")
        add(f"本年支出合计{m(self.total)}，其中：基本支出{m(self.basic)}，占{rng.randrange(20, 80)}.00%；项目支出{m(self.project)}，占{rng.randrange(20, 80)}.00%。")
        for code, name, b, p in self.accounts[2:5]:
            add(f"{name}（项）。年初预算为{m(b + p + 100000)}，支出决算为{m(b + p)}，完成年初预算的9{rng.randrange(0, 9)}.{rng.randrange(10, 99)}%。决算数小于预算数的主要原因是厉行节约。")
        a = self.money.draw(1, 100)
        add(f"“三公”经费财政拨款支出决算为{m(a)}，比上年决算增加{m(a // 2)}，增长 50.00%。")
        return out

    def compose(self):
        y, add = self.year, self.parts.append
        tables = [self.final_summary("收入支出决算总表"),
                  self.final_accounts("收入决算表", ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "其他收入"]),
                  self.final_accounts("支出决算表", ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]),
                  self.final_summary("财政拨款收入支出决算总表", True),
                  self.final_accounts("一般公共预算财政拨款支出决算表", ["本年支出/合计", "本年支出/基本支出", "本年支出/项目支出"]
                                      if self.rng.random() < .3 else ["合计", "基本支出", "项目支出"])]
        self.title = self.cover(self.rng.choice(COVERS), "决算")
        heads = ["收入支出决算总体情况说明", "支出决算情况说明", "“三公”经费支出决算情况说明"]
        prose = self.final_statement()
        explain = [("heading", 0, "第三部分", f"{y}年度部门决算情况说明"), ("heading", 1, "一", heads[0]), ("prose", *prose[0]),
                   ("heading", 1, "二", heads[1])] + [("prose", *p) for p in prose[1:-1]] + [
                       ("heading", 1, "三", heads[2]), ("prose", *prose[-1])]
        opened = [("heading", 0, "第二部分", f"{y}年度部门决算表")] + [("table", *t) for t in tables]
        add(("title", self.title))
        add(("heading", 0, "第一部分", "部门概况"))
        add(("prose", "贯彻落实国家和省、市有关法律法规，组织实施全县有关规划。", []))
        for part in (opened + explain if self.rng.random() < .5 else explain + opened):
            add(part)
