import { ref, type Ref } from 'vue';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'handful.theme';
const theme = ref<Theme>(stored());

/** The theme chosen on this computer; 'system' follows the system. */
export function useTheme(): { theme: Readonly<Ref<Theme>>; choose: (next: Theme) => void } {
  return {
    theme,
    choose(next) {
      theme.value = next;
      localStorage.setItem(KEY, next);
      applyTheme();
    },
  };
}

/** Puts the theme on the page. */
export function applyTheme(): void {
  if (theme.value === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme.value;
}

function stored(): Theme {
  const value = localStorage.getItem(KEY);
  return THEMES.find((one) => one === value) ?? 'system';
}
