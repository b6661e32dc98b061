import type {
  ChangeAnswer,
  CounterpartsAnswer,
  DifferencesAnswer,
  DocumentAnswer,
  DocumentListAnswer,
  FindingGroupsAnswer,
  FindingListAnswer,
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
