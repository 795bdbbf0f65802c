// Keys: "/" to the search field, j and k through the events, o opens, e is the event's check box.
const typing = (element) => element.matches("input, select, textarea, [contenteditable]");

const stops = () => [...document.querySelectorAll(".event, .card")];
let current = -1;

function go(step) {
  const found = stops();
  if (!found.length) return;
  current = Math.max(0, Math.min(found.length - 1, current + step));
  const link = found[current].querySelector("a, summary");
  found[current].scrollIntoView({ block: "center" });
  link?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    const field = document.querySelector("[data-focus-key='/']");
    if (field) { event.preventDefault(); field.focus(); }
  } else if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "c") {
    const box = stops()[current]?.querySelector(".judge");
    if (box) { box.open = !box.open; box.querySelector("summary").focus(); }
  }
});

// On a narrow window the navigation is wider than it: begin where the page is.
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// On a phone the facets are folded until they are wanted.
if (matchMedia("(max-width: 62rem)").matches) {
  document.querySelector("details.facets")?.removeAttribute("open");
}
