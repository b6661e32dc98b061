import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** The folder that holds package.json. */
const root = path.join(import.meta.dirname, "..");

/** Folders that page readers and format readers share; below the extractors, and without a word of the domain. */
const shared = ["src/container", "src/document", "src/grid", "src/ocr", "src/ooxml", "src/foreign"];

const belowPipeline = [...shared, "extractors", "src/canonical", "src/mapping", "src/reconcile", "src/store"];

/**
 * The import table of the design: which folders the code of a folder may import from, beside its own. `extractors` alone
 * is their registry; `extractors/*` is each format's folder.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "src/container": [],
  "src/document": ["src/container"],
  "src/grid": ["src/document"],
  "src/ocr": ["src/document", "src/grid"],
  "src/ooxml": ["src/document", "src/container"],
  "src/foreign": ["src/document", "src/grid"],
  // What was read before, by its content: it knows documents and readings, and neither who reads nor how.
  "src/cache": ["src/document"],
  "extractors/*": shared,
  // No extractor, though it stands among them: it gives files, not documents.
  "extractors/archive": shared,
  extractors: [...shared, "extractors/*"],
  "src/canonical": ["src/document"],
  "src/mapping": ["src/document", "src/canonical"],
  "src/reconcile": ["src/document", "src/canonical"],
  "src/store": ["src/document", "src/canonical", "src/reconcile"],
  "src/pipeline": [...belowPipeline, "src/cache", "extractors/archive"],
  "src/report": [...belowPipeline, "src/pipeline", "src/messages"],
  // What people are told, in each of their languages.
  "src/messages": ["src/document"],
  "src/review": [...belowPipeline, "extractors/*", "extractors/archive", "src/pipeline", "src/report", "src/messages"],
  // It looks at every part, also at the other programs that extractors use.
  "src/doctor": [...belowPipeline, "src/cache", "src/pipeline", "src/messages", "extractors/*"],
  "src/cli": [...belowPipeline, "src/cache", "src/doctor", "src/pipeline", "src/report", "src/review", "src/messages"],
  src: [...belowPipeline, "src/pipeline", "src/report"],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

function listSources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/u.test(name) && !name.endsWith(".d.ts"))
    .map((name) => path.posix.join(folder, name.split(path.sep).join("/")));
}

const sources = [...listSources("src"), ...listSources("extractors")].sort();

/** Every import of another file of the project, also of types and on demand. */
const imports: readonly Import[] = sources.flatMap((from) => {
  const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, from), "utf8"));
  const relative = importedFiles.filter((file) => file.fileName.startsWith("."));
  return relative.map((file) => ({ from, to: path.posix.join(path.posix.dirname(from), file.fileName) }));
});

/** `src/store/review/x.ts` → `src/store`; `extractors/pdf/x.ts` → `extractors/pdf`; `extractors/index.ts` → `extractors`. */
function folderOf(file: string): string {
  return path.posix.dirname(file).split("/").slice(0, 2).join("/");
}

function entryOf(folder: string): string {
  if (folder in mayImport) return folder;
  return folder.startsWith("extractors/") ? "extractors/*" : folder;
}

describe("the import table", () => {
  it("has a line for every folder of sources", () => {
    expect([...new Set(sources.map((file) => entryOf(folderOf(file))))].filter((entry) => !(entry in mayImport))).toEqual([]);
  });

  it("holds: no folder imports from one above it, and extractors never from each other", () => {
    const forbidden = imports.filter(({ from, to }) => {
      if (folderOf(from) === folderOf(to)) return false;
      return mayImport[entryOf(folderOf(from))]?.includes(entryOf(folderOf(to))) !== true;
    });
    expect(forbidden.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it("leads only to files that are there", () => {
    const known = new Set(sources);
    const broken = imports.filter(({ to }) => !known.has(to) && !/\.(json|css)$/u.test(to));
    expect(broken.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
});

describe("the import graph", () => {
  it("has no cycle", () => {
    expect(findCycle(Map.groupBy(imports, ({ from }) => from))).toEqual([]);
  });
});

/** The files of one cycle, in order; empty where there is none. */
function findCycle(graph: ReadonlyMap<string, readonly Import[]>): string[] {
  const done = new Set<string>();
  const open: string[] = [];
  const visit = (file: string): string[] => {
    if (done.has(file)) return [];
    if (open.includes(file)) return [...open.slice(open.indexOf(file)), file];
    open.push(file);
    for (const { to } of graph.get(file) ?? []) {
      const cycle = visit(to);
      if (cycle.length > 0) return cycle;
    }
    open.pop();
    done.add(file);
    return [];
  };
  return [...graph.keys()].map(visit).find((cycle) => cycle.length > 0) ?? [];
}

describe("the code", () => {
  it("names no region: what differs between regions is in the mappings", () => {
    const ids = readdirSync(path.join(root, "mappings")).map((name) => name.replace(/\.md$/u, ""));
    const regional = ids.filter((id) => /^region:\s*"?\d{6}/mu.test(readFileSync(path.join(root, "mappings", `${id}.md`), "utf8")));
    const titles = regional.flatMap((id) => placesInTitle(readFileSync(path.join(root, "mappings", `${id}.md`), "utf8")));
    const names = [...regional, ...titles, "昌都", "松江", "新洲", "揭阳"];
    const named = sources.flatMap((file) => {
      const text = readFileSync(path.join(root, file), "utf8").toLowerCase();
      return names.filter((name) => text.includes(name)).map((name) => `${file} names ${name}`);
    });
    expect(regional.length).toBeGreaterThanOrEqual(4);
    expect(named).toEqual([]);
  });

  it("has its files in kebab-case, none called utils, and exports nothing by default", () => {
    const misnamed = sources.filter((file) => !/^[a-z0-9-]+(\.config|\.d)?\.tsx?$/u.test(path.basename(file)) || /utils?\./u.test(file));
    const defaults = sources.filter((file) => !file.endsWith(".config.ts") && /^export default /mu.test(readFileSync(path.join(root, file), "utf8")));
    expect({ misnamed, defaults }).toEqual({ misnamed: [], defaults: [] });
  });
});

/** The place that a mapping's title names in brackets: 项目支出绩效目标申报表（某某市）. */
function placesInTitle(mapping: string): string[] {
  return [...mapping.matchAll(/^title:.*（([^）]*)）/gmu)].flatMap(([, place]) => place ?? []);
}
