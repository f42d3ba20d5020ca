import type { Naming } from '../../config/naming';
import type { Comparison } from './compare';
import type { JsonObject } from './json-value';
import type { ServiceClients } from '../account/service-clients';

/** A deployed resource to be read. */
export interface ReadTarget {
  readonly physicalId: string;
  readonly clients: ServiceClients;
  readonly naming: Naming;
  /** What the template says, for types whose physical id does not say what they set. */
  readonly properties?: JsonObject;
}

/** Reads the resources of one CloudFormation type through their own service's API. */
export interface ResourceReader {
  /** For example `AWS::S3::Bucket`. */
  readonly type: string;
  /** The properties that are read, and how each is compared. A template that sets any other is refused. */
  readonly comparisons: Readonly<Record<string, Comparison>>;
  /** The resource as the service has it, in the template's words. What is not there, or is a default, is undefined. */
  readonly read: (target: ReadTarget) => Promise<JsonObject>;
  /** What `Fn::GetAtt` gives, for the attributes that templates use. */
  readonly attributes: (target: ReadTarget) => Promise<Readonly<Record<string, string>>>;
}

/** Declares a reader; the compiler sees to it that every property that is compared is read. */
export function resourceReader<Property extends string>(reader: {
  readonly type: string;
  readonly comparisons: Readonly<Record<Property, Comparison>>;
  readonly read: (target: ReadTarget) => Promise<Readonly<Record<NoInfer<Property>, unknown>>>;
  readonly attributes?: ResourceReader['attributes'];
}): ResourceReader {
  return { attributes: () => Promise.resolve({}), ...reader };
}

/** The value unless it is what the service assumes when nothing is said. */
export function unlessDefault<Value>(value: Value, ...defaults: readonly Value[]): Value | undefined {
  return defaults.includes(value) ? undefined : value;
}

/** The same, unless the template says so itself: then the value is compared. */
export function unlessAssumed<Value>(
  value: Value,
  said: unknown,
  ...defaults: readonly Value[]
): Value | undefined {
  return said === undefined ? unlessDefault(value, ...defaults) : value;
}
