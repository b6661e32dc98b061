import type { ProjectReadingFacts } from "../../../src/reconcile/identity/project-sketch.ts";

/** A reading with the project it truly is of. */
export interface TrueReading {
  readonly facts: ProjectReadingFacts;
  readonly project: string;
  readonly series: string;
}

/** A small seeded generator (mulberry32): the same seed gives the same readings on every machine. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const places = ["青山", "白河", "红旗", "和平", "长宁", "永安", "清泉", "金沙", "玉溪", "高桥", "石门", "南湖", "北川", "东阳", "西林", "云台"];
const bureaus = ["教育局", "财政局", "民政局", "水利局", "卫生健康局", "文化和旅游局", "农业农村局", "交通运输局", "公安局", "司法局", "人民政府办公室", "市场监督管理局", "应急管理局", "自然资源局", "住房和城乡建设局", "大数据中心"];
const subjects = ["电子政务外网", "视频会议系统", "中小学校舍", "农村饮水", "养老服务", "公共图书馆", "乡村道路", "城区绿化", "应急物资", "执法装备", "疫情防控", "信访接待", "人才培训", "宣传推广", "档案数字化", "信息安全", "污水管网", "食品抽检", "就业援助", "残疾人康复", "河道清淤", "森林防火", "动物防疫", "广播电视", "社区矫正", "法律援助"];
const works = ["运行维护", "网络租赁", "改造", "建设", "采购", "监测评估", "专项整治", "维修养护", "设备更新", "第三方测评", "宣传培训", "补助", "巡查", "规划编制", "购买服务", "升级优化"];
const ends = ["项目", "经费", "费用", "专项资金", "工作经费", ""];
const parts = ["", "", "", "一期", "二期", "三期", "东区", "西区", "甲标段", "乙标段", "2标段", "3标段"];
const misreadings = "末未土士己已人入大太日曰千干田由";

export interface GeneratorOptions {
  readonly projects: number;
  readonly seed: number;
}

/** Readings of invented projects: drafts, scans, department lists and further years of them, among look-alikes. */
export function generateReadings({ projects, seed }: GeneratorOptions): TrueReading[] {
  const random = makeRandom(seed);
  const readings: TrueReading[] = [];
  const taken = new Set<string>();
  for (let index = 0; taken.size < projects; index += 1) {
    const base = invent(random, Math.max(1, projects / projectsPerCounty));
    const identity = [base.regionCode, base.implementingUnit, base.name, base.fiscalYear].join("|").replace(/(项目|经费|费用|专项资金|工作经费)$/u, "");
    // Two projects of one unit that a form names alike and calls 项目 and 经费 are more than a reader could tell apart.
    if (taken.has(identity)) continue;
    taken.add(identity);
    addCopies(readings, random, base, `p${index}`);
    if (random() < 0.15 && !taken.has(identity.replace(/\d{4}$/u, String(2024)))) {
      taken.add(identity.replace(/\d{4}$/u, String(2024)));
      addCopies(readings, random, nextYear(base, random), `p${index}+`);
    }
  }
  return readings;
}

type Base = Omit<ProjectReadingFacts, "id" | "documentId" | "kind">;

function pick<T>(random: () => number, list: readonly T[]): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error("an empty list has nothing to pick");
  return item;
}

/** A unit has about thirty projects, however many there are in all. */
const projectsPerCounty = 500;

function invent(random: () => number, counties: number): Base {
  const place = Math.floor(random() * counties);
  const county = `${places[place % places.length] ?? ""}${"东西南北中上下前后内外新大"[Math.floor(place / places.length)] ?? ""}县`;
  const unit = county + pick(random, bureaus);
  const amount = random() < 0.4 ? Math.ceil(random() * 50) * 10_000_000 : Math.ceil(random() * 99_999) * 10_000;
  return {
    regionCode: String(130_000 + place),
    fiscalYear: 2023,
    name: pick(random, subjects) + (random() < 0.5 ? pick(random, subjects) : "") + pick(random, works) + pick(random, parts) + pick(random, ends),
    code: random() < 0.3 ? `${Math.floor(random() * 1e6)}-2023-${Math.floor(random() * 1e4)}` : null,
    implementingUnit: unit,
    supervisingDepartment: random() < 0.8 ? unit : `${county}人民政府办公室`,
    reportingUnit: random() < 0.5 ? unit : null,
    amountFen: amount,
    startDate: "2023-01-01",
    endDate: random() < 0.8 ? "2023-12-31" : "2023-11-30",
  };
}

