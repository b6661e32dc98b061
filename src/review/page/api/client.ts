import type {
  ChangeAnswer,
  ChartAnswer,
  CounterpartsAnswer,
  DecisionsAnswer,
  DifferencesAnswer,
  DocumentAnswer,
  DocumentListAnswer,
  DoubtfulAnswer,
  FindingGroupsAnswer,
  FindingListAnswer,
  JoinedAnswer,
  ScopesAnswer,
  SearchPageAnswer,
  UploadState,
} from "../../api.ts";
import type { EditReading } from "../../parse-edit.ts";
import type { OriginalOutline } from "../../server/originals/protocol.ts";
import { author, t } from "../shell/settings.ts";

/** The server said no, or nothing. `message` is for the person. */
export class ApiError extends Error {
  readonly status: number;
  /** For an original that is gone: where it was. */
  readonly paths: readonly string[];

  constructor(status: number, message: string, paths: readonly string[] = []) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.paths = paths;
  }
}

/** The server and the page are built from the same types, so its answers are taken at their word. */
async function ask<T>(path: string, init: RequestInit = {}, alsoGood: readonly number[] = []): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, t("common.offline"));
  }
  if (!response.ok && !alsoGood.includes(response.status)) throw await readFault(response);
  return (await response.json()) as T;
}

async function readFault(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    const { fault, paths } = JSON.parse(text) as { fault?: string; paths?: string[] };
    return new ApiError(response.status, fault ?? text, paths ?? []);
  } catch {
    return new ApiError(response.status, text);
  }
}

function post(body: unknown): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

export const listDocuments = (query: URLSearchParams, signal: AbortSignal): Promise<DocumentListAnswer> => ask(`/api/documents?${query.toString()}`, { signal });

export const getDocument = (id: number): Promise<DocumentAnswer> => ask(`/api/documents/${id}`);

export const getOriginal = (id: number): Promise<OriginalOutline> => ask(`/api/documents/${id}/original`);

/** The address of a page's picture, drawn at one of the server's widths that is at least as wide as needed. */
export function pictureUrl(id: number, page: number, neededPx: number): string {
  const width = [160, 480, 960, 1600, 2400].find((one) => one >= neededPx) ?? 2400;
  return `/api/documents/${id}/pages/${page}/${width}`;
}

export const parseEdit = (path: string, text: string): Promise<EditReading> => ask("/api/parse", post({ path, text }));

/** A change of one field as the page asks for it. */
export type ChangeBody = { readonly kind: "confirm" | "reject"; readonly path: string } | { readonly kind: "edit"; readonly path: string; readonly text: string };

const refusals = [404, 409, 422];

export const correct = (id: number, body: { revision: string; changes: readonly ChangeBody[]; seen: Record<string, number>; why?: string }): Promise<ChangeAnswer> =>
  ask(`/api/documents/${id}/corrections`, post({ ...body, author: author.value }), refusals);

export const confirmAll = (id: number, body: { revision: string; under: string; seen: Record<string, number> }): Promise<ChangeAnswer> =>
  ask(`/api/documents/${id}/confirm-all`, post({ ...body, author: author.value }), refusals);

export const undo = (id: number, ids: readonly number[]): Promise<ChangeAnswer> => ask(`/api/documents/${id}/undo`, post({ ids }), refusals);

export const listFindingGroups = (): Promise<FindingGroupsAnswer> => ask("/api/findings");

export const listFindings = (code: string, offset: number): Promise<FindingListAnswer> => ask(`/api/findings/${code}?offset=${offset}`);

/** Sides are named as side-text.ts writes them. */
export const compareSides = (one: string, other: string): Promise<DifferencesAnswer> => ask(`/api/differences?${new URLSearchParams({ one, other }).toString()}`);

export const listCounterparts = (id: number): Promise<CounterpartsAnswer> => ask(`/api/differences/counterparts/${id}`);

export const upload = (file: File): Promise<UploadState> =>
  ask(`/api/uploads?name=${encodeURIComponent(file.name)}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file });

export const listScopes = (): Promise<ScopesAnswer> => ask("/api/scopes");

/** What is looked for; blank where it is not narrowed down. */
export interface SearchRequest {
  readonly text: string;
  readonly kind: string;
  readonly region: string;
  readonly year: string;
}

export const searchTexts = ({ text, kind, region, year }: SearchRequest, signal: AbortSignal): Promise<SearchPageAnswer> =>
  ask(`/api/search?${new URLSearchParams({ text, region, year, ...(kind === "" ? {} : { kind }) }).toString()}`, { signal });

/** Which chart, of which rows, in which language. */
export interface ChartRequest {
  readonly id: string;
  readonly language: string;
  readonly region: string;
  readonly year: string;
}

export const getChart = ({ id, language, region, year }: ChartRequest, signal: AbortSignal): Promise<ChartAnswer> =>
  ask(`/api/charts/${id}/figures?${new URLSearchParams({ language, region, year }).toString()}`, { signal });

/** The address of a chart's drawing; `width` in pixels, null for the usual one. */
export function chartUrl({ id, language, region, year }: ChartRequest, kind: "svg" | "png", width: number | null): string {
  const parameters = new URLSearchParams({ language, region, year, ...(width === null ? {} : { width: String(width) }) });
  return `/api/charts/${id}/drawing.${kind}?${parameters.toString()}`;
}

/** Which part of a list is asked for. */
interface ListPage {
  readonly offset: number;
  readonly limit: number;
}

const askJoins = <T>(kind: string, { offset, limit }: ListPage): Promise<T> => ask(`/api/joins/${kind}?offset=${offset}&limit=${limit}`);

export const listJoined = (page: ListPage): Promise<JoinedAnswer> => askJoins("joined", page);
export const listDoubtful = (page: ListPage): Promise<DoubtfulAnswer> => askJoins("doubtful", page);
export const listDecisions = (page: ListPage): Promise<DecisionsAnswer> => askJoins("decisions", page);

/** What a person says of two readings; `other` is null where the one is split from all of its project. */
export interface DecisionBody {
  readonly kind: "join" | "split";
  readonly one: number;
  readonly other: number | null;
}

export const decideReadings = (body: DecisionBody): Promise<{ decided: true }> => ask("/api/joins", post({ ...body, author: author.value }));
