import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What a page costs before anybody does anything on it. */
export interface PageWeight {
  /** The page with its styles and scripts, each compressed with gzip. */
  readonly bytes: number;
  /** Scripts that the page waits for before it shows anything. */
  readonly blockingScripts: readonly string[];
}

/** Weighs a page of a built site with all that its HTML names, and what those scripts import at once. */
export function weighPage(folder: string, path: string): PageWeight {
  const html = readFileSync(join(folder, path, "index.html"), "utf8");
  const files = new Set<string>();
  const blockingScripts: string[] = [];
  for (const [tag, name = ""] of html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="(\/[^"]+\.(?:js|css))"[^>]*>/g)) {
    addFile(folder, name, files);
    if (tag.startsWith("<script") && !/type="module"|\basync\b|\bdefer\b/.test(tag)) blockingScripts.push(name);
  }
  const texts = [html, ...Array.from(files, (name) => readFileSync(join(folder, name), "utf8"))];
  return { bytes: texts.reduce((sum, text) => sum + gzipSync(text).length, 0), blockingScripts };
}

function addFile(folder: string, name: string, files: Set<string>): void {
  if (files.has(name)) return;
  files.add(name);
  if (!name.endsWith(".js")) return;
  const text = readFileSync(join(folder, name), "utf8");
  for (const [, imported = ""] of text.matchAll(/(?:^|[;}\s])import\s*(?:[^"'()]*?from\s*)?["'](\.\/[^"']+)["']/g)) {
    addFile(folder, join(name, "..", imported).replaceAll("\\", "/"), files);
  }
}
