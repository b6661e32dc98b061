import { createReader } from "./create-reader.ts";
import { serveReader } from "./serve-reader.ts";

serveReader(createReader);
