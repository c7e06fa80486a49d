import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { parse } from "yaml";

/** A page as Markdown, for language models and other programs. */
interface Copy {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly markdown: string;
}

/** Writes each page's Markdown beside the page (`guides/wait/` has `guides/wait.md`), and lists all of them in `llms.txt`. */
export function markdownCopies({ content }: { readonly content: string }): AstroIntegration {
  return {
    name: "markdown-copies",
    hooks: {
      "astro:build:done": ({ dir }) => {
        const out = fileURLToPath(dir);
        const copies = readCopies(content);
        for (const { path, markdown } of copies) {
          const file = join(out, `${path}.md`);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, markdown);
        }
        writeFileSync(join(out, "llms.txt"), listOfCopies(copies));
        const guides = copies.filter(({ path }) => !path.startsWith("reference/"));
        writeFileSync(join(out, "llms-full.txt"), guides.map(({ markdown }) => markdown).join("\n\n"));
      },
    },
  };
}

/** Reads the Markdown of all pages, without figures. */
export function readCopies(content: string): readonly Copy[] {
  return readdirSync(content, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .toSorted()
    .map((name) => {
      const [, head = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(join(content, name), "utf8")) ?? [];
      const { title, description = "" } = parse(head) as { readonly title: string; readonly description?: string };
      const text = body.replaceAll(/<figure[^]*?<\/figure>\n*/g, "").trim();
      return {
        path: markdownPath(name.split(sep).join("/")),
        title,
        description,
        markdown: `# ${title}\n\n${text}\n`,
      };
    });
}

/**
 * Where the Markdown of a page is, without its extension. Starlight writes addresses in lower case and drops a closing
 * `index`; only the home page keeps it.
 *
 * @param file - The page's file in the content folder, or its address without the slashes at both ends.
 */
export function markdownPath(file: string): string {
  const path = file
    .replace(/\.md$/, "")
    .replace(/(^|\/)index$/, "")
    .toLowerCase();
  return path === "" ? "index" : path;
}

/** The text of `llms.txt`: each page with its description. Its links are relative to itself. */
export function listOfCopies(copies: readonly Copy[]): string {
  const line = ({ path, title, description }: Copy) => `- [${title}](${path}.md)${description && `: ${description}`}`;
  const isReference = ({ path }: Copy) => path.startsWith("reference/");
  return [
    "# jobstatus",
    "> A TypeScript library that polls a job until it ends and tells you how it ended, with one API for every provider.",
    "## Pages",
    copies
      .filter((copy) => !isReference(copy))
      .map(line)
      .join("\n"),
    "## Optional: reference",
    copies.filter(isReference).map(line).join("\n"),
    "",
  ].join("\n\n");
}
