import { jsonResponse } from "../responses.ts";
import { writeSuccess } from "./contract-errors.ts";
import { valueFromText, writeAt, type JsonDraft } from "./json-draft.ts";
import type { SimulatedContract } from "./simulated-contract.ts";

/** Responds to a call that started a job: with the job's ID in every shape that the contract has for it. */
export function startResponse(contract: SimulatedContract, request: Request, id: string): Response {
  const body: JsonDraft = {};
  const headers: [string, string][] = [];
  writeSuccess(body, contract.errors);
  const shapes = (contract.references ?? []).filter(
    ({ noJob, operation }) => noJob !== true && operation === undefined,
  );
  // The body is an object, so a shape in a list is left to others.
  const shape = shapes.find(({ from, at = "" }) => from === "body" && !at.startsWith("/*"));
  const urlPath = shapes.find(({ from, path }) => from === "url" && path !== undefined)?.path;
  for (const { from, path, header = "location" } of shapes) {
    const isHeader = from === "location" || from === "header";
    if (isHeader) headers.push([header, path === undefined ? id : linkTo(request, path, id)]);
  }
  const { at = "", where, id: place = "/id", path, link } = shape ?? {};
  const join = (pointer: string): string => `${at}${pointer}`;
  if (where !== undefined) writeAt(body, join(where.at), valueFromText(where.equals));
  if (link !== undefined && urlPath !== undefined) writeAt(body, join(link), linkTo(request, urlPath, id));
  writeAt(body, join(place), path === undefined ? idValue(contract, id) : linkTo(request, path, id));
  return jsonResponse(body, 202, headers);
}

function idValue({ request }: SimulatedContract, id: string): string | number {
  return request.id.type === "integer" ? Number(id) : id;
}

function linkTo(request: Request, path: string, id: string): string {
  // An ID that has slashes keeps them.
  const filled = path
    .replace(/\{\+?id\}/, id.split("/").map(encodeURIComponent).join("/"))
    .replaceAll(/\{[^{}]*\}/g, "simulated");
  return new URL(filled, request.url).href;
}
