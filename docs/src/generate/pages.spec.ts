import { JobStatusError } from "@jobstatus/core";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileFromPage, withBase } from "./page.ts";
import { readProviderDocuments } from "./provider-document.ts";
import { stateDiagram } from "./state-diagram.ts";
import { withExamples } from "./written-pages.ts";
import { readPages } from "./write-pages.ts";

const pages = readPages();
const bodyOf = (path: string) => pages.find((page) => page.path === path)?.body ?? "";

describe("generated pages", () => {
  it("lists a provider's status values with their states", () => {
    expect(bodyOf("providers/traffic-ops")).toContain("| `PENDING` | `running` |");
    expect(bodyOf("providers/zendesk")).toContain(
      "| `completed` | `succeeded`; `partial` if some items failed, `failed` if all did | observed: ",
    );
  });

  it("lists Vault's rate limit and the code of an exceeded one", () => {
    expect(bodyOf("providers/veeva-vault")).toContain("| requests for each job | one in 10 seconds | documented |");
    expect(bodyOf("errors/rate-limited")).toContain(
      "| [veeva-vault](/providers/veeva-vault/#errors) | `API_LIMIT_EXCEEDED` | documented |",
    );
  });

  it("has a page for each of the twelve error codes, and lists them with core's own sentence", () => {
    expect(pages.filter(({ path }) => path.startsWith("errors/"))).toHaveLength(12);
    const meanings = [...bodyOf("errors").matchAll(/^\| \[`(.+?)`\]\(\/errors\/\1\/\) \| (.*?) \|/gm)];
    expect(meanings).toHaveLength(12);
    for (const [, , meaning] of meanings) expect(meaning).toMatch(/\w{3}/);
  });

  it("has the page that an error names", () => {
    expect(pages.map(({ path }) => `${path}/`)).toContain(new JobStatusError("rate-limited", "too often").page);
  });

  it("shows every status value in the diagram of states", () => {
    const vault = readProviderDocuments(join(import.meta.dirname, "../../../specs")).find(
      ({ extension }) => extension.provider === "veeva-vault",
    );
    const diagram = vault ? stateDiagram(vault.extension, "States") : "";
    expect(diagram).toContain('<li class="state-partial"><strong>partial</strong><span>ERRORS_ENCOUNTERED</span></li>');
    expect(diagram).toContain("<strong>failed</strong><span>TIMEOUT</span><span>MISSED_SCHEDULE</span>");
    expect(diagram).not.toContain("\n");
  });
});

describe("hand-written pages", () => {
  const folder = mkdtempSync(join(tmpdir(), "examples-"));
  writeFileSync(join(folder, "one.ts"), "const one = 1;\n");
  writeFileSync(join(folder, "one.txt"), "printed\n");

  it("fills a code block that names a file", () => {
    expect(withExamples("```ts file=one.ts\n```\n", folder, "a.md")).toBe(
      '```ts title="one.ts"\nconst one = 1;\n```\n',
    );
    expect(withExamples("```text file=one.txt\n```\n", folder, "a.md")).toBe('```text title="Output"\nprinted\n```\n');
  });

  it("refuses TypeScript that is not in a file", () => {
    expect(() => withExamples("```ts\nconst two = 2;\n```\n", folder, "a.md")).toThrow(
      "a.md: a code block in TypeScript",
    );
  });

  it("refuses a code block that names a file and has text of its own", () => {
    expect(() => withExamples("```ts file=one.ts\nconst two = 2;\n```\n", folder, "a.md")).toThrow("must be empty");
  });
});

describe("files", () => {
  it("puts the base path before links, except those to other hosts", () => {
    expect(withBase("[a](/b/) [c](https://d.example/) [e](#f)", "/docs/")).toBe(
      "[a](/docs/b/) [c](https://d.example/) [e](#f)",
    );
  });

  it("writes any text to the frontmatter", () => {
    const file = fileFromPage(
      { path: "a", title: 'Says "no": never', description: "- a: b", source: "a.md", body: "Text" },
      "/",
    );
    expect(file).toContain('title: "Says \\"no\\": never"\ndescription: "- a: b"');
  });
});
