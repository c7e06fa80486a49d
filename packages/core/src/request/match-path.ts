/**
 * The names in a path template with the values that a path has in their places, decoded; undefined if the path does not match or
 * is not well encoded. Each name stands for one segment or for a part of one, `{+name}` for
 * several segments.
 */
export function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const pattern = template
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")
    .replace(/\{\\\+(\w+)\}/g, "(?<$1>.+?)");
  const match = new RegExp(`^${pattern}/?$`).exec(path);
  if (!match) return undefined;
  try {
    const names = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]);
    return Object.fromEntries(names) as Record<string, string>;
  } catch {
    return undefined;
  }
}
