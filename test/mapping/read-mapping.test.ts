import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadMappings } from "../../src/mapping/load-mappings.ts";
import { MappingError } from "../../src/mapping/mapping-error.ts";
import { readMapping } from "../../src/mapping/read-mapping.ts";
import { readVocabulary } from "../../src/mapping/read-vocabulary.ts";
import { makeFolder } from "../support/temp-folder.ts";

const front = "---\nid: some-town\ntitle: 某镇\nkind: project\nregion: \"110101\"\n---\n";
const mappingsFolder = join(import.meta.dirname, "..", "..", "mappings");

function refusal(source: string): string {
  try {
    readMapping(source, "some-town.md");
  } catch (error) {
    if (error instanceof MappingError) return error.message;
    throw error;
  }
  return "accepted";
}

describe("a mapping", () => {
  it("is read as the rows of the form it pictures", () => {
    const mapping = readMapping(`${front}\n| 项目名称 | {name} | 主管部门 / 主管单位 | {supervisingDepartment} |\n`, "some-town.md");
    expect(mapping.rows).toHaveLength(1);
    const [row] = mapping.rows;
    expect(row?.elements.map((element) => (element.kind === "label" ? element.texts : element.kind))).toEqual([["项目名称"], "field", ["主管部门", "主管单位"], "field"]);
    expect(row?.line).toBe(8);
  });

  it("takes a row of labels over a row of fields as a header", () => {
    const mapping = readMapping(`${front}| 绩效指标 | 二级指标 | 三级指标 |\n| ^ | {indicators.level2} | {indicators.name} | ← repeats\n`, "some-town.md");
    expect(mapping.rows.map((row) => row.kind)).toEqual(["header", "values"]);
    expect(mapping.rows[1]).toMatchObject({ header: 0, side: 0, repeats: true });
  });

  it("with an unknown field is refused with file, line and the field that was perhaps meant", () => {
    expect(refusal(`${front}| 项目负责人 | {manger} |\n`)).toBe("some-town.md line 7: unknown field `{manger}`; did you mean `{manager}`?");
  });

  it("without front matter is refused with what to write", () => {
    expect(refusal("| 项目名称 | {name} |\n")).toMatch(/^some-town\.md line 1: .*write `---`/u);
  });

  it("with a faulty front matter is refused with the line of the fault", () => {
    expect(refusal(front.replace("kind: project", "kind: other"))).toMatch(/^some-town\.md line 4: front matter `kind`/u);
    expect(refusal(front.replace('region: "110101"', "region: 1101"))).toMatch(/line 5: front matter `region`/u);
  });

  it("with an unknown scope or an empty option is refused", () => {
    expect(refusal(`${front}| 合计 | {funding.total scope=year} |\n`)).toMatch(/line 7: unknown scope `year`.*scope=annual/u);
    expect(refusal(`${front}| 合计 | {funding.total scope} |\n`)).toMatch(/line 7: `scope` in .* write key=value/u);
  });

  it("with nothing in it is refused", () => {
    expect(refusal(front)).toMatch(/the picture is empty/u);
  });
});

describe("the mappings of the house", () => {
  it("are all loaded, each with the vocabulary beside them", async () => {
    const { mappings, vocabulary } = await loadMappings([mappingsFolder]);
    expect(mappings.map((mapping) => mapping.id).sort()).toEqual(["changdu", "jieyang", "songjiang", "xinzhou"]);
    expect(vocabulary.get("项目名称")).toEqual([{ role: "value", field: "name" }]);
  });

  it("have a sample each, so that none goes untried", async () => {
    const { mappings } = await loadMappings([mappingsFolder]);
    const samples = await readdir(join(mappingsFolder, "..", "samples", "filings"));
    for (const mapping of mappings) expect(samples).toContain(mapping.id);
  });

  it("give way to a user's own of the same name", async () => {
    const own = (await readFile(join(mappingsFolder, "xinzhou.md"), "utf8")).replace("title: 部门", "title: 本单位的部门");
    const { mappings } = await loadMappings([mappingsFolder, makeFolder({ "xinzhou.md": own })]);
    expect(mappings.find((mapping) => mapping.id === "xinzhou")?.title).toMatch(/^本单位的/u);
    expect(mappings).toHaveLength(4);
  });
});

describe("the vocabulary", () => {
  it("with an unknown field is refused with file and line", () => {
    expect(() => readVocabulary("## Beside a value\n\n| field | labels |\n|---|---|\n| nmae | 名称 |\n", "labels.md")).toThrow("labels.md line 5: unknown field `nmae`");
  });
});
