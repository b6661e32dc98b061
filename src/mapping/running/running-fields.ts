import { rateFit } from "../field-fit.ts";
import { getFieldDefinition, type FieldType } from "../fields.ts";
import type { FieldElement, Mapping } from "../picture.ts";
import type { DocumentWords } from "../mending/document-words.ts";
import type { Token } from "./running-tokens.ts";

/** A field of the form whose label was found at a token, with the tokens that make up its value. */
export interface RunningField {
  readonly row: number;
  readonly labelIndex: number;
  readonly label: Token;
  readonly element: FieldElement;
  readonly value: Token[];
}

/** Types whose value is one token of a recognisable shape. */
const shaped: ReadonlySet<FieldType> = new Set(["money", "date", "count", "number", "phone", "year", "code"]);
/** Above this many loose pieces every way of dealing them out cannot be tried. */
const mostPieces = 9;
/** How many labels away from its own a piece of a value may have strayed. */
const farthestLabel = 3;

/**
 * Deals the tokens of a form's head out to its fields, where OCR wrapped values around their labels
 * (`路灯管理 实施单位 … 主管部门 所办公室`). Amounts and dates are told by their shape and dealt in order; pieces of text are
 * put together so that the whole is something the document says elsewhere.
 */
export function dealFields(mapping: Mapping, tokens: readonly Token[], words: DocumentWords): RunningField[] {
  const fields = listFields(mapping, tokens);
  const loose = tokens.map((token, index) => ({ token, index })).filter(({ token }) => token.label === undefined);
  const types = new Set(fields.map(typeOf).filter((type) => shaped.has(type)));
  let rest = loose;
  for (const type of types) {
    const suited = rest.filter(({ token }) => rateFit(type, token.text) > 0.7);
    dealInOrder(fields.filter((field) => typeOf(field) === type), suited);
    rest = rest.filter((piece) => !suited.includes(piece));
  }
  dealText(fields.filter((field) => !shaped.has(typeOf(field))), rest, words);
  return fields;
}

const typeOf = (field: RunningField): FieldType => getFieldDefinition(field.element.use.field).type;

function listFields(mapping: Mapping, tokens: readonly Token[]): RunningField[] {
  return tokens.flatMap((token, labelIndex) => {
    if (token.label === undefined) return [];
    const { row, element } = token.label;
    const elements = mapping.rows[row]?.elements ?? [];
    const next = elements[elements.indexOf(element) + 1];
    return next?.kind === "field" ? [{ row, labelIndex, label: token, element: next, value: [] }] : [];
  });
}

interface Piece {
  readonly token: Token;
  readonly index: number;
}

/** In order; where there are fewer values than fields, each goes to the label it stands nearest behind. */
function dealInOrder(fields: readonly RunningField[], pieces: readonly Piece[]): void {
  if (pieces.length >= fields.length) {
    fields.forEach((field, index) => field.value.push(...pieces.slice(index, index + 1).map((piece) => piece.token)));
    return;
  }
  const free = new Set(fields);
  for (const piece of pieces) {
    const nearest = [...free].sort((a, b) => distance(a, piece) - distance(b, piece))[0];
    if (nearest === undefined) return;
    nearest.value.push(piece.token);
    free.delete(nearest);
  }
}

function distance(field: RunningField, piece: Piece): number {
  const gap = piece.index - field.labelIndex;
  return gap > 0 ? gap : 1 - 2 * gap;
}

function dealText(fields: readonly RunningField[], pieces: readonly Piece[], words: DocumentWords): void {
  if (fields.length === 0) return;
  const near = pieces.filter((piece) => fields.some((field) => isNear(fields, field, piece))).slice(0, mostPieces);
  const rater = new Rater(fields, near, words);
  let best: { deal: readonly number[]; score: number } | undefined;
  const deal: number[] = [];
  const tryPiece = (at: number): void => {
    if (at === near.length) {
      const score = rater.rate(deal);
      if (best === undefined || score > best.score) best = { deal: [...deal], score };
      return;
    }
    const piece = near[at];
    fields.forEach((field, index) => {
      if (piece === undefined || !isNear(fields, field, piece)) return;
      deal.push(index);
      tryPiece(at + 1);
      deal.pop();
    });
  };
  tryPiece(0);
  best?.deal.forEach((field, at) => {
    const piece = near[at];
    if (piece !== undefined) fields[field]?.value.push(piece.token);
  });
}

/** Whether few enough labels stand between a piece and the field's own label. */
function isNear(fields: readonly RunningField[], field: RunningField, piece: Piece): boolean {
  const [low, high] = [Math.min(field.labelIndex, piece.index), Math.max(field.labelIndex, piece.index)];
  return fields.filter((other) => other.labelIndex > low && other.labelIndex < high).length < farthestLabel;
}

/** Rates ways of dealing pieces out; what a field is worth with a given set of pieces is worked out once. */
class Rater {
  private readonly known = new Map<number, number>();
  private readonly fields: readonly RunningField[];
  private readonly pieces: readonly Piece[];
  private readonly words: DocumentWords;

  constructor(fields: readonly RunningField[], pieces: readonly Piece[], words: DocumentWords) {
    this.fields = fields;
    this.pieces = pieces;
    this.words = words;
  }

  rate(deal: readonly number[]): number {
    return this.fields.reduce((sum, field, index) => sum + this.rateField(field, index, deal), 0);
  }

  private rateField(field: RunningField, index: number, deal: readonly number[]): number {
    const set = deal.reduce((bits, to, at) => (to === index ? bits | (1 << at) : bits), 0);
    const key = (index << mostPieces) | set;
    let score = this.known.get(key);
    if (score === undefined) this.known.set(key, (score = rateValue(field, this.pieces.filter((_, at) => deal[at] === index), this.words)));
    return score;
  }
}

const emptyField = -1.5;
const saidElsewhere = 1;
const perCharacter = 0.15;
const rightBehindLabel = 0.4;
const brokenOnce = -0.3;
const perToken = -0.08;

function rateValue(field: RunningField, pieces: readonly Piece[], words: DocumentWords): number {
  if (pieces.length === 0) return emptyField;
  const text = pieces.map((piece) => piece.token.text).join("");
  const known = words.saysWhole(text) ? saidElsewhere + perCharacter * text.length : 0;
  const distances = pieces.map((piece) => Math.abs(piece.index - field.labelIndex));
  const adjacent = (pieces[0]?.index === field.labelIndex + 1 ? rightBehindLabel : 0) + Math.min(...distances) * perToken;
  return known + adjacent + rateFit(typeOf(field), text) + (pieces.length - 1) * brokenOnce;
}
