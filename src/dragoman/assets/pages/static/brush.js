// A brush over the bars of time: drag across them, or move its two ends by keys, to choose days.
// Without it a bar is a link to its own days, and the fields From and To choose any others.
const DRAGGED = 4; // pixels; less is a click on a bar

function end(label, value, last) {
  const input = document.createElement("input");
  Object.assign(input, { type: "range", min: 0, max: last, value });
  input.setAttribute("aria-label", label);
  return input;
}

function brush(figure) {
  const svg = figure.querySelector("svg");
  const bars = [...figure.querySelectorAll("a[data-since]")];
  if (bars.length < 2) return;
  const last = bars.length - 1;
  const field = document.createElement("div");
  field.className = "brush";
  svg.replaceWith(field);
  const chosen = document.createElement("div");
  chosen.className = "brush-chosen";
  chosen.hidden = true;
  const ends = document.createElement("div");
  ends.className = "brush-ends";
  const from = end("Beginning of the days to show", 0, last);
  const to = end("End of the days to show", last, last);
  const show = document.createElement("button");
  show.type = "button";
  show.hidden = true;
  ends.append(from, to);
  field.append(svg, chosen, ends);
  figure.querySelector("figcaption .key").after(show);

  const span = () => [from.valueAsNumber, to.valueAsNumber].sort((a, b) => a - b);
  function mark() {
    const [first, until] = span();
    for (const input of [from, to]) input.setAttribute("aria-valuetext", bars[input.valueAsNumber].dataset.label);
    chosen.style.left = `${(100 * first) / bars.length}%`;
    chosen.style.width = `${(100 * (until - first + 1)) / bars.length}%`;
    chosen.hidden = show.hidden = first === 0 && until === last;
    const [a, b] = [bars[first].dataset.label, bars[until].dataset.label];
    show.textContent = `Show ${first === until ? a : `${a} to ${b}`}`;
  }
  function go() {
    const [first, until] = span();
    const address = new URL(figure.dataset.view, location.href);
    address.searchParams.set("since", bars[first].dataset.since);
    address.searchParams.set("until", bars[until].dataset.until);
    location.href = address;
  }
  for (const input of [from, to]) {
    input.addEventListener("input", mark);
    input.addEventListener("keydown", (event) => { if (event.key === "Enter" && !show.hidden) go(); });
  }
  show.addEventListener("click", go);
  mark();

  let begun = null; // where a drag began: its place, and its bar
  let wasDragged = false;
  const barAt = (x) => {
    const box = svg.getBoundingClientRect();
    return Math.max(0, Math.min(last, Math.floor(((x - box.left) / box.width) * bars.length)));
  };
  svg.addEventListener("mousedown", (event) => event.preventDefault()); // no ring around a bar that is dragged over
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    begun = { x: event.clientX, bar: barAt(event.clientX) };
    wasDragged = false;
  });
  addEventListener("pointermove", (event) => {
    if (!begun || (!wasDragged && Math.abs(event.clientX - begun.x) < DRAGGED)) return;
    wasDragged = true;
    const [first, until] = [begun.bar, barAt(event.clientX)].sort((a, b) => a - b);
    from.value = first;
    to.value = until;
    mark();
  });
  addEventListener("pointerup", () => {
    if (begun && wasDragged) go();
    begun = null;
  });
  addEventListener("pointercancel", () => { begun = null; });
  // The click that ends a drag is none on the bar beneath it.
  svg.addEventListener("click", (event) => { if (wasDragged) event.preventDefault(); }, true);
}

document.querySelectorAll("figure.histogram").forEach(brush);
