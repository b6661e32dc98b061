import type { CellRange } from "./cell-reference.ts";

/** A cell that the file holds, also a blank one with a style; places 0-based in the sheet. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  /** As displayed. */
  readonly text: string;
  /** The file holds a value that its format does not show. */
  readonly unshown?: string;
}

/** A check box or the like that lies over the sheet: which shape it is, and which part says its state. */
export interface SheetControl {
  readonly shapeId: string;
  readonly relationshipId: string;
}

/** A sheet as its part says it, before it is a table. */
export interface SheetContent {
  readonly cells: SheetCell[];
  readonly merges: CellRange[];
  readonly hiddenRows: Set<number>;
  /** First and last column of each stretch, 0-based, both in it. */
  readonly hiddenColumns: (readonly [number, number])[];
  readonly controls: SheetControl[];
  /** Headers and footers to print, in Excel's codes. */
  readonly running: { readonly part: "header" | "footer"; readonly code: string }[];
  /** Cells whose formula was never calculated. */
  readonly uncalculated: { readonly row: number; readonly column: number }[];
  truncated: boolean;
}
