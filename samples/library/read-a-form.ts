// Reads one form and prints what it says of each project, with the place of the name. Needs no database.
// node read-a-form.ts FILE
import { extract, ExtractionError, toPlainRecord } from "jixiao";

const file = process.argv[2] ?? "samples/filings/changdu/changdu.docx";
try {
  const record = await extract(file);
  for (const { projects } of record.filings) {
    for (const { name } of projects) console.log(name?.value, name?.confidence, JSON.stringify(name?.at[0]));
  }
  for (const project of toPlainRecord(record).filings.flatMap((filing) => filing.projects)) {
    const total = project.funding.find((row) => row.scope === "annual" && row.source === "total");
    // Money is a whole number of fen.
    console.log(project.name, (total?.amountFen ?? 0) / 1_000_000, "万元", project.indicators.length, "indicators");
  }
} catch (error) {
  if (!(error instanceof ExtractionError)) throw error;
  console.error(error.message);
}
