import type { Database } from "../../store/open-database.ts";
import { findRegionPrefix } from "../filter/region-prefix.ts";
import { splitQuestion, wordPhrase } from "./cut-words.ts";
import { regionFacet, yearFacet } from "./facets.ts";
import { findCandidates, type Candidate } from "./find-candidates.ts";
import { prepareHits, type SearchHit } from "./describe-hit.ts";
import type { TextKind } from "./text-kinds.ts";

/** What is searched for. */
export interface SearchQuestion {
  /** Words of any length, with white space between them; a text that is found has every one of them. */
  readonly text: string;
  /** All kinds where it is left out. */
  readonly kinds?: readonly TextKind[] | undefined;
  /** A code of GB/T 2260 or a name; finds what is in it. */
  readonly region?: string | undefined;
  readonly year?: number | undefined;
  readonly limit: number;
}

/** The best hits, best first. */
export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** How many texts were found, as far as they were counted. */
  readonly found: number;
  /** There are more than `found`: the words are so common that counting stopped. */
  readonly isMore: boolean;
}

/**
 * Searches projects, departments, goals, indicators, items and prose. What counts, in this order of weight: the kind of text
 * (a name before prose), a text that is the words and nothing else, one that starts with them, and how much of it they are.
 * @throws {UnknownRegionError} when the region is not known.
 */
export function search(database: Database, question: SearchQuestion): SearchAnswer {
  const words = splitQuestion(question.text);
  if (words.length === 0) return { hits: [], found: 0, isMore: false };
  const match = matchExpression(database, words, question);
  const kinds = question.kinds === undefined || question.kinds.length === 0 ? [undefined] : [...new Set(question.kinds)];
  const found = kinds.map((kind) => findCandidates(database, match, words, kind));
  const candidates = found.flatMap((one) => one.candidates).sort(byRank);
  const describe = prepareHits(database, words);
  return {
    hits: candidates.slice(0, question.limit).map(describe),
    found: candidates.length,
    isMore: found.some((one) => one.isMore),
  };
}

function matchExpression(database: Database, words: readonly string[], { region, year }: SearchQuestion): string {
  const facets = [
    ...(region === undefined ? [] : [regionFacet(findRegionPrefix(database, region))]),
    ...(year === undefined ? [] : [yearFacet(year)]),
  ];
  const phrases = `words : (${words.map(wordPhrase).join(" AND ")})`;
  return facets.length === 0 ? phrases : `${phrases} AND facets : (${facets.join(" AND ")})`;
}

function byRank(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.id - b.id;
}
