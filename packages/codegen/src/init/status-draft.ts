import type { JobState } from "@jobstatus/core";
import { STATES } from "../extension.ts";
import { member, pointerFromPath, textOf } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { objectsOf } from "../openapi/objects.ts";
import { propertyNamesOf } from "../openapi/schema.ts";
import { UNDECIDED_KEY, UNDECIDED_MARK } from "../overlay/undecided.ts";
import type { Candidate } from "./candidates.ts";
import type { DraftAction } from "./draft-action.ts";
import type { StatusPlace } from "./status-place.ts";
import { guessState, valuesInText } from "./status-values.ts";

/** What a person has decided about status values. */
export interface StatusDecisions {
  /** Which status value is which state. */
  readonly states?: ReadonlyMap<string, JobState>;
}

/** What a draft says of the status. */
export interface StatusDraft {
  /** Its place in the job, or the rules that tell it. */
  readonly status: JsonValue;
  readonly states: JsonObject;
  /** What the document lacks. */
  readonly actions: readonly DraftAction[];
}

/** Drafts where the status is, and which of its values is which state. */
export function draftStatus(root: JsonObject, candidate: Candidate, { states: decided }: StatusDecisions): StatusDraft {
  const { place } = candidate;
  if (place === undefined && candidate.isDone) return longRunningStatus(candidate);
  const stateOf = (value: string): JobState | undefined => decided?.get(value) ?? stateFrom(candidate, value);
  const states = statesFrom(statusValues(candidate), stateOf);
  if (place === undefined) {
    return { status: `${UNDECIDED_MARK}which field of the response tells the status?`, states, actions: [] };
  }
  const status = pointerFromPath([place.name]);
  return { status, states, actions: place.values.length > 0 ? [] : enumActions(root, place, statusValues(candidate)) };
}

/** The fields of a long-running operation of Google's AIP-151 tell its status: the first rule that holds. */
function longRunningStatus({ body }: Candidate): StatusDraft {
  const outcomes = ["error", "response"].filter((name) => propertyNamesOf(body).includes(name));
  return {
    status: [
      ...outcomes.map((name) => ({ value: name, where: { at: `/${name}` } })),
      { value: "done", where: { at: "/done", equals: true } },
      { value: "running" },
    ],
    states: {
      running: ["running"],
      succeeded: [...outcomes.filter((name) => name === "response"), "done"],
      failed: outcomes.includes("error")
        ? ["error"]
        : [`${UNDECIDED_MARK}how does the response say that the job failed?`],
    },
    actions: [],
  };
}

/** The status values of a candidate: those that the schema lists, else those that its description and hints name. */
export function statusValues({ place, polling }: Candidate): string[] {
  if (place !== undefined && place.values.length > 0) return [...place.values];
  const described = (place?.parts ?? []).flatMap((part) => valuesInText(textOf(member(part, "description")) ?? ""));
  return [...new Set([...described, ...(polling?.succeeded ?? []), ...(polling?.failed ?? [])])];
}

/** The state that a status value of a candidate probably means. */
export function stateFrom({ polling }: Candidate, value: string): JobState | undefined {
  if (polling?.succeeded.includes(value)) return "succeeded";
  if (polling?.failed.includes(value)) return "failed";
  return guessState(value);
}

function statesFrom(values: readonly string[], stateOf: (value: string) => JobState | undefined): JsonObject {
  const lists = STATES.map((state): [string, JsonValue[]] => [
    state,
    values.filter((value) => stateOf(value) === state),
  ]);
  const questions: Readonly<Record<string, string>> = {
    succeeded: `${UNDECIDED_MARK}which status value says that the job succeeded?`,
    failed: `${UNDECIDED_MARK}which status value says that the job failed?`,
  };
  const filled = lists.map(([state, list]): [string, JsonValue[]] => {
    const question = questions[state];
    return [state, list.length === 0 && question !== undefined ? [question] : list];
  });
  const unplaced = values.filter((value) => stateOf(value) === undefined);
  return {
    ...Object.fromEntries(filled.filter(([, list]) => list.length > 0)),
    ...(unplaced.length > 0 && { [UNDECIDED_KEY]: unplaced }),
  };
}

/** The status must list its values. */
function enumActions(root: JsonObject, { parts }: StatusPlace, values: readonly string[]): DraftAction[] {
  const text = parts.find((part) => member(part, "$ref") === undefined && member(part, "type") !== undefined);
  const placed = [...objectsOf(root)].find(({ object }) => object === text);
  if (placed === undefined) return [];
  const question =
    values.length === 0
      ? `${UNDECIDED_MARK}list every status value here, from the API's documentation.`
      : `${UNDECIDED_MARK}are these all status values? Compare them with the API's documentation.`;
  return [
    {
      description: "The document does not list the values of the status.",
      target: placed.path,
      update: { enum: [...values, question] },
    },
  ];
}
