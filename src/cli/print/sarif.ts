import type { FindingRow } from "../../store/read-findings.ts";

const levels = { error: "error", warning: "warning", info: "note" } as const;

/**
 * A finding as one result object of SARIF 2.1.0, without the run around it. Lines and columns are 1-based there; places of
 * other kinds stand among the properties.
 */
export function toSarif({ severity, code, document, path, message, remedy, expected, actual, at, file }: FindingRow): object {
  const [place] = at;
  const line = place !== undefined && "line" in place ? place : undefined;
  const region = line === undefined ? {} : { region: { startLine: line.line, startColumn: line.from + 1, endColumn: line.to + 1 } };
  const logical = path === null ? {} : { logicalLocations: [{ fullyQualifiedName: path }] };
  return {
    ruleId: code,
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(file ?? document) }, ...region }, ...logical }],
    properties: { document, remedy, expected, actual, at },
  };
}
