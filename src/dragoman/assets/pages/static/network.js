// The network of actors. Sliders choose the years; the table below the picture does without.
import { colour } from "/static/colours.js";

const box = document.getElementById("network");
const from = document.getElementById("since-year");
const to = document.getElementById("until-year");
let graph = null;

async function draw() {
  const address = new URL(box.dataset.pairs, location.href);
  if (from) {
    const [first, last] = [Number(from.value), Number(to.value)].sort((a, b) => a - b);
    document.getElementById("from-year").textContent = first;
    document.getElementById("to-year").textContent = last;
    if (String(first) !== from.min || String(last) !== to.max) {
      address.searchParams.set("since", `${first}-01-01`);
      address.searchParams.set("until", `${last}-12-31`);
    }
  }
  const pairs = (await (await fetch(address)).json()).items;
  const nodes = new Map();
  for (const pair of pairs) {
    for (const side of ["first", "second"]) {
      const node = nodes.get(pair[side]) ?? { id: pair[side], label: pair[`${side}_name`], events: 0 };
      node.events += pair.events;
      nodes.set(pair[side], node);
    }
  }
  graph?.destroy();
  graph = cytoscape({
    container: box,
    elements: [
      ...[...nodes.values()].map((data) => ({ data: { ...data, size: 12 + 6 * Math.sqrt(data.events) } })),
      ...pairs.map((pair) => ({
        data: {
          id: `${pair.first} ${pair.second}`, source: pair.first, target: pair.second, width: 1 + Math.sqrt(pair.events),
          sign: pair.conflict > pair.cooperation ? "conflict" : "cooperation",
        },
      })),
    ],
    style: [
      { selector: "node", style: {
        label: "data(label)", width: "data(size)", height: "data(size)", "background-color": colour("accent"), color: colour("ink"),
        "font-size": 12, "text-valign": "bottom", "text-margin-y": 4, "text-max-width": 120, "text-wrap": "ellipsis",
        "text-background-color": colour("card"), "text-background-opacity": 0.8, "text-background-padding": 2,
      } },
      { selector: "edge", style: { width: "data(width)", "curve-style": "haystack", opacity: 0.75 } },
      { selector: "edge[sign = 'cooperation']", style: { "line-color": colour("coop") } },
      { selector: "edge[sign = 'conflict']", style: { "line-color": colour("conf"), "line-style": "dashed" } },
    ],
    layout: { name: "cose", animate: false, randomize: false, nodeRepulsion: 90000, idealEdgeLength: 110, nodeDimensionsIncludeLabels: true, padding: 25 },
    minZoom: 0.2, maxZoom: 3,
  });
  // Names stay readable however small the drawing: a phone shows the same graph at half the size.
  const resize = () => {
    const size = Math.max(12, 11 / graph.zoom());
    graph.nodes().style({ "font-size": size, "text-max-width": 10 * size });
  };
  graph.on("zoom", resize);
  resize();
  graph.on("tap", "edge", (event) => {
    const { source, target } = event.target.data();
    location.href = `/dyads/${encodeURI(source)}/with/${encodeURI(target)}`;
  });
  graph.on("tap", "node", (event) => { location.href = `/actors/${encodeURI(event.target.id())}`; });
  box.dataset.ready = "yes";
}

await draw();
for (const slider of [from, to]) slider?.addEventListener("change", draw);
document.getElementById("save-picture")?.addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = graph.png({ full: true, scale: 2, bg: colour("card") });
  link.download = "network.png";
  link.click();
});
