// Words selected in the text go into the form that adds an event, with their place in the text.
// The browser counts UTF-16 units; the form is given Unicode code points.
const text = document.getElementById("text");
const form = document.querySelector("#add-event form");
const codePoints = (string) => [...string].length;

function placeOf(node, offset) {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!line) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  return Number(line.dataset.start) + codePoints(before.toString());
}

if (text && form) {
  const bar = document.createElement("div");
  bar.className = "selection-bar";
  bar.hidden = true;
  bar.setAttribute("role", "status");
  const words = document.createElement("span");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Add an event here";
  bar.append(words, button);
  document.body.append(bar);
  let chosen = null;

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const inside = range && !range.collapsed && text.contains(range.commonAncestorContainer);
    bar.hidden = !inside;
    if (!inside) return;
    const quote = range.toString();
    const start = placeOf(range.startContainer, range.startOffset);
    if (start === null || quote.includes("\n") || codePoints(quote) > 400) { bar.hidden = true; return; }
    chosen = { quote, start, end: start + codePoints(quote) };
    words.textContent = quote.length > 40 ? `${quote.slice(0, 38)}…` : quote;
  });

  button.addEventListener("click", () => {
    form.elements.quote.value = chosen.quote;
    form.elements.start.value = chosen.start;
    form.elements.end.value = chosen.end;
    const box = document.getElementById("add-event");
    box.open = true;
    box.scrollIntoView({ block: "start" });
    form.elements.type_mode.focus();
    bar.hidden = true;
  });
  // Words typed by hand are looked for in the text.
  form.elements.quote.addEventListener("input", () => {
    form.elements.start.value = "";
    form.elements.end.value = "";
  });
}
