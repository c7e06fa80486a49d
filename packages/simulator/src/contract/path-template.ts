/**
 * The variables of a URL's path that fits a template such as `/jobs/{id}`, decoded; nothing if it does not fit. The
 * path may have anything in front, since a base URL may. Only `long` may have slashes in its value.
 */
export function matchPath(
  template: string,
  pathname: string,
  long?: string,
): Readonly<Record<string, string>> | undefined {
  const names: string[] = [];
  const pattern = template
    .split(/(\{[^{}]*\})/)
    .map((part) => {
      if (!part.startsWith("{")) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      names.push(part.slice(1, -1));
      return names.at(-1) === long ? "(.+)" : "([^/]+)";
    })
    .join("");
  const match = new RegExp(`${pattern}$`).exec(pathname);
  if (match === null) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]));
}
