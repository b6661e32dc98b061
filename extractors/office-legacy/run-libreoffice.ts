import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
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
  /** Whether it came to its end by itself and without complaint; if not, the last output may be half a file and is left out. */
  readonly isSound: boolean;
  /** What LibreOffice said, for people. */
  readonly messages: string;
}

export interface RunOptions {
  /** Time for starting, on top of the first file's. */
  readonly startMs: number;
  /** A run that brings out no further file for so long is ended. */
  readonly perFileMs: number;
  readonly signal?: AbortSignal;
}

const filters: Record<Target, string> = { docx: "docx:MS Word 2007 XML", xlsx: "xlsx:Calc MS Excel 2007 XML" };
const MAX_MESSAGE_CHARACTERS = 2000;
/** How often it is looked whether a further file has come out. */
const LOOK_MS = 500;

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

/** Calls `onStall` when no further file has come into the folder for a file's time; gives what ends the watching. */
function watchForStall(folder: string, { startMs, perFileMs }: RunOptions, onStall: () => void): () => void {
  let count = 0;
  let deadline = performance.now() + startMs + perFileMs;
  const timer = setInterval(() => {
    void readdir(folder).then((names) => {
      if (names.length > count) deadline = performance.now() + perFileMs;
      count = names.length;
      if (performance.now() > deadline) onStall();
    }, onStall);
  }, Math.min(LOOK_MS, perFileMs / 4));
  return () => { clearInterval(timer); };
}

function runProgram(program: string, parameters: readonly string[], out: string, options: RunOptions): Promise<Omit<RunResult, "outputs">> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { detached: process.platform !== "win32", env: closedEnvironment(), stdio: ["ignore", "pipe", "pipe"] });
    let messages = "";
    let timedOut = false;
    const kill = (): void => { killTree(child); };
    const stopWatching = watchForStall(out, options, () => {
      timedOut = true;
      kill();
    });
    const finish = (): void => {
      stopWatching();
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
    child.once("close", (code) => { finish(); resolve({ timedOut, isSound: code === 0, messages }); });
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
  const { timedOut, isSound, messages } = await runProgram(program, parameters, out, options);
  const outputs = await Promise.all(inputs.map((_, index) => readOutput(join(out, `${index}.${target}`))));
  return { outputs: isSound ? outputs : withoutLast(outputs), timedOut, isSound, messages };
}

/** LibreOffice takes the files in order. */
function withoutLast(outputs: readonly (Uint8Array | undefined)[]): (Uint8Array | undefined)[] {
  const last = outputs.findLastIndex((output) => output !== undefined);
  return outputs.map((output, index) => (index === last ? undefined : output));
}

/**
 * Runs LibreOffice once over the files, in a folder and with a profile of its own, and ends it with all it started when it
 * goes on no more. Nothing of the files is run or fetched. Rejects only when the program cannot be started.
 */
export async function runLibreOffice(program: string, inputs: readonly Input[], target: Target, options: RunOptions): Promise<RunResult> {
  const folder = await mkdtemp(join(tmpdir(), "jixiao-office-"));
  try {
    return await runIn(folder, program, inputs, target, options);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
