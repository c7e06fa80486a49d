import { readFileSync, readdirSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { parse } from "yaml";
import type { Page } from "./page.ts";

interface Head {
  readonly title: string;
  readonly description: string;
  readonly label?: string;
  readonly order?: number;
  readonly frontmatter?: Readonly<Record<string, unknown>>;
}

/** Reads the pages that are written by hand, and fills their code blocks with the files that they name. */
export function readWrittenPages(folder: string, examples: string): readonly Page[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .toSorted()
    .map((name) => {
      const path = name.split(sep).join("/");
      const text = readFileSync(join(folder, name), "utf8");
      const match = /^---\n(.*?)\n---\n(.*)$/s.exec(text);
      if (!match) throw new Error(`docs/pages/${path} must begin with frontmatter between two lines of ---`);
      const { title, description, ...rest } = parse(match[1] ?? "") as Head;
      return {
        path: path.replace(/(^|\/)index\.md$|\.md$/, "") || "index",
        title,
        description,
        source: `docs/pages/${path}`,
        ...rest,
        body: withExamples(match[2] ?? "", examples, path),
      };
    });
}

/** Fills each code block that names a file, such as "```ts file=wait.ts", with that file of `docs/examples`; `title=` names it otherwise. */
export function withExamples(markdown: string, examples: string, page: string): string {
  const filled = markdown.replaceAll(
    /^```(\w+) file=(\S+)(?: title=(\S+))?\n([^]*?)```$/gm,
    (_, language: string, file: string, title: string | undefined, content: string) => {
      if (content.trim() !== "") throw new Error(`${page}: the code block of ${file} must be empty; its file fills it`);
      // What an example prints is a text file beside it.
      const name = title ?? (language === "text" ? "Output" : basename(file));
      return `\`\`\`${language} title="${name}"\n${readFileSync(join(examples, file), "utf8").trim()}\n\`\`\``;
    },
  );
  // Code that a page shows is compiled and run, so TypeScript stands in files only.
  if (/^```(?:ts|js|tsx|typescript|javascript)\s*$/m.test(filled)) {
    throw new Error(`${page}: a code block in TypeScript must name a file of docs/examples: \`\`\`ts file=...`);
  }
  return filled;
}
