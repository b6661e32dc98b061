export { loadMappings } from "./load-mappings.ts";
export { mapDocument, type MappedDocument } from "./map-document.ts";
export { MappingError } from "./mapping-error.ts";
export type { Mapping, MappingSet } from "./picture.ts";
