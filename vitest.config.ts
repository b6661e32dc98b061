import { defineConfig } from "vitest/config";
import { ClosingLineReporter } from "./test/support/closing-line-reporter.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    pool: "forks",
    maxWorkers: 2,
    // What a test reads is read there and then; tests of the cache give it a folder of their own.
    env: { JIXIAO_CACHE_LIMIT: "0" },
    reporters: ["default", new ClosingLineReporter()],
  },
});
