/**
 * The variables of a URL's path that fits a template such as `/jobs/{id}`, decoded; nothing if it does not fit. The
 * path may have anything in front, since a base URL may. A query behind the template does not count. Only `{+id}` may have slashes in
 * its value.
 */
export function matchPath(template: string, pathname: string): Readonly<Record<string, string>> | undefined {
  const names: string[] = [];
  const [path = ""] = template.split("?");
  const pattern = path
    .split(/(\{[^{}]*\})/)
    .map((part) => {
      if (!part.startsWith("{")) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      names.push(part.replaceAll(/[{}+]/g, ""));
      return part.startsWith("{+") ? "(.+)" : "([^/]+)";
    })
    .join("");
  const match = new RegExp(`${pattern}$`).exec(pathname);
  if (match === null) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]));
}
