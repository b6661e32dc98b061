interface CatalogueEntry {
  readonly severity: "error" | "warning" | "info";
  /** What it means, one line. */
  readonly meaning: string;
  /** What a person does about it, one line. */
  readonly remedy: string;
  /** A remark on what the form says, which tells nothing of how surely it was read: no value's confidence heeds it. */
  readonly isOfForm?: true;
}

/**
 * Every finding there can be, with its usual severity, what it means and what a person does about it.
 * The list is closed: code that needs a new finding adds its line here.
 */
export const findingCatalogue = {
  "file-extension-wrong": {
    severity: "warning",
    meaning: "The file's content is of another format than its extension says.",
    remedy: "Nothing is lost; rename the file if others will open it.",
  },
  "encoding-detected": {
    severity: "info",
    meaning: "The text is not plain UTF-8; the encoding was detected from its bytes.",
    remedy: "Look at a few characters; if they are wrong, convert the file to UTF-8 and import it again.",
  },
  "text-undecodable": {
    severity: "warning",
    meaning: "Some bytes are no character in the detected encoding.",
    remedy: "Compare the marked places with the original.",
  },
  "page-unread": {
    severity: "error",
    meaning: "A page could not be read, or was left out.",
    remedy: "Open the page in the original; import it again with --ocr always, or enter its values by hand.",
  },
  "page-turned": {
    severity: "info",
    meaning: "A page lies on its side or stands on its head; it was turned upright to be read.",
    remedy: "Nothing is lost; the review page shows it upright.",
  },
  "text-layer-distrusted": {
    severity: "info",
    meaning: "The page's text layer does not fit its picture, so the picture was read instead.",
    remedy: "Check the values of that page against the picture.",
  },
  "ocr-unavailable": {
    severity: "error",
    meaning: "A page needs OCR and no reader could be started.",
    remedy: "Run `jixiao doctor`; install what it names and import again.",
  },
  "page-size-assumed": {
    severity: "info",
    meaning: "The file does not state how large its pages are; their size was assumed.",
    remedy: "Nothing is lost; places on the pages are in proportion, not to scale.",
  },
  "ocr-single-reader": {
    severity: "warning",
    meaning: "Only one of the two OCR readers could be used.",
    remedy: "Run `jixiao doctor`; values of scans deserve a closer look.",
  },
  "text-deleted": {
    severity: "info",
    meaning: "The file holds text that a tracked change deleted; it is not part of the record.",
    remedy: "Open the file in Word and accept or reject the change if it matters.",
  },
  "text-hidden": {
    severity: "warning",
    meaning: "The file holds hidden text, rows or sheets; they are kept apart and not read into the record.",
    remedy: "Unhide it in the original if it belongs to the form, and import again.",
  },
  "content-external": {
    severity: "info",
    meaning: "The file points to content outside itself; nothing was fetched.",
    remedy: "Nothing to do unless the form is an external picture.",
  },
  "content-embedded": {
    severity: "info",
    meaning: "The file holds pictures, charts or other files inside it; text in them was not read.",
    remedy: "If a part of the form is such a picture, save the file as PDF and import that.",
  },
  "formula-uncalculated": {
    severity: "warning",
    meaning: "A workbook's formula has no stored result, so its cell is read as blank.",
    remedy: "Open the file with Excel or WPS, save it, and import it again.",
  },
  "content-macro": {
    severity: "warning",
    meaning: "The file holds macros; they were not run.",
    remedy: "Treat the original with care.",
  },
  "reader-fallback": {
    severity: "warning",
    meaning: "The best reader for this format is not installed; a plainer one was used.",
    remedy: "Install what the message names and import again with --refresh.",
  },
  "content-truncated": {
    severity: "warning",
    meaning: "The document goes beyond a limit of the program, and the rest was not read.",
    remedy: "Split the file, or read the rest with --pages.",
  },
  "layout-unknown": {
    severity: "error",
    meaning: "No mapping recognises this document.",
    remedy: "If it is a performance-target form, write a mapping for it (mappings/README.md).",
  },
  "layout-weak": {
    severity: "warning",
    meaning: "The layout was recognised with few of its labels.",
    remedy: "Check that the right form was recognised; part of the document may be missing.",
  },
  "form-incomplete": {
    severity: "warning",
    meaning: "A part of the form that the layout always prints is not there.",
    remedy: "Check whether pages are missing from the file.",
  },
  "label-repaired": {
    severity: "info",
    meaning: "A damaged label was recognised by its neighbours.",
    remedy: "Nothing, unless the value beside it looks wrong.",
  },
  "text-repaired": {
    severity: "warning",
    meaning: "A damaged value was repaired, from its intact twin or from the words around the damage.",
    remedy: "Compare the value with the original.",
  },
  "text-deinterleaved": {
    severity: "info",
    meaning: "The value's lines were mixed with those of another column and were sorted out.",
    remedy: "Read the value once; its lines should follow each other.",
  },
  "text-damaged": {
    severity: "warning",
    meaning: "The text is damaged and could not be repaired.",
    remedy: "Enter the text from the original.",
  },
  "characters-unmapped": {
    severity: "warning",
    meaning: "Printed characters belong to no value and no known label.",
    remedy: "Look at them; give the mapping a label or enter them as a value.",
  },
  "value-unparsed": {
    severity: "warning",
    meaning: "What is printed is not a value of the kind that belongs there.",
    remedy: "Enter the value by hand if the form means one.",
  },
  "unit-missing": {
    severity: "error",
    meaning: "An amount is printed and no unit for it is stated anywhere.",
    remedy: "Find the unit and enter the amount.",
  },
  "unit-doubtful": {
    severity: "warning",
    meaning: "An amount is far out of proportion with its neighbours, as if in another unit.",
    remedy: "Check the amount's unit in the original.",
  },
  "year-missing": {
    severity: "warning",
    meaning: "The form's year is not printed.",
    remedy: "Enter the fiscal year.",
  },
  "check-mark-missing": {
    severity: "warning",
    meaning: "None of the boxes carries a visible mark.",
    remedy: "Look at the original and enter which one was meant.",
  },
  "check-mark-ambiguous": {
    severity: "warning",
    meaning: "More than one of the boxes carries a mark.",
    remedy: "Look at the original and enter which one was meant.",
  },
  "required-missing": {
    severity: "warning",
    meaning: "A field that the form requires is blank.",
    remedy: "Enter it if another source has it.",
  },
  "twin-contradiction": {
    severity: "warning",
    meaning: "The document states one thing twice, differently.",
    remedy: "Decide which of the two is right.",
  },
  "sum-mismatch": {
    severity: "warning",
    meaning: "Parts do not add up to the printed total.",
    remedy: "Check the amounts; if they are as printed, the form itself is wrong.",
  },
  "statement-mismatch": {
    severity: "warning",
    meaning: "The document's preface claims a count or a sum that its forms do not bear out.",
    remedy: "Check whether a form is missing or an amount was misread.",
  },
  "product-mismatch": {
    severity: "warning",
    meaning: "A printed product does not multiply.",
    remedy: "Check quantity, price and amount; if they are as printed, the form itself is wrong.",
  },
  "prose-contradiction": {
    severity: "warning",
    meaning: "The prose states another figure than the table, or than another prose of the document.",
    remedy: "Decide which one counts.",
  },
  "date-order": {
    severity: "error",
    meaning: "An end lies before its start.",
    remedy: "Check both dates.",
  },
  "date-outside-year": {
    severity: "info",
    meaning: "A date lies outside the year or period the form is for.",
    remedy: "Check the date and the year.",
  },
  "level-mismatch": {
    severity: "info",
    meaning: "An indicator stands under another first level than its second level belongs to.",
    remedy: "Nothing: the codes say what the labels say. Tell the department, if the form is yours.",
  },
  "indicator-kind-doubtful": {
    severity: "info",
    meaning: "An indicator's target does not suit its kind, such as a rate under 数量指标.",
    remedy: "Check the row; if it is as printed, the form itself is weak.",
  },
  "indicator-repeated": {
    severity: "info",
    meaning: "The same indicator stands more than once, word for word or with its words in another order.",
    remedy: "Check that it was not read twice.",
  },
  "indicator-name-doubtful": {
    severity: "info",
    meaning: "An indicator's name is a sentence, not something to measure.",
    remedy: "Nothing, if it is as printed.",
  },
  "target-out-of-range": {
    severity: "warning",
    meaning: "A target lies outside what is possible, such as a rate above 100 %.",
    remedy: "Check the number against the original.",
  },
  "target-against-sense": {
    severity: "warning",
    meaning: "A target's comparator or value runs against the indicator's sense.",
    remedy: "Check comparator and value against the original.",
  },
  "target-not-number": {
    severity: "info",
    meaning: "An indicator that asks for a number has a target in words, or a target that only repeats the indicator's name.",
    remedy: "Nothing, if it is as printed.",
  },
  "target-unit-missing": {
    severity: "info",
    meaning: "A target is a number without a unit.",
    remedy: "Nothing, if it is as printed.",
  },
  "weight-sum": {
    severity: "info",
    meaning: "The indicators' weights do not add up to 100.",
    remedy: "Check the weights.",
  },
  "level-unknown": {
    severity: "info",
    meaning: "An indicator's level is none of those that the form is made of.",
    remedy: "Check the label; if it is as printed, its code must stay empty.",
  },
  "period-mismatch": {
    severity: "info",
    meaning: "The project's dates and the period of its funding do not cover the same years.",
    remedy: "Decide which of the two is meant; multi-year funding of a one-year project is often a slip.",
  },
  "text-copied": {
    severity: "info",
    meaning: "A project's goal is word for word that of another project in the document.",
    remedy: "Check whether the goal was copied from the wrong form.",
  },
  "readings-differ": {
    severity: "warning",
    meaning: "Two documents state the same value of one project differently.",
    remedy: "Look at both; correct the wrong one, or split the projects if they are two.",
  },
  "item-left-out": {
    severity: "warning",
    meaning: "A row of a list stands in this document and not in a better document of the same project, whose list counts.",
    remedy: "Look at both; enter the row's values where they belong, or split the projects if they are two.",
  },
  "correction-stale": {
    severity: "warning",
    meaning: "The original no longer reads as it did when the value was corrected.",
    remedy: "Look whether the correction still holds; confirm it or take it back.",
  },
  "correction-lost": {
    severity: "warning",
    meaning: "The place of a correction is not found in the document any more.",
    remedy: "Enter the correction again at its new place, or take it back.",
  },
  "numbering-gap": {
    severity: "warning",
    meaning: "A numbered list leaves out a number, or has one twice.",
    remedy: "Check whether a row is missing; if the form itself skips it, nothing.",
  },
  "field-blank": {
    severity: "info",
    meaning: "The form prints a label, and nothing stands beside it.",
    remedy: "Look at the original; enter the value if another source has it.",
    isOfForm: true,
  },
  "indicator-misplaced": {
    severity: "info",
    meaning: "An indicator stands under a second level that what it measures does not belong to, such as 预算执行率 under 时效指标.",
    remedy: "Check the row; if it is as printed, the form itself is weak.",
    isOfForm: true,
  },
  "indicator-group-missing": {
    severity: "info",
    meaning: "A list of indicators has none of a first level that every form asks for, such as 满意度指标.",
    remedy: "Check that no row is missing; if the list is as printed, the form itself is incomplete.",
    isOfForm: true,
  },
  "indicators-copied": {
    severity: "info",
    meaning: "A list of indicators is word for word another list of the document, or most of it is.",
    remedy: "Check whether the indicators were written for this project and this period.",
    isOfForm: true,
  },
  "target-off-subject": {
    severity: "info",
    meaning: "A target in words names another quality than the indicator asks for, such as 合规 for 合理性.",
    remedy: "Check the row; if it is as printed, the form itself is weak.",
    isOfForm: true,
  },
  "quantity-mismatch": {
    severity: "warning",
    meaning: "An indicator asks for another quantity than the budget pays for, or than the prose promises.",
    remedy: "Decide which of the two counts.",
    isOfForm: true,
  },
  "goal-foreign": {
    severity: "info",
    meaning: "A project's goal speaks of what another project of the document is named for, and not this one.",
    remedy: "Check whether the goal was copied from the wrong form.",
    isOfForm: true,
  },
  "goal-unchanged": {
    severity: "info",
    meaning: "A project that is paid for over several years has the year's goal for its long-term goal.",
    remedy: "Nothing, if it is as printed; the form does not say what the later years are for.",
    isOfForm: true,
  },
} as const satisfies Record<string, CatalogueEntry>;

const remarks: ReadonlySet<string> = new Set(Object.entries<CatalogueEntry>(findingCatalogue).flatMap(([code, entry]) => (entry.isOfForm === true ? [code] : [])));

/** Whether a finding's code is a remark on what the form says, which tells nothing of how surely it was read. */
export function isRemarkOnForm(code: string): boolean {
  return remarks.has(code);
}
