// Highlights what belongs together. The page reads and links the same without it.
"use strict";
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const numbers = (element) => (element.dataset.n || "").split(" ").filter(Boolean);
  const marks = all("mark[data-n]");
  const findings = all(".finding");
  const strip = document.querySelector(".strip");
  let cameFrom = null;

  const show = (element, focus) => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    if (focus) element.focus({ preventScroll: true });
  };

  const light = (wanted) => {
    for (const mark of marks) mark.classList.toggle("picked", numbers(mark).some((n) => wanted.includes(n)));
  };

  const clear = () => {
    for (const element of all(".picked")) element.classList.remove("picked");
    if (strip) strip.hidden = true;
  };

  // words -> the findings that use them
  const users = (n) => findings.filter((finding) => numbers(finding).includes(n));
  const pickWords = (n, from) => {
    clear();
    light([n]);
    const used = users(n);
    for (const finding of used) finding.classList.add("picked");
    const entry = document.getElementById("w" + n);
    if (strip && entry) {
      strip.replaceChildren(...Array.from(entry.cloneNode(true).childNodes));
      strip.hidden = false;
    }
    if (used.length) {
      cameFrom = from;
      show(used[0], true);
    }
  };

  // a finding -> its words
  const pickFinding = (finding, wanted) => {
    clear();
    finding.classList.add("picked");
    light(wanted);
    const first = marks.find((mark) => numbers(mark).includes(wanted[0]));
    if (first) show(first, false);
  };

  const shortest = (mark) => {
    const length = (n) => marks.filter((m) => numbers(m).includes(n)).reduce((sum, m) => sum + m.textContent.length, 0);
    return numbers(mark).reduce((best, n) => (best === null || length(n) < length(best) ? n : best), null);
  };

  document.addEventListener("click", (event) => {
    const quote = event.target.closest(".quote");
    const ref = event.target.closest(".text .ref");
    const mark = event.target.closest("mark[data-n]");
    const finding = event.target.closest(".finding");
    if (quote) {
      event.preventDefault();
      cameFrom = quote;
      pickFinding(quote.closest(".finding"), numbers(quote));
    } else if (ref) {
      event.preventDefault();
      pickWords(numbers(ref)[0], ref);
    } else if (mark) {
      pickWords(shortest(mark), null);
    } else if (finding && numbers(finding).length && !String(getSelection())) {
      pickFinding(finding, numbers(finding));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.classList.contains("finding") && numbers(event.target).length) {
      event.preventDefault();
      cameFrom = event.target;
      pickFinding(event.target, numbers(event.target));
    } else if (event.key === "Escape") {
      clear();
      if (cameFrom) show(cameFrom, true);
      cameFrom = null;
    }
  });

  for (const finding of findings) {
    const wanted = numbers(finding);
    finding.addEventListener("mouseenter", () => light(wanted));
    finding.addEventListener("mouseleave", () => light([]));
  }
  for (const mark of marks) {
    const hover = (on) => numbers(mark).forEach((n) => users(n).forEach((f) => f.classList.toggle("picked", on)));
    mark.addEventListener("mouseenter", () => hover(true));
    mark.addEventListener("mouseleave", () => hover(false));
  }
})();
