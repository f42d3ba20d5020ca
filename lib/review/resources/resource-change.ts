/** What CloudFormation would do to resources, stack by stack. */
export interface ResourceChanges {
  /** What holds data first; of those, what is lost before what is kept; then by stack and logical id. */
  readonly resources: readonly ResourceChange[];
  /** Stacks that only one side has, and what changed of a stack beside its template. */
  readonly stacks: readonly StackChange[];
}

/**
 * - `replaced`: a new resource is created, and the old one deleted, or kept outside the stack
 * - `may be replaced`: the type's schema says that it depends on the values
 * - `deleted`: its logical id is gone from the template
 */
export type ResourceChangeKind = 'added' | 'changed' | 'may be replaced' | 'replaced' | 'deleted';

export interface ResourceChange {
  readonly kind: ResourceChangeKind;
  /** CloudFormation's type. */
  readonly type: string;
  readonly logicalId: string;
  /** Construct path, or the logical id where the template names none. */
  readonly path: string;
  /** Name of the stack; of several organizations, that of the first. */
  readonly stack: string;
  /** Organizations in whose stacks it is the same but for their names, sorted; empty for other stacks. */
  readonly organizations: readonly string[];
  /** Whether it holds data, keys or names that cannot be made again (see `stateful-types.ts`). */
  readonly isStateful: boolean;
  /**
   * What becomes of the old resource when it is replaced or deleted.
   * @default - the old resource stays what it is
   */
  readonly old?: 'destroyed' | 'kept outside the stack';
  /** Properties and attributes that changed, sorted; none where the whole resource comes or goes. */
  readonly properties: readonly PropertyChange[];
  /**
   * Whether nothing but policies is written differently. Whoever gains or loses anything by it is told as access, so that
   * such a change is not told again where access was compared.
   */
  readonly isPolicyOnly: boolean;
  /** What a reader has to know beside: a deployment that would fail, a renamed construct. A sentence each. */
  readonly warnings: readonly string[];
  /** Whether it may be replaced or deleted because the command line says so. */
  readonly isAllowed: boolean;
}

export interface PropertyChange {
  /** Name of the property, or of an attribute of the resource such as `DeletionPolicy`. */
  readonly name: string;
  /** What CloudFormation does on its account. */
  readonly effect: 'updated' | 'may replace' | 'replaces';
}

export interface StackChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly stack: string;
  /** Organizations with such a stack, sorted; empty for other stacks. */
  readonly organizations: readonly string[];
  /** How many resources it has, or had. */
  readonly resources: number;
  /** How many of them are stateful. */
  readonly stateful: number;
  /** Of a changed stack: what changed of its tags and its termination protection, a sentence each. */
  readonly settings: readonly string[];
  /** Whether it may go because the command line says so. */
  readonly isAllowed: boolean;
}
