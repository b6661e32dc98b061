#!/usr/bin/env node
// The launcher. It keeps to old syntax, so that a Node too old for the program can still say so.
"use strict";

import { existsSync, readdirSync, statSync } from "node:fs";
import * as nodeModule from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

var neededMajor = 22;
var neededMinor = 13;

function isNodeNewEnough() {
  var parts = process.versions.node.split(".").map(Number);
  return parts[0] > neededMajor || (parts[0] === neededMajor && parts[1] >= neededMinor);
}

/** The newest change below a folder, in milliseconds; 0 where there is no such folder. */
function newestChange(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { withFileTypes: true }).reduce(function (newest, entry) {
    var path = join(folder, entry.name);
    if (entry.isDirectory()) return Math.max(newest, newestChange(path));
    return /\.ts$/.test(entry.name) ? Math.max(newest, statSync(path).mtimeMs) : newest;
  }, 0);
}

/** The compiled program in few files, or in its many where those are newer. */
function findBuilt(root) {
  var compiled = join(root, "dist", "src", "cli", "main.js");
  var bundled = join(root, "dist", "cli", "main.js");
  if (!existsSync(bundled)) return compiled;
  return existsSync(compiled) && statSync(compiled).mtimeMs > statSync(bundled).mtimeMs ? compiled : bundled;
}

/** The built program, or the sources themselves where they are newer and this Node can run them. */
function findProgram() {
  var root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
  var built = findBuilt(root);
  var source = join(root, "src", "cli", "main.ts");
  if (!existsSync(source) || !process.features.typescript) return built;
  if (!existsSync(built)) return source;
  var changed = Math.max(newestChange(join(root, "src")), newestChange(join(root, "extractors")));
  return changed > statSync(built).mtimeMs ? source : built;
}

function start() {
  var program = findProgram();
  if (!existsSync(program)) {
    console.error("jixiao: the program is not built; run `npm run build` in its folder.");
    process.exitCode = 1;
    return;
  }
  // Compiled code is kept between runs: a third of the time of a short command.
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache();
  import(pathToFileURL(program).href).then(function (loaded) {
    return loaded.main(process.argv);
  });
}

if (isNodeNewEnough()) {
  start();
} else {
  console.error(
    "jixiao needs Node " + neededMajor + "." + neededMinor + " or newer, and this is Node " + process.versions.node +
      "; run it as `npx jixiao` in its folder, or install a newer Node.",
  );
  process.exitCode = 1;
}
