import type { Json, JsonObject } from './json';

/** A stack of an assembly, with its template as it will be deployed. */
export interface StackTemplate {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly dnsSuffix: string;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  /** Values of the outputs, by logical id, without those that have a condition. Absent if there is none. */
  readonly outputs?: Readonly<Record<string, Json>> | undefined;
  /** Of the outputs, what other stacks can import. Absent if there is nothing. */
  readonly exports?: readonly Export[];
  /**
   * What has a secret that whoever may describe the stack can see, such as an access key: its logical id, by where the
   * secret stands: "the output X", "the metadata of Y". Absent if there is none.
   */
  readonly shownSecrets?: Readonly<Record<string, string>>;
}

/** An output that other stacks of the account and the Region can import. */
export interface Export {
  readonly name: Json;
  readonly value: Json;
}

export interface TemplateResource {
  readonly stack: StackTemplate;
  readonly logicalId: string;
  readonly type: string;
  /** With the values that the template's mappings and conditions tell in the place of its functions. */
  readonly properties: JsonObject;
  /** Construct path, for people. */
  readonly path: string;
}

/** Where a stack is deployed to. */
export interface StackEnvironment {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly dnsSuffix: string;
}
