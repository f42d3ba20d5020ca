import { issuerWithoutScheme } from './identity-issuer';
import type { EnvironmentIdentity } from './environment-identity';

/** Where a resource is, as its ARN says it. */
interface Place {
  readonly account: string;
  readonly region: string;
}

/** Of what is in no Region, such as everything of IAM. */
const GLOBAL = { region: '' };
/** Of what is in no account either, such as buckets. */
const NOWHERE: Place = { region: '', account: '' };

/** Makes the ARNs of an environment from the names of its resources, in its partition, Region and account. */
export class ResourceArns {
  constructor(readonly environment: EnvironmentIdentity) {}

  bucketArn(bucket: string): string {
    return this.arn('s3', bucket, NOWHERE);
  }

  /**
   * Every key.
   * @param place where they are; left out for the environment's own account and Region.
   */
  keyArnPattern(place?: Place): string {
    return this.arn('kms', 'key/*', place);
  }

  /** The alias of a key, `alias/` included, in another account and Region. */
  aliasArnIn(alias: string, place: Place): string {
    return this.arn('kms', alias, place);
  }

  /** @param alias as KMS names it: `alias/...` */
  keyAliasArn(alias: string): string {
    return this.arn('kms', alias);
  }

  roleArn(role: string): string {
    return this.arn('iam', `role/${role}`, GLOBAL);
  }

  /** A session of a role, as AWS STS names its caller. */
  sessionArn(role: string, session: string): string {
    return this.arn('sts', `assumed-role/${role}/${session}`, GLOBAL);
  }

  managedPolicyArn(policy: string): string {
    return this.arn('iam', `policy/${policy}`, GLOBAL);
  }

  /** The identity provider of an OpenID Connect issuer. Its name is the issuer's address without the scheme. */
  oidcProviderArn(issuer: string): string {
    return this.arn('iam', `oidc-provider/${issuerWithoutScheme(issuer)}`, GLOBAL);
  }

  samlProviderArn(provider: string): string {
    return this.arn('iam', `saml-provider/${provider}`, GLOBAL);
  }

  userArn(user: string): string {
    return this.arn('iam', `user/${user}`, GLOBAL);
  }

  /** The principal that stands for every identity of the account whose own policies allow the action. */
  accountPrincipalArn(account = this.environment.account): string {
    return this.arn('iam', 'root', { ...GLOBAL, account });
  }

  /** An IoT policy, a role alias or a thing type of this name. */
  iotArn(name: string): string {
    return this.arn('iot', `*/${name}`);
  }

  iotPolicyArn(policy: string): string {
    return this.arn('iot', `policy/${policy}`);
  }

  thingTypeArn(thingType: string): string {
    return this.arn('iot', `thingtype/${thingType}`);
  }

  roleAliasArn(roleAlias: string): string {
    return this.arn('iot', `rolealias/${roleAlias}`);
  }

  /**
   * A named shadow of a thing, as requests to read and change it name it.
   * https://docs.aws.amazon.com/iot/latest/developerguide/iot-action-resources.html
   */
  protected thingShadowArn(thing: string, shadow: string): string {
    return this.arn('iot', `thing/${thing}/${shadow}`);
  }

  /** Every X.509 certificate of AWS IoT. Their ids say nothing of whose they are. */
  certificatesArn(): string {
    return this.arn('iot', 'cert/*');
  }

  repositoryArn(repository: string): string {
    return this.arn('ecr', `repository/${repository}`);
  }

  workgroupArn(workgroup: string): string {
    return this.arn('athena', `workgroup/${workgroup}`);
  }

  /** The Glue Data Catalog as Athena names it; one for each account and Region. */
  dataCatalogArn(): string {
    return this.arn('athena', 'datacatalog/AwsDataCatalog');
  }

  catalogArn(): string {
    return this.arn('glue', 'catalog');
  }

  /** A database of this name, or of another one what is called so. */
  glueArn(name: string): string {
    return this.arn('glue', `*/${name}`);
  }

