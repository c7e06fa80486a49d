import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { brokenLinks } from "./broken-links.ts";

it("reports a missing page, file and heading, and nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  mkdirSync(join(folder, "guide"));
  writeFileSync(
    join(folder, "index.html"),
    `<h1 id="top">Home</h1><a href="/guide/">1</a><a href="guide/#part">2</a><a href="#top">3</a>
     <a href="https://example.org/nowhere">4</a><a href="/guide/#nowhere">5</a><a href="/missing/">6</a><img src="/missing.svg">`,
  );
  writeFileSync(join(folder, "guide/index.html"), `<h2 id="part">Part</h2>`);
  expect(brokenLinks(folder)).toEqual(["/ /guide/#nowhere", "/ /missing/", "/ /missing.svg"]);
});
