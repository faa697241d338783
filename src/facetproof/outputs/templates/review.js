// Keeps a person's decisions on each fact and saves them as one gold row. Nothing is sent anywhere.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const data = JSON.parse($("data").textContent);
  const letters = Array.from(data.text); // places count characters, not UTF-16 units
  const added = [];

  // the exact text again: an HTML parser changes line ends and control characters
  for (const part of all("#text [data-s]")) {
    part.textContent = letters.slice(Number(part.dataset.s), Number(part.dataset.e)).join("");
  }

  const parse = (kind, raw) => {
    const text = raw.trim();
    if (kind === "list") return text === "" ? [] : text.split(",").map((part) => part.trim()).filter(Boolean);
    if (text === "") return undefined;
    if (kind === "yes_no") return text === "yes" ? true : text === "no" ? false : undefined;
    if (kind === "number" || kind === "whole") {
      const number = Number(text);
      return Number.isFinite(number) && (kind === "number" || Number.isInteger(number)) ? number : undefined;
    }
    if (kind === "date") return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
    return text;
  };

  const decision = (n) => (document.querySelector(`input[name="d${n}"]:checked`) || {}).value;

  // ---- the gold row
  const numbered = (key) => /^\d+$/.test(key);
  const put = (tree, path, value) => {
    const parts = path.split(".");
    const last = parts.pop();
    let node = tree;
    for (const part of parts) node = node.has(part) ? node.get(part) : node.set(part, new Map()).get(part);
    node.set(last, value);
  };
  const order = (node) => Array.from(node.keys()).sort((a, b) => Number(a) - Number(b));
  const built = (node) => {
    if (!(node instanceof Map)) return node;
    const keys = Array.from(node.keys());
    if (keys.length && keys.every(numbered)) return order(node).map((key) => built(node.get(key)));
    return Object.fromEntries(keys.map((key) => [key, built(node.get(key))]));
  };
  // list numbers without gaps, as the built lists have them
  const renumbered = (tree, path) => {
    let node = tree;
    return path.split(".").map((part) => {
      const list = node instanceof Map && Array.from(node.keys()).every(numbered);
      const name = list ? String(order(node).indexOf(part)) : part;
      node = node instanceof Map ? node.get(part) : undefined;
      return name;
    }).join(".");
  };
  const general = (path) => path.replace(/\.\d+(?=\.|$)/g, "[*]");
  const scoped = (path) => path.split(/\.\d+(?=\.|$)/)[0];
  const single = (path, value) =>
    Array.isArray(value) ? value.map((part) => [general(path) + "[*]", part]) : [[general(path), value]];

  const row = () => {
    const told = [];
    const refused = [];
    data.facts.forEach((fact, index) => {
      const what = decision(index + 1);
      if (what === "right") told.push(fact);
      else refused.push(fact);
      if (what === "other") {
        told.push({ path: fact.path, value: parse(fact.kind, $("v" + (index + 1)).value), words: [] });
      }
    });
    told.push(...added);
    const tree = new Map();
    for (const fact of told) put(tree, fact.path, fact.value);
    const evidence = {};
    for (const fact of told) if (fact.words.length) evidence[renumbered(tree, fact.path)] = fact.words;
    const held = new Set(told.flatMap((fact) => single(fact.path, fact.value)).map((pair) => JSON.stringify(pair)));
    const traps = new Map();
    for (const fact of refused) {
      for (const pair of single(fact.path, fact.value)) {
        const key = JSON.stringify(pair);
        if (!held.has(key)) traps.set(key, { path: pair[0], value: pair[1], why: "refused by a reviewer" });
      }
    }
    const gold = { id: data.id, text: data.text, chart: built(tree), evidence, must_not: Array.from(traps.values()) };
    if (!$("whole").checked) {
      gold.scope = Array.from(new Set(data.facts.concat(added).map((fact) => scoped(fact.path)))).sort();
    }
    return JSON.stringify(gold);
  };

  // ---- state shown
  const refresh = () => {
    let open = 0;
    data.facts.forEach((fact, index) => {
      const what = decision(index + 1);
      const item = $("f" + (index + 1));
      const unfit = what === "other" && parse(fact.kind, $("v" + (index + 1)).value) === undefined;
      item.classList.toggle("done", what === "right");
      item.classList.toggle("changed", what === "absent" || what === "other");
      $("v" + (index + 1)).setAttribute("aria-invalid", unfit ? "true" : "false");
      if (!what || unfit) open += 1;
    });
    $("save-button").disabled = open > 0;
    $("left").textContent = open ? `${open} of ${data.facts.length} facts are undecided` : "Every fact is decided";
  };

  document.addEventListener("change", refresh);
  document.addEventListener("input", (event) => {
    if (event.target.classList.contains("to")) {
      const n = event.target.id.slice(1);
      document.querySelector(`input[name="d${n}"][value="other"]`).checked = true;
      refresh();
    }
  });

  // ---- words and facts light each other
  const clear = () => all(".picked").forEach((element) => element.classList.remove("picked"));
  const light = (n) => {
    clear();
    const marks = all("mark[data-n]").filter((mark) => mark.dataset.n.split(" ").includes(String(n)));
    marks.forEach((mark) => mark.classList.add("picked"));
    return marks[0];
  };
  const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  document.addEventListener("click", (event) => {
    const quote = event.target.closest("[data-show]");
    const mark = event.target.closest("mark[data-n]");
    if (quote) {
      event.preventDefault();
      const first = light(quote.dataset.show);
      if (first) first.scrollIntoView({ block: "center", behavior: calm() });
    } else if (mark && String(getSelection()) === "") {
      const n = mark.dataset.n.split(" ")[0];
      light(n);
      const choice = document.querySelector(`input[name="d${n}"]`);
      choice.closest(".fact").scrollIntoView({ block: "center", behavior: calm() });
      choice.focus({ preventScroll: true });
    }
  });
  document.addEventListener("focusin", (event) => {
    const fact = event.target.closest(".fact");
    if (fact) light(fact.dataset.n);
  });

  // ---- a fact that was missed, with the words selected in the note
  let words = [];
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!$("text").contains(range.commonAncestorContainer)) return;
    const before = document.createRange();
    before.setStart($("text"), 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Array.from(before.toString()).length;
    const end = start + Array.from(range.toString()).length;
    words = [{ start, end, quote: letters.slice(start, end).join("") }];
    $("add-say").textContent = `Words: “${words[0].quote}”`;
  });
  const kindOf = () => ($("add-path").selectedOptions[0] || { dataset: {} }).dataset;
  const choices = () => {
    const { kind, choices: told } = kindOf();
    const listed = kind === "yes_no" ? ["yes", "no"] : (told || "").split("|").filter(Boolean);
    $("add-choices").replaceChildren(...listed.map((choice) => Object.assign(document.createElement("option"), { value: choice })));
  };
  $("add-path").addEventListener("change", choices);
  const addFact = () => {
    const { kind, choices: told } = kindOf();
    const path = $("add-path").value;
    const value = parse(kind, $("add-value").value);
    const known = (told || "").split("|").filter(Boolean);
    if (value === undefined || (known.length && !known.includes(value))) {
      $("add-say").textContent = known.length ? `One of: ${known.join(", ")}` : `No value of the kind asked (${kind})`;
      return;
    }
    if (added.some((fact) => fact.path === path)) {
      $("add-say").textContent = "This fact is added already; remove it first";
      return;
    }
    const fact = { path, value, words };
    added.push(fact);
    const entry = document.createElement("li");
    const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "Remove" });
    remove.setAttribute("aria-label", `Remove ${path}`);
    remove.addEventListener("click", () => {
      added.splice(added.indexOf(fact), 1);
      entry.remove();
      $("add-path").focus();
    });
    entry.append(`${path}: ${Array.isArray(value) ? value.join(", ") || "none" : value} `, remove);
    $("added").append(entry);
    $("add-value").value = "";
    $("add-say").textContent = "Added";
    words = [];
  };
  $("add-button").addEventListener("click", addFact);
  $("add-value").addEventListener("keydown", (event) => {
    if (event.key === "Enter") addFact();
  });

  $("save-button").addEventListener("click", () => {
    const line = row();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([line + "\n"], { type: "application/x-ndjson" }));
    link.download = `${data.id}.jsonl`;
    link.click();
    URL.revokeObjectURL(link.href);
    $("line").hidden = false;
    $("line").value = line;
  });
  choices();
  refresh();
})();
