import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { jobTable } from "../job-table.ts";
import type { JobRow } from "../job-row.ts";
import { LiveArea } from "./live-area.ts";
import { printable } from "./printable.ts";
import { textWidth } from "./text-width.ts";
import { spanText } from "./time-text.ts";

describe("printable", () => {
  it.each([
    ["\u001B[31mred\u001B[0m", "red"],
    ["two\nlines\ttab", "two lines tab"],
    ["bell\u0007 and \u009B2J", "bell and"],
    ["\u202Eright to left", "right to left"],
    ["東京 🎉", "東京 🎉"],
  ])("makes %j %j", (text, expected) => {
    expect(printable(text).replaceAll(/ +/g, " ")).toBe(expected);
  });
});

it.each([
  ["abc", 3],
  ["東京", 4],
  ["e\u0301", 1],
  ["👩‍👩‍👧", 2],
  ["❤️", 2],
])("the width of %j is %d", (text, width) => {
  expect(textWidth(text)).toBe(width);
});

it.each([
  [0, "0.0 s"],
  [9_949, "9.9 s"],
  [12_400, "12 s"],
  [187_000, "3:07"],
  [3_750_000, "1:02:30"],
])("%d ms are %s", (ms, text) => {
  expect(spanText(ms)).toBe(text);
});

describe("the table", () => {
  const row: JobRow = {
    provider: "zendesk",
    job: "東京東京東京東京",
    status: undefined,
    error: undefined,
    requests: 3,
  };

  it.each([40, 59, 80, 99, 120, 200])("is never wider than %d columns", (columns) => {
    const rows = [{ ...row, error: "x".repeat(300) }, row];
    for (const line of jobTable(rows, { columns, colour: true }).split("\n")) {
      expect(textWidth(stripVTControlCharacters(line))).toBeLessThanOrEqual(columns);
    }
  });

  it("keeps its columns under wide characters", () => {
    const [head = "", line = ""] = jobTable([row], { columns: 120, colour: false }).split("\n");
    const [before = ""] = line.split("starting");
    expect(textWidth(before)).toBe(head.indexOf("state"));
  });
});

describe("the live area", () => {
  function screenOf(columns: number) {
    const screen = {
      columns,
      rows: 10,
      written: "",
      write(text: string) {
        screen.written += text;
      },
    };
    return screen;
  }

  it("goes back over all that it has drawn", () => {
    const screen = screenOf(20);
    const area = new LiveArea(screen);
    area.draw(["one", "two"]);
    screen.written = "";
    area.draw(["one", "three"]);
    expect(screen.written).toContain("\r\u001B[2A\u001B[Jone\nthree\n");
  });

  it("goes back over the lines that a narrower terminal has broken", () => {
    const screen = screenOf(20);
    const area = new LiveArea(screen);
    area.draw(["x".repeat(20), "y"]);
    screen.columns = 8;
    area.draw(["x"]);
    // 20 columns take three lines of 8, and the other line one.
    expect(screen.written).toContain("\r\u001B[4A\u001B[Jx\n");
  });

  it("writes nothing where nothing has changed", () => {
    const screen = screenOf(20);
    const area = new LiveArea(screen);
    area.draw(["one"]);
    screen.written = "";
    area.draw(["one"]);
    expect(screen.written).toBe("");
  });
});
