import type { OriginalStore } from "../../store/originals.ts";
import type { Database } from "../../store/open-database.ts";
import type { Assets } from "./assets.ts";
import type { Access } from "./guard.ts";
import type { OriginalReader } from "./originals/original-reader.ts";
import type { UploadQueue } from "./uploads/upload-queue.ts";

/** What the server works with. */
export interface ReviewParts {
  readonly database: Database;
  readonly originals: OriginalStore;
  readonly reader: OriginalReader;
  readonly uploads: UploadQueue;
  readonly assets: Assets;
  readonly access: Access;
  /** Who makes corrections, where the page does not say. */
  readonly author: string;
}
