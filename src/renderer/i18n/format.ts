const COUNT = new Intl.NumberFormat('en');
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** 12345 as '12,345'. */
export const formatCount = (count: number): string => COUNT.format(count);

/** An ISO 8601 time as day and time of this computer. */
export const formatTime = (iso: string): string => DAY.format(new Date(iso));

/** A fraction, 0 to 1, as whole percent: '87 %'. */
export const formatPercent = (fraction: number): string => `${Math.round(fraction * 100)} %`;

/** Times between which a wait may lie: '4 to 7 min', '50 s to 2 min', or one where they look the same. */
export function formatDurationRange(from: number, to: number): string {
  const [shortest, longest] = [formatDuration(from), formatDuration(to)];
  if (shortest === longest) return longest;
  const [number, unit, ...more] = shortest.split(' ');
  const isSameUnit = more.length === 0 && longest.split(' ').slice(1).join(' ') === unit;
  return `${isSameUnit ? number : shortest} to ${longest}`;
}

/** A time to wait, rounded so that it can be read at a glance: '8 s', '3 min', '1 h 20 min'. */
export function formatDuration(seconds: number): string {
  if (seconds < 59.5) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
