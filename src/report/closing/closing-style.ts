/** The closing report's looks: light, for the screen of a laptop and for A4. No font, picture or script from anywhere. */
export const closingStyle = `
:root { color-scheme: light; --ink: #1d2733; --quiet: #5b6875; --line: #d9dfe6; --good: #1d6b45; --bad: #a4262c; --doubt: #8a5a00; --wash: #f5f7fa; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 24px 64px; max-width: 1000px; background: #fff; color: var(--ink); font: 15px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
h1 { margin: 0 0 4px; font-size: 26px; line-height: 1.3; }
h2 { margin: 36px 0 8px; padding-bottom: 4px; border-bottom: 2px solid var(--ink); font-size: 18px; }
h3 { margin: 20px 0 2px; font-size: 15px; }
p { margin: 4px 0; }
.quiet { color: var(--quiet); }
.verdict { margin: 16px 0; padding: 10px 14px; border-left: 5px solid var(--good); background: var(--wash); font-size: 16px; }
.verdict.bad { border-color: var(--bad); }
.verdict.doubt { border-color: var(--doubt); }
.sums { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 10px; margin: 16px 0; padding: 0; list-style: none; }
.sums li { padding: 10px 12px; border: 1px solid var(--line); border-radius: 4px; color: var(--quiet); font-size: 13px; }
.sums b { display: block; color: var(--ink); font-size: 24px; line-height: 1.25; font-variant-numeric: tabular-nums; }
.sums .bad b { color: var(--bad); }
.sums .doubt b { color: var(--doubt); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 14px; margin: 8px 0; font-size: 13px; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.remedy { margin: 2px 0 8px; }
table { width: 100%; border-collapse: collapse; margin: 8px 0; font-size: 13px; }
th { padding: 4px 8px; border-bottom: 1px solid var(--ink); color: var(--quiet); font-weight: 600; text-align: left; white-space: nowrap; }
td { padding: 4px 8px; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
tr.all td { border-top: 1px solid var(--ink); font-weight: 600; }
.number { width: 1%; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.narrow { white-space: nowrap; }
.error { color: var(--bad); }
.warning { color: var(--doubt); }
bdi { unicode-bidi: isolate; }
code { font: 12px/1.5 ui-monospace, "Noto Sans Mono CJK SC", Consolas, monospace; overflow-wrap: anywhere; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h1 { font-size: 18pt; }
  h2, h3 { break-after: avoid; }
  h2 { font-size: 13pt; margin-top: 20pt; }
  table { font-size: 9pt; }
  tr, .sums li, .verdict { break-inside: avoid; }
  thead { display: table-header-group; }
  .verdict, .sums li { print-color-adjust: exact; }
}
@media (max-width: 640px) { body { padding: 16px 12px 48px; } th, td { padding: 4px; } }
`;
