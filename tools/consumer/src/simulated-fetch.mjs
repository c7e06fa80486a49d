// Preloaded with --import: replaces fetch with a simulator, so that a program runs unchanged without an account.
import { assertScenario, simulators } from "@jobstatus/simulator";

const { SIMULATED_PROVIDER = "", SIMULATED_JOB = "{}" } = process.env;
const [, createSimulator] = Object.entries(simulators).find(([provider]) => provider === SIMULATED_PROVIDER) ?? [];
if (createSimulator === undefined) throw new Error(`there is no simulator of ${SIMULATED_PROVIDER}`);
const simulator = createSimulator();
/** @type {unknown} */
const job = JSON.parse(SIMULATED_JOB);
assertScenario(job);
simulator.start(job);
globalThis.fetch = (input, init) => simulator.fetch(new Request(input, init));
