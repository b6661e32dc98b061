import { batch } from "@preact/signals";
import { getFieldLabel } from "../../../messages/field-labels.ts";
import type { ChangeAnswer } from "../../api.ts";
import { confirmAll, correct, undo, type ChangeBody } from "../api/client.ts";
import { isRequired } from "../../field-types.ts";
import { formatValue } from "../format/format-value.ts";
import { say } from "../shell/notices.tsx";
import { t, translateOr } from "../shell/settings.ts";
import {
  acceptReview,
  answer,
  draft,
  findNextOpen,
  isEditing,
  refreshDocument,
  select,
  selected,
  selectedEntry,
  undoStack,
} from "./document-state.ts";
import { currentValue, type Entry } from "./record-model.ts";

/** Actions run one after another: a key held down must not overtake its own answer. */
let busy: Promise<unknown> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  const done = busy.then(work).catch((error: unknown) => {
    say("bad", t("common.failed", { reason: error instanceof Error ? error.message : String(error) }));
  });
  busy = done;
  return done;
}

/** Confirms what stands in the entry and goes to the next that asks. */
export function confirmEntry(entry: Entry): Promise<void> {
  const standing = entry.fields.filter((field) => currentValue(field) !== null || field.asks);
  return change(
    standing.map(({ path }) => ({ kind: "confirm", path })),
    () => t("notice.confirmed", { count: 1 }),
    true,
  );
}

/** Says that the form does not hold the entry's value, and goes to the next that asks. */
export function rejectEntry(entry: Entry): Promise<void> {
  const standing = entry.fields.filter((field) => currentValue(field) !== null && !isRequired(field.path));
  if (standing.length === 0) return Promise.resolve();
  return change(
    standing.map(({ path }) => ({ kind: "reject", path })),
    () => t("notice.rejected", { field: getFieldLabel(entry.key) }),
    true,
  );
}

/** Stores what was typed for the entry. Resolves to the fault where it is no such value. */
export function editEntry(entry: Entry, text: string, why: string): Promise<void> {
  const path = entry.fields[0]?.path ?? entry.key;
  return change([{ kind: "edit", path, text }], () => t("notice.edited", { field: getFieldLabel(entry.key) }), true, why);
}

/** Adds a row with what was typed for its fields. Resolves to whether it is in. */
export async function addRow(row: string, texts: readonly { readonly path: string; readonly text: string }[]): Promise<boolean> {
  const name = getFieldLabel(row);
  await change(texts.map((one) => ({ kind: "edit", ...one })), () => t("notice.row-added", { list: name }), false);
  return answer.value?.review?.fields.some(({ path }) => path.startsWith(`${row}.`)) === true;
}

/** More often than that nobody has spoken about one field. */
const mostLayers = 20;

/** Takes a row that a person added away again, with all that was ever said of it. */
export function removeRow(row: string): Promise<void> {
  return inTurn(async () => {
    // What was overwritten stands again when the latest word is taken back, so it goes layer by layer.
    for (let layer = 0; layer < mostLayers; layer += 1) {
      const current = answer.value;
      const own = current?.review?.fields.filter((field) => field.isAdded && field.path.startsWith(`${row}.`)) ?? [];
      const ids = own.flatMap((field) => (field.correction === null ? [] : [field.correction.id]));
      if (current === null || ids.length === 0) break;
      const result = await undo(current.facts.id, ids);
      if (result.kind !== "made") {
        await explain(result);
        return;
      }
      acceptReview(result.review);
    }
    undoStack.value = [];
    say("good", t("notice.row-removed"));
  });
}

function change(changes: readonly ChangeBody[], done: () => string, goesOn: boolean, why = ""): Promise<void> {
  return inTurn(async () => {
    const current = answer.value;
    if (current?.review == null || changes.length === 0) return;
    const body = { revision: current.review.revision, changes, seen: listSeen(), ...(why === "" ? {} : { why }) };
    await settle(await correct(current.facts.id, body), done, goesOn);
  });
}

/** Confirms everything that was read below a path. */
export function confirmUnder(path: string): Promise<void> {
  return inTurn(async () => {
    const current = answer.value;
    if (current?.review == null) return;
    const result = await confirmAll(current.facts.id, { revision: current.review.revision, under: path, seen: listSeen() });
    await settle(result, (count) => t("notice.confirmed", { count }), false);
  });
}

/** Takes the latest action of this person back. */
export function undoLatest(): Promise<void> {
  return inTurn(async () => {
    const current = answer.value;
    const ids = undoStack.value.at(-1);
    if (current === null || ids === undefined) {
      say("good", t("notice.nothing-to-undo"));
      return;
    }
    undoStack.value = undoStack.value.slice(0, -1);
    const before = undoStack.value;
    const touched = current.review?.fields.find((field) => field.correction !== null && ids.includes(field.correction.id))?.path;
    await settle(await undo(current.facts.id, ids), () => t("notice.undone"), false);
    undoStack.value = before;
    if (touched !== undefined) select(touched.replace(/\.target\.\w+$/u, ".target"));
  });
}

/** By path: the corrections that this page shows in force. */
function listSeen(): Record<string, number> {
  const fields = answer.value?.review?.fields ?? [];
  return Object.fromEntries(fields.flatMap((field) => (field.correction === null ? [] : [[field.path, field.correction.id]])));
}

async function settle(result: ChangeAnswer, done: (count: number) => string, goesOn: boolean): Promise<void> {
  if (result.kind !== "made") {
    await explain(result);
    return;
  }
  batch(() => {
    acceptReview(result.review);
    if (result.ids.length > 0) undoStack.value = [...undoStack.value, result.ids];
    isEditing.value = false;
    draft.value = null;
    if (!goesOn) return;
    const next = findNextOpen(selected.value);
    if (next !== undefined) select(next);
  });
  say("good", done(result.ids.length));
}

async function explain(result: Exclude<ChangeAnswer, { kind: "made" }>): Promise<void> {
  if (result.kind === "fault") {
    say("bad", `${getFieldLabel(result.path)}: ${translateOr(`fault.${result.fault}`, result.fault)}`);
    return;
  }
  if (result.kind === "checks-open") {
    say("bad", t("notice.checks-open", { count: result.findings.length }));
    return;
  }
  say("bad", describeRefusal(result));
  await refreshDocument();
}

function describeRefusal(result: Exclude<ChangeAnswer, { kind: "made" | "fault" | "checks-open" }>): string {
  if (result.kind === "re-extracted") return t("notice.re-extracted");
  if (result.kind !== "overtaken") return t("notice.missing");
  const field = getFieldLabel(result.path);
  if (result.current === null) return t("notice.taken-back", { field });
  return t("notice.overtaken", { author: result.current.author, field, value: formatValue(result.path, result.current.value) });
}

/** Opens the editor of the chosen entry. */
export function startEditing(text: string | null = null): void {
  if (selectedEntry.value === undefined) return;
  batch(() => {
    draft.value = text;
    isEditing.value = true;
  });
}
