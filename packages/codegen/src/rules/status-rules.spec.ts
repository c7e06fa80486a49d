import { describe, expect, it } from "vitest";
import { smallFaults } from "../testing/small-faults.ts";

describe("the values of the states", () => {
  it("are those of the enum, whatever else it lists", () => {
    expect(smallFaults({ "enum: [printing, ": "enum: [null, 7, printing, " })).toEqual([]);
  });

  it.each([
    {
      name: "leave a value of the enum out",
      given: { "enum: [printing,": "enum: [lost, printing," },
      want: ['16:3 status-unmapped the status value "lost" has no state; add it to one of the lists.'],
    },
    {
      name: "have a value in two states",
      given: { "running: [printing]": "running: [printing, { value: printed }]" },
      want: ['18:17 status-repeated "printed" is already running; it can\'t be succeeded as well; keep one.'],
    },
    {
      name: "have a value in one state twice",
      given: { "running: [printing]": "running: [printing, { value: printing, evidence: observed, source: traffic }]" },
      want: ['17:34 status-repeated "printing" is in this list twice.'],
    },
    {
      name: "have no success",
      given: { "    succeeded: [printed]\n": "", "    running: [printing]": "    running: [printing, printed]" },
      want: ["16:3 success-status-missing no value means `succeeded`; add one, or no wait can succeed."],
    },
    {
      name: "have no failure",
      given: { "    failed: [jammed]\n": "", "    running: [printing]": "    running: [printing, jammed]" },
      want: ["16:3 failure-status-missing no value means `failed`; add one, or no wait sees a failure."],
    },
    {
      name: "have a value that the enum does not have",
      given: { "running: [printing]": "running: [printing, { value: waiting }, printin]" },
      want: [
        '17:34 status-unknown "waiting" is not in the enum of the status; add it there, with its evidence, or take it out here.',
        '17:45 status-unknown "printin" is not in the enum of the status; did you mean "printing"?',
      ],
    },
  ])("cannot $name", ({ given, want }) => {
    expect(smallFaults(given)).toEqual(want);
  });

  it("are those that times can be local in", () => {
    const times = "    times: { finishedAt: { at: /note, encodings: [local-date-time] } }\n";
    expect(smallFaults({ "    message: /note": `${times}    untrustedZoneStatuses: [printed, jamed]` })).toEqual([
      '14:38 status-unknown "jamed" is not in the enum of the status; did you mean "jammed"?',
    ]);
  });
});
