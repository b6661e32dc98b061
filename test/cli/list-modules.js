// Loaded before a program (`node --import`): prints to standard error, one a line, every module that it loads.
import { registerHooks } from "node:module";

const loaded = [];
registerHooks({
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});
process.on("exit", () => {
  process.stderr.write(`${loaded.map((url) => `loaded ${url}`).join("\n")}\n`);
});
