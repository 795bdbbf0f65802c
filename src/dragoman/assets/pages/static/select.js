// Words selected in the text go into the forms that add an event or a claim, with their place in it.
// The browser counts UTF-16 units; the forms are given Unicode code points.
const text = document.getElementById("text");
const boxes = [...document.querySelectorAll("details.add")];
const codePoints = (string) => [...string].length;

function placeOf(node, offset) {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!line) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  return Number(line.dataset.start) + codePoints(before.toString());
}

function wordsSelected() {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  if (!range || range.collapsed || !text.contains(range.commonAncestorContainer)) return null;
  const quote = range.toString();
  const start = placeOf(range.startContainer, range.startOffset);
  if (start === null || quote.includes("\n") || codePoints(quote) > 400) return null;
  return { quote, start, end: start + codePoints(quote) };
}

function put(fields, chosen) {
  fields.words.value = chosen.quote;
  fields.start.value = chosen.start;
  fields.end.value = chosen.end;
}

// Where there is room the form stands beside the words, which may be needed again.
const wide = matchMedia("(min-width: 62rem)");

function show(box, field) {
  for (const other of boxes) other.open = other === box;
  box.classList.toggle("beside", wide.matches);
  if (!wide.matches) box.scrollIntoView({ block: "start" });
  field.focus({ preventScroll: wide.matches });
}

for (const box of boxes) {
  box.addEventListener("toggle", () => { if (!box.open) box.classList.remove("beside"); });
}

if (text && boxes.length) {
  const bar = document.createElement("div");
  bar.className = "selection-bar";
  bar.hidden = true;
  bar.setAttribute("role", "status");
  const words = document.createElement("span");
  bar.append(words);
  document.body.append(bar);
  let chosen = null;

  function offer(label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => { act(); getSelection().removeAllRanges(); bar.hidden = true; });
    bar.append(button);
    return button;
  }

  for (const box of boxes) {
    const { quote, start, end } = box.querySelector("form").elements;
    offer(`Add ${box.dataset.adds} here`, () => {
      put({ words: quote, start, end }, chosen);
      show(box, box.querySelector("select"));
    });
    // Words typed by hand are looked for in the text.
    quote.addEventListener("input", () => { start.value = end.value = ""; });
  }

  const claim = document.getElementById("add-claim");
  const holders = [...claim.querySelectorAll(".party-row")].map((row) => ({
    words: row.querySelector("[name=holder]"), start: row.querySelector("[name=holder_start]"), end: row.querySelector("[name=holder_end]"),
  }));
  for (const holder of holders) {
    holder.words.addEventListener("input", () => { holder.start.value = holder.end.value = ""; });
  }
  const names = offer("They name who says so", () => {
    const holder = holders.find((each) => !each.words.value) ?? holders.at(-1);
    put(holder, chosen);
    show(claim, holder.words);
  });

  document.addEventListener("selectionchange", () => {
    const found = wordsSelected();
    bar.hidden = found === null;
    if (!found) return;
    chosen = found;
    names.hidden = !claim.open;
    words.textContent = found.quote.length > 40 ? `${found.quote.slice(0, 38)}…` : found.quote;
  });
}
