#!/usr/bin/env node
// Runs after `npm ci` and `npm install`, and each time `npx jixiao` is called in a clone: builds what is not built yet,
// and puts `jixiao` among the commands of this folder.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
/** Written when everything is built; older than a source, it has gone stale. */
const stamp = path.join(root, "dist", ".built");
const sources = ["src", "extractors", "package.json", "tsconfig.json", "tsconfig.build.json"];

function newestChange(file) {
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(file).reduce((newest, name) => Math.max(newest, newestChange(path.join(file, name))), stats.mtimeMs);
}

function isBuilt() {
  if (!existsSync(stamp)) return false;
  const builtAt = statSync(stamp).mtimeMs;
  return sources.every((name) => newestChange(path.join(root, name)) < builtAt);
}

function build() {
  const { status } = spawnSync("npm", ["run", "build"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, "");
}

/** npm does this for every package but the one it installs for. */
function linkCommand() {
  const commands = path.join(root, "node_modules", ".bin");
  const launcher = path.join("..", "..", "src", "cli", "jixiao.js");
  mkdirSync(commands, { recursive: true });
  if (process.platform === "win32") {
    writeFileSync(path.join(commands, "jixiao.cmd"), `@node "%~dp0\\${launcher}" %*\r\n`);
  } else {
    rmSync(path.join(commands, "jixiao"), { force: true });
    symlinkSync(launcher, path.join(commands, "jixiao"));
  }
}

if (!isBuilt()) build();
linkCommand();