function nextYear(base: Base, random: () => number): Base {
  return {
    ...base,
    fiscalYear: 2024,
    code: base.code === null ? null : base.code.replace("-2023-", "-2024-"),
    amountFen: random() < 0.5 ? base.amountFen : Math.round((base.amountFen ?? 0) * (0.8 + random() * 0.4)),
    startDate: "2024-01-01",
    endDate: base.endDate?.replace("2023", "2024") ?? null,
  };
}

function addCopies(readings: TrueReading[], random: () => number, base: Base, project: string): void {
  const copies = random() < 0.6 ? 1 : random() < 0.7 ? 2 : 3;
  for (let copy = 0; copy < copies; copy += 1) {
    const documentId = `${project}-${copy}`;
    const facts = { ...base, id: `${documentId}#0`, documentId, kind: "project" as const };
    readings.push({ facts: copy === 0 ? facts : disturb(facts, random), project, series: project.replace("+", "") });
  }
}

/** The same project as another document has it: a draft, a scan, or a row of its department's form. */
function disturb(facts: ProjectReadingFacts, random: () => number): ProjectReadingFacts {
  const name = facts.name ?? "";
  const kind = random();
  if (kind < 0.3) return { ...facts, name: `${facts.fiscalYear ?? ""}年${name}`, code: null };
  if (kind < 0.6) return { ...facts, name: misread(name, random), code: random() < 0.5 ? facts.code : null, implementingUnit: random() < 0.2 ? misread(facts.implementingUnit ?? "", random) : facts.implementingUnit };
  if (kind < 0.8) {
    return { ...facts, kind: "department", name: `${name.slice(0, 4)} ${name.slice(4)}`, code: null, implementingUnit: null, supervisingDepartment: null, reportingUnit: facts.supervisingDepartment === facts.implementingUnit ? facts.implementingUnit : facts.supervisingDepartment, startDate: null, endDate: null };
  }
  if (kind < 0.9) return { ...facts, amountFen: Math.round((facts.amountFen ?? 0) * (0.7 + random() * 0.6)) };
  return { ...facts, name: name.replace(/(?:项目|经费)$/u, "") || name, amountFen: null };
}

/** One or two characters replaced as a reader of scans would, never a digit. */
function misread(text: string, random: () => number): string {
  const chars = Array.from(text);
  const errors = chars.length > 8 && random() < 0.3 ? 2 : 1;
  for (let error = 0; error < errors; error += 1) {
    const at = Math.floor(random() * chars.length);
    if (!/[期标段区一二三甲乙东西\d]/u.test(chars[at] ?? "1")) chars[at] = pick(random, Array.from(misreadings));
  }
  return chars.join("");
}

/** Pairwise precision and recall of a grouping, against what the readings truly are of. */
export function measurePairs(groups: readonly (readonly string[])[], truth: ReadonlyMap<string, string>): { precision: number; recall: number } {
  let right = 0;
  let given = 0;
  for (const members of groups) {
    for (const [at, one] of members.entries()) {
      for (const other of members.slice(at + 1)) {
        given += 1;
        if (truth.get(one) === truth.get(other)) right += 1;
      }
    }
  }
  const sizes = Map.groupBy(truth.keys(), (id) => truth.get(id));
  const wanted = [...sizes.values()].reduce((so, members) => so + (members.length * (members.length - 1)) / 2, 0);
  return { precision: given === 0 ? 1 : right / given, recall: wanted === 0 ? 1 : right / wanted };
}
