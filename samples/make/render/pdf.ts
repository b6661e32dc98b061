import { chromium, type Browser } from "playwright-core";
import type { PageStyle } from "../print/html.ts";
import type { Random } from "../random.ts";

/** Where Debian puts Chromium; another one may be named in the environment. */
const browserPath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** A moment that all samples carry, so that the same seed gives the same bytes. */
const printedAt = "D:20240102000000+00'00'";

/** Prints pages of HTML as PDF; close it when done. */
export class PdfPrinter {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** @throws when no Chromium is installed. */
  static async open(): Promise<PdfPrinter> {
    return new PdfPrinter(await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] }));
  }

  /** The page as PDF on A4, with its fonts inside. */
  async print(html: string, options: { pageNumbers?: boolean } = {}): Promise<Uint8Array> {
    const page = await this.#browser.newPage();
    try {
      await page.setContent(html);
      const numbered = options.pageNumbers === true;
      const bytes = await page.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        displayHeaderFooter: numbered,
        headerTemplate: "<span></span>",
        footerTemplate: '<div style="font-size:9px;width:100%;text-align:center">- <span class="pageNumber"></span> -</div>',
      });
      return withFixedDates(bytes);
    } finally {
      await page.close();
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

/** Chromium writes the hour of printing; the same length of text takes its place, so that no offset in the file moves. */
function withFixedDates(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  return Buffer.from(text.replace(/D:\d{14}[+-]\d\d'\d\d'/gu, printedAt), "latin1");
}

const songFonts = ["Noto Serif CJK SC", "AR PL SungtiL GB"];
const heiFonts = ["Noto Sans CJK SC", "WenQuanYi Zen Hei"];
const brushFonts = ["AR PL UKai CN", "AR PL KaitiM GB"];

/** Looks of a printed page: one of the fonts of offices, borders, row heights; `compact` where much must stand on one page. */
export function inventPageStyle(random: Random, compact = false): PageStyle {
  const style = inventStyle(random);
  return compact ? { ...style, fontSizePt: 9, paddingPt: 1.5, marginMm: 14 } : style;
}

function inventStyle(random: Random): PageStyle {
  return {
    font: random.pick([...songFonts, ...songFonts, ...heiFonts, ...brushFonts]),
    titleFont: random.pick([...heiFonts, ...songFonts]),
    fontSizePt: random.pick([9, 10, 10.5, 10.5, 12]),
    paddingPt: random.pick([1.5, 3, 3, 5, 8]),
    borderPt: random.pick([0.5, 0.75, 1]),
    borderColor: random.pick(["#000", "#000", "#000", "#444"]),
    frame: random.pick(["plain", "plain", "outer", "double"] as const),
    marginMm: random.pick([15, 20, 25]),
  };
}
