import type { BudgetItem } from "../../../src/canonical/record.ts";
import { label, makeTable, paragraph, value, type PrintedBlock, type RowCell } from "../form.ts";
import { fenPerTenThousandYuan, fenPerYuan, printTenThousands } from "../invent/amounts.ts";
import type { Theme } from "../invent/themes.ts";
import type { Random } from "../random.ts";

/** A budget section: what it prints, the items a reader takes from it, and its prose. */
export interface Budget {
  readonly blocks: readonly PrintedBlock[];
  readonly items: readonly BudgetItem[];
  readonly prose: string | null;
}

/** Invents a section 六、年度预算安排 in one of the ways in which clerks write it. */
export function inventBudget(random: Random, theme: Theme): Budget {
  return random.pick([proseBudget, proseBudget, needTable, amountTable, productTable])(random, theme);
}

function item(parts: Partial<BudgetItem>): BudgetItem {
  return { group: null, name: null, quantity: null, quantityUnit: null, unitPriceFen: null, amountFen: null, fiscalYear: null, note: null, ...parts };
}

/** `X为N万元,Y为M万元。` or `X N 万元、Y M 万元。` */
function proseBudget(random: Random, theme: Theme): Budget {
  const items = random.sample(theme.costs, random.int(1, 4)).map(([name]) => item({ name, amountFen: random.int(5, 9000) * 10_000 * 10 }));
  const copula = random.pick(["为", "为", ""]);
  const comma = random.pick([",", "，", "、"]);
  const space = copula === "" || random.chance(0.2) ? " " : "";
  const prose = `${items.map((one) => `${one.name ?? ""}${copula}${space}${printTenThousands(one.amountFen ?? 0)}${space}万元`).join(comma)}。`;
  return { blocks: [paragraph(prose, "body")], items, prose };
}

/** Tables with name, quantity, unit price and need; each after the first with a heading of its own in the same columns. */
function needTable(random: Random, theme: Theme): Budget {
  const groups = random.sample(["业务工作项目组成", "日常维护项目组成", "培训活动项目组成"], random.int(1, 2));
  const items: BudgetItem[] = [];
  const rows: RowCell[][] = [];
  const spare = [...theme.costs];
  for (const group of groups) {
    rows.push([label(group), label("数量"), label("单价"), label("资金需求")]);
    for (const [name, unit] of spare.splice(0, 2)) {
      const quantity = random.int(1, 200);
      const inTenThousands = random.chance(0.5);
      const unitPriceFen = inTenThousands ? random.int(1, 250) * fenPerTenThousandYuan / 10 : random.int(10, 900) * fenPerYuan;
      const amountFen = quantity * unitPriceFen;
      const quantityUnit = random.chance(0.6) ? unit : null;
      items.push(item({ group, name, quantity, quantityUnit, unitPriceFen, amountFen }));
      const price = inTenThousands ? `${printTenThousands(unitPriceFen)}万元` : `${unitPriceFen / fenPerYuan} 元/${unit}`;
      rows.push([value(name), value(quantityUnit === null ? `${quantity}` : `${quantity} ${unit}`), value(price), value(`${printTenThousands(amountFen)}万元`)]);
    }
  }
  return { blocks: [makeTable(rows, [40, 20, 20, 20], { purpose: "list" })], items, prose: null };
}

/** A table of names and amounts in yuan, closed by a sum. */
function amountTable(random: Random, theme: Theme): Budget {
  const group = random.pick(["内容", "支出内容", "测评项目"]);
  const items = random.sample(theme.costs, random.int(2, 4)).map(([name]) => item({ group, name, amountFen: random.int(20, 900) * 100 * fenPerYuan }));
  const sumFen = items.reduce((sum, one) => sum + (one.amountFen ?? 0), 0);
  const rows = items.map((one) => [value(one.name), value(`${(one.amountFen ?? 0) / fenPerYuan}`)]);
  const table = makeTable([[label(group), label("金额(元)")], ...rows, [label("合计"), value(`${sumFen / fenPerYuan}`)]], [60, 40], { purpose: "list" });
  return { blocks: [table], items, prose: null };
}

/** A table whose last column shows the multiplication. */
function productTable(random: Random, theme: Theme): Budget {
  const unit = random.pick(["件", "次", "份"]);
  const items = random.sample(theme.costs, random.int(1, 3)).map(([name]) => {
    const quantity = random.int(3, 90);
    const unitPriceFen = random.int(2, 40) * 50 * fenPerYuan;
    return item({ group: "项目", name, quantity, quantityUnit: unit, unitPriceFen, amountFen: quantity * unitPriceFen });
  });
  const rows = items.map((one) => {
    const price = (one.unitPriceFen ?? 0) / fenPerYuan;
    return [value(one.name), value(`${price}`), value(`${one.quantity ?? 0}`), value(`${price}×${one.quantity ?? 0}=${(one.amountFen ?? 0) / fenPerYuan}`)];
  });
  const head = [label("项目"), label("单次费用(元)"), label(`数量(${unit})`), label("总计费用(元)")];
  return { blocks: [makeTable([head, ...rows], [34, 20, 16, 30], { purpose: "list" })], items, prose: null };
}
