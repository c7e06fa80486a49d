import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type JobStatus, JobStatusError } from "@jobstatus/core";
import { failureSentence } from "../error-sentence.ts";
import { jobTable } from "../job-table.ts";
import type { JobRow } from "../job-row.ts";
import { LiveArea } from "./live-area.ts";
import { columnsOf, hasColor, isInteractive } from "./output.ts";
import { printable, printableJson } from "./printable.ts";
import { fillTemplate } from "./template.ts";
import { textWidth } from "./text-width.ts";
import { spanText } from "./time-text.ts";
import { yamlText } from "./yaml-text.ts";

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
  [0, "0 s"],
  [9_949, "10 s"],
  [12_400, "12 s"],
  [187_000, "3:07"],
  [3_750_000, "1:02:30"],
])("%d ms are %s", (ms, text) => {
  expect(spanText(ms)).toBe(text);
});

it("escapes control characters in JSON, which stays the same data", () => {
  const value = { message: "a\u009B2Jb\u202Ec\u007F", list: [1] };
  const json = printableJson(value, 2);
  expect(json).not.toMatch(/[\u007F-\u009F\u202E]/);
  expect(json.split("\n")).toHaveLength(6);
  expect(JSON.parse(json)).toEqual(value);
});

it("fills in the properties of a template, however deep", () => {
  const values = { id: "a", progress: { fraction: 0.5 }, items: [{ ok: true }] };
  expect(fillTemplate("{id} {progress.fraction} {items.0} {none.such}{toString}!", values)).toBe('a 0.5 {"ok":true} !');
});

it("writes any JSON as YAML of the same data", () => {
  const value = [{ id: "1: #", text: "a\nb", "no: key": null, empty: {}, list: [[1, 2], { a: [] }] }, "x", true];
  expect(parse(yamlText(value))).toEqual(value);
});

describe("a terminal", () => {
  const terminal = { isTTY: true, columns: 100, write() {}, on() {}, off() {} };
  const pipe = { write() {}, on() {}, off() {} };

  it.each([
    [{}, true, true],
    [{ TERM: "dumb" }, false, false],
    [{ TERM: "dumb", FORCE_COLOR: "1" }, false, true],
    [{ CI: "true" }, false, true],
    [{ CI: "false" }, true, true],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, true],
    [{ FORCE_COLOR: "0" }, true, false],
  ])("with %o is interactive: %s, has color: %s", (env, interactive, color) => {
    expect([isInteractive(terminal, env), hasColor(terminal, env)]).toEqual([interactive, color]);
  });

  it("knows its width; of a pipe COLUMNS tells it", () => {
    expect(columnsOf(terminal, { COLUMNS: "60" })).toBe(100);
    expect(columnsOf(pipe, { COLUMNS: "60" })).toBe(60);
    expect(columnsOf(pipe, {})).toBe(120);
    expect(isInteractive(pipe, {})).toBe(false);
    expect([hasColor(pipe, {}), hasColor(pipe, { FORCE_COLOR: "1" })]).toEqual([false, true]);
  });
});

