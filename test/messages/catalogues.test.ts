import { describe, expect, it } from "vitest";
import { findingCatalogue } from "../../src/document/finding-catalogue.ts";
import { describeFindingCode, tellFinding } from "../../src/messages/describe-finding.ts";
import { fieldLabels, getFieldLabel } from "../../src/messages/field-labels.ts";
import { catalogues, chooseLanguage, formatMessage, languages } from "../../src/messages/language.ts";
import { zhFindings } from "../../src/messages/zh-findings.ts";
import { documentFailureSchema } from "../../src/store/document-status.ts";
import { projectSchema } from "../../src/canonical/record.ts";

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/gu)].map(([name]) => name).sort();

describe("the catalogues of messages", () => {
  it.each(languages)("are complete in %s: every message is there, and none is blank", (language) => {
    expect(Object.keys(catalogues[language]).sort()).toEqual(Object.keys(catalogues.zh).sort());
    expect(Object.entries(catalogues[language]).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("fill the same names in in every language", () => {
    for (const [key, text] of Object.entries(catalogues.zh)) {
      expect([key, placeholders(Object.entries(catalogues.en).find(([other]) => other === key)?.[1] ?? "")]).toEqual([key, placeholders(text)]);
    }
  });

  it("say in each language what to do about every failure", () => {
    const missing = documentFailureSchema.options.filter((failure) => !(`failure.${failure}` in catalogues.zh));
    expect(missing).toEqual([]);
  });

  it("describe every finding in Chinese, and none that there is not", () => {
    expect(Object.keys(zhFindings).sort()).toEqual(Object.keys(findingCatalogue).sort());
  });

  it("describe a finding of a newer program not at all", () => {
    expect(describeFindingCode("zh", "from-the-future")).toBeUndefined();
    expect(describeFindingCode("en", "toString")).toBeUndefined();
  });
});

describe("a finding", () => {
  const finding = { code: "sum-mismatch", message: "10 is printed, but the parts add up to 9.", expected: "10", actual: "9" };

  it("is told in each language, with what was expected and found", () => {
    expect(tellFinding("en", finding)).toBe(finding.message);
    expect(tellFinding("zh", finding)).toBe("各部分之和与所印的合计不符。应为 10，读到 9。");
    expect(tellFinding("zh", { ...finding, code: "from-the-future" })).toBe(finding.message);
  });
});

describe("a message", () => {
  it("has its names filled in, and keeps what looks like a name in what is filled in", () => {
    expect(formatMessage("en", "notice.edited", { field: "{field}" })).toBe("{field} edited");
  });
});

describe("the language", () => {
  it.each([
    [["zh-CN", "en"], "zh"],
    [["fr", "zh-Hant-TW"], "zh"],
    [["zh_CN.UTF-8"], "zh"],
    [["de-DE", "en-GB"], "en"],
    [["fr"], "en"],
    [[], "en"],
  ])("for %j is %s", (preferred, language) => {
    expect(chooseLanguage(preferred)).toBe(language);
  });
});

describe("a field's label", () => {
  it.each([
    ["filings[0].projects[3].funding[1].amountFen", "金额"],
    ["filings[0].projects[3].name", "项目名称"],
    ["filings[0].department.indicators[2].target.value", "指标值"],
    ["filings[12].preparer.name", "填报人"],
    ["statement.amountFen", "金额合计"],
  ])("of %s is what the forms print", (path, label) => {
    expect(getFieldLabel(path)).toBe(label);
  });

  it("is known for every field of a project", () => {
    const lists = ["narratives", "goals", "schedule", "funding", "budgetItems", "indicators"];
    const missing = Object.keys(projectSchema.shape).filter((field) => !lists.includes(field) && !(`projects.${field}` in fieldLabels));
    expect(missing).toEqual([]);
  });
});
