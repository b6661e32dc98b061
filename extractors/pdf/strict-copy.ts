import { openPdf, type OpenPdf } from "./open-document.ts";

/**
 * The same file opened so that a fault makes its page fail. pdf.js else passes over what it cannot read, and a page with
 * one broken or far too large picture looks like a blank one. Opened when first needed.
 */
export class StrictCopy {
  readonly #bytes: Uint8Array;
  #opening: Promise<OpenPdf> | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Why a page cannot be read, in pdf.js's words; undefined where nothing is wrong with it. */
  async findFault(pageNumber: number): Promise<string | undefined> {
    this.#opening ??= openPdf(this.#bytes, { strict: true });
    try {
      const { pdf } = await this.#opening;
      const page = await pdf.getPage(pageNumber);
      await page.getOperatorList();
      page.cleanup();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async close(): Promise<void> {
    const opened = await this.#opening?.catch(() => undefined);
    await opened?.close();
  }
}
