import { isWholeLevel } from "../../canonical/levels.ts";
import { foldTight } from "../../canonical/fold.ts";
import { narrativeKinds } from "../../canonical/record.ts";
import type { TracedValue } from "../../canonical/traced.ts";

type Leaf = TracedValue<string | number | boolean>;

/** What values of a field look like when they were read whole. */
interface Shape {
  readonly field: RegExp;
  /** Whether a printed text looks like it. */
  readonly fits: (text: string) => boolean;
}

const prose = new Set<string>([...narrativeKinds, "overall", "annual", "goal"]);

/** A sentence's end; forms close a line of a list with ; or : too. */
const closed = /[。.；;！!？?：:）)」』”"》〉]$/u;
/** A prose that begins in the middle of a sentence. */
const openStart = /^[，,、。；;：:）)》”]/u;
/** A line is a heading that was not recognised as one: 二、立入失已. */
const strayHeading = /(?:^|\n)[（(]?[一二三四五六七八九十]{1,3}[)）、.．][^。，,；;：:\n]{0,14}(?:\n|$)/u;
/** Pieces of headings of tables, which no value of a form is made of. */
const labelDebris = /[一二三四两]?级指标?$|指标值|^(?:一|二|三)级|年度总|总目标|指标内容|项目名称|主管部门|实施单位|计划开始|计划完成/u;
/** What readers of pictures make of signs: ― as 一, 〔2020〕5号 as （2020）5号, brackets and quotes of two kinds, a stroke as =. */
const misreadSign = /\d日?[一－]\d|[（(](?:19|20)\d{2}[）)]\d+号|（[^（()）]*\)|\([^（()）]*）|“[^“”"]*"|"[^“”"]*”|[一-龥]=[一-龥]|[一-龥][.][一-龥]/u;
const taskGroups: ReadonlySet<string> = new Set(["年度重点工作任务", "其他需完成任务"]);

const fitsProse = (text: string): boolean => closed.test(text) && !openStart.test(text) && !labelDebris.test(text);
/** Narratives that are a name or a date rather than sentences. */
const unspoken: ReadonlySet<string> = new Set(["period", "implementer"]);

const shapes: readonly Shape[] = [
  { field: /\.level1$/u, fits: (text) => isWholeLevel(text, 1) },
  { field: /\.level2$/u, fits: (text) => isWholeLevel(text, 2) },
  { field: /\.taskGroup$/u, fits: (text) => taskGroups.has(foldTight(text)) },
  { field: /\.category$/u, fits: (text) => text.length <= 12 && /(?:项目|专项|类|经费|支出|资金|任务|工程|费|性)$/u.test(text) },
  { field: /\.budgetItems\[\d+\]\.group$/u, fits: (text) => /项目|内容|名称|科目|类别|费用|支出|组成|明细|事项|用途/u.test(text) },
  { field: /\.indicators\[\d+\]\.name$/u, fits: (text) => !/指标|^[^\p{L}\p{N}“"《〈(（]|[一-龥] [一-龥]|[.:：,，;；]$/u.test(text) && text.length > 3 },
  // < and > alone are rare on forms: mostly a ≤ or ≥ that lost its lower stroke.
  { field: /\.target\.(?:comparator|raw)$/u, fits: (text) => !/^[<>＜＞](?![=＝])|^[<>=≤≥]+\D*$/u.test(text.replace(/^[<>]?=$/u, "1")) && !text.includes("指标") },
  { field: /\.target\.unit$/u, fits: (text) => text.length <= 4 && /^[\p{L}%‰℃]/u.test(text) },
  { field: /\.target\.text$/u, fits: (text) => text.length > 1 && text.length <= 20 && /\p{L}/u.test(text) && !/指标|[率数]量?$/u.test(text) },
  { field: /\.(?:name|reportingUnit|department|fundingDepartment|supervisingDepartment|implementingUnit|manager|content)$/u, fits: (text) => !labelDebris.test(text) && !/[一-龥] [一-龥]/u.test(text) },
  { field: /(?:Date|\.start|\.end|\.date)$/u, fits: (text) => /^\d{4}(?:-\d{2}){1,2}$/u.test(text) },
];

/** A goal or another sentence, of which a number was taken for a target. */
const sentence = /[。；;]$|[。；].|^.{40}/u;
const ofTarget = /\.target\.\w+$/u;

/** Whether a value looks like the values of its field; true where nothing is known of the field. */
export function fitsField(path: string, { value, raw }: Leaf): boolean {
  if (raw !== null && ofTarget.test(path) && sentence.test(raw)) return false;
  if (typeof value !== "string") return true;
  const shape = shapes.find(({ field }) => field.test(path));
  if (shape !== undefined && !shape.fits(value)) return false;
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (!prose.has(name) || !/\.(?:narratives|goals)\.|\.goal$/u.test(path)) return true;
  return !strayHeading.test(value) && !misreadSign.test(value) && (unspoken.has(name) || fitsProse(value));
}
