import type { Funding, Indicator, Level1Code, Level2Code, Project } from "../../../../src/canonical/record.ts";
import { makeFiling, makeProject, type SampleTruth } from "../../blank-record.ts";
import { inventAmountFen, splitFen } from "../../invent/amounts.ts";
import { inventMeasures, level1Of, makeIndicator, plainLevelWords, type LevelWords } from "../../invent/indicators.ts";
import { inventOffice, inventPerson, inventPhone, inventPlace } from "../../invent/names.ts";
import { inventGoal, inventProse, type Subject } from "../../invent/prose.ts";
import { printTarget, type TargetStyle } from "../../invent/targets.ts";
import { themes, type Theme } from "../../invent/themes.ts";
import type { Random } from "../../random.ts";
import { isoDate } from "../dates.ts";

/** A project with everything that some form prints; each form keeps what it does print. */
export interface OtherProject {
  readonly theme: Theme;
  readonly year: number;
  readonly unit: string;
  readonly full: Project;
}

/** Invents a project of a region that has no mapping of its own. Its offices name no region. */
export function inventOtherProject(random: Random, year = random.int(2019, 2025), unit = inventOffice(random, "").replace("（本级）", "")): OtherProject {
  const theme = random.pick(themes);
  const name = `${inventPlace(random)}${random.pick(theme.names)}${random.pick(["项目", "", "经费"])}`;
  const subject: Subject = { theme, projectName: name, unit, year, brief: true };
  const prose = (): string => inventProse(random, subject, 40);
  const full = makeProject({
    name,
    code: `${random.int(100, 999)}${random.int(1000, 9999)}`,
    nature: random.pick(["new", "continuing"] as const),
    category: random.pick(["其他运转类", "特定目标类"]),
    supervisingDepartment: unit,
    supervisingDepartmentCode: `${random.int(100, 999)}00${random.int(1, 9)}`,
    implementingUnit: inventOffice(random, "").replace("（本级）", ""),
    manager: inventPerson(random),
    phone: inventPhone(random),
    startDate: isoDate(year, 1, 1),
    endDate: isoDate(year, 12, 31),
    narratives: { overview: prose(), basis: prose(), feasibility: prose(), necessity: prose(), content: prose() },
    goals: { overall: inventGoal(random, subject), annual: inventGoal(random, subject) },
  });
  return { theme, year, unit, full };
}

/** Rows of money: the total, what the treasury gives, and the rest, where there is one. */
export function inventOtherFunding(random: Random, scope: Funding["scope"], factor = 1): Funding[] {
  const totalFen = inventAmountFen(random) * factor;
  const [fiscalFen, otherFen] = random.chance(0.4) ? splitFen(random, totalFen) : [totalFen, 0];
  const row = (source: Funding["source"], amountFen: number): Funding => ({ scope, period: null, source, amountFen });
  return [row("total", totalFen), row("fiscal", fiscalFen), row("other", otherFen)];
}

/** The amount of a source in the rows, in fen; null where there is none. */
export function amountOf(funding: readonly Funding[], scope: Funding["scope"], source: Funding["source"]): number | null {
  return funding.find((row) => row.scope === scope && row.source === source)?.amountFen ?? null;
}

export interface OtherIndicatorOptions {
  readonly scope?: Indicator["scope"];
  readonly style?: TargetStyle;
  readonly most?: number;
  readonly words?: LevelWords;
  /** Cost under a first level of its own, as newer forms have it. */
  readonly costFirst?: boolean;
}

/** A list of indicators in the words of a form. */
export function inventOtherIndicators(random: Random, theme: Theme, options: OtherIndicatorOptions = {}): Indicator[] {
  const { scope = "annual", style = "sign", most = 7, words = plainLevelWords, costFirst = false } = options;
  const code1 = (code: Level2Code): Level1Code => (costFirst && code === "cost" ? "cost" : level1Of(code));
  const indicators = inventMeasures(random, theme, most).map((measure) =>
    makeIndicator({
      scope,
      level1: words.level1[code1(measure.level2Code)],
      level2: words.level2[measure.level2Code],
      name: measure.name,
      target: printTarget(random, measure.aim, style, false),
      level1Code: code1(measure.level2Code),
      level2Code: measure.level2Code,
    }),
  );
  if (!costFirst) return indicators;
  return [...indicators.filter((one) => one.level1Code === "cost"), ...indicators.filter((one) => one.level1Code !== "cost")];
}

/** The truth of a form of one project. */
export function otherTruth(formTitle: string, year: number, project: Project, parts: Partial<ReturnType<typeof makeFiling>> = {}): SampleTruth {
  return { layout: "generic", statement: null, filings: [makeFiling({ kind: "project", formTitle, fiscalYear: year, projects: [project], ...parts })] };
}
