import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Builds the review page into plain files that the server hands out; nothing of it is fetched from elsewhere. */
const config = defineConfig({
  root: here,
  base: "./",
  // JSX is compiled for Preact, as tsconfig.json says.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: fileURLToPath(new URL("../../../dist/review-page", import.meta.url)),
    emptyOutDir: true,
    // The policy allows no data: addresses for scripts and styles, and no inline code.
    assetsInlineLimit: 0,
    modulePreload: false,
    target: ["chrome123", "firefox128", "safari17.5"],
  },
});

// Vite reads the configuration from a default export.
export default config;
