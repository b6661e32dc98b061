import type { Level2Code } from "../../canonical/record.ts";

/** A thing that indicators measure, told by the end of their names, and the second levels that it may stand under. */
export interface IndicatorConcept {
  readonly name: RegExp;
  /** Names that only look like it. */
  readonly except?: RegExp;
  readonly homes: ReadonlySet<Level2Code>;
  /** What it is, for a message. */
  readonly what: string;
}

/**
 * What indicators measure and where that belongs, the most telling first. Only concepts whose place is beyond dispute are
 * here; what one region files under 质量 and another under 社会效益 has both for its home.
 * The second levels are those of 财预〔2015〕88号.
 */
export const indicatorConcepts: readonly IndicatorConcept[] = [
  { name: /(?:预算|资金)执行(?:率|情况)$/u, homes: new Set(["cost"]), what: "the execution of the budget" },
  { name: /满意(?:度|率|程度)$/u, homes: new Set(["service-satisfaction"]), what: "satisfaction" },
  {
    name: /(?:资金|经费|财务|成本|支出)[^，,、]{0,4}(?:合规|规范|合理|合法)(?:性|度|率|程度|情况)?$|财务(?:监控|监管|监督|管理)有效性?$/u,
    homes: new Set(["quality", "cost"]),
    what: "the proper use of money",
  },
  { name: /(?:及时|按时|准时|按期)(?:性|率|程度|情况|完成率|完成情况)$/u, homes: new Set(["timeliness", "social", "service-satisfaction"]), what: "timeliness" },
  {
    name: /(?:完备|完整|健全|合理|规范|合规|合法|准确|安全|稳定|充足|科学|公平|可控|工整)(?:性|度|程度|情况)$/u,
    // 用时合理性, 价格合理性 are of time and money all the same.
    except: /时|期|进度|成本|费|价|款|资金|预算|支出|经费|投入|投资|标准|工资|薪/u,
    homes: new Set(["quality", "social", "ecological", "sustainability", "service-satisfaction", "economic"]),
    what: "a quality",
  },
  {
    name: /(?:数量|次数|个数|套数|台数|份数|篇数|批次|场次)$/u,
    // Numbers of what came of the work are benefits; so are bad things that become fewer.
    except:
      /受益|惠及|带动|就业|覆盖|服务|新增|增加|减少|降低|救助|脱贫|享受|吸引|参与|接待|投诉|事故|舆情|案|伤亡|上访|信访|发生|纠纷|拉动|引进|培育|孵化|转化|游客|观众|读者|访问|点击|阅读|下载|使用|咨询|获奖|表彰|专利|论文|企业|贫困|诊|病|死|报道|转载|关注|品牌|引用|采纳|培养|应用|办结|化解|调解|隐患|处置/u,
    homes: new Set(["quantity", "quality", "timeliness", "cost", "service-satisfaction", "ecological"]),
    what: "a count of what is done",
  },
];

/** Words of which an indicator of economic benefit has one, in its name, explanation or target. */
export const economicWords =
  /经济|收入|增收|产值|产量|产能|成本|费|支出|节|省|利|税|投资|投入|资金|GDP|增长|增加|提高|价|消费|就业|产业|企业|行业|市场|商|贸易|收益|效益|效率|损失|财政|财产|资产|盈|贷|债|金融|销|生产|农|林|牧|渔|旅游|采购|发展|贫|富|薪|工资|补贴|补助|补偿|奖励|减负|负担|融资|撬动|带动|拉动|亩|元|保值|增值|价值|回报|寿命|周转|租|结余|三公|盘活|闲置|经营|缩短|劳务|务工|灾|汛|旱|保值|电价|保险|面积|粮|种植|养殖|交通|通行|物流|运输|转化|成果|受益|资源利用|改善|带来|减少|降低|促进|推动|转型|升级|建设|项目|工程/u;

/** What a word of nature is not: 水平, 起草, 气氛. */
export const falseNature = /水平|水准|起草|草案|草拟|风气|气氛|人气|士气|服气|气象服务|土建|翰林|绿色通道|碳素/gu;

