/** The part of Node's `process` that is needed here: this package has no types of Node. */
interface NodeProcess {
  getBuiltinModule(name: "node:v8"): { setFlagsFromString(flags: string): void };
  getBuiltinModule(name: "node:vm"): { runInNewContext(code: string): unknown };
}

/** Collects garbage, after the turn of the event loop in which weak references hold what they gave. */
export async function collectGarbage(): Promise<void> {
  const node = Reflect.get(globalThis, "process") as NodeProcess;
  await new Promise((resolve) => setTimeout(resolve, 0));
  node.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
  const gc = node.getBuiltinModule("node:vm").runInNewContext("gc") as () => void;
  gc();
}
