// report.mjs - the HTML report in a real browser. Prints TAP. tests/browser.test makes the
// reports and starts this: node report.mjs FOLDER, with playwright-core in BDL_BROWSER.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(resolve(process.env.BDL_BROWSER, "x.js"))("playwright-core");
const folder = process.argv[2];
const page_of = (name) => pathToFileURL(resolve(folder, name)).href;
let number = 0;

const claim = (words, holds, saw) => {
    number++;
    console.log(`${holds ? "ok" : "not ok"} ${number} - ${words}`);
    if (!holds) console.log(`# saw ${JSON.stringify(saw)}`);
};
const same = (words, saw, expected) =>
    claim(words, JSON.stringify(saw) === JSON.stringify(expected), saw);

const browser = await chromium.launch({
    executablePath: process.env.BDL_CHROMIUM,
    args: ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking",
        "--disable-component-update", "--no-first-run"],
});

/* Calls DO with a page that shows report NAME; gives what the console and the network saw. */
const open = async (name, options, look) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints = [], requests = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(page_of(name));
    await look(page);
    await context.close();
    return { complaints, requests: requests.filter((url) => url !== page_of(name)) };
};
const shown = (page) => page.locator(".finding:visible").count();
const set = (page, name, value) => page.locator(`select[name=${name}]`).selectOption(value);

/* Text against what is behind it, as WCAG reckons it; the worst of SELECTORS. */
const contrast = (page, selectors) => page.evaluate((selectors) => {
    const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const parts = (color) => color.match(/[\d.]+/g).map(Number);
    let worst = { ratio: 99 };
    for (const selector of selectors) {
        const element = document.querySelector(selector);
        if (!element) return { ratio: 0, selector };
        let behind = element;
        while (behind && (parts(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0)
            behind = behind.parentElement;
        const a = light(parts(getComputedStyle(element).color));
        const b = light(parts(getComputedStyle(behind ?? document.body).backgroundColor));
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < worst.ratio) worst = { ratio, selector };
    }
    return worst;
}, selectors);
const texts = ["body", "h3", ".badge.error", ".badge.warning", ".fact", ".fact > span", ".side.l b",
    ".side.r b", ".side.l i", ".diff b", ".k.l", ".k.r", ".k.o", "mark.l", "mark.r", "mark.o", ".hit.l",
    ".hit.r", "code", "a.at", "figcaption", ".path", ".overview thead th", ".overview th a",
    "td.n.error", "td.n.warning", ".tiles .error b", ".keys"];

/* ---- the examples ---- */

const quiet = await open("examples.html", {}, async (page) => {
    const all = await shown(page);
    claim("every finding is shown at first", all > 20, all);
    same("the count is told", await page.locator("output").textContent(), `${all} of ${all} findings`);

    const errors = await page.locator('.finding[data-severity="error"]').count();
    await set(page, "severity", "error");
    same("the filter shows one severity", await shown(page), errors);
    const rule = await page.locator('.finding[data-severity="error"]').first().getAttribute("data-rule");
    await set(page, "rule", rule);
    same("and one rule of it", await shown(page),
        await page.locator(`.finding[data-severity="error"][data-rule="${rule}"]`).count());
    await page.getByRole("button").first().click();
    same("the button shows all again", await shown(page), all);

    const tag = (await page.locator(".finding").first().getAttribute("data-tags")).split(" ")[0];
    await set(page, "tag", tag);
    same("the filter shows one tag", await shown(page), await page.locator(`.finding[data-tags~="${tag}"]`).count());
    await page.keyboard.press("Escape");
    const department = await page.locator(".document:has(.finding)").last().getAttribute("data-department");
    await set(page, "department", department);
    same("the filter shows one department, and the sections of the others go",
        await page.locator(".document:visible").count(),
        await page.locator(`.document[data-department="${department}"]`).count());
    await page.keyboard.press("Escape");
    same("Escape shows all again", await shown(page), all);

    await page.keyboard.press("/");
    await page.keyboard.type("机关运行经费");
    await page.waitForFunction((n) => document.querySelectorAll(".finding:not([hidden])").length < n, all);
    const found = await page.locator(".finding:visible").allTextContents();
    claim("the text is found by / and typing", found.length > 0 && found.every((t) => t.includes("机关运行经费")),
        found.length);
    await page.keyboard.press("Escape");

    await page.locator("a[data-rule]").first().click();
    same("a rule of the overview shows its findings alone", await shown(page),
        Number(await page.locator(".rules tr").first().locator("td.n").textContent()));
    await page.keyboard.press("Escape");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const place = await page.evaluate(() => [...document.querySelectorAll(".finding")].indexOf(document.activeElement));
    await page.keyboard.press("k");
    const before = await page.evaluate(() => [...document.querySelectorAll(".finding")].indexOf(document.activeElement));
    same("j and k go from finding to finding", place - before, 1);

    const link = page.locator(".finding:has(.tab .hit) .figures .at a").last();
    const name = (await link.getAttribute("href")).slice(1);
    await link.click();
    await page.waitForFunction((name) => {
        const box = document.getElementById(name).getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
    }, name);
    claim("a figure leads to its passage, in view", true);
    same("which is marked", await page.locator(`[id="${name}"]`).evaluate((e) => Boolean(e.closest(".hit, mark, th"))), true);

    const dead = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')]
        .filter((a) => !document.getElementById(a.getAttribute("href").slice(1))).map((a) => a.outerHTML));
    same("every link leads somewhere", dead, []);
    const twice = await page.evaluate(() => {
        const seen = new Set(), twice = [];
        for (const { id } of document.querySelectorAll("[id]")) seen.has(id) ? twice.push(id) : seen.add(id);
        return twice;
    });
    same("no name is given twice", twice, []);
    const unnamed = await page.evaluate(() => [...document.querySelectorAll("input, select, button")]
        .filter((e) => !(e.labels?.length || e.textContent.trim())).length);
    same("every control has a name", unnamed, 0);
    const light = await contrast(page, texts);
    claim("text stands out from what is behind it", light.ratio >= 4.5, light);
    same("nothing is wider than the page", await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
});
same("the browser complains of nothing", quiet.complaints, []);
same("nothing is fetched", quiet.requests, []);

await open("examples.html", { colorScheme: "dark" }, async (page) => {
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
    claim("in the dark the paper is dark", Math.max(...paper) < 60, paper);
    const dark = await contrast(page, texts);
    claim("and text stands out from it", dark.ratio >= 4.5, dark);
});

await open("examples.html", { viewport: { width: 380, height: 800 } }, async (page) => {
    same("on a telephone nothing is wider than the page",
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
});

await open("examples.html", { javaScriptEnabled: false }, async (page) => {
    claim("without scripts all findings are shown", await shown(page) > 20, await shown(page));
    same("and no filter", await page.locator(".filter:visible").count(), 0);
    await page.locator(".finding .figures .at a").last().focus();
    await page.keyboard.press("Enter");
    claim("and a figure still leads to its passage", page.url().includes("#m"), page.url());
});

await open("examples.html", {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    same("on paper there is no filter", await page.locator(".filter:visible").count(), 0);
    claim("but every finding", await shown(page) > 20, await shown(page));
    const paper = await page.pdf({ format: "A4" });
    claim("it prints", paper.length > 50000 && paper.subarray(0, 5).toString() === "%PDF-", paper.length);
});

/* ---- a document full of markup ---- */

const attacked = await open("hostile.html", {}, async (page) => {
    same("nothing of the document runs", await page.evaluate(() => [window.hacked, document.title.includes("hacked")]),
        [null, false]);
    same("the one script is ours", await page.locator("script").count(), 1);
    same("no element of the document is made", await page.locator("img, iframe, form:not(.filter), style:not(head *)").count(), 0);
    const text = await page.locator("main").innerText();
    claim("its markup is shown as text", text.includes("<script>window.hacked=1</script>") &&
        text.includes("<img src=x onerror=hacked()>"), text.slice(0, 400));
    claim("in titles of rules as well", text.includes("<b onclick=hacked()>"), text.slice(0, 400));
    same("a script that got in would not run", await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.hacked = 2";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", '<img src="data:," onerror="window.hacked = 3">');
        return new Promise((done) => setTimeout(() => done(window.hacked ?? null), 200));
    }), null);
});
claim("and the browser says that it was refused", attacked.complaints.some((c) => c.includes("Content Security Policy")),
    attacked.complaints);

