import { onMounted, onUnmounted, ref, watch, type Ref } from 'vue';
import { useTheme } from './useTheme.ts';

/**
 * A colour token as a canvas can take it: 'rgb(...)', or '' before mounting. It follows the theme.
 * @param token for instance '--colour-text'
 */
export function useThemeColour(token: string): Readonly<Ref<string>> {
  const colour = ref('');
  const { theme } = useTheme();
  const query = window.matchMedia('(prefers-color-scheme: dark)');
  const resolve = (): void => {
    colour.value = resolveColour(token);
  };

  onMounted(() => {
    resolve();
    query.addEventListener('change', resolve);
  });
  onUnmounted(() => query.removeEventListener('change', resolve));
  watch(theme, resolve, { flush: 'post' });
  return colour;
}

/** light-dark() is resolved only where a colour is used, so a passing element uses it. */
function resolveColour(token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
