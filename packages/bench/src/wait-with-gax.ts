import { type OperationsClient, createBackoffSettings, operation, operationsProtos } from "google-gax";

const MAX_BODY_MS = 2 ** 60;

/** Waits with google-gax for an operation that never ends, and calls `poll` for each request. */
export async function waitWithGax(
  poll: () => void,
  { firstMs, factor }: { readonly firstMs: number; readonly factor: number },
): Promise<void> {
  const { Operation } = operationsProtos.google.longrunning;
  const running = Operation.create({ name: "operations/1", done: false });
  const response = async (): Promise<[typeof running, null, null]> => {
    await Promise.resolve();
    poll();
    return [running, null, null];
  };
  // The one call of the client that a waiting operation makes.
  const client: Pick<OperationsClient, "getOperationInternal"> = {
    getOperationInternal: () => Object.assign(response(), { cancel: () => undefined }),
  };
  const decoder = () => {
    throw new Error("an operation that never ends has nothing to decode");
  };
  const descriptor = {
    operationsClient: client as OperationsClient,
    responseDecoder: decoder,
    metadataDecoder: decoder,
    getApiCaller: decoder,
  };
  const backoff = createBackoffSettings(firstMs, factor, MAX_BODY_MS, null, null, null, null);
  await operation(running, descriptor, backoff).promise();
}
