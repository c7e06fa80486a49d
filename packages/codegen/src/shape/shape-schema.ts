/** The keywords of JSON Schema 2020-12 that `x-job-status.schema.json` uses; a test keeps it to these. */
export interface ShapeSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly uniqueItems?: boolean;
  readonly items?: ShapeSchema;
  readonly properties?: Readonly<Record<string, ShapeSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | ShapeSchema;
  readonly oneOf?: readonly ShapeSchema[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly description?: string;
}

/** The schema of the extension, with its named parts. */
export interface RootShapeSchema extends ShapeSchema {
  readonly $defs: Readonly<Record<string, ShapeSchema>>;
}
