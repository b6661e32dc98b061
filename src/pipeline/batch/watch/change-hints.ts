import { watch, type FSWatcher } from "node:fs";
import path from "node:path";

/** What {@link ChangeHints} is told. */
export interface HintOptions {
  /** Something below a watched folder may have changed. */
  readonly onHint: () => void;
  /** The system gives no more hints, and why; told once. */
  readonly onExhausted: (reason: string) => void;
}

/**
 * Watches folders for hints that something changed in them. Only hints: what has changed, a scan tells. On Linux each folder
 * is watched by itself (a recursive watch there is made of one for every file, and loses folders that are renamed); on
 * macOS and Windows the system watches a tree at once. Where it gives no hints (network drives, too many folders), scans find the
 * changes by themselves.
 */
export class ChangeHints {
  private readonly options: HintOptions;
  private readonly recursive = process.platform === "darwin" || process.platform === "win32";
  private readonly watchers = new Map<string, FSWatcher>();
  private exhausted = false;

  constructor(options: HintOptions) {
    this.options = options;
  }

  /** Watches these folders (the outermost ones, where the system watches trees), and no others any more. */
  follow(folders: readonly string[]): void {
    const wanted = new Set(this.recursive ? folders.filter((folder) => !folders.includes(path.dirname(folder))) : folders);
    for (const [folder, watcher] of this.watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.watchers.delete(folder);
    }
    for (const folder of wanted) if (!this.watchers.has(folder)) this.watch(folder);
  }

  close(): void {
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  private watch(folder: string): void {
    if (this.exhausted) return;
    try {
      const watcher = watch(folder, { recursive: this.recursive }, this.options.onHint);
      this.watchers.set(folder, watcher);
      const forget = () => {
        if (this.watchers.get(folder) === watcher) this.watchers.delete(folder);
        watcher.close();
        this.options.onHint();
      };
      watcher.on("error", forget);
      // The folder itself went, or has another name: what now has its name is watched after the next scan.
      watcher.on("change", (event, name) => {
        if (event === "rename" && name === path.basename(folder)) forget();
      });
    } catch (error) {
      this.noteFailure(error);
    }
  }

  private noteFailure(error: unknown): void {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    // ENOENT, ENOTDIR: gone since the scan; ENOSPC, EMFILE: the system's limit of watched folders.
    if (code !== "ENOSPC" && code !== "EMFILE") return;
    this.exhausted = true;
    this.options.onExhausted(code);
  }
}
