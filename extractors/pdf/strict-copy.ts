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

  /**
   * Why a page shows nothing, given how many operators pdf.js found when it passed over faults; undefined where nothing is
   * wrong with it.
   */
  async findFault(pageNumber: number, operatorCount: number): Promise<string | undefined> {
    this.#opening ??= openPdf(this.#bytes, { strict: true });
    try {
      const { pdf } = await this.#opening;
      const page = await pdf.getPage(pageNumber);
      const { fnArray } = await page.getOperatorList();
      page.cleanup();
      // A fault ends the strict list early, often without an error.
      return fnArray.length < operatorCount ? "what it shows is damaged, or too large to decode" : undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async close(): Promise<void> {
    const opened = await this.#opening?.catch(() => undefined);
    await opened?.close();
  }
}
