import { anyAdministrator } from '../../../packages/isolation-proof/src/model/any-administrator';
import type { Setting } from '../../../packages/isolation-proof/src/contract/setting';
import type { Model } from '../../../packages/isolation-proof/src/model/model';
import type { Principal, Subject } from '../../../packages/isolation-proof/src/model/principal';
import { partsOf } from '../../../packages/isolation-proof/src/model/tenant-parts';
import { type Fact, known } from '../../../packages/isolation-proof/src/policies/facts';
import { resolveText } from '../../../packages/isolation-proof/src/templates/resolve';
import type { Kind } from './kind';
import type { Scene } from './platform-scene';

/** Everybody whom the contract asks about for one organization. */
export type Cast = Pick<Setting<Scene, Kind>, 'requesters' | 'unclassified'>;

const CREDENTIALS_PROVIDER = 'credentials.iot.amazonaws.com';
const SYSTEMS_MANAGER = 'ssm.amazonaws.com';
const LOG_DELIVERY = 'logging.s3.amazonaws.com';

/**
 * Finds an organization's principals by kind. A hub is known by two marks, its trust and the role alias that
 * leads to it, so that losing one of them makes it fail its rows and not vanish from them.
 */
export function castOf(model: Model, slug: string): Cast {
  const parts = partsOf(model, slug);
  const aliased = new Set(
    parts.resources
      .filter(({ type }) => type === 'AWS::IoT::RoleAlias')
      .map(({ properties, stack }) => resolveText(properties['RoleArn'] ?? '', stack)),
  );
  const isHub = (principal: Principal): boolean =>
    principal.kind === 'role' && (aliased.has(principal.arn) || trusts(principal, CREDENTIALS_PROVIDER));
  const isNode = (principal: Principal): boolean => trusts(principal, SYSTEMS_MANAGER);
  const { principals } = parts;
  const [stack] = model.stacks;
  return {
    requesters: {
      hub: principals.filter(isHub).map(withCertificate),
      node: principals.filter(isNode),
      user: principals.filter(({ kind }) => kind === 'user'),
      certificate: principals.filter(({ kind }) => kind === 'certificate'),
      administrator: stack === undefined ? [] : [anyAdministrator(stack)],
      'credentials provider': [{ service: CREDENTIALS_PROVIDER }],
      'systems manager': [{ service: SYSTEMS_MANAGER }],
      'log delivery': [{ service: LOG_DELIVERY }],
    },
    unclassified: principals.filter(
      (principal) => principal.kind === 'role' && !isHub(principal) && !isNode(principal),
    ),
  };
}

function trusts({ trust }: Principal, service: string): boolean {
  return trust.some(({ principals }) => principals?.services.includes(service) === true);
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html */
function withCertificate(hub: Principal): Subject {
  return {
    ...hub,
    facts: new Map<string, Fact>([
      ...hub.facts,
      ['credentials-iot:awscertificateid', known('0123456789abcdef'.repeat(4))],
      ['credentials-iot:thingname', known('example-hub')],
    ]),
  };
}
