// Imports the modules that are named in its arguments while every global that works, tells the time or draws a random
// number throws; Cloudflare Workers stop a Worker that uses one of them outside of a request.
import process from "node:process";

/** @param {string} name */
function refuse(name) {
  return function refused() {
    throw new Error(`${name} is used at import`);
  };
}

const names = ["AbortController", "fetch", "queueMicrotask", "setImmediate", "setInterval", "setTimeout"];
for (const name of names) Reflect.set(globalThis, name, refuse(name));
for (const name of ["abort", "any", "timeout"]) Reflect.set(AbortSignal, name, refuse(`AbortSignal.${name}`));
for (const name of ["getRandomValues", "randomUUID"]) Reflect.set(crypto, name, refuse(`crypto.${name}`));
Reflect.set(performance, "now", refuse("performance.now"));
Object.defineProperty(performance, "timeOrigin", { get: refuse("performance.timeOrigin") });
Reflect.set(Math, "random", refuse("Math.random"));
Reflect.set(
  globalThis,
  "Date",
  new Proxy(Date, {
    construct(date, parts) {
      if (parts.length === 0) refuse("new Date()")();
      return /** @type {Date} */ (Reflect.construct(date, parts));
    },
    get: (date, name) => /** @type {unknown} */ (name === "now" ? refuse("Date.now") : Reflect.get(date, name)),
  }),
);

for (const name of process.argv.slice(2)) {
  const exports = /** @type {object} */ (await import(name));
  console.log(JSON.stringify({ name, exports: Object.keys(exports).length }));
}
