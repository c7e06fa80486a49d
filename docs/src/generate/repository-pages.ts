import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "./page.ts";

/** A document of the repository that is also a page of the site. */
interface RepositoryDocument {
  readonly file: string;
  readonly path: string;
  readonly description: string;
  /** The title on the site, if the document's own says too little beside others. */
  readonly title?: string;
  readonly label?: string;
  readonly order?: number;
  readonly frontmatter?: NonNullable<Page["frontmatter"]>;
}

const DOCUMENTS: readonly RepositoryDocument[] = [
  {
    file: "packages/cli/README.md",
    path: "reference/command-line",
    title: "Command-line tool: commands and exit codes",
    label: "Command-line tool",
    order: 2,
    description:
      "Get, watch and wait for jobs in a shell or a script: commands, output formats, exit codes and credentials.",
  },
  {
    file: "specs/README.md",
    path: "concepts/contract-language",
    title: "The contract language",
    order: 8,
    description: "Every field of the x-job-status extension, by example.",
  },
  {
    file: "conformance/README.md",
    path: "conformance",
    title: "Conformance suite",
    description: "What is verified against what, and how to run the suite against your own client.",
  },
  {
    file: "packages/simulator/README.md",
    path: "concepts/simulator",
    title: "The simulators",
    order: 4,
    description: "Simulated providers for tests and demos: scenarios, failures and sessions.",
  },
  {
    file: "packages/bench/ENGINE.md",
    path: "concepts/what-waiting-costs",
    order: 4,
    description: "CPU time, memory, connections and requests of waits beside a raw loop of fetch, losses included.",
    frontmatter: { keywords: "bundle size overhead" },
  },
  {
    file: "packages/codegen/README.md",
    path: "guides/your-api/generator",
    title: "The generator and its rules",
    order: 4,
    description: "The command of the generator, its API, and every rule that a diagnostic can name.",
  },
  {
    file: "CONTRIBUTING.md",
    path: "guides/your-api/contributing",
    label: "Contributing",
    order: 5,
    description: "How to change this project, by task.",
  },
  {
    file: "SECURITY.md",
    path: "security",
    description: "How to report a vulnerability, what is guaranteed, and what is not.",
  },
  { file: "CHANGELOG.md", path: "changelog", description: "What changed in each release." },
];

/** Reads the documents of the repository that are pages of the site; a missing document gives no page. */
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
        description: "A decision: its context, what was decided, and its consequences.",
        order: index + 1,
      }),
    );
  const list: Page = {
    path: "decisions",
    title: "Decisions",
    description: "Why the project is built as it is.",
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

/** Replaces relative links with their text: they lead to files of the repository, which the site does not have. */
function withoutFileLinks(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]+)\]\((?!https?:|#|\/)[^)]+\)/g, "$1");
}
