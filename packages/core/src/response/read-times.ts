import type { JobTime, TimeEncoding } from "../contract/contract.ts";
import { textAt } from "./pointer.ts";
import type { StatusReader, UnreadableTime } from "./status-reader.ts";
import { DATE_TIME, type TimeDecoders } from "./time-decoder.ts";

const JOB_TIMES: readonly JobTime[] = ["createdAt", "startedAt", "updatedAt", "finishedAt"];

/** The times that each listener was told of. */
const toldOf = new WeakMap<object, Set<JobTime>>();

/** Makes the reader of a job's times. It runs behind what decides the state: what has not begun has no start. */
export function createTimesReader(decoders: TimeDecoders): StatusReader {
  return (draft, { job, contract, emit }) => {
    const { times, untrustedZoneStatuses } = contract.job;
    const isLocal = untrustedZoneStatuses?.includes(draft.native) ?? false;
    for (const name of JOB_TIMES) {
      const time = times?.[name];
      // A provider that names the start of what has not begun names its plan.
      if (!time || (name === "startedAt" && draft.state === "pending")) continue;
      // A number that no encoding fits is told of as well.
      const text = textAt(job, time.at);
      if (!text) continue;
      const read = timeFrom(text, time.encodings, decoders, isLocal);
      if (read) draft[name] = read;
      else if (read === undefined && emit) tellOnce(emit, { type: "unreadable-time", id: draft.id, time: name, text });
    }
  };
}

function tellOnce(emit: (event: UnreadableTime) => void, event: UnreadableTime): void {
  const told = toldOf.get(emit) ?? new Set();
  toldOf.set(emit, told);
  if (told.has(event.time)) return;
  told.add(event.time);
  emit(event);
}

/**
 * Reads a moment as RFC 3339 text with the provider's precision. Undefined if the text fits none of the encodings, and empty if it
 * says that the moment is not set.
 *
 * @param encodings - The encodings, of which the first that fits holds.
 * @param isLocal - Whether the zone in the text can't be trusted and is left out.
 */
export function timeFrom(
  text: string,
  encodings: readonly TimeEncoding[],
  decoders: TimeDecoders,
  isLocal: boolean,
): string | undefined {
  for (const encoding of encodings) {
    const time = decoders[encoding]?.(text);
    if (time !== undefined) return isLocal && time ? DATE_TIME.exec(time)?.[0] : time;
  }
  return undefined;
}
