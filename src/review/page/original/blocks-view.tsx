import { useComputed, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Block, Cell, Table } from "../../../document/document.ts";
import type { Place } from "../../../document/place.ts";
import { select, selected } from "../document/document-state.ts";
import { rerunOn } from "../shell/rerun-on.ts";
import { t } from "../shell/settings.ts";
import { liesIn, marks, type Mark } from "./marks.ts";
import { revealKey, shownPlaces, zoom } from "./view-state.ts";

/** A formatted document as paragraphs and tables: its text as text, never as markup of its own. */
export function BlocksView({ blocks }: { readonly blocks: readonly Block[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    rerunOn(revealKey);
    if (shownPlaces.value.length === 0) return;
    requestAnimationFrame(() => scroller.current?.querySelector(".is-shown")?.scrollIntoView({ block: "center", inline: "nearest" }));
  });
  return (
    <div class="blocks" ref={scroller} tabIndex={0} role="region" aria-label={t("original.tables")} lang="zh-CN" style={{ fontSize: `${zoom.value * 0.8125}rem` }}>
      {blocks.map((block, index) =>
        block.kind === "table" ? <TableView key={index} table={block} /> : <Marked key={index} as="p" text={block.text} at={block.at} kind={block.role === "heading" ? "block-heading" : `block-paragraph block-${block.role ?? "plain"}`} />,
      )}
    </div>
  );
}

function TableView({ table }: { readonly table: Table }) {
  const rows = Array.from({ length: table.rowCount }, (_, row) => table.cells.filter((cell) => cell.row === row));
  return (
    <div class="block-table">
      {table.name !== undefined && <p class="quiet">{table.name}</p>}
      {/* The first row is no heading in most forms, so none is claimed. */}
      <table role="presentation">
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {fillRow(cells, table, row).map((cell, index) => (cell === null ? <td key={`e${index}`} /> : <CellView key={cell.column} cell={cell} />))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The cells of a row with a blank for each slot that no cell covers, from above either. */
function fillRow(cells: readonly Cell[], table: Table, row: number): (Cell | null)[] {
  const filled: (Cell | null)[] = [];
  const covered = new Set(table.cells.filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan).flatMap((cell) => Array.from({ length: cell.columnSpan }, (_, step) => cell.column + step)));
  for (let column = 0; column < table.columnCount; column += 1) {
    const cell = cells.find((one) => one.column === column);
    if (cell !== undefined) filled.push(cell);
    else if (!covered.has(column)) filled.push(null);
  }
  return filled;
}

function CellView({ cell }: { readonly cell: Cell }) {
  return <Marked as="td" text={cell.text} at={cell.at} kind="block-cell" rowSpan={cell.rowSpan} colSpan={cell.columnSpan} />;
}

interface MarkedProps {
  readonly as: "p" | "td";
  readonly text: string;
  readonly at: readonly Place[];
  readonly kind: string;
  readonly rowSpan?: number;
  readonly colSpan?: number;
}

function Marked({ as: Tag, text, at, kind, ...spans }: MarkedProps) {
  const here = useComputed(() => marks.value.filter((mark) => liesIn(mark.place, at)));
  const isShown = useComputed(() => shownPlaces.value.some((place) => liesIn(place, at)));
  const [mark] = here.value;
  const state = mark === undefined ? "" : ` text-${worstState(here.value)}`;
  return (
    <Tag class={`${kind}${state}${isShown.value ? " is-shown" : ""}`} {...spans} onClick={() => { choose(here.value); }}>
      {text}
    </Tag>
  );
}

function worstState(here: readonly Mark[]): Mark["state"] {
  const order: readonly Mark["state"][] = ["open", "unmapped", "rejected", "edited", "confirmed", "plain"];
  return order.find((state) => here.some((mark) => mark.state === state)) ?? "plain";
}

/** A cell that holds several values gives one after another. */
function choose(here: readonly Mark[]): void {
  const keys = [...new Set(here.flatMap((mark) => (mark.key === null ? [] : [mark.key])))];
  const next = keys[(keys.indexOf(selected.value ?? "") + 1) % keys.length];
  if (next !== undefined) select(next);
}
