/** The part of JSON Schema that the tools' definitions use; {@link checkInput} holds to all of it. */
export type ToolSchema =
  | TextSchema
  | NumberSchema
  | { readonly type: 'boolean'; readonly description?: string }
  | ListSchema
  | ObjectSchema;

export interface TextSchema {
  readonly type: 'string';
  readonly description?: string;
  /** The words to choose from. */
  readonly enum?: readonly string[];
}

export interface NumberSchema {
  readonly type: 'integer';
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface ListSchema {
  readonly type: 'array';
  readonly description?: string;
  readonly items: ToolSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface ObjectSchema {
  readonly type: 'object';
  readonly description?: string;
  readonly properties?: { readonly [name: string]: ToolSchema };
  readonly required?: readonly string[];
  /** False: no other properties than these. */
  readonly additionalProperties?: false;
}

/** What a value has that its schema takes. */
export type ValueOf<Schema extends ToolSchema> = Schema extends { readonly enum: infer Words }
  ? Words extends readonly (infer Word)[]
    ? Word
    : never
  : Schema extends { readonly type: 'string' }
    ? string
    : Schema extends { readonly type: 'integer' }
      ? number
      : Schema extends { readonly type: 'boolean' }
        ? boolean
        : Schema extends { readonly items: infer Item extends ToolSchema }
          ? readonly ValueOf<Item>[]
          : Schema extends { readonly properties: infer Properties extends ObjectProperties }
            ? PropertiesOf<Properties, RequiredOf<Schema>>
            : Readonly<Record<string, unknown>>;

type ObjectProperties = NonNullable<ObjectSchema['properties']>;

type RequiredOf<Schema> = Schema extends { readonly required: readonly (infer Name)[] }
  ? Name
  : never;

type PropertiesOf<Properties extends ObjectProperties, Required> = {
  readonly [Name in Extract<keyof Properties, Required>]: ValueOf<Properties[Name]>;
} & {
  readonly [Name in Exclude<keyof Properties, Required>]?: ValueOf<Properties[Name]> | undefined;
};
