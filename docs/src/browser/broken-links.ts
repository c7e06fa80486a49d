import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sitePages } from "./site-pages.ts";

/**
 * Checks every `href` and `src` of every page of a built site: the file exists, and
 * so does the heading that a fragment names. Links to other hosts are not checked.
 *
 * @param folder - The folder of the built site.
 * @returns One line for each broken link: its page and its address.
 */
export function brokenLinks(folder: string): readonly string[] {
  const anchors = new Map<string, ReadonlySet<string>>();
  const anchorsOf = (file: string): ReadonlySet<string> => {
    const known = anchors.get(file);
    if (known) return known;
    const found = new Set(Array.from(readFileSync(file, "utf8").matchAll(/\sid="([^"]+)"/g), ([, id = ""]) => id));
    anchors.set(file, found);
    return found;
  };
  const isBroken = (address: string, page: string): boolean => {
    const { origin, pathname, hash } = new URL(address.replaceAll("&amp;", "&"), `${SITE}${page}`);
    if (origin !== SITE) return false;
    const file = join(folder, decodeURIComponent(pathname), pathname.endsWith("/") ? "index.html" : "");
    if (!existsSync(file)) return true;
    // The fragment of the playground is its settings.
    const isHeading = hash.length > 1 && file.endsWith(".html") && !pathname.endsWith("/playground/");
    return isHeading && !anchorsOf(file).has(decodeURIComponent(hash.slice(1)));
  };
  return sitePages(folder).flatMap((page) => {
    const html = readFileSync(join(folder, page, "index.html"), "utf8");
    const addresses = new Set(Array.from(html.matchAll(/\s(?:href|src)="([^"]+)"/g), ([, address = ""]) => address));
    return [...addresses].filter((address) => isBroken(address, page)).map((address) => `${page} ${address}`);
  });
}

const SITE = "http://site.test";
