import type { Whereabouts } from '../model/whereabouts';
import type { Statement } from '../policies/statement';

/** A service that acts for people or machines outside AWS, and the kind of resource that says for whom. */
interface Door {
  readonly service: RegExp;
  readonly kind: string;
  /** Whether a template has to make it, because then it is judged whom it is open to. */
  readonly type?: string;
  /** ARNs of the kind. */
  readonly arn: RegExp;
}

const DOORS: readonly Door[] = [
  {
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
    service: /^cloudfront\.amazonaws\.com(?:\.cn)?$/,
    kind: 'distribution',
    type: 'AWS::CloudFront::Distribution',
    arn: /^arn:[^:*?]+:cloudfront:[^:*?]*:\d{12}:distribution\/[^*?]+$/,
  },
  {
    // https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
    service: /^rolesanywhere\.amazonaws\.com(?:\.cn)?$/,
    kind: 'trust anchor',
    arn: /^arn:[^:*?]+:rolesanywhere:[^:*?]+:\d{12}:trust-anchor\/[^*?]+$/,
  },
];

/** What is encrypted lies in buckets, whose policies say who gets it; a key could not name a distribution that has to be made after it. */
const KEYS: ReadonlySet<string> = new Set(['AWS::KMS::Key', 'AWS::KMS::ReplicaKey']);

/** What a statement should have named, and what to do about it. */
export interface OpenDoor {
  readonly kind: string;
  readonly remedy: string;
}

/**
 * What a statement lacks that lets in such a service without saying for which resource it acts: any in the account
 * would do, so that a neighbour's distribution shows the objects of a bucket, and holders of certificates of any
 * authority assume a role. Undefined if it lacks nothing, or the service is another one.
 */
export function openDoor(
  statement: Statement,
  service: string | undefined,
  whereabouts: Whereabouts,
): OpenDoor | undefined {
  const door = DOORS.find((one) => service !== undefined && one.service.test(service));
  if (door === undefined || KEYS.has(statement.source.type)) return undefined;
  if (namesResources(statement, door, whereabouts)) return undefined;
  const { kind, type } = door;
  const made = type === undefined ? '' : ' of the templates';
  return {
    kind,
    remedy: `Name each ${kind}${made} in aws:SourceArn, with ArnEquals and without wildcards.`,
  };
}

function namesResources(
  { conditions, source }: Statement,
  { arn: form, type }: Door,
  whereabouts: Whereabouts,
): boolean {
  return conditions.some(
    ({ key, operator, values }) =>
      key === 'aws:sourcearn' &&
      /^(?:Arn|String)(?:Equals|Like)$/.test(operator) &&
      values.every(
        (arn) =>
          arn !== undefined &&
          form.test(arn) &&
          (type === undefined || whereabouts.resourceNamed({ kind: 'arn', arn }, source)?.type === type),
      ),
  );
}
