import type { BodyWriter } from "../context/client-parts.ts";

/** The body of a request for a status: the job's id if it goes there, what is always the same, and what options fill in. */
export const createBody: BodyWriter = (request, variables, id, format) => {
  const { id: place, contentType, constants, members = [] } = request;
  if (contentType === undefined) return undefined;
  const filled = members.flatMap((name): [string, string][] => {
    const value = variables[name];
    return value === undefined ? [] : [[name, value]];
  });
  const others = { ...constants, ...Object.fromEntries(filled) };
  if (format) return format.createBody(id, others);
  const texts = Object.entries(others).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  // Written by hand, since a number in JavaScript could not carry every digit of an integer.
  if (place.in === "body") {
    texts.unshift(`${JSON.stringify(place.name)}:${place.type === "integer" ? id : JSON.stringify(id)}`);
  }
  return `{${texts.join()}}`;
};
