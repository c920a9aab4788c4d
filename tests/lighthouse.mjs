// Judges Lighthouse's reports of the built site: `node lighthouse.mjs REPORT.json...`. Accessibility
// and best practices must reach their floor in each; performance, which hangs on the machine, is
// told as the median.
import { readFileSync } from "node:fs";

const FLOORS = { accessibility: 95, "best-practices": 95 };

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const score = (report, category) => Math.round(report.categories[category].score * 100);
let failed = reports.length === 0;
for (const report of reports) {
  if (report.runtimeError) throw new Error(report.runtimeError.message);
  for (const [category, floor] of Object.entries(FLOORS)) {
    if (score(report, category) >= floor) continue;
    failed = true;
    console.log(`${category}: ${score(report, category)}, below ${floor}`);
    for (const { id, weight } of report.categories[category].auditRefs) {
      const { score, title, details } = report.audits[id];
      if (weight === 0 || score === null || score === 1) continue;
      console.log(`  ${id}: ${title}\n    ${JSON.stringify(details?.items ?? []).slice(0, 600)}`);
    }
  }
}
const all = (category) => reports.map((report) => score(report, category)).sort((one, other) => one - other);
for (const category of ["performance", ...Object.keys(FLOORS)]) {
  const scores = all(category);
  console.log(`${category}: ${scores[scores.length >> 1]} (${scores.join(", ")})`);
}
for (const id of ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"]) {
  console.log(`  ${id}: ${reports.map((report) => report.audits[id].displayValue).join(", ")}`);
}
process.exit(failed ? 1 : 0);
