"use strict";
/* The filter and the keys. The page is whole without this: it only hides and moves. */
(() => {
    const form = document.querySelector(".filter");
    const output = form.querySelector("output");
    const fields = form.elements;
    const sections = [...document.querySelectorAll(".document")];
    const findings = [];

    for (const section of sections) {
        for (const element of section.querySelectorAll(".finding")) {
            const data = element.dataset;
            findings.push({
                element, section, severity: data.severity, rule: data.rule, tags: data.tags.split(" "),
                department: section.dataset.department, text: null, shown: true,
            });
        }
    }

    /* The values of a field, the most frequent first. */
    const fill = (name, values) => {
        const counts = new Map();
        for (const value of values) {
            if (value) counts.set(value, (counts.get(value) || 0) + 1);
        }
        const select = fields.namedItem(name);
        for (const [value, count] of [...counts].sort((a, b) => b[1] - a[1])) {
            select.add(new Option(value + " (" + count + ")", value));
        }
    };
    fill("severity", findings.map((f) => f.severity));
    fill("rule", findings.map((f) => f.rule));
    fill("tag", findings.flatMap((f) => f.tags));
    fill("department", findings.map((f) => f.department));

    const textOf = (finding) => {
        if (finding.text === null) {
            finding.text = (finding.department + " " + finding.rule + " " + finding.element.textContent)
                .toLowerCase();
        }
        return finding.text;
    };

    const value = (name) => fields.namedItem(name).value;

    const filter = () => {
        const severity = value("severity"), rule = value("rule"), tag = value("tag");
        const department = value("department");
        const words = value("text").toLowerCase().split(/ +/).filter((word) => word);
        const active = severity || rule || tag || department || words.length > 0;
        const alive = new Set();
        let shown = 0;

        for (const f of findings) {
            f.shown = (!severity || f.severity === severity) && (!rule || f.rule === rule) &&
                (!tag || f.tags.includes(tag)) && (!department || f.department === department) &&
                words.every((word) => textOf(f).includes(word));
            if (f.element.hidden === f.shown) f.element.hidden = !f.shown;
            if (f.shown) {
                shown++;
                alive.add(f.section);
            }
        }
        for (const list of document.querySelectorAll("details.cause")) {
            const some = list.querySelector(".finding:not([hidden])") !== null;
            list.hidden = !some;
            if (active && some) list.open = true;
        }
        for (const section of sections) {
            const hidden = Boolean(active) && !alive.has(section);
            if (section.hidden !== hidden) section.hidden = hidden;
        }
        output.value = output.dataset.words.replace("{shown}", shown).replace("{all}", findings.length);
    };

    /* Only typing waits for its end: what else is done is seen at once. */
    let waiting = 0;
    const unfilter = () => {
        clearTimeout(waiting);
        form.reset();
        filter();
    };
    form.addEventListener("input", (event) => {
        clearTimeout(waiting);
        if (event.target === fields.namedItem("text")) waiting = setTimeout(filter, 120);
        else filter();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("button").addEventListener("click", unfilter);

    /* A rule of the overview shows its findings alone. */
    for (const link of document.querySelectorAll("a[data-rule]")) {
        link.addEventListener("click", () => {
            form.reset();
            fields.namedItem("rule").value = link.dataset.rule;
            filter();
        });
    }

    /* What is jumped to must not be hidden by the filter or a closed list. */
    const uncover = () => {
        const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
        if (!target) return;
        const finding = target.closest(".finding, .document");
        if (finding && finding.closest("[hidden]")) unfilter();
        for (let list = target.closest("details"); list; list = list.parentElement.closest("details")) {
            list.open = true;
        }
        target.scrollIntoView({ block: target.matches(".k") ? "center" : "start", inline: "nearest" });
    };
    addEventListener("hashchange", uncover);
    uncover();

    let at = null;
    const step = (way) => {
        const shown = findings.filter((f) => f.shown && f.element.offsetParent);
        if (shown.length === 0) return;
        let next = shown.findIndex((f) => f.element === at);
        if (next < 0 && at) next = shown.findIndex((f) => at.compareDocumentPosition(f.element) & 4) - (way > 0);
        next = Math.min(Math.max(next + way, 0), shown.length - 1);
        if (at) at.classList.remove("at");
        at = shown[next].element;
        at.classList.add("at");
        at.focus({ preventScroll: true });
        at.scrollIntoView({ block: "start", behavior: "instant" });
    };

    addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "Escape") {
            unfilter();
            if (document.activeElement) document.activeElement.blur();
        } else if (event.target.matches("input, select, textarea")) {
            return;
        } else if (event.key === "/") {
            fields.namedItem("text").focus();
            event.preventDefault();
        } else if (event.key === "j" || event.key === "k") {
            step(event.key === "j" ? 1 : -1);
        }
    });

    const lists = () => document.querySelectorAll("details:not([open], .notes)");
    addEventListener("beforeprint", () => {
        for (const list of lists()) list.dataset.closed = list.open = true;
    });
    addEventListener("afterprint", () => {
        for (const list of document.querySelectorAll("details[data-closed]")) list.open = false;
    });

    form.hidden = false;
    filter();
})();
