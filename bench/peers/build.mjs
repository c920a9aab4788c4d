// Builds every peer into a folder of its own below `out`.

import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { build } from "vite";
import react from "@vitejs/plugin-react";
import solid from "vite-plugin-solid";

const here = fileURLToPath(new URL(".", import.meta.url));
const peers = {
  "react-chartjs": { folder: "react", plugins: [react()], chart: "chartjs.jsx" },
  "react-echarts": { folder: "react", plugins: [react()], chart: "echarts.jsx" },
  "solid-uplot": { folder: "solid", plugins: [solid()] },
  floor: { folder: "floor", plugins: [] },
};

export async function buildPeers(out) {
  for (const [name, { folder, plugins, chart }] of Object.entries(peers)) {
    const root = join(here, folder);
    await build({
      root,
      base: "./",
      configFile: false,
      logLevel: "error",
      plugins,
      resolve: { alias: chart ? { "#chart": join(root, chart) } : {} },
      build: { outDir: join(out, name), emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 1000 },
    });
  }
}
