import type { Contract } from "@jobstatus/core";
import type { XmlTable } from "@jobstatus/core/xml";
import { credentialFields, credentialsOf } from "../extension.ts";
import { elementsOf, member, textOf } from "../json.ts";
import { allowsAnonymous } from "../openapi/security.ts";
import type { Spec } from "../spec.ts";
import { responseMediaType, contractFromSpec } from "./contract-table.ts";
import { sentence } from "./doc-comment.ts";
import { namesFromProvider } from "./names.ts";
import type { PackageNames } from "./names.ts";
import type { Provenance } from "./provenance.ts";
import { statusOperation } from "./status-operation.ts";
import { variablesOf } from "./variables.ts";
import type { Variable } from "./variables.ts";
import { xmlTableFromSpec } from "./xml-table.ts";

/** The packages of this scope are built, checked and published by the workspace of jobstatus. */
const JOBSTATUS_SCOPE = "@jobstatus/";

/** How the generated package is to be named, and where it lives. */
export interface PackageOptions {
  /** Default: the provider's name, in `scope` if there is one. */
  readonly packageName?: string | undefined;
  /** The npm scope of the package, such as `@acme`. Default: none. */
  readonly scope?: string | undefined;
  /** Default: the generator's own version. */
  readonly packageVersion?: string | undefined;
}

/** The name of a provider's package. */
export function packageNameOf(provider: string, { packageName, scope }: PackageOptions): string {
  return packageName ?? (scope === undefined ? provider : `${scope}/${provider}`);
}

/** All that the emitters of one package share. */
export interface PackageFacts {
  readonly spec: Spec;
  readonly contract: Contract;
  readonly names: PackageNames;
  readonly variables: readonly Variable[];
  /** The servers of the document after the first, which a client reaches by its option `baseUrl`. */
  readonly otherServers: readonly { readonly url: string; readonly description: string }[];
  /** The media type of the status response. */
  readonly mediaType: string;
  /** The ways of the credentials, each with its fields. */
  readonly credentials: readonly (readonly string[])[];
  /** Whether callers must have credentials, may leave them out, or have none, because the API takes none. */
  readonly credentialsNeed: "required" | "optional" | "none";
  /** The table of the provider's XML; absent if it speaks none. */
  readonly xml?: XmlTable;
  readonly packageName: string;
  readonly packageVersion: string;
  /** Whether the package is one of jobstatus itself, or stands alone. */
  readonly belongsToJobstatus: boolean;
  /** One sentence about the package. */
  readonly description: string;
  readonly provenance: Provenance;
}

/** Whether a package is one of jobstatus itself. Any other stands alone. */
export function isJobstatusPackage(packageName: string): boolean {
  return packageName.startsWith(JOBSTATUS_SCOPE);
}

/** Collects what the emitters of one package share. */
export function factsFromSpec(spec: Spec, provenance: Provenance, options: PackageOptions): PackageFacts {
  const info = member(spec.root, "info");
  const xml = xmlTableFromSpec(spec);
  const credentials = credentialsOf(spec.extension).map(credentialFields);
  const isOptional = allowsAnonymous(spec.root, statusOperation(spec));
  const packageName = packageNameOf(spec.extension.provider, options);
  return {
    spec,
    contract: contractFromSpec(spec),
    names: namesFromProvider(spec.extension.provider),
    variables: variablesOf(spec),
    otherServers: elementsOf(member(spec.root, "servers"))
      .slice(1)
      .map((server) => ({
        url: textOf(member(server, "url")) ?? "",
        description: textOf(member(server, "description")) ?? "",
      })),
    mediaType: responseMediaType(spec),
    credentials,
    credentialsNeed: credentials.length === 0 ? "none" : isOptional ? "optional" : "required",
    ...(xml !== undefined && { xml }),
    packageName,
    packageVersion: options.packageVersion ?? provenance.generatorVersion,
    belongsToJobstatus: isJobstatusPackage(packageName),
    description: sentence(textOf(member(info, "summary")) ?? textOf(member(info, "title")) ?? spec.extension.provider),
    provenance,
  };
}
