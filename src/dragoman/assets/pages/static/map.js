// The map: outlines from the vendored atlas, places gathered into circles that part on zooming in.
import { colour, save } from "/static/colours.js";

const box = document.getElementById("map");
const CELL = 46; // pixels in which places are one circle
const narrow = matchMedia("(prefers-reduced-motion: reduce)").matches;

const [outlines, answer, disputed] = await Promise.all(
  [box.dataset.outlines, box.dataset.places, box.dataset.disputed].map((address) => fetch(address).then((r) => r.json())));
const places = answer.items;
const map = L.map(box, {
  worldCopyJump: true, minZoom: 1, maxZoom: 10, zoomAnimation: !narrow, attributionControl: false, preferCanvas: true,
}).setView([20, 10], 2); // before anything is added: the canvas must be there for the first line

// A ring that crosses the 180th meridian goes on beyond it, not back across the whole map.
function unwrapped(ring) {
  let shift = 0;
  const line = ring.map(([lon, lat], n) => {
    if (n > 0) {
      const step = lon - ring[n - 1][0];
      if (step > 180) shift -= 360;
      else if (step < -180) shift += 360;
    }
    return [lon + shift, lat];
  });
  return shift === 0 ? line : ring; // a ring around a pole does not close
}

function mended({ type, coordinates }) {
  if (type === "Polygon") return { type, coordinates: coordinates.map(unwrapped) };
  return { type, coordinates: coordinates.map((polygon) => polygon.map(unwrapped)) };
}

const land = topojson.feature(outlines, outlines.objects.countries);
for (const country of land.features) country.geometry = mended(country.geometry);
land.features = land.features.filter((country) => country.id !== "010"); // Antarctica lies around the pole
if (box.dataset.tiles) {
  // Its address is the operator's; its name is text, never HTML.
  const name = document.createElement("span");
  name.textContent = box.dataset.attribution;
  L.tileLayer(box.dataset.tiles, { maxZoom: 18, referrerPolicy: "origin" }).addTo(map);
  L.control.attribution({ prefix: false }).addAttribution(name.innerHTML).addTo(map);
}
const fill = box.dataset.tiles ? 0 : 1;
L.geoJSON(land, { interactive: false, style: { color: colour("soft"), weight: 0.5, fillColor: colour("card"), fillOpacity: fill } }).addTo(map);

// Disputed borders: the outline is covered where it runs, and dashes are drawn over it.
function within(lines, edges) {
  if (!edges) return lines;
  const [west, south, east, north] = edges;
  const is_in = ([lon, lat]) => west <= lon && lon <= east && south <= lat && lat <= north;
  return lines.map((line) => line.filter(is_in)).filter((line) => line.length > 1);
}

function course({ geometry, properties }) {
  if (geometry) return [geometry.coordinates];
  const names = properties.between;
  const shared = topojson.mesh(outlines, outlines.objects.countries, (a, b) =>
    a !== b && names.includes(a.properties.name) && names.includes(b.properties.name));
  return within(shared.coordinates, properties.within);
}

for (const border of disputed.features) {
  const points = course(border).map((line) => line.map(([lon, lat]) => [lat, lon]));
  if (fill) L.polyline(points, { interactive: false, color: colour("card"), weight: 2.5 }).addTo(map);
  L.polyline(points, { color: colour("ink"), weight: 1.4, dashArray: "4 3", lineCap: "butt" })
    .bindTooltip(() => told_border(border.properties), { sticky: true }).addTo(map);
}

function told_border({ name, note }) {
  const node = document.createElement("div");
  const head = document.createElement("b");
  head.textContent = name;
  node.append(head, document.createElement("br"), note);
  return node;
}
const circles = L.layerGroup().addTo(map);

function gathered() {
  const cells = new Map();
  for (const place of places) {
    const point = map.project([place.lat, place.lon]);
    const key = `${Math.floor(point.x / CELL)} ${Math.floor(point.y / CELL)}`;
    const cell = cells.get(key) ?? { events: 0, cooperation: 0, conflict: 0, x: 0, y: 0, places: [] };
    for (const name of ["events", "cooperation", "conflict"]) cell[name] += place[name];
    cell.x += point.x * place.events;
    cell.y += point.y * place.events;
    cell.places.push(place);
    cells.set(key, cell);
  }
  return [...cells.values()];
}

function told(cell) {
  const node = document.createElement("div");
  const head = document.createElement("b");
  head.textContent = `${cell.events} events: ${cell.cooperation} of cooperation, ${cell.conflict} of conflict`;
  node.append(head);
  const list = document.createElement("ul");
  for (const place of cell.places.slice(0, 8)) {
    const line = document.createElement("li");
    line.textContent = `${place.name ?? "unnamed"}${place.country ? `, ${place.country}` : ""}: ${place.events}`;
    list.append(line);
  }
  node.append(list);
  if (cell.places.length > 8) node.append(`and ${cell.places.length - 8} more places`);
  const countries = [...new Set(cell.places.map((p) => p.country).filter(Boolean))];
  if (countries.length) {
    const link = document.createElement("a");
    const address = new URL(box.dataset.events, location.href);
    countries.slice(0, 10).forEach((c) => address.searchParams.append("place", c));
    link.href = address.pathname + address.search;
    link.textContent = "Events there";
    node.append(link);
  }
  return node;
}

function draw() {
  circles.clearLayers();
  for (const cell of gathered()) {
    const sign = colour(cell.conflict > cell.cooperation ? "conf" : "coop");
    L.circleMarker(map.unproject([cell.x / cell.events, cell.y / cell.events]), {
      radius: Math.min(26, 4 + 3 * Math.sqrt(cell.events)), color: sign, weight: 1.5, fillColor: sign, fillOpacity: 0.45,
    }).bindPopup(() => told(cell)).bindTooltip(`${cell.events}`).addTo(circles);
  }
}

map.on("zoomend", draw);
const corners = places.map((p) => [p.lat, p.lon]);
if (corners.length) map.fitBounds(L.latLngBounds(corners).pad(0.2), { maxZoom: 5 });
draw();
const button = document.getElementById("save-picture");
button.hidden = false;
button.addEventListener("click", () => save(box.querySelector("canvas"), "map.png"));
box.dataset.ready = "yes";
