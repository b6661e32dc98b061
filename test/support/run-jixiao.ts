import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { onTestFinished } from "vitest";

/** The command as it is installed. */
export const launcher = path.join(import.meta.dirname, "..", "..", "src", "cli", "jixiao.js");

/** How a command line ended, and what it printed. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the real command line in a folder; it is ended with the test, should it still run. */
export function startJixiao(args: readonly string[], folder: string, nodeArgs: readonly string[] = []): ChildProcess {
  const child = spawn(process.execPath, [...nodeArgs, launcher, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

/** Waits for a started command line to end. */
export async function collect(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { status, stdout, stderr };
}

/** Runs the real command line in a folder, to its end. */
export function runJixiao(args: readonly string[], folder: string, nodeArgs: readonly string[] = []): Promise<Ended> {
  return collect(startJixiao(args, folder, nodeArgs));
}
