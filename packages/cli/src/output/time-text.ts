/** A span of time in whole seconds, such as `12 s`, `3:07` or `1:02:30`. */
export function spanText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${rest}`.padStart(2, "0");
  return hours === 0 ? `${minutes}:${tail}` : `${hours}:${`${minutes}`.padStart(2, "0")}:${tail}`;
}
