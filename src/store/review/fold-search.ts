import { foldTight } from "../../canonical/fold.ts";

/** Text as it is searched: half width, small letters, no white space, so that 绩 效 finds 绩效 and ＡＢ finds ab. */
export function foldSearch(text: string): string {
  return foldTight(text.normalize("NFKC")).toLowerCase();
}
