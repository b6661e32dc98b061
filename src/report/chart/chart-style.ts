/**
 * Colours that people tell apart who do not see red or green; light and dark take turns, so that neighbours differ in grey
 * too. The last is for what has no name. Source: Okabe, Ito, "Color Universal Design", 2008; their yellow, which paper swallows,
 * is made stronger.
 */
export const seriesColours = ["#0072B2", "#56B4E9", "#D55E00", "#F0C75E", "#009E73", "#E69F00", "#882255", "#CC79A7", "#3B3B3B", "#BBBBBB"] as const;

/** Error, warning, notice: the graver, the darker. */
export const severityColours = ["#A63200", "#E69F00", "#CFE3F3"] as const;

export const textColour = "#222222";
export const quietColour = "#555555";
export const gridColour = "#D0D0D0";

/** Fonts with Chinese characters, on the three systems; then any. */
export const fontFamily = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Zen Hei', sans-serif";

/** In pixels. */
export const sizes = { width: 960, bar: 26, groupedBar: 34, head: 86, titleRow: 20, foot: 64, legendRow: 24, label: 13, title: 20, subtitle: 13 } as const;