  databaseArn(database: string): string {
    return this.arn('glue', `database/${database}`);
  }

  /** The database that every catalog has, and that Athena asks for whatever a query is about. It is nobody's. */
  defaultDatabaseArn(): string {
    return this.databaseArn('default');
  }

  /** The database that Spark asks for, for views of all sessions. It is in no catalog. */
  globalTempDatabaseArn(): string {
    return this.databaseArn('global_temp');
  }

  /** Every table of one database. */
  tablesArn(database: string): string {
    return this.arn('glue', `table/${database}/*`);
  }

  /** Every function of one database. Glue asks for them, too, before it deletes the database. */
  userDefinedFunctionsArn(database: string): string {
    return this.arn('glue', `userDefinedFunction/${database}/*`);
  }

  scheduleArn(group: string, schedule: string): string {
    return this.arn('scheduler', `schedule/${group}/${schedule}`);
  }

  tableArn(database: string, table: string): string {
    return this.arn('glue', `table/${database}/${table}`);
  }

  trailArn(trail: string): string {
    return this.arn('cloudtrail', `trail/${trail}`);
  }

  /** A group of schedules: the only thing that EventBridge Scheduler says of itself when it assumes a role. */
  scheduleGroupArn(group: string): string {
    return this.arn('scheduler', `schedule-group/${group}`);
  }

  /** A call of an AWS service's API, as the target of a schedule. */
  scheduledCallArn(service: string, action: string): string {
    return this.arn('scheduler', `aws-sdk:${service}:${action}`, NOWHERE);
  }

  queueArn(queue: string): string {
    return this.arn('sqs', queue);
  }

  topicArn(topic: string): string {
    return this.arn('sns', topic);
  }

  /** A rule of the account's default event bus. */
  eventRuleArn(rule: string): string {
    return this.arn('events', `rule/${rule}`);
  }

  /** A stack without the id that CloudFormation puts behind its name. */
  stackArn(stack: string): string {
    return this.arn('cloudformation', `stack/${stack}`);
  }

  logGroupArn(logGroup: string): string {
    return this.arn('logs', `log-group:${logGroup}`);
  }

  /** Every stream of a log group. */
  logStreamsArn(logGroup: string): string {
    return `${this.logGroupArn(logGroup)}:*`;
  }

  /** CloudWatch Logs of this Region, as policies of keys name it. */
  logsServicePrincipal(): string {
    return `logs.${this.environment.region.name}.amazonaws.com`;
  }

  /** A parameter by its full name, which begins with a slash. */
  parameterArn(parameter: string): string {
    return this.arn('ssm', `parameter${parameter}`);
  }

  /** Every node of Systems Manager. */
  managedNodesArn(): string {
    return this.arn('ssm', 'managed-instance/*');
  }

  /** Every association of State Manager. */
  associationsArn(): string {
    return this.arn('ssm', 'association/*');
  }

  /** Every document of Systems Manager that this account has made. */
  documentsArn(): string {
    return this.arn('ssm', 'document/*');
  }

  /** The documents that AWS keeps, such as AWS-RunPatchBaseline. They are in no account. */
  awsDocumentsArn(): string {
    return this.arn('ssm', 'document/AWS-*', { account: '' });
  }

  /** Anything of Systems Manager in this account and Region: the only source that may assume a hybrid node's role. */
  systemsManagerSourceArn(): string {
    return this.arn('ssm', '*');
  }

  /** A service as `kms:ViaService` names it, for example `s3.eu-central-1.amazonaws.com`. */
  viaService(service: 's3' | 'sqs' | 'ssm' | 'ecr', region = this.environment.region.name): string {
    return `${service}.${region}.${this.environment.region.dnsSuffix}`;
  }

  /** @param place what it names instead of the environment's own account and Region. */
  protected arn(service: string, resource: string, place: Partial<Place> = {}): string {
    const { account, region } = this.environment;
    const { partition, name } = region;
    return ['arn', partition, service, place.region ?? name, place.account ?? account, resource].join(':');
  }
}
