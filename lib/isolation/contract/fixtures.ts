import type { OperatorUse } from '../operators/operator-uses';
import type { OrganizationNames } from './names';

/** What requests are made of. */
export interface Fixtures {
  readonly own: OrganizationNames;
  /** Another organization: one of the templates, or if there is none, one that is in no template. */
  readonly other: OrganizationNames;
  readonly shared: SharedNames;
  /** The organization's roles that hubs, and nodes, work under. */
  readonly hubRoleArns: readonly string[];
  readonly nodeRoleArns: readonly string[];
  /** The organization's roles that analysts work under. */
  readonly analystRoleArns: readonly string[];
  /** The organization's roles that deliver it its part of the trail. */
  readonly auditDeliveryRoleArns: readonly string[];
  /** The same of those that analysts sign in to, each with how. */
  readonly signIns: readonly SignIn[];
  /** The organization's pipeline roles, by the service that may assume them. */
  readonly pipelineRoleArns: ReadonlyMap<string, readonly string[]>;
  /** What the templates have roles of operators for. */
  readonly operators: ReadonlySet<OperatorUse>;
  /** The environment whose templates CloudFormation deploys; undefined where they hold no policies for it. */
  readonly deployedEnvironment: string | undefined;
  /** Id of a certificate that the policy of revocations denies everything. */
  readonly revokedCertificate: string;
}

/** How somebody signs in to a role with what an identity provider signed. */
export interface SignIn {
  readonly roleArn: string;
  /** `sts:AssumeRoleWithWebIdentity` or `sts:AssumeRoleWithSAML`. */
  readonly action: string;
  /** The context key of the audience, in lower case, and the audience that is meant. */
  readonly audienceKey: string;
  readonly audience: string;
}

/** What requests to a trail's bucket and key are made of. */
export interface TrailNames {
  readonly arn: string;
  readonly account: string;
  readonly bucketArn: string;
  readonly keyArn: string;
  /** S3 as it uses the key: it is in the Region of the bucket. */
  readonly throughS3: string;
  /** The group of the schedules that deliver organizations their part. */
  readonly scheduleGroupArn: string;
  /** The table of its log files, with its database. */
  readonly tables: readonly { readonly databaseArn: string; readonly tableArn: string }[];
}

/** What is the same for all organizations. */
export interface SharedNames {
  readonly account: string;
  /** Images of data connectors. */
  readonly connectorRepositoryArns: readonly string[];
  /** Images of pipelines. */
  readonly pipelineRepositoryArns: readonly string[];
  readonly otherRepositoryArn: string;
  readonly catalogArn: string;
  readonly dataCatalogArn: string;
  readonly platformKeyArn: string;
  /** What claim certificates open. */
  readonly enrolmentRoleAliasArn: string;
  /** The role that it leads to; none where the templates have no such alias. */
  readonly enrolmentRoleArns: readonly string[];
  readonly dataBucketArns: readonly string[];
  /** Whose access is recorded: all data buckets, and whichever others have their records delivered. */
  readonly recordedBucketArns: readonly string[];
  /** Where access to the data buckets is recorded, and the keys that the records are encrypted with, if any. */
  readonly logBucketArns: readonly string[];
  readonly logKeyArns: readonly string[];
  /** Trails, with where each is kept, and what delivers organizations their part. */
  readonly trails: readonly TrailNames[];
  /** Shared buckets that organizations' own parts of the trail are delivered to. */
  readonly organizationAuditBucketArns: readonly string[];
  /** Values of `kms:ViaService`. */
  readonly throughS3: string;
  readonly throughParameterStore: string;
  readonly throughQueues: string;
  readonly throughEcr: string;
  /** The database that every catalog has. */
  readonly defaultDatabaseArn: string;
  /** The database that Spark asks for. */
  readonly globalTempDatabaseArn: string;
  /** What runs pipelines of no organization in particular: a task of ECS, an application of EMR Serverless. */
  readonly taskArn: string;
  readonly applicationArn: string;
  /** A node, which Systems Manager also says that it acts for. */
  readonly managedNodeArn: string;
  /** An association of State Manager, a document of this account, and one that AWS keeps. */
  readonly associationArn: string;
  readonly documentArn: string;
  readonly awsDocumentArn: string;
}
