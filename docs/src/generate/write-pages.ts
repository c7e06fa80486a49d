import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readBenchmarkPages } from "./benchmark-page.ts";
import { comparisonPage } from "./comparison-page.ts";
import { withMatrix } from "./conformance-matrix.ts";
import { errorPages, readErrorCodes } from "./error-pages.ts";
import { type Page, fileFromPage } from "./page.ts";
import { readProviderDocuments } from "./provider-document.ts";
import { providerPage } from "./provider-page.ts";
import { readDecisionPages, readRepositoryPages } from "./repository-pages.ts";
import { withRuntimes } from "./runtime-matrix.ts";
import { readWrittenPages } from "./written-pages.ts";

const docs = resolve(import.meta.dirname, "../..");
const root = resolve(docs, "..");

/** Every page of the site but the API reference. */
export function readPages(): readonly Page[] {
  const documents = readProviderDocuments(join(root, "specs"));
  const errorSource = readFileSync(join(root, "packages/core/src/model/job-status-error.ts"), "utf8");
  const written = readWrittenPages(join(docs, "pages"), join(docs, "examples"));
  const isErrorPage = ({ path }: Page) => path.startsWith("errors/");
  const pages = [
    ...written.filter((page) => !isErrorPage(page)).map((page) => withRuntimes(page, root)),
    comparisonPage(documents),
    ...documents.map((document, index) => providerPage(document, index + 1)),
    ...errorPages(written.filter(isErrorPage), readErrorCodes(errorSource), documents),
    ...readDecisionPages(join(docs, "decisions")),
    ...readRepositoryPages(root).map((page) => withMatrix(page, root)),
    ...readBenchmarkPages(root),
  ];
  const seen = new Set<string>();
  for (const { path, source } of pages) {
    if (seen.has(path)) throw new Error(`${source}: there is another page at /${path}/`);
    seen.add(path);
  }
  return pages;
}

/** Writes the pages to the folder that Starlight reads, in place of the earlier ones. */
export function writePages(base: string): void {
  const content = join(docs, "src/content/docs");
  rmSync(content, { recursive: true, force: true });
  for (const page of readPages()) {
    const file = join(content, `${page.path}.md`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, fileFromPage(page, base));
  }
}
