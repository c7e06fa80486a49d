import { repositoryUrl as repositoryUrlFrom } from "@jobstatus/tools/repository-url";

/** The address of the repository for the links of the site; undefined for a build on a developer's machine. */
export const repositoryUrl = repositoryUrlFrom(process.env);
