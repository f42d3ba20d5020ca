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
  /** Whether another stack of the assembly, of another account or Region, has its name. Filled in once all are read. */
  isNamedTwice?: true;
  /** Of a nested stack: where it is nested, and its parameters that are texts. */
  readonly nestedIn?: NestedIn;
  /**
   * What a nested stack, or one that has nested stacks, is told by others: the texts of parameters by their name, and
   * those of outputs as `Fn::GetAtt` names them. They are filled in once all stacks are read.
   */
  readonly values?: Record<string, string>;
  /**
   * What has a secret that whoever may describe the stack can see, such as an access key: its logical id, by where the
   * secret stands: "the output X", "the metadata of Y". Absent if there is none.
   */
  readonly shownSecrets?: Readonly<Record<string, string>>;
}

export interface NestedIn {
  /** Name of the stack that makes it. */
  readonly stack: string;
  /** Logical id there. */
  readonly resource: string;
  readonly parameters: readonly string[];
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
