import { JobStatusError } from "@jobstatus/core";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileFromPage, withBase } from "./page.ts";
import { readProviderDocuments, wordsFromDuration } from "./provider-document.ts";
import { stateDiagram } from "./state-diagram.ts";
import { withExamples } from "./written-pages.ts";
import { readPages } from "./write-pages.ts";

const pages = readPages();
const bodyOf = (path: string) => pages.find((page) => page.path === path)?.body ?? "";

describe("what is made from the contracts", () => {
  test("the provider's values stand in its page with their states", () => {
    expect(bodyOf("providers/traffic-ops")).toContain("| `PENDING` | `running` |");
    expect(bodyOf("providers/zendesk")).toContain(
      "| `completed` | `succeeded`; `partial` where some items failed, `failed` where all did | observed: ",
    );
  });

  test("Vault's limit and the code of its breach", () => {
    expect(bodyOf("providers/veeva-vault")).toContain("| requests for each job | one in 10 seconds | documented |");
    expect(bodyOf("errors/rate-limited")).toContain(
      "| [veeva-vault](/providers/veeva-vault/#errors) | `API_LIMIT_EXCEEDED` | documented |",
    );
  });

  test("each of the twelve codes has a page with core's own sentence", () => {
    expect(pages.filter(({ path }) => path.startsWith("errors/"))).toHaveLength(12);
    expect(bodyOf("errors/gone")).toContain("the provider no longer knows it");
  });

  test("an error names its page", () => {
    expect(pages.map(({ path }) => `${path}/`)).toContain(new JobStatusError("rate-limited", "too often").page);
  });

  test("the diagram shows every word, and says them to who cannot see it", () => {
    const vault = readProviderDocuments(join(import.meta.dirname, "../../../specs")).find(
      ({ extension }) => extension.provider === "veeva-vault",
    );
    const svg = vault ? stateDiagram(vault.extension, "States") : "";
    expect(svg).toContain(">ERRORS_ENCOUNTERED</text>");
    expect(svg).toContain("partial: ERRORS_ENCOUNTERED; failed: TIMEOUT, MISSED_SCHEDULE");
    expect(svg).not.toContain("\n");
  });

  test("durations are words", () => {
    expect(wordsFromDuration("PT1H")).toBe("1 hour");
    expect(wordsFromDuration("P14D")).toBe("14 days");
    expect(() => wordsFromDuration("soon")).toThrow('"soon" is no duration');
  });
});

describe("what is written by hand", () => {
  const folder = mkdtempSync(join(tmpdir(), "examples-"));
  writeFileSync(join(folder, "one.ts"), "const one = 1;\n");

  test("a code block that names a file is filled with it", () => {
    expect(withExamples("```ts file=one.ts\n```\n", folder, "a.md")).toBe(
      '```ts title="one.ts"\nconst one = 1;\n```\n',
    );
  });

  test("TypeScript that stands in no file is refused", () => {
    expect(() => withExamples("```ts\nconst two = 2;\n```\n", folder, "a.md")).toThrow(
      "a.md: a code block in TypeScript",
    );
  });

  test("a code block that names a file and has text of its own is refused", () => {
    expect(() => withExamples("```ts file=one.ts\nconst two = 2;\n```\n", folder, "a.md")).toThrow("has to be empty");
  });
});

describe("files", () => {
  test("links stand under the base path, those to elsewhere as they are", () => {
    expect(withBase("[a](/b/) [c](https://d.example/) [e](#f)", "/docs/")).toBe(
      "[a](/docs/b/) [c](https://d.example/) [e](#f)",
    );
  });

  test("frontmatter holds any text", () => {
    const file = fileFromPage(
      { path: "a", title: 'Says "no": never', description: "- a: b", source: "a.md", body: "Text" },
      "/",
    );
    expect(file).toContain('title: "Says \\"no\\": never"\ndescription: "- a: b"');
  });
});
