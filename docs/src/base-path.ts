/** The base path of the site on its host, such as `/jobstatus/`. */
export const BASE_PATH = process.env["JOBSTATUS_DOCS_BASE"] ?? "/";
