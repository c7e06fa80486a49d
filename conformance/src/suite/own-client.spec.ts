import { describe, expect, it } from "vitest";
import { ownClient } from "../clients/own-client.ts";
import { decide } from "./judge.ts";
import { playInProcess } from "./play-in-process.ts";
import { readSuite } from "./read-suite.ts";
import { families } from "./suite-case.ts";
import { linesFromTrace } from "./trace.ts";

const suite = readSuite();

describe.each(families)("our own packages, %s", (family) => {
  const cases = suite.filter((one) => one.family === family && one.level !== "may");

  it.each(cases)("$id: $name", async (one) => {
    const trace = await playInProcess(one, ownClient);
    expect(decide(one, trace), linesFromTrace(trace).join("\n")).toEqual([]);
  });
});
