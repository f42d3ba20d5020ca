import type { Resolved } from './resolved';
import type { TemplateResource } from './template';

/** Reads a property that holds a name. */
type NameReader = (property: string) => Resolved;

interface NamingRule {
  /** What `Ref` gives. */
  readonly ref: (name: NameReader, resource: TemplateResource) => Resolved;
  /** What `Fn::GetAtt` gives, by attribute. */
  readonly attributes?: Readonly<Record<string, (name: NameReader, resource: TemplateResource) => Resolved>>;
}

/**
 * Stands for an id that AWS makes, such as a key's. Two resources never get the same one, and none equals a
 * text that a template can hold, so that comparing stand-ins decides what comparing the ids would.
 */
function standIn({ stack, logicalId }: TemplateResource): string {
  return `(${stack.name}.${logicalId})`;
}

export function arnOf(
  { stack: { partition, region, account } }: TemplateResource,
  service: string,
  resource: string,
): string {
  const global = service === 'iam' || service === 's3';
  return ['arn', partition, service, global ? '' : region, service === 's3' ? '' : account, resource].join(
    ':',
  );
}

const given =
  (property: string) =>
  (name: NameReader, resource: TemplateResource): Resolved =>
    resource.properties[property] === undefined ? standIn(resource) : name(property);

const arn =
  (service: string, kind: string, property: string) =>
  (name: NameReader, resource: TemplateResource): Resolved => {
    const text = given(property)(name, resource);
    return text === undefined ? undefined : arnOf(resource, service, `${kind}${text}`);
  };

/** The ARN of a resource of IAM holds its Path, which begins and ends with a slash. */
const iamArn =
  (kind: string, property: string) =>
  (name: NameReader, resource: TemplateResource): Resolved => {
    const path = resource.properties['Path'] === undefined ? '/' : name('Path');
    const text = given(property)(name, resource);
    return text === undefined || path === undefined
      ? undefined
      : arnOf(resource, 'iam', `${kind}${path}${text}`);
  };

const keyArn = (_name: NameReader, resource: TemplateResource): string =>
  arnOf(resource, 'kms', `key/${standIn(resource)}`);

/** What CloudFormation makes of `Ref` and `Fn::GetAtt`, for the types that policies refer to. */
const RULES: Readonly<Record<string, NamingRule>> = {
  'AWS::Athena::WorkGroup': { ref: given('Name') },
  'AWS::ECR::Repository': {
    ref: given('RepositoryName'),
    attributes: { Arn: arn('ecr', 'repository/', 'RepositoryName') },
  },
  'AWS::IAM::Group': { ref: given('GroupName'), attributes: { Arn: iamArn('group', 'GroupName') } },
  'AWS::IAM::InstanceProfile': {
    ref: given('InstanceProfileName'),
    attributes: { Arn: iamArn('instance-profile', 'InstanceProfileName') },
  },
  'AWS::IAM::ManagedPolicy': {
    ref: iamArn('policy', 'ManagedPolicyName'),
    attributes: { PolicyArn: iamArn('policy', 'ManagedPolicyName') },
  },
  'AWS::IAM::Role': { ref: given('RoleName'), attributes: { Arn: iamArn('role', 'RoleName') } },
  'AWS::IAM::User': { ref: given('UserName'), attributes: { Arn: iamArn('user', 'UserName') } },
  'AWS::IoT::Policy': { ref: given('PolicyName'), attributes: { Arn: arn('iot', 'policy/', 'PolicyName') } },
  'AWS::IoT::RoleAlias': {
    ref: given('RoleAlias'),
    attributes: { RoleAliasArn: arn('iot', 'rolealias/', 'RoleAlias') },
  },
  'AWS::KMS::Key': {
    ref: (_name, resource) => standIn(resource),
    attributes: { Arn: keyArn, KeyId: (_name, resource) => standIn(resource) },
  },
  'AWS::S3::Bucket': { ref: given('BucketName'), attributes: { Arn: arn('s3', '', 'BucketName') } },
};

/** What `Ref` of a resource gives; undefined if that is not known here. */
export function physicalReference(resource: TemplateResource, name: NameReader): Resolved {
  return ruleOf(resource)?.ref(name, resource);
}

/** What `Fn::GetAtt` of a resource gives; undefined if that is not known here. */
export function physicalAttribute(resource: TemplateResource, attribute: string, name: NameReader): Resolved {
  const attributes = ruleOf(resource)?.attributes ?? {};
  return Object.hasOwn(attributes, attribute) ? attributes[attribute]?.(name, resource) : undefined;
}

/** The attributes of a resource that `Fn::GetAtt` gives something for here. */
export function attributesOf(resource: TemplateResource): string[] {
  return Object.keys(ruleOf(resource)?.attributes ?? {});
}

function ruleOf({ type }: TemplateResource): NamingRule | undefined {
  return Object.hasOwn(RULES, type) ? RULES[type] : undefined;
}
