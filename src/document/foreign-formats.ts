import type { Format } from "./document.ts";

const altoRoot = /^\s*(?:<\?xml[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*<(?:\w+:)?alto\b/i;
const hocrClass = /\bclass\s*=\s*["']?(?:[^"'<>]{0,200}\s)?ocr_page\b/;
const tesseractHeader = /^level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\b/;
const doclingName = /^\s*\{[^]*?"schema_name"\s*:\s*"DoclingDocument"/;
const mineruStart = /^\s*\[\s*\{/;
const mineruPage = /"page_idx"\s*:\s*\d/;
const paddleKeys = /"(?:rec_texts|parsing_res_list|overall_ocr_res|text_region)"\s*:/;
/** A region of PP-Structure 2 that is a table. */
const paddleTable = /"res"\s*:\s*\{[^{}]*"html"\s*:/;
/** PP-OCR 2 and RapidOCR: a list of lines, each a polygon with a text and a score behind it. */
const paddlePolygons = /^\s*(?:\[\s*){3,5}-?[\d.]+\s*,\s*-?[\d.]+\s*\][^"]{0,400}\]\s*,\s*(?:\[\s*)?"(?:[^"\\]|\\.)*"\s*,\s*"?[01]?\.?\d/;

function isPaddle(sample: string): boolean {
  return /^\s*[[{]/.test(sample) && (paddleKeys.test(sample) || paddleTable.test(sample) || paddlePolygons.test(sample));
}

/** How the outputs of other programs are told by their beginning, in the order in which they are asked. */
export const foreignSniffers: readonly (readonly [Format, (sample: string) => boolean])[] = [
  ["alto", (sample) => altoRoot.test(sample)],
  ["hocr", (sample) => /^\s*</.test(sample) && hocrClass.test(sample)],
  ["tesseract-tsv", (sample) => tesseractHeader.test(sample)],
  ["docling", (sample) => doclingName.test(sample)],
  ["mineru", (sample) => mineruStart.test(sample) && mineruPage.test(sample) && /"type"\s*:/.test(sample)],
  ["paddleocr", isPaddle],
];
