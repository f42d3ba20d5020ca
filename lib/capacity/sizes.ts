import type { QuotaKey } from '../../config/quotas';
import {
  isObject,
  type Json,
  type JsonObject,
  listOf,
} from '../../packages/isolation-proof/src/templates/json';
import { documentBytes, documentSize, type Place } from './document-size';

/** How large something is that a quota limits. */
interface Size {
  readonly key: QuotaKey;
  readonly size: number;
  /** Of the resource; left out for the stack itself. */
  readonly logicalId?: string;
}

interface Sized {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
}

/** Sizes of a stack itself. The template is as long as the CDK writes it and its CLI uploads it. */
export function stackSizes(template: Json, resources: number): Size[] {
  const countIn = (section: string): number => {
    const entries = isObject(template) ? template[section] : undefined;
    return isObject(entries) ? Object.keys(entries).length : 0;
  };
  return [
    { key: 'cloudformation-resources', size: resources },
    { key: 'cloudformation-outputs', size: countIn('Outputs') },
    { key: 'cloudformation-parameters', size: countIn('Parameters') },
    {
      key: 'cloudformation-template-size',
      size: Buffer.byteLength(JSON.stringify(template, undefined, CDK_INDENTATION)),
    },
  ];
}

/** Spaces by which the CDK indents templates. */
const CDK_INDENTATION = 1;

/** Sizes of the resources of one template, and of the policies that roles hold in it. */
export function resourceSizes(resources: readonly Sized[], place: Place): Size[] {
  return [...resources.flatMap((resource) => ownSizes(resource, place)), ...inlinePolicies(resources, place)];
}

function ownSizes({ logicalId, type, properties }: Sized, place: Place): Size[] {
  const { PolicyDocument: document } = properties;
  const text = (key: QuotaKey, value: Json | undefined): Size => ({
    key,
    size: documentSize(value, place),
    logicalId,
  });
  const bytes = (key: QuotaKey, value: Json | undefined): Size => ({
    key,
    size: documentBytes(value, place),
    logicalId,
  });
  switch (type) {
    case 'AWS::Events::Rule':
      return [text('eventbridge-pattern-size', properties['EventPattern'])];
    case 'AWS::IAM::ManagedPolicy':
      return [text('iam-managed-policy-size', document)];
    case 'AWS::IAM::Role':
      return [text('iam-trust-policy-size', properties['AssumeRolePolicyDocument'])];
    case 'AWS::IoT::Policy':
      return [text('iot-policy-size', document)];
    case 'AWS::KMS::Key':
      return [bytes('kms-key-policy-size', properties['KeyPolicy'])];
    case 'AWS::S3::BucketPolicy':
      return [bytes('s3-bucket-policy-size', document)];
    case 'AWS::SQS::QueuePolicy':
      return [bytes('sqs-queue-policy-size', document)];
    default:
      return [];
  }
}

/** For each role, all its inline policies together, and how many managed policies it has. */
function inlinePolicies(resources: readonly Sized[], place: Place): Size[] {
  const inline = new Map<string, number>();
  const attached = new Map<string, number>();
  const add = (sums: Map<string, number>, role: string, amount: number): void => {
    sums.set(role, (sums.get(role) ?? 0) + amount);
  };
  const nameOf = namesOfRoles(resources);
  for (const { logicalId, type, properties } of resources) {
    const { PolicyDocument: document } = properties;
    if (type === 'AWS::IAM::Role') {
      for (const policy of listOf(properties['Policies']).filter(isObject)) {
        add(inline, logicalId, documentSize(policy['PolicyDocument'], place));
      }
      add(attached, logicalId, listOf(properties['ManagedPolicyArns']).length);
    }
    if (type === 'AWS::IAM::RolePolicy') {
      add(inline, nameOf(properties['RoleName']), documentSize(document, place));
    }
    if (type === 'AWS::IAM::Policy') {
      for (const role of listOf(properties['Roles']))
        add(inline, nameOf(role), documentSize(document, place));
    }
    if (type === 'AWS::IAM::ManagedPolicy') {
      for (const role of listOf(properties['Roles'])) add(attached, nameOf(role), 1);
    }
  }
  const sizes = (key: QuotaKey, sums: ReadonlyMap<string, number>): Size[] =>
    [...sums].map(([logicalId, size]) => ({ key, size, logicalId }));
  return [...sizes('iam-inline-policies-size', inline), ...sizes('iam-policies-of-a-role', attached)];
}

/** Logical ids of roles by how a policy names them: by reference or by name. */
function namesOfRoles(resources: readonly Sized[]): (reference: Json | undefined) => string {
  const byName = new Map(
    resources.flatMap(({ logicalId, type, properties }) =>
      type === 'AWS::IAM::Role' && properties['RoleName'] !== undefined
        ? [[JSON.stringify(properties['RoleName']), logicalId] as const]
        : [],
    ),
  );
  return (reference) => {
    if (isObject(reference) && typeof reference['Ref'] === 'string') return reference['Ref'];
    const text = JSON.stringify(reference ?? null);
    return byName.get(text) ?? text;
  };
}
