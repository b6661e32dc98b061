import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { closedEnvironment, makeProfile } from "./profile.ts";

/** What LibreOffice makes of the files of a run. */
export type Target = "docx" | "xlsx";

/** A file to convert; `extension` tells LibreOffice the format, without a dot. */
export interface Input {
  readonly bytes: Uint8Array;
  readonly extension: string;
}

/** How a run ended. */
export interface RunResult {
  /** One for each input, in order; undefined where LibreOffice made nothing of it. */
  readonly outputs: readonly (Uint8Array | undefined)[];
  readonly timedOut: boolean;
  /** What LibreOffice said, for people. */
  readonly messages: string;
}

export interface RunOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const filters: Record<Target, string> = { docx: "docx:MS Word 2007 XML", xlsx: "xlsx:Calc MS Excel 2007 XML" };
const MAX_MESSAGE_CHARACTERS = 2000;

/** Ends the program with all it started: `soffice` is a script around the program proper. */
function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"]);
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    // It ended by itself in the meantime.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function runProgram(program: string, parameters: readonly string[], options: RunOptions): Promise<{ timedOut: boolean; messages: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { detached: process.platform !== "win32", env: closedEnvironment(), stdio: ["ignore", "pipe", "pipe"] });
    let messages = "";
    let timedOut = false;
    const kill = (): void => { killTree(child); };
    const timer = setTimeout(() => {
      timedOut = true;
      kill();
    }, options.timeoutMs);
    const finish = (): void => {
      clearTimeout(timer);
      process.off("exit", kill);
      options.signal?.removeEventListener("abort", kill);
    };
    const listen = (chunk: Buffer): void => {
      messages = (messages + chunk.toString("utf8")).slice(-MAX_MESSAGE_CHARACTERS);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    process.once("exit", kill);
    options.signal?.addEventListener("abort", kill);
    child.once("error", (error) => { finish(); reject(error); });
    child.once("close", () => { finish(); resolve({ timedOut, messages }); });
    if (options.signal?.aborted === true) kill();
  });
}

async function readOutput(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function runIn(folder: string, program: string, inputs: readonly Input[], target: Target, options: RunOptions): Promise<RunResult> {
  const profile = join(folder, "profile");
  const out = join(folder, "out");
  await Promise.all([makeProfile(profile), mkdir(out)]);
  const paths = inputs.map((input, index) => join(folder, `${index}.${input.extension}`));
  await Promise.all(inputs.map((input, index) => writeFile(paths[index] ?? "", input.bytes)));
  const parameters = [
    ...[`-env:UserInstallation=${pathToFileURL(profile).href}`, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"],
    ...["--convert-to", filters[target], "--outdir", out, ...paths],
  ];
  const { timedOut, messages } = await runProgram(program, parameters, options);
  const outputs = await Promise.all(inputs.map((_, index) => readOutput(join(out, `${index}.${target}`))));
  return { outputs, timedOut, messages };
}

/**
 * Runs LibreOffice once over the files, in a folder and with a profile of its own, and ends it with all it started when the
 * time is over. Nothing of the files is run or fetched. Rejects only when the program cannot be started.
 */
export async function runLibreOffice(program: string, inputs: readonly Input[], target: Target, options: RunOptions): Promise<RunResult> {
  const folder = await mkdtemp(join(tmpdir(), "jixiao-office-"));
  try {
    return await runIn(folder, program, inputs, target, options);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
