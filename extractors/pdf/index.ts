export { createPdfExtractor } from "./extract-pdf.ts";
