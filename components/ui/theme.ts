/** Light, dark, or whatever the reader's system says. The wall is always dark. */
export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const themeLabel = { auto: 'As the system', light: 'Light', dark: 'Dark' } as const satisfies Record<
  Theme,
  string
>;

/** The cookie that lets the server paint the first frame in the right theme, without an inline script. */
export const themeCookie = 'callboard-theme';

export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'auto';
}

/** Applies a theme to this document at once and remembers it for a year. Browser only. */
export function applyTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and needs a secure origin.
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
}

/** The theme this reader has chosen. Browser only. */
export function currentTheme(): Theme {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${themeCookie}=`));
  return parseTheme(found?.slice(themeCookie.length + 1));
}
