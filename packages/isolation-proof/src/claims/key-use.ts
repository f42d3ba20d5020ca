import { BOUNDARY_ALONE, IDENTITY_ALONE, type Lens } from '../access/lens';
import { type ActionGroup, among } from '../policies/action-classes';
import { KEY_ADMINISTRATION } from '../policies/action-groups';
import type { Evidence } from './evidence';
import { absent, type Fact, type Facts, known } from '../policies/facts';
import type { Principal } from '../model/principal';
import { EVERYTHING, wildcardPattern } from '../patterns/pattern';
import { itself } from '../access/regions';
import { otherThan } from './anybody';
import { Asking } from './asking';
import type { GuardedResource } from '../model/guarded-resource';
import type { Claim } from './claim';

const VIA_SERVICE = 'kms:viaservice';
const PARAMETER = 'kms:encryptioncontext:parameter_arn';
const OWN_USE: ReadonlySet<string> = new Set(['kms:decrypt', 'kms:generatedatakey']);
const OTHER_USE: ActionGroup = {
  patterns: ['kms:*'],
  except: new Set([...KEY_ADMINISTRATION, ...OWN_USE]),
};

/** Services that use keys in the name of a tenant's principals. */
export interface KeyServices {
  /** As in `kms:ViaService`, without Region and suffix: `s3`. */
  readonly through: readonly ServiceName[];
  /**
   * Services that the key's policy lets use a tenant's key by themselves, as `aws:PrincipalServiceName` has them,
   * `{region}` standing for the Region: `logs.{region}.amazonaws.com`. Its Denies stop every other service.
   * @default - none is told apart
   */
  readonly byThemselves?: readonly string[];
}

/** Names of services, for people. */
const SERVICE_NAMES = {
  dynamodb: 'DynamoDB',
  logs: 'CloudWatch Logs',
  s3: 'S3',
  secretsmanager: 'Secrets Manager',
  sns: 'SNS',
  sqs: 'SQS',
  ssm: 'Parameter Store',
} as const;
export type ServiceName = keyof typeof SERVICE_NAMES;

/**
 * Principals of an organization never use a key directly, only through these services: by their identity policies, and
 * by their boundary, each alone. What Parameter Store decrypts for them is a secret of their own.
 * @example a worker that may `kms:Decrypt` without a condition on `kms:ViaService`
 */
export const keyUse = ({ through }: KeyServices): Claim => ({
  id: 'key-use',
  title: `Principals of an organization use keys through ${listed(through.map((service) => SERVICE_NAMES[service]))} only`,
  about: 'keys, with roles or users of an organization',
  judge: (evidence) => {
    const asking = new Asking('key use needs kms:ViaService, and for secrets the ARN of the parameter.');
    const hasKeys = evidence.model.guarded.some(({ kind }) => kind === 'key');
    const users = evidence.principals.flatMap((principal) => {
      const { owner, kind } = principal;
      return owner === undefined || kind === 'certificate' ? [] : [{ principal, owner }];
    });
    for (const { principal, owner } of asking.each(hasKeys ? users : [])) {
      judgePrincipal(asking, evidence, through, principal, owner);
    }
    return asking.judgement;
  },
});

function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), words.at(-1) ?? ''].filter((part) => part !== '').join(' and ');
}

function judgePrincipal(
  asking: Asking,
  { classes, keys, tenancy }: Evidence,
  through: readonly ServiceName[],
  principal: Principal,
  owner: string,
): void {
  const { stack } = principal.source;
  const endpoint = (service: ServiceName, { region, dnsSuffix } = stack): string =>
    `${service}.${region}.${dnsSuffix}`;
  // Services use a key in its own Region.
  const directly = ({ source }: GuardedResource): Facts[] => [
    new Map([[VIA_SERVICE, absent]]),
    new Map([[VIA_SERVICE, otherThan(...through.map((service) => endpoint(service, source.stack)))]]),
  ];
  const throughParameterStore: [string, Fact] = [VIA_SERVICE, known(endpoint('ssm'))];
  const secrets = tenancy.ownSecrets(owner).map((text) => wildcardPattern(text));
  const otherSecrets: Facts[] = [
    new Map([throughParameterStore, [PARAMETER, absent]]),
    new Map([
      throughParameterStore,
      [PARAMETER, { kind: 'among', set: { matching: [EVERYTHING], excluding: secrets } }],
    ]),
  ];
  const lenses: readonly Lens[] =
    principal.boundary === undefined ? [IDENTITY_ALONE] : [IDENTITY_ALONE, BOUNDARY_ALONE];
  const what = (name: string, resource: string): string =>
    `${principal.arn} may ${name} on ${resource}, and not through a service that it is meant for`;
  for (const action of classes) {
    const more = among(action, OTHER_USE);
    const own = OWN_USE.has(action.example) ? action : undefined;
    for (const lens of lenses) {
      for (const key of keys.candidates(principal, action, lens)) {
        if (more !== undefined) asking.ask(principal, more, itself(key), lens, what);
        if (own === undefined) continue;
        // The boundary is one for all organizations, and does not tell whose parameter it is.
        for (const facts of lens === IDENTITY_ALONE ? [...directly(key), ...otherSecrets] : directly(key)) {
          asking.ask(principal, own, itself(key), lens, what, facts);
        }
      }
    }
  }
}
