// The shapes of each map as one static SVG file: a page names them with <use> and gives them colour.
import { readFileSync, writeFileSync } from "node:fs";

for (const name of ["world", "europe"]) {
  const { land } = JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url)));
  const paths = Object.entries(land).map(([code, d]) => `<path id="${code}" d="${d}"/>`).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><g id="land">${paths}</g></svg>\n`;
  writeFileSync(new URL(`../../../static/img/${name}.svg`, import.meta.url), svg);
}
