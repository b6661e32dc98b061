/** The words of the forms for the record's codes. */

export const natureWords = { new: "新增项目", continuing: "延续项目" };

export const scopeWords = { overall: "长期", annual: "年度" };

export const level1Words = { output: "产出指标", benefit: "效益指标", satisfaction: "满意度指标", cost: "成本指标" };

export const level2Words = {
  quantity: "数量指标",
  quality: "质量指标",
  timeliness: "时效指标",
  cost: "成本指标",
  economic: "经济效益指标",
  social: "社会效益指标",
  ecological: "生态效益指标",
  sustainability: "可持续影响指标",
  "service-satisfaction": "服务对象满意度指标",
};

export const directionWords = { positive: "正向", negative: "反向", qualitative: "定性" };

export const fundingScopeWords = { whole: "项目全周期", annual: "当年" };

export const sourceWords = {
  total: "合计",
  fiscal: "财政拨款",
  "fiscal-current-year": "申请当年预算拨款",
  "business-income": "事业收入",
  "superior-subsidy": "上级补助收入",
  "affiliated-remittance": "附属单位上缴收入",
  "operating-income": "事业单位经营收入",
  "fund-balance": "用事业基金弥补收支差额",
  "carry-over": "上年结转",
  other: "其他资金",
};

export const narrativeWords = {
  functions: "单位职能概述",
  overview: "项目概况",
  content: "项目主要内容",
  basis: "立项依据",
  feasibility: "可行性",
  necessity: "必要性",
  implementer: "实施主体",
  plan: "实施方案",
  period: "实施周期",
  budgetPlan: "年度预算安排",
  budgetHistory: "前两年预算及变动情况",
  costingBasis: "测算依据及说明",
  otherNotes: "其他需说明的问题",
  reviewOpinion: "预算部门审核意见",
};

export const sideWords = { expenditure: "支出", income: "收入" };

export const budgetItemWords = { basic: "基本支出", project: "项目支出", fiscal: "财政资金", other: "其他资金" };

export const severityWords = { error: "错误", warning: "警告", info: "提示" };

export const statusWords = { ok: "已入库", doubtful: "已入库，待看", failed: "未能读取" };

export const kindWords = { project: "项目申报表", department: "部门整体申报表" };
