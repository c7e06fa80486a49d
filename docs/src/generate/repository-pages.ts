import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "./page.ts";

/** A document of the repository that is a page of the site as it stands. */
interface RepositoryDocument {
  readonly file: string;
  readonly path: string;
  readonly description: string;
  /** The title in the site, where the document's own says too little beside others. */
  readonly title?: string;
  readonly label?: string;
  readonly order?: number;
}

const DOCUMENTS: readonly RepositoryDocument[] = [
  {
    file: "packages/cli/README.md",
    path: "guides/command-line",
    title: "At the command line",
    order: 20,
    description: "The command jobstatus: ask, watch and wait at the prompt or in a script.",
  },
  {
    file: "specs/README.md",
    path: "concepts/contract-language",
    title: "The contract language",
    order: 3,
    description: "What x-job-status says of a provider, by example.",
  },
  {
    file: "conformance/README.md",
    path: "conformance",
    description: "What was verified against what, and how to run it.",
  },
  {
    file: "packages/simulator/README.md",
    path: "concepts/simulator",
    title: "The simulator",
    order: 4,
    description: "Five stand-ins for the providers, as Request to Response functions.",
  },
  {
    file: "packages/codegen/README.md",
    path: "maintain/generator",
    title: "The generator and its rules",
    order: 4,
    description: "The generator's command, and every diagnostic.",
  },
  {
    file: "CONTRIBUTING.md",
    path: "maintain/contributing",
    label: "Contributing",
    order: 0,
    description: "How to change this project, by task.",
  },
  { file: "SECURITY.md", path: "security", description: "What is promised, what is not, and how to report a fault." },
  { file: "CHANGELOG.md", path: "changelog", description: "What changed, release by release." },
];

/** The pages that stand in the repository under another name; a document that is not there gives no page. */
export function readRepositoryPages(root: string): readonly Page[] {
  return DOCUMENTS.filter(({ file }) => existsSync(join(root, file))).map(({ file, ...rest }) =>
    pageFromDocument(file, readFileSync(join(root, file), "utf8"), rest),
  );
}

/** One page for each decision, and the page that lists them. */
export function readDecisionPages(folder: string): readonly Page[] {
  const pages = readdirSync(folder)
    .filter((name) => /^\d+-.*\.md$/.test(name))
    .toSorted()
    .map((name, index) =>
      pageFromDocument(`docs/decisions/${name}`, readFileSync(join(folder, name), "utf8"), {
        path: `decisions/${name.replace(/\.md$/, "")}`,
        description: "A decision: its context, what was decided, and what follows.",
        order: index + 1,
      }),
    );
  const list: Page = {
    path: "decisions",
    title: "Decisions",
    description: "Why things are as they are.",
    source: "docs/decisions",
    label: "All decisions",
    order: 0,
    body: pages.map(({ path, title }) => `- [${title}](/${path}/)`).join("\n"),
  };
  return [list, ...pages];
}

function pageFromDocument(
  file: string,
  text: string,
  rest: Omit<Page, "title" | "source" | "body"> & { readonly title?: string },
): Page {
  const [, title = file, body = ""] = /^(?:<!--[^]*?-->\s*)?# (.+)\n([^]*)$/.exec(text) ?? [];
  return { title: title.replaceAll("`", ""), ...rest, source: file, body: withoutFileLinks(body) };
}

/** A relative link leads to a file of the repository, which the site does not have: its text stays. */
function withoutFileLinks(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]+)\]\((?!https?:|#|\/)[^)]+\)/g, "$1");
}
