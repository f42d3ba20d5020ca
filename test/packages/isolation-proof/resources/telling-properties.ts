import type {
  Property,
  PropertyType,
  Resource,
  ResourceProperties,
  SpecDatabase,
  TypeDefinition,
} from '@aws-cdk/service-spec-types';

/** A property of a type, with its path in the notation of descriptions. */
interface PropertyAtPath {
  readonly path: string;
  readonly name: string;
  readonly property: Property;
  readonly type: PropertyType;
}

/** Words in the name of a property that grants, carries, sends or opens something. */
const TELLING =
  /Polic(?:y|ies)|Roles?$|Role(?:Arn|ARN|Name)|InstanceProfile|A(?:rn|RN)s?$|Bucket|Topic|Queue|Stream|Function|LogGroup|Destination|Target|U(?:ri|RI|rl|RL)s?$|Principal|Public|Endpoint|Account|AuthType|AuthorizationType|Unauthenticated|AccessControl|Location|Lambda$|SecurityGroup(?:s|Ids?)$/;

/** Ends of names that describe such a thing and do not name one. */
const DESCRIBING = /(?:Type|Types|Mode|Prefix|Version|Region|Class|Format|Scope|Option|PublicIpv4Pool)$/;

/** Types that other properties send to, carry, hold policies of, or are a part of. */
const REFERRED =
  /^AWS::(?:ApiGateway::RestApi|ApiGatewayV2::Api|Athena::WorkGroup|AutoScaling::(?:AutoScalingGroup|LaunchConfiguration)|Batch::|Backup::|Cognito::|DynamoDB::|EC2::SecurityGroup$|ECS::|EFS::FileSystem|ElasticLoadBalancingV2::|Route53::HostedZone|SSM::Document|IAM::|S3::Bucket|SNS::Topic|SQS::Queue|Kinesis::Stream|KinesisFirehose::|Lambda::(?:Function|Alias|Version)|Logs::LogGroup|Events::EventBus|Glue::(?:Crawler|Job)|RDS::(?:DBCluster|DBInstance|GlobalCluster)$|SecretsManager::Secret|StepFunctions::StateMachine)/;

/** Names of properties that name a key of KMS, and nothing that is said about one. */
const KEY = /kms(?!Data)|KeyArn|KeyId|EncryptionKey|MasterKey/i;

/** Names of properties that name a certificate. */
const CERTIFICATE = /Certificate(?:Arn|ARN|Id)s?$/;

/** Retries never grant; neither do pairs of keys for SSH, which are made outside the templates. */
const RETRY_OR_PAIR = /RetryPolicy$|KeyPairName/i;

/** A property that tells by its name or type that it may grant, carry, send or open something. */
export interface TellingProperty {
  readonly path: string;
  /** Whether it has properties of its own, so that one of them can be what is meant. */
  readonly isContainer: boolean;
}

/** The properties of a type, nested ones too, that tell by name or type that they may matter. */
export function tellingProperties(resource: Resource, specification: SpecDatabase): TellingProperty[] {
  const all = everyProperty(resource.properties, specification);
  const containers = new Set(
    all.filter(({ type }) => ['map', 'ref'].includes(type.type)).map(({ path }) => path),
  );
  const telling = new Set(all.filter(tells).map(({ path }) => path));
  return [...telling].map((path) => ({ path, isContainer: containers.has(path) }));
}

/** Paths of all properties of a type; JSON may hold anything, and is given with `.**`. */
export function allPaths(resource: Resource, specification: SpecDatabase): ReadonlySet<string> {
  return new Set(
    everyProperty(resource.properties, specification).flatMap(({ path, type }) =>
      // A text may hold JSON, too: the specification does not tell.
      type.type === 'json' || type.type === 'string' ? [path, `${path}.**`] : [path],
    ),
  );
}

function tells({ name, property, type }: PropertyAtPath): boolean {
  if (RETRY_OR_PAIR.test(name)) return false;
  if (namesKeyOrCertificate(name, type)) return true;
  const { scrutinizable = 'None', relationshipRefs = [] } = property;
  if (scrutinizable !== 'None') return true;
  if (relationshipRefs.some(({ cloudFormationType }) => REFERRED.test(cloudFormationType))) return true;
  if (!TELLING.test(name) || DESCRIBING.test(name)) return false;
  return (
    !['integer', 'number'].includes(type.type) && (type.type !== 'boolean' || /Public|Unauth/.test(name))
  );
}

/** What an encrypted resource, or one with a name in DNS, uses of others. */
function namesKeyOrCertificate(name: string, { type }: PropertyType): boolean {
  return type === 'string' && (KEY.test(name) || CERTIFICATE.test(name));
}

/** Paths of the properties of a type that name keys and certificates. */
export function keysAndCertificates(resource: Resource, specification: SpecDatabase): string[] {
  return everyProperty(resource.properties, specification)
    .filter(({ name, type }) => namesKeyOrCertificate(name, type))
    .map(({ path }) => path);
}

function everyProperty(
  properties: ResourceProperties,
  specification: SpecDatabase,
  prefix = '',
  above: readonly TypeDefinition[] = [],
): PropertyAtPath[] {
  return Object.entries(properties).flatMap(([name, property]) =>
    [property.type, ...(property.previousTypes ?? [])].flatMap((type) =>
      unfold(type, `${prefix}${name}`, { name, property }, specification, above),
    ),
  );
}

function unfold(
  type: PropertyType,
  path: string,
  of: Pick<PropertyAtPath, 'name' | 'property'>,
  specification: SpecDatabase,
  above: readonly TypeDefinition[],
): PropertyAtPath[] {
  switch (type.type) {
    case 'array':
      return unfold(type.element, path, of, specification, above);
    case 'map':
      return [
        { path, name: '', property: of.property, type },
        ...unfold(type.element, `${path}.*`, of, specification, above),
      ];
    case 'union':
      return type.types.flatMap((one) => unfold(one, path, of, specification, above));
    case 'ref': {
      const definition = specification.get('typeDefinition', type.reference.$ref);
      // One within itself has the properties that are known already.
      if (above.includes(definition)) return [{ path, name: '', property: of.property, type }];
      const own = everyProperty(definition.properties, specification, `${path}.`, [...above, definition]);
      return [{ path, name: '', property: of.property, type }, ...own];
    }
    default:
      return [{ path, ...of, type }];
  }
}
