/** A ruling line in pixels: it covers `from` to `to` (exclusive) along its direction and lies at `middle` across it. */
export interface PixelRuling {
  readonly horizontal: boolean;
  readonly from: number;
  readonly to: number;
  /** Where the line's middle lies across its direction at its `from` end and at its `to` end. */
  readonly middleFrom: number;
  readonly middleTo: number;
  readonly thickness: number;
}

/** A line along the rows of its picture, which may be the page turned. */
export type Line = Omit<PixelRuling, "horizontal">;

/** Where a line lies across its direction, at a place along it. */
export function middleAt(line: Line, along: number): number {
  const share = (along - line.from) / Math.max(1, line.to - line.from);
  return line.middleFrom + (line.middleTo - line.middleFrom) * share;
}
