#!/usr/bin/env node
// Bundles the command line, as compiled into dist/src, into few files in dist/cli: to find and link 400 small modules took
// longer than what most commands do. Processes that the program starts run the modules in dist/src themselves.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "dist");

/** Packages of plain JavaScript that every command loads. All others are found in node_modules, as ever. */
const bundled = ["commander", "yaml", "zod"];

/** A module goes on finding its neighbours and its package where it was compiled to. */
const keepPlaces = {
  name: "keep-places",
  transform(code, id) {
    if (!id.startsWith(dist) || !code.includes("import.meta.url")) return null;
    const place = path.relative(path.join(dist, "cli"), id).split(path.sep).join("/");
    return { code: code.replaceAll("import.meta.url", `new URL(${JSON.stringify(place)}, import.meta.url).href`), map: null };
  },
};

await build({
  configFile: false,
  root: dist,
  logLevel: "warn",
  plugins: [keepPlaces],
  ssr: { noExternal: bundled },
  build: {
    ssr: true,
    target: "node22",
    minify: false,
    outDir: path.join(dist, "cli"),
    emptyOutDir: true,
    rolldownOptions: {
      input: { main: path.join(dist, "src", "cli", "main.js") },
      // All in one folder: places are told from there.
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
