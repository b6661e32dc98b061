/**
 * How fast the review page's server answers with many documents in the database: `node test/bench/review-speed.ts [documents]`.
 * Prints the median, the slowest and the first of each request and the processor's part of the median, in milliseconds,
 * without network and browser.
 */
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, traced } from "../store/build-record.ts";
import { buildApp } from "../review/build-app.ts";

const documentCount = Number(process.argv[2] ?? 10_000);
const rounds = 41;
const places = ["东河", "西岭", "南湖", "北原", "中山", "新桥", "古城", "临江"];
const works = ["道路养护", "桥梁检修", "电子政务网络运行维护", "河道清淤", "校舍修缮", "公共卫生服务", "文化惠民演出", "饮水安全巩固提升"];

const server = buildApp();

function importDocument(index: number): number {
  const name = `${places[index % 8] ?? ""}${works[Math.floor(index / 8) % 8] ?? ""}${index}号`;
  const indicators = Array.from({ length: 12 }, (_, number) => buildIndicator(`第${number}项指标${index}`, number + index));
  const funding = [buildFunding("total", index * 100), buildFunding("fiscal", index * 100)];
  const project = buildProject({ name: traced(name), code: traced(`P${index}`), phone: traced("6000", index % 3 === 0 ? 0.5 : 0.99), indicators, funding });
  const fileName = `申报表-${index}.txt`;
  return server.writer.writeRead(buildImport({ content: name, filings: [buildFiling([project])], document: { fileName } }, `/in/${fileName}`), { refresh: false }).documentId;
}

async function measure(name: string, makePath: (round: number) => string): Promise<void> {
  const times: number[] = [];
  const ofProcessor: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    const start = performance.now();
    const response = await server.get(makePath(round));
    await response.text();
    if (response.status !== 200) throw new Error(`${makePath(round)} gave ${response.status}`);
    times.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    ofProcessor.push((user + system) / 1000);
  }
  const first = times[0] ?? 0;
  times.sort((a, b) => a - b);
  ofProcessor.sort((a, b) => a - b);
  const told = { median: times[rounds >> 1], processor: ofProcessor[rounds >> 1], slowest: times.at(-1), first };
  console.log(`${name.padEnd(30)} ${Object.entries(told).map(([what, ms]) => `${what} ${(ms ?? 0).toFixed(1)}`).join("  ")}`);
}

const start = performance.now();
const ids = server.database.transaction(() => Array.from({ length: documentCount }, (_, index) => importDocument(index)))();
console.log(`${documentCount} documents written in ${((performance.now() - start) / 1000).toFixed(0)} s`);

const search = (text: string) => `/api/documents?search=${encodeURIComponent(text)}`;
await measure("list, newest first", () => "/api/documents?sort=imported&descending=true");
await measure("list, most left to review", () => "/api/documents?sort=left&descending=true");
await measure("list, most findings, far on", (round) => `/api/documents?sort=findings&descending=true&offset=${round * 200}`);
await measure("search, two characters", (round) => search(works[round % 8]?.slice(0, 2) ?? ""));
await measure("search, nothing found", () => search("没有这个"));
await measure("a word never typed before", (round) => search(`${round}号`));
await measure("open a document", (round) => `/api/documents/${ids[(round * 977) % ids.length] ?? 0}`);
await measure("findings of the database", () => "/api/findings");
await measure("joins", () => "/api/joins/joined");
await measure("search of all texts", (round) => `/api/search?text=${encodeURIComponent(works[round % 8] ?? "")}`);
await measure("figures of a chart", () => "/api/charts/budget-by-year/figures");
await server.close();
