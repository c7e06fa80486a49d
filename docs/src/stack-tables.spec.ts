import { expect, it } from "vitest";
import { stackTables } from "./stack-tables.ts";

const tableOf = (titles: readonly string[], cells: readonly string[]) =>
  `<table><thead><tr>${titles.map((title) => `<th>${title}</th>`).join("")}</tr></thead><tbody><tr>${cells
    .map((cell) => `<td>${cell}</td>`)
    .join("")}</tr></tbody></table>`;

it("names the column of each cell in a table of text", () => {
  const table = tableOf(
    ["field", "in the <code>body</code>", "evidence"],
    ["<code>id</code>", "", "documented by the vendor &amp; seen"],
  );
  expect(stackTables(`<p>Before.</p>${table}`)).toBe(
    '<p>Before.</p><table class="stacked"><thead><tr><th>field</th><th>in the <code>body</code></th><th>evidence</th></tr></thead>' +
      '<tbody><tr><td data-label="field"><code>id</code></td><td data-label="in the body"></td>' +
      '<td data-label="evidence">documented by the vendor &amp; seen</td></tr></tbody></table>',
  );
});

it("leaves a table as it is if a phone can show it: two columns, or figures", () => {
  const narrow = tableOf(["state", "meaning"], ["failed", "it did not work; the message may say why"]);
  const figures = tableOf(
    ["adapts to progress and earlier jobs", "ours", "theirs"],
    ["a name that is longer", "1", "2"],
  );
  expect(stackTables(narrow + figures)).toBe(narrow + figures);
});
