import { compareRuns, cpuMsOfRun } from "./cost-of-run.ts";

/** Measures what it costs to import the built @jobstatus/zendesk in Node, as a ratio to an empty module. */

const ROUNDS = 41;
/** The most that was aimed at. */
const AIM = 1.12;

const programs = ["export {};", 'import "@jobstatus/zendesk";'].map((text) => ["--input-type=module", "-e", text]);
const [emptyMs = NaN, importMs = NaN] = compareRuns(programs, ROUNDS, cpuMsOfRun);
console.log(`an empty module: ${emptyMs.toFixed(1)} ms; @jobstatus/zendesk: ${importMs.toFixed(1)} ms`);
console.log(`ratio ${(importMs / emptyMs).toFixed(3)}, aim ${AIM}, medians of ${ROUNDS} runs each`);
