import type { PropertyPath } from './property-path';
import type { TextTemplate } from './text-template';

/** Data that go through a resource. */
export interface Flow {
  readonly property: PropertyPath;
  readonly form: TextForm;
  /** Only where the property beside it has one of these values, or one that is not known. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** What goes there or comes from there: "events that no target took". */
  readonly data: string;
  /** What counts if the property is absent, such as `everything`. @default - then nothing goes or comes */
  readonly absent?: string;
  /**
   * Whose it may be if the resource is a part of it, as a rule is of its listener: the tenant's `own`, or one that
   * tenants share, too. Only of a tenant's resource is it asked: many parts take no tags, so that in a stack of several
   * tenants they are nobody's. What is only `used`, such as a key, may be shared, too, and does not tell whose a resource
   * without tags is.
   * @default - it has to be of the same owner, and what is nobody's has to be part of nobody's
   */
  readonly whole?: 'own' | 'shared' | 'used';
  /**
   * Types of which the platform's will do, because another property says what is run there: a task in a cluster.
   * @default - none
   */
  readonly runsIn?: readonly string[];
}

/** A log group that a service makes when it writes the first event, unless it is there. */
export interface ImpliedLogGroup {
  readonly name: TextTemplate;
  /** The property that names another one. Absent if none does. */
  readonly unless?: PropertyPath;
  /** What goes there. */
  readonly data: string;
  /** If the resource is a part of it: then of what is nobody's it is not asked whose it is. */
  readonly whole?: 'own';
}

/** A program that a resource runs. */
export type Program = {
  readonly property: PropertyPath;
  /** What is run: "the code of the function". */
  readonly program: string;
} & (
  | {
      /**
       * An ARN; an ARN, or the program itself; a place that CodeBuild takes sources from; a document of Systems Manager
       * by its name or its ARN; an image as containers name it; a repository outside AWS; or URIs of S3, or ARNs,
       * separated by commas, among which names may stand, or settings of Spark.
       */
      readonly form: 'arn' | 'arn-or-text' | 'build-source' | 'document' | 'image' | 'repository' | 's3-uris';
    }
  | {
      /** The property holds the name of a bucket, and `key` beside it the key of an object. */
      readonly form: 's3-object';
      readonly key: string;
    }
  | {
      /** The name of a repository of CodeCommit if the property `branch` is beside it, and of ECR otherwise. */
      readonly form: 'repository-name';
      readonly branch: string;
    }
);

/**
 * What a property holds, as far as that is not an ARN: most of these may be one, too. `ref` is what `Ref` of the
 * resource gives; `elsewhere` is an address outside AWS, whatever it is; `arn-or-elsewhere` is one unless it is an
 * ARN, as the endpoint of a subscription. A `canonical-name` is a domain name that may be of anybody outside AWS.
 */
export type TextForm =
  | 'arn'
  | 'arn-or-elsewhere'
  | 'bucket-domain'
  | 'bucket-name'
  | 'build-project'
  | 'canonical-name'
  | 'capacity-provider'
  | 'delivery-stream-name'
  | 'domain-name'
  | 'eks-cluster'
  | 'elsewhere'
  | 'endpoint-config'
  | 'endpoint-service'
  | 'event-bus'
  | 'function'
  | 'graphql-api'
  | 'integration-uri'
  | 'kms-key'
  | 'lake-principal'
  | 'lifecycle-config'
  | 'log-group-name'
  | 'model'
  | 'queue-url'
  | 'ref'
  | 's3-uri'
  | 'scalable-resource'
  | 'secret'
  | 'security-group'
  | 'stream-name'
  | 'token-issuer'
  | 'topic'
  | 'vault-name';
