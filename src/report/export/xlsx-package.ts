const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The workbook part: its sheets by name, in order. */
export function workbookXml(sheets: readonly string[]): string {
  const list = sheets.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("");
  return `${declaration}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeRelations}"><sheets>${list}</sheets></workbook>`;
}

/** Where the workbook's parts are. */
export function workbookRelationsXml(sheets: readonly string[]): string {
  const list = sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${officeRelations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`);
  const styles = `<Relationship Id="rId${sheets.length + 1}" Type="${officeRelations}/styles" Target="styles.xml"/>`;
  return `${declaration}<Relationships xmlns="${relations}">${list.join("")}${styles}</Relationships>`;
}

/** Where the workbook is in the package. */
export const rootRelationsXml = `${declaration}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** What each part of the package is. */
export function contentTypesXml(sheets: readonly string[]): string {
  const list = sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${sheetType}.worksheet+xml"/>`);
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>${list.join("")}</Types>`;
}
