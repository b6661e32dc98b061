import type { Random } from "../random.ts";
import { inventPlace } from "./names.ts";
import type { Theme } from "./themes.ts";

/** What prose is written about. */
export interface Subject {
  readonly theme: Theme;
  readonly projectName: string;
  readonly unit: string;
  readonly year: number;
  /** All prose short. */
  readonly brief: boolean;
}

/** Characters of prose where the form is to be brief. */
const briefLength = 24;

type Sentence = (random: Random, subject: Subject) => string;

const measures = ["人", "处", "次", "公里", "套", "户", "件"];

function amount(random: Random): string {
  return random.chance(0.5) ? `${random.int(1, 980)}万元` : `${(random.int(100, 98000) / 100).toFixed(2)}万元`;
}

/** A reference to a document that does not exist, in the ways clerks write them. */
export function inventReference(random: Random, year: number): string {
  const from = inventPlace(random);
  const title = `${random.pick(["关于", "关于印发", "关于进一步加强"])}${random.pick(["专项资金管理办法", "三年行动方案", "重点工作安排", "运行维护工作", "预算绩效管理工作"])}的${random.pick(["通知", "意见", "批复", "函"])}`;
  const number = random.pick([
    `（${from[0] ?? "青"}政办发〔${year - random.int(0, 6)}〕${random.int(1, 399)}号）`,
    `（${from[0] ?? "青"}财发[${year - random.int(0, 6)}]${random.int(1, 99)}号）`,
    "",
  ]);
  return `《${title}》${number}`;
}

const sentences: readonly Sentence[] = [
  (random, { year, theme }) => `截至${year - 1}年${random.int(1, 12)}月，累计建成${random.pick(theme.objects)}${random.int(3, 900)}${random.pick(measures)}（其中：城区${random.int(1, 90)}${random.pick(measures)}，乡镇${random.int(1, 400)}${random.pick(measures)}）。`,
  (random, { theme }) => `${random.pick(["按照", "围绕"])}“${random.pick(["一张图、一盘棋", "城乡统筹、保障基本", "放管服", "补短板、强弱项", "网格化"])}”的要求，${random.sample(theme.actions, random.int(2, 3)).join("、")}，${random.pick(["确保工作有序开展", "补齐基础设施短板", "提高服务水平", "保障正常运转"])}。`,
  (random, { year }) => `根据${inventReference(random, year)}${random.chance(0.5) ? `、${inventReference(random, year)}` : ""}等文件精神，${random.pick(["结合实际", "经研究", "按照职责分工"])}，${random.pick(["特申请本项目经费", "制定本方案", "组织实施本项目"])}。`,
  (random, { theme, unit }) => `由${unit}牵头，${random.pick(["会同相关部门", "委托第三方机构", "通过政府采购方式"])}${random.pick(theme.actions)}；${random.pick(["按季度", "按月", "每半年"])}${random.pick(["通报进展", "开展检查", "组织评估"])}，发现问题限期${random.int(3, 30)}日内整改。`,
  (random, { theme }) => `项目实施后，${random.pick(theme.objects)}完好率达到${random.int(85, 100)}%以上，${random.pick(theme.beneficiaries)}满意度不低于${random.int(80, 98)}%，${random.pick(["社会效益明显", "长效机制逐步健全", "群众获得感进一步增强"])}。`,
  (random, { year, theme }) => `${year}年${random.int(1, 6)}月底前完成招标，${random.int(7, 9)}月底前完成${random.pick(theme.objects)}${random.pick(["改造", "配备", "维护", "验收"])}，12月${random.int(10, 31)}日前完成结算。`,
  (random) => `${random.pick(["经测算", "据统计", "按合同约定"])}，全年约需${amount(random)}，${random.pick(["分两期支付", "一次性支付", "按进度支付"])}，首期支付${random.int(2, 7) * 10}%。`,
  (random, { theme }) => `目前${random.pick(theme.objects)}${random.pick(["老化严重", "数量不足", "分布不均", "缺乏专人管护"])}，难以满足${random.pick(theme.beneficiaries)}的${random.pick(["基本需求", "多样化需求", "日常使用"])}，${random.pick(["亟需改善", "有必要加大投入", "应当尽快解决"])}。`,
  (random) => `${random.pick(["坚持", "贯彻"])}${random.pick(["统一规划、分步实施", "节约集约、公开透明", "问题导向、标本兼治"])}的原则（${random.pick(["以下简称“两项原则”", "不含前期费用", "下同", "具体以批复为准"])}），${random.pick(["严格资金管理", "加强过程监督", "落实安全责任"])}。`,
  (random, { theme }) => `${random.pick(["不仅", "既"])}可以${random.pick(["提高效率", "降低成本", "减少隐患"])}，${random.pick(["更", "也"])}能够${random.pick(["带动就业", "改善环境", "提升形象"])}，惠及${random.pick(theme.beneficiaries)}约${random.int(1, 60)}万人次。`,
];

/** Prose of about `length` Chinese characters, made of whole sentences; always at least one. */
export function inventProse(random: Random, subject: Subject, length: number): string {
  let text = "";
  const wanted = subject.brief ? Math.min(length, briefLength) : length;
  for (const sentence of random.sample(sentences, sentences.length)) {
    text += sentence(random, subject);
    if (text.length >= wanted) break;
  }
  while (text.length < wanted) text += random.pick(sentences)(random, subject);
  return text;
}

/** Numbered points, one to a paragraph, joined by a line feed. */
export function inventPoints(random: Random, subject: Subject, count: number): string {
  const number = random.pick([(at: number) => `${at}、`, (at: number) => `${at}.`, (at: number) => `（${at}）`]);
  return Array.from({ length: count }, (_, index) => `${number(index + 1)}${inventProse(random, subject, random.int(12, 60))}`).join("\n");
}

/** One or several short sentences on what is to be reached. */
export function inventGoal(random: Random, subject: Subject): string {
  const { theme } = subject;
  const short = `${random.pick(theme.objects)}${random.pick(["完好率", "保通率", "覆盖率", "合格率"])}达到${random.int(80, 100)}%。`;
  return random.chance(0.35) ? short : `${random.sample(theme.actions, 2).join("，")}，${inventProse(random, subject, random.int(10, 120))}`;
}
