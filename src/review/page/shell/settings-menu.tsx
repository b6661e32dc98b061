import { author, language, t, theme, themes } from "./settings.ts";

/** Language, theme and name: set at the top right. */
export function SettingsMenu() {
  const other = language.value === "zh" ? "en" : "zh";
  return (
    <div class="settings">
      <label class="settings-author" title={t("settings.author.hint")}>
        <span class="visually-hidden">{t("settings.author")}</span>
        <input
          type="text"
          maxLength={100}
          autocomplete="off"
          placeholder={t("settings.author")}
          value={author.value}
          onInput={(event) => { author.value = event.currentTarget.value; }}
        />
      </label>
      <label>
        <span class="visually-hidden">{t("settings.theme")}</span>
        <select
          value={theme.value}
          onChange={(event) => {
            theme.value = themes.find((one) => one === event.currentTarget.value) ?? "auto";
          }}
        >
          {themes.map((one) => (
            <option key={one} value={one}>
              {t(`settings.theme.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="language-switch" lang={other === "zh" ? "zh-CN" : "en"} onClick={() => { language.value = other; }}>
        {other === "zh" ? "中文" : "English"}
      </button>
    </div>
  );
}
