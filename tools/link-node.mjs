// Run by `npm ci` and `npm install` on the machine's own Node: makes sure that `node` in node_modules/.bin is the one
// that this repository pins. npm 10 links it, and then takes the link away again together with the packages of the
// other platforms, which own the same name; npm 11 does not. Without the link, the scripts would run on the machine's
// Node, which may be too old for them.
import { existsSync, rmSync, symlinkSync } from "node:fs";

const bin = new URL("../node_modules/.bin/", import.meta.url);
const target = `../node-${process.platform}-${process.arch}/bin/node`;

// On other platforms npm's own link has to do: there is no pinned Node, or (on Windows) it is no symbolic link.
if (existsSync(new URL(target, bin)) && !existsSync(new URL("node", bin))) {
  // A link to nothing does not count as there, but is in the way.
  rmSync(new URL("node", bin), { force: true });
  symlinkSync(target, new URL("node", bin));
  console.log(`node_modules/.bin/node now leads to ${target}`);
}
