import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const docs = join(import.meta.dirname, "..");

/** A hand-written page without its frontmatter. */
function read(page: string): string {
  return readFileSync(join(docs, "pages", page), "utf8").replace(/^---\n[^]*?\n---\n+/, "");
}

function pagesIn(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: join(docs, "pages") }).toSorted();
}

/** The headings of the second level; a line of code is not one. */
function headingsOf(markdown: string): readonly string[] {
  return Array.from(markdown.replaceAll(/^ *```[^]*?^ *```$/gm, "").matchAll(/^## (.+)$/gm), ([, title = ""]) => title);
}

/** The text before the first heading, code, list or table. */
function leadOf(markdown: string): string {
  return markdown.split(/^(?:#| *```|\||- |1\. |\n:)/m)[0]?.trim() ?? "";
}

const guides = pagesIn("guides/**/*.md");

it.each(guides)("%s says first what it is for and when to use it", (page) => {
  expect(leadOf(read(page))).toMatch(/\b(?:if|when|whenever|use (?:it|this page))\b/i);
});

it.each(guides)("%s ends with pitfalls and next steps", (page) => {
  const markdown = read(page);
  expect(headingsOf(markdown).slice(-2)).toEqual(["Pitfalls", "Next steps"]);
  expect(markdown.split(/^## Next steps$/m)[1]).toMatch(/\]\(\//);
});

it.each(pagesIn("{start,quick-start,concepts,reference}/*.md"))(
  "%s begins with a sentence and ends with next steps",
  (page) => {
    const markdown = read(page);
    expect(leadOf(markdown)).toMatch(/\.$/);
    expect(headingsOf(markdown).at(-1)).toBe("Next steps");
  },
);

it.each(pagesIn("errors/*.md"))("%s says what happened, what to do, and how code handles it", (page) => {
  expect(headingsOf(read(page))).toEqual(["What happened", "What to do", "Handle it in code"]);
});

it.each(pagesIn("**/*.md"))("%s shows what its programs print", (page) => {
  const markdown = read(page);
  const silent = Array.from(markdown.matchAll(/file=(\S+)\.ts/g), ([, name = ""]) => name).filter(
    (name) => existsSync(join(docs, `examples/${name}.txt`)) && !markdown.includes(`file=${name}.txt`),
  );
  expect(silent).toEqual([]);
});
