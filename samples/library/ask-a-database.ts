// Asks a database that `jixiao import` made for the targets of a region that are words, not numbers.
// node ask-a-database.ts DATABASE REGION
import { open } from "jixiao";

const [file = "out/jixiao.db", region = "松江区"] = process.argv.slice(2);
const filings = open(file);
const sql = `SELECT owner_name, name, target, document, place FROM indicator_overview
  WHERE region_name = @region AND target_kind = '文字' ORDER BY owner_name, number`;
for (const { owner_name, name, target, document, place } of filings.query(sql, { region })) {
  console.log([owner_name, name, target, document, place].join(" | "));
}
console.log(filings.documents().length, "documents");
filings.close();
