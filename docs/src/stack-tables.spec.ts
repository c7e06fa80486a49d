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

// Widths as a phone of 360 pixels shows them: a word of n characters takes 9n + 32 pixels, in the first column 9n + 16.
it.each([
  ["many columns of figures", ["job", "ours", "a", "b", "c"], ["fast", "1", "2", "3", "4"], true],
  ["four of them, which fit", ["job", "ours", "a", "b"], ["fast", "1", "2", "3"], false],
  ["a word without a break in one of two columns", ["runner", "note"], ["short", "a".repeat(24)], true],
  ["one that fits", ["runner", "note"], ["short", "a".repeat(23)], false],
  ["the same in the first column", ["runner", "note"], ["a".repeat(25), "short"], true],
  ["one that fits there", ["runner", "note"], ["a".repeat(24), "short"], false],
  ["a long title", ["runner", "a".repeat(27)], ["short", "1"], true],
  ["words with breaks", ["runner", "note"], ["short", "a long-winded text that has no long word but is long"], false],
  ["entities, of one character each", ["runner", "note"], ["short", "&lt;".repeat(23)], false],
])("stacks a table if a phone is narrower: %s", (_, titles, cells, isStacked) => {
  expect(stackTables(tableOf(titles, cells)).includes("stacked")).toBe(isStacked);
});
