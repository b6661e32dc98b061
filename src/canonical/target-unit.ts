/** A remainder up to this many characters is taken as a unit whole; units such as 个工作日 and 平方公里/年 fit. */
export const longestUnit = 8;

/** Measure words and units that targets are counted in, longest first; alternatives of a regular expression. */
export const measureWords = [
  "个百分点", "百分点", "个工作日", "工作日", "个自然日", "平方公里", "平方千米", "平方米", "立方米", "千瓦时", "人次", "批次", "班次", "场次",
  "车次", "户次", "万人次", "万元", "亿元", "千元", "小时", "分钟", "公里", "千米", "个月", "公斤", "公顷", "[%‰]", "元", "年", "月", "周", "天", "日",
  "次", "个", "家", "人", "名", "位", "项", "套", "台", "份", "篇", "件", "期", "批", "场", "户", "条", "座", "所", "亩", "吨", "辆", "部", "间", "处",
  "支", "本", "册", "倍", "成", "分", "级", "种", "类", "块", "张", "幅", "首", "集", "届", "站", "点", "米", "度", "株", "棵", "头", "只", "节", 
  "村", "镇", "县", "课时", "学时", "轮", "秒", "艘", "架", "枚", "盏", "栋", "幢", "门", "路", "道", "根", "片", "组", "队", "班", "对",
]
  .sort((one, other) => other.length - one.length)
  .join("|");

const leadingMeasure = new RegExp(`^(?<measure>${measureWords})(?<more>.*)$`, "u");
/** What may follow a measure word and still belongs to the unit: a rate (次/年, 元／人) . */
const rate = /^[/／每][^\d，。；、,;:：]{1,4}$/u;
const percent = /^[%‰]/u;

/**
 * The measure word that begins a printed remainder, where the rest of it says something else: `%且无投诉` gives %.
 * Undefined where no known one begins it, or where it and its rest may be one unit (`次/年`, `人次`, `个县区`).
 */
export function findMeasure(printed: string): string | undefined {
  const groups = leadingMeasure.exec(printed)?.groups;
  const measure = groups?.["measure"];
  const more = groups?.["more"] ?? "";
  if (measure === undefined) return undefined;
  if (percent.test(measure)) return measure;
  if (rate.test(more)) return printed;
  return printed.length > longestUnit || /[，。；、,;:：]/u.test(printed) ? measure : undefined;
}

/** Whether a unit's cell says that there is none. */
export function isPlaceholderUnit(cell: string): boolean {
  return cell === "" || /^(?:[/／\\—–-]+|无|定性|空)$/u.test(cell);
}