/* ---- one cause ---- */

await open("slid.html", {}, async (page) => {
    const all = await page.locator(".finding").count();
    same("of one cause three findings are open", [all > 10, await shown(page)], [true, 3]);
    const rule = await page.locator(".finding").last().getAttribute("data-rule");
    await set(page, "rule", rule);
    same("the filter opens the others where it shows one", await shown(page),
        await page.locator(`.finding[data-rule="${rule}"]`).count());
    await page.keyboard.press("Escape");
    await page.evaluate(() => { document.querySelector("details.cause").open = false; });
    const last = await page.locator(".finding").last().getAttribute("id");
    await page.evaluate((id) => { location.hash = id; }, last);
    await page.waitForFunction(() => document.querySelector("details.cause").open);
    same("and so does a link to one", await shown(page), all);
});

/* ---- ten thousand findings ---- */

await open("many.html", {}, async (page) => {
    same("ten thousand findings are there", await page.locator(".finding").count(), 10000);
    const times = await page.evaluate(async () => {
        const form = document.querySelector(".filter");
        const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const timed = async (name, value) => {
            const start = performance.now();
            form.elements.namedItem(name).value = value;
            form.dispatchEvent(new Event("input", { bubbles: true }));
            while (form.querySelector("output").value.startsWith("10000 ") === (value !== "")) await frame();
            await frame();
            return Math.round(performance.now() - start);
        };
        const text = await timed("text", "项目7777");
        const shown = document.querySelectorAll(".finding:not([hidden])").length;
        return { text, shown, all: await timed("text", ""), again: await timed("text", "项目7778") };
    });
    console.log(`# milliseconds: first search ${times.text}, all again ${times.all}, next search ${times.again}`);
    same("what is looked for is found, in its row and as the row beside its neighbours", times.shown, 3);
});

await browser.close();
console.log(`1..${number}`);
