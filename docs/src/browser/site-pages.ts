import { readdirSync } from "node:fs";
import { sep } from "node:path";

/** The address of every page of a built site, from its root. */
export function sitePages(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => `/${name.split(sep).join("/")}`)
    .filter((name) => name.endsWith("/index.html"))
    .map((name) => name.replace(/index\.html$/, ""))
    .toSorted();
}
