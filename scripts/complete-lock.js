#!/usr/bin/env node
// Puts back into package-lock.json the optional packages for other platforms that `npm install` leaves out (npm/cli#4828):
// without them `npm ci` refuses the lock file, or installs nothing on those platforms. Run it after `npm install`; it
// changes nothing where nothing is missing, and the lock of a package that is missing carries no checksum.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const platform = /-(android|darwin|freebsd|linux|win32)-(arm|arm64|ia32|riscv64|x64)(?:-(eabi|gnueabihf|gnu|musl|msvc))?$/;

function describePackage(name, version, owner) {
  const match = platform.exec(name);
  if (match === null) throw new Error(`${name} names no platform: look at it by hand`);
  const [, os, cpu, library] = match;
  const libc = os === "linux" && (library === "gnu" || library === "musl") ? { libc: [library === "gnu" ? "glibc" : "musl"] } : {};
  return { version, cpu: [cpu], license: owner.license, optional: true, os: [os], ...libc, engines: owner.engines };
}

function listMissing() {
  return Object.entries(lock.packages).flatMap(([folder, owner]) =>
    Object.entries(owner.optionalDependencies ?? {})
      .map(([name, version]) => ({ owner, version, name, nested: `${folder}/node_modules/${name}`, path: `node_modules/${name}` }))
      .filter(({ nested, path }) => !(nested in lock.packages) && !(path in lock.packages)),
  );
}

const missing = listMissing();
for (const { path, name, version, owner } of missing) lock.packages[path] = describePackage(name, version, owner);
if (missing.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`package-lock.json: ${missing.length} packages for other platforms put back`);
