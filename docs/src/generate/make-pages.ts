import { BASE_PATH } from "../base-path.ts";
import { writePages } from "./write-pages.ts";

// A step before the build of the site: its settings load without the sources of the packages.
writePages(BASE_PATH);
