import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { launcher } from "../support/run-jixiao.ts";
import { makeFolder } from "../support/temp-folder.ts";

const samples = path.join(import.meta.dirname, "..", "..", "samples");
const page = path.join(samples, "QUESTIONS.md");
/** A command of the page with what it prints; the import's own table is not shown there. */
const example = /^```console\n\$ jixiao (.*)\n([^`]*)```$/gmu;

/** The page with what the commands print today. */
function answerPage(text: string): string {
  const folder = makeFolder();
  symlinkSync(samples, path.join(folder, "samples"));
  return text.replace(example, (_, command: string) => `\`\`\`console\n$ jixiao ${command}\n${answer(command, folder)}\`\`\``);
}

function answer(command: string, folder: string): string {
  // A person types these into a shell; some samples are only in doubt, which an import says with status 2.
  const script = `"$NODE" "$LAUNCHER" ${command}${command.startsWith("import") ? " >import.txt || [ $? = 2 ]" : ""}`;
  const env = { ...process.env, NODE: process.execPath, LAUNCHER: launcher, LANG: "C.UTF-8" };
  return execFileSync("bash", ["-c", script], { cwd: folder, env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

describe("the page of questions", () => {
  it("says what its commands print", { timeout: 240_000 }, () => {
    const stated = readFileSync(page, "utf8");
    const answered = answerPage(stated);
    // `JIXIAO_REWRITE=1 npx vitest run test/report/questions.test.ts` writes the page anew; never where nobody looks at it.
    if (process.env["JIXIAO_REWRITE"] === "1" && process.env["CI"] === undefined) writeFileSync(page, answered);
    else expect(answered).toBe(stated);
    expect(stated.match(example)?.length).toBeGreaterThan(10);
  });
});
