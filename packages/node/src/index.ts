export { type NodeFetch, type NodeFetchOptions, createNodeFetch } from "./create-node-fetch.ts";
export type { NodeHeaders } from "./node-headers.ts";
export type { NodeResponse } from "./node-response.ts";
