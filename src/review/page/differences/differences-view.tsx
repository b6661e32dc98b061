import { t } from "../shell/settings.ts";

/** Two readings side by side. */
export function DifferencesView({ one, other }: { readonly one: number | null; readonly other: number | null }) {
  return (
    <div class="differences">
      <h1>{t("nav.differences")}</h1>
      <p class="empty">{one ?? other ?? ""}</p>
    </div>
  );
}
