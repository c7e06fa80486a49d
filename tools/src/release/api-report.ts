import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type IConfigFile,
} from "@microsoft/api-extractor";
import { isRecord } from "../is-record.ts";

/** The public API of one entry of a package, as TypeScript declares it. */
export interface ApiReport {
  /** The name of the report's file, such as `core.virtual-clock.api.md`. */
  readonly file: string;
  readonly text: string;
}

/**
 * Writes down the public API of every entry of a built package with API Extractor.
 *
 * @param folder - The package.
 * @param workspace - The root of this repository.
 * @param output - A folder for API Extractor's files.
 * @throws Error if a declaration can't be read.
 */
export function apiReports(folder: string, workspace: string, output: string): readonly ApiReport[] {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!isRecord(manifest) || !isRecord(manifest["exports"])) return [];
  mkdirSync(output, { recursive: true });
  const name = String(manifest["name"]).replace("@jobstatus/", "");
  const entries = Object.entries(manifest["exports"]).flatMap(([subpath, target]) => {
    if (!isRecord(target) || typeof target["types"] !== "string") return [];
    const file = `${[name, ...subpath.split("/").slice(1)].join(".")}.api.md`;
    const settings: IConfigFile = {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, target["types"]),
      bundledPackages: [],
      compiler: { overrideTsconfig: compilerSettings(workspace) },
      apiReport: { enabled: true, reportFileName: file, reportFolder: output, reportTempFolder: output },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    };
    const config = ExtractorConfig.prepare({
      configObject: settings,
      configObjectFullPath: undefined,
      packageJsonFullPath: join(folder, "package.json"),
    });
    return [{ file, config }];
  });
  const [first] = entries;
  if (first === undefined) return [];
  // The entries of a package are one program of the compiler, so that what they share is read once.
  const additionalEntryPoints = entries.map(({ config }) => config.mainEntryPointFilePath);
  const compilerState = CompilerState.create(first.config, { additionalEntryPoints });
  return entries.map(({ file, config }) => {
    const errors: string[] = [];
    Extractor.invoke(config, {
      compilerState,
      localBuild: true,
      messageCallback: (message) => {
        if (message.logLevel === ExtractorLogLevel.Error) errors.push(message.text);
        message.handled = true;
      },
    });
    if (errors.length > 0) throw new Error(`${file}: ${errors.join("\n")}`);
    return { file, text: readFileSync(join(output, file), "utf8") };
  });
}

function compilerSettings(workspace: string) {
  return {
    compilerOptions: {
      target: "es2023",
      lib: ["es2023", "dom"],
      module: "nodenext",
      moduleResolution: "nodenext",
      strict: true,
      skipLibCheck: true,
      types: ["node"],
      typeRoots: [join(workspace, "node_modules/@types")],
    },
    include: ["dist/**/*.d.ts"],
  };
}
