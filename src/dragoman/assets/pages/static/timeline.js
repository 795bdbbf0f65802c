// Events over time: cooperation above the line, conflict below.
import { colour, save } from "/static/colours.js";

const box = document.getElementById("timeline");
const { items } = await (await fetch(box.dataset.series)).json();
if (items.length) {
  const days = items.map((b) => Date.parse(`${b.since}T00:00:00Z`) / 1000);
  const margin = Math.min(31536000, ...days.slice(1).map((day, i) => day - days[i])) / 2; // for half of the first and last bar
  const bars = uPlot.paths.bars({ size: [0.8, 60] });
  const series = (label, name) => ({ label, stroke: colour(name), fill: colour(name), paths: bars, points: { show: false }, value: (_, v) => (v === null ? "–" : Math.abs(v)) });
  const axis = { stroke: colour("soft"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line") } };
  const size = () => ({ width: box.clientWidth - 16, height: 340 });
  const plot = new uPlot({
    ...size(),
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    scales: { x: { time: true, range: (_, first, last) => [first - margin, last + margin] } },
    axes: [{ ...axis }, { ...axis, values: (_, ticks) => ticks.map((v) => Math.abs(v)) }],
    series: [{ value: (_, v) => (v === null ? "–" : new Date(v * 1000).toISOString().slice(0, 10)) }, series("cooperation", "coop"), series("conflict", "conf")],
  }, [days, items.map((b) => b.cooperation || null), items.map((b) => (b.conflict ? -b.conflict : null))], box);
  addEventListener("resize", () => plot.setSize(size()));
  const button = document.getElementById("save-picture");
  button.hidden = false;
  button.addEventListener("click", () => save(box.querySelector("canvas"), "timeline.png"));
}
box.dataset.ready = "yes";
