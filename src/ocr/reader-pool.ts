import { ExtractionError } from "../document/extractor.ts";
import { makeFinding } from "../document/finding.ts";
import type { PageImage, PageReader, PageReading } from "../document/page-reader.ts";
import { toGray, type GrayImage } from "./gray-image.ts";
import type { Engine, PageRequest } from "./page-messages.ts";
import { ReaderCrash, ReaderProcess, type ProcessAnswer, type ReadyReaders } from "./reader-process-handle.ts";

/** How a pool of reader processes works. */
export interface PoolOptions {
  /** Processes at work at once. */
  readonly processes: number;
  /** A process that holds more than this after a page is replaced. */
  readonly maxResidentBytes?: number;
  /** The readers that may be used; both where absent. */
  readonly engines?: readonly Engine[];
  /** A page that takes longer is given up and its process ended. */
  readonly pageTimeoutMs?: number;
}

/** Two processes, this program and the pages between them stay well below 1.2 GB. */
const MAX_RESIDENT_BYTES = 400 * 2 ** 20;
/** A page takes one to three seconds; a hundred times as much on a busy machine is a hang. */
const PAGE_TIMEOUT_MS = 180_000;
/** A page whose process crashed is tried once more: the process may have died of the pages before it. */
const TRIES = 2;

/** Reads pages in child processes, which are started when needed and replaced when they crash or grow. */
export class ReaderPool implements PageReader {
  readonly concurrency: number;
  readonly #options: Required<PoolOptions>;
  readonly #idle: ReaderProcess[] = [];
  readonly #busy = new Set<ReaderProcess>();
  readonly #queue: (() => void)[] = [];
  #nextId = 1;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = { maxResidentBytes: MAX_RESIDENT_BYTES, pageTimeoutMs: PAGE_TIMEOUT_MS, engines: ["pp-ocr", "tesseract"], ...options };
    this.concurrency = options.processes;
  }

  async readPage(image: PageImage, pageNumber: number, signal?: AbortSignal): Promise<PageReading> {
    signal?.throwIfAborted();
    const gray = toGray(image);
    for (let attempt = 1; ; attempt++) {
      try {
        return toReading(await this.#readOnce(gray, image.dpi, signal), pageNumber);
      } catch (error) {
        if (!(error instanceof ReaderCrash) || attempt >= TRIES || this.#closed) throw error;
      }
    }
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const process of [...this.#idle, ...this.#busy]) process.kill();
    this.#idle.length = 0;
    return Promise.resolve();
  }

  async #readOnce(gray: GrayImage, dpi: number, signal: AbortSignal | undefined): Promise<ProcessAnswer> {
    const process = await this.#take(signal);
    const stop = (): void => {
      process.kill();
    };
    const timer = setTimeout(stop, this.#options.pageTimeoutMs);
    signal?.addEventListener("abort", stop, { once: true });
    try {
      const ready = await process.ready;
      if (ready.engine === undefined) throw noReader(ready);
      const request: PageRequest = { id: this.#nextId++, width: gray.width, height: gray.height, dpi, data: gray.data };
      const answer = await process.read(request);
      if (answer.residentBytes > this.#options.maxResidentBytes) process.kill();
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      this.#giveBack(process);
    }
  }

  /** An idle process, or a new one where there is room; else waits until one is given back. */
  async #take(signal: AbortSignal | undefined): Promise<ReaderProcess> {
    while (this.#busy.size >= this.#options.processes) {
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
    signal?.throwIfAborted();
    const process = this.#idle.pop() ?? new ReaderProcess(1, this.#options.engines);
    this.#busy.add(process);
    return process;
  }

  #giveBack(process: ReaderProcess): void {
    this.#busy.delete(process);
    if (this.#closed) process.kill();
    else if (!process.ended && !process.killed) this.#idle.push(process);
    this.#queue.shift()?.();
  }
}

function noReader({ faults }: ReadyReaders): ExtractionError {
  return new ExtractionError("tool-missing", `No OCR reader could be started: ${faults.join("; ")}. Run \`jixiao doctor\`.`);
}

function toReading(answer: ProcessAnswer, pageNumber: number): PageReading {
  const { widthPt, heightPt, glyphs, rulings, toPage, turn } = answer.page;
  const at = [{ page: pageNumber, box: [0, 0, widthPt, heightPt] as [number, number, number, number] }];
  const findings = answer.faults.map((fault) => makeFinding("ocr-single-reader", `Page ${pageNumber} was read by one OCR reader only. ${fault}`, { at }));
  // Whoever shows the page turns it likewise: places count on the page as it was read.
  if (turn !== 0) findings.push(makeFinding("page-turned", `Page ${pageNumber} does not stand upright; it was turned by ${turn} degrees and read so.`, { actual: String(turn), at }));
  return { content: { number: pageNumber, widthPt, heightPt, glyphs, rulings, source: "ocr" }, toPage, findings };
}
