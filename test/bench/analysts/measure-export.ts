import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { exportDatabase, exportFormats } from "../../../src/report/export/export-database.ts";
import { keepHeapSmall } from "../../../src/report/export/keep-heap-small.ts";
import { openReport } from "../../../src/report/open-report.ts";

/** A process of its own for each export, so that its memory is its own: prints seconds, seconds of the processor, peak memory and size as JSON. */
const [database, list] = z.tuple([z.string(), z.string()]).parse(process.argv.slice(2));
const formats = z.array(z.enum(exportFormats)).parse(list.split(","));
const folder = mkdtempSync(path.join(path.dirname(database) || tmpdir(), "export-"));
keepHeapSmall();
const before = performance.now();
const opened = openReport(database);
const { files } = await exportDatabase(opened, { folder, formats, filter: {}, headings: "names" });
opened.close();
const seconds = (performance.now() - before) / 1000;
const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
rmSync(folder, { recursive: true });
// maxRSS is in KiB.
const { user, system } = process.cpuUsage();
const cpuSeconds = (user + system) / 1e6;
process.stdout.write(JSON.stringify({ seconds, cpuSeconds, peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6, megabytes }));
