import type { Random } from "../random.ts";

const surnames = Array.from("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文");

/** Given names that nobody bears: words for “example”, “draft”, “invented”. */
const givenNames = ["示例", "样例", "范例", "试填", "拟名", "虚构", "举例", "假名", "模本", "设例", "样本", "例证", "拟稿", "样表", "范表", "演示", "仿真", "代称", "化名", "试样", "例甲", "例乙", "样丙", "拟丁"];

const leadingNames = ["扎西", "格桑", "次仁", "阿依", "巴图"];

/** A person's name that is plainly invented. */
export function inventPerson(random: Random): string {
  if (random.chance(0.08)) return `${random.pick(leadingNames)}${random.pick(givenNames)}`;
  const given = random.pick(givenNames);
  return random.pick(surnames) + (random.chance(0.15) ? (given[0] ?? given) : given);
}

/**
 * A phone number that nobody has: mobile numbers of the 154 range were never given out, and no local number starts with 0.
 */
export function inventPhone(random: Random, kind: "mobile" | "local" = random.chance(0.6) ? "mobile" : "local"): string {
  const digits = (count: number): string => Array.from({ length: count }, () => random.int(0, 9)).join("");
  return kind === "mobile" ? `154${digits(8)}` : `0${digits(7)}`;
}

const places = ["青禾", "云杉", "白鹭", "松果", "望岫", "临溪", "石榴", "百合", "沙枣", "红柳", "竹溪", "梅岭", "芦花", "银杏", "杜鹃", "苇塘", "桑园", "雁滩", "鹿鸣", "星河", "长柳", "翠屏", "玉兰", "柏林", "雪莲"];
const offices = ["事务中心", "服务管理局", "发展服务中心", "事务局", "管理处", "档案馆", "图书馆", "文化馆", "水务站", "公路养护段", "卫生服务中心", "农业技术推广站", "林场管理所", "数据资源中心", "社会福利院", "博物馆", "市政养护所", "体育中心"];

/** A place name that is invented: a field, a tree, a bird. */
export function inventPlace(random: Random): string {
  return random.pick(places);
}

/** An invented office of a real region, such as a centre named after a bird. `regionName` comes first. */
export function inventOffice(random: Random, regionName: string): string {
  const tail = random.chance(0.15) ? "（本级）" : "";
  return `${regionName}${random.pick(places)}${random.pick(offices)}${tail}`;
}
