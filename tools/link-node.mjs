// Run by `npm ci` and `npm install` on the machine's own Node. Makes sure that `node` in node_modules/.bin is the one that
// this repository pins, and stops with one sentence if there is none and the machine's Node can't run the scripts.
// npm 10 links the pinned Node, and then takes the link away again together with the packages of the other platforms, which
// own the same name; npm 11 does not.
import { existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";

const bin = new URL("../node_modules/.bin/", import.meta.url);
// The package for Macs with Apple's processors has a name of its own.
const names = [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`];
const target = names.map((name) => `../${name}/bin/node`).find((path) => existsSync(new URL(path, bin)));

if (target !== undefined && !existsSync(new URL("node", bin))) {
  // A link to nothing does not count as there, but is in the way.
  rmSync(new URL("node", bin), { force: true });
  symlinkSync(target, new URL("node", bin));
  console.log(`node_modules/.bin/node now leads to ${target}`);
}

/** @type {unknown} */
const support = JSON.parse(readFileSync(new URL("support.json", import.meta.url), "utf8"));
const scripts = String(Reflect.get(Object(support), "scripts"));
const isPinned = ["node", "node.cmd", "node.exe"].some((name) => existsSync(new URL(name, bin)));
if (!isPinned && isBefore(process.versions.node, scripts)) {
  console.error(
    `The scripts of this repository need Node ${scripts} or later, and this is Node ${process.versions.node} without the ` +
      `Node that the repository pins: run "npm ci" without --omit=optional, or install a later Node. The published packages run on this one.`,
  );
  process.exitCode = 1;
}

/** @param {string} version @param {string} other */
function isBefore(version, other) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split(".").map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}