describe("the table", () => {
  const ID = "8b726e606741012ffc2d782bcb7848fe";
  const row: JobRow = {
    provider: "zendesk",
    job: ID,
    status: {
      provider: "zendesk",
      id: ID,
      state: "running",
      native: "working",
      message: "Updating tickets",
      progress: { fraction: 0.33 },
      raw: {},
    },
    failure: undefined,
    resume: undefined,
    isDone: false,
    elapsedMs: 12_000,
    leftMs: 24_000,
  };
  const plain = (rows: readonly JobRow[], columns: number) => jobTable(rows, { columns, color: false });

  it.each([40, 59, 80, 99, 120, 200])("is never wider than %d columns", (columns) => {
    const failure = new JobStatusError("unavailable", "x".repeat(300));
    const rows = [
      { ...row, failure },
      { ...row, provider: "traffic-ops", job: "東京東京東京東京" },
    ];
    for (const line of jobTable(rows, { columns, color: true })) {
      expect(textWidth(stripVTControlCharacters(line))).toBeLessThanOrEqual(columns);
    }
  });

  it("keeps its columns under wide characters", () => {
    const [head = "", line = ""] = plain([{ ...row, job: "東京東京東京東京" }], 120);
    const [before = ""] = line.split("running");
    expect(textWidth(before)).toBe(head.indexOf("state"));
  });

  it("shows whole IDs if there is room", () => {
    expect(plain([row], 200)).toEqual([
      "job                               state    value    progress            time  left   message",
      `${ID}  running  working  ████░░░░░░░░  33 %  12 s  ~24 s  Updating tickets`,
    ]);
  });

  it("shows time, estimate and 20 columns of the message at 80 columns", () => {
    const other = { ...row, provider: "traffic-ops", job: "3" };
    const [head = "", line = ""] = plain([row, other], 80);
    expect(head).toMatch(/^provider +job +state +done +time +left +message$/);
    expect(line).toMatch(/^zendesk +8b726e60674101.*… +running +33 % +12 s +~24 s +Updating tickets$/);
    expect(80 - head.indexOf("message")).toBeGreaterThanOrEqual(20);
  });

  it("leaves out columns in which no row has anything", () => {
    const { progress: _, ...status } = { ...row.status, native: "working" } as JobStatus;
    expect(plain([{ ...row, status, leftMs: undefined }], 80)[0]).toMatch(/^job +state +time +message$/);
  });

  it("shows a job that timed out as still running", () => {
    const failure = new JobStatusError("timeout", "…", { lastStatus: row.status });
    expect(plain([{ ...row, failure, leftMs: undefined }], 80)[1]).toMatch(
      / timed out +33 % +12 s +still running \(working\)$/,
    );
  });
});

it("says of a job that timed out why its last request failed", () => {
  const cause = new JobStatusError("not-found", "HTTP 404; check the id", { provider: "zendesk", jobId: "1" });
  const failure = new JobStatusError("timeout", "…", { provider: "zendesk", jobId: "1", cause });
  expect(failureSentence(failure)).toBe(
    'zendesk job "1": timed out, without a status; the last request failed: zendesk job "1": HTTP 404; check the id',
  );
});

describe("the live area", () => {
  function screenOf(columns: number) {
    const screen = {
      columns,
      rows: 10,
      written: "",
      writableNeedDrain: false,
      write(text: string) {
        screen.written += text;
      },
    };
    return screen;
  }

  it("writes only the lines that have changed", () => {
    const screen = screenOf(20);
    const area = new LiveArea(screen);
    area.draw(["one", "two", "three"]);
    screen.written = "";
    area.draw(["one", "2", "three"]);
    expect(screen.written).toBe("\u001B[?2026h\r\u001B[3A\n\u001B[2K2\n\n\u001B[?2026l");
    screen.written = "";
    area.draw(["one", "2", "three"]);
    expect(screen.written).toBe("");
  });

  it("clears the lines that it needs no longer", () => {
    const screen = screenOf(20);
    const area = new LiveArea(screen);
    area.draw(["one", "two"]);
    screen.written = "";
    area.end(["one"]);
    expect(screen.written).toBe("\u001B[?2026h\r\u001B[2A\n\u001B[2K\n\u001B[1A\u001B[?2026l\u001B[?25h");
  });

  it("goes back over the lines that a narrower terminal has wrapped", () => {
    const screen = screenOf(20);
    const area = new LiveArea(screen);
    area.draw(["x".repeat(20), "y"]);
    screen.columns = 8;
    screen.written = "";
    area.draw(["x"]);
    // 20 columns take three lines of 8, and the other line takes one.
    expect(screen.written).toContain("\r\u001B[4A\u001B[2Kx\n\u001B[2K\n\u001B[2K\n\u001B[2K\n\u001B[3A");
  });

  it("drops frames while the terminal is behind, but not the last one", () => {
    const screen = screenOf(20);
    const area = new LiveArea(screen);
    area.draw(["one"]);
    screen.writableNeedDrain = true;
    screen.written = "";
    area.draw(["two"]);
    expect(screen.written).toBe("");
    area.end(["three"]);
    expect(screen.written).toContain("three");
  });
});
