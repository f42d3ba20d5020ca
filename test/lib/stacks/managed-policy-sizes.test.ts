import { MAX_ORG_SLUG_LENGTH } from '../../../config/name-limits';
import { Naming } from '../../../config/naming';
import type { Partition } from '../../../config/partition';
import { type Region, SUPPORTED_REGIONS } from '../../../config/region';
import { SIZE_QUOTAS } from '../../../config/size-quotas';
import type { EnvironmentConfig } from '../../../config/environment-config';
import { documentSize } from '../../../lib/capacity/document-size';
import type { Json } from '../../../packages/isolation-proof/src/templates/json';
import { BY_OIDC } from '../../fixtures/analysts';
import { environment, organization } from '../../fixtures/environment';
import { OPERATORS_BY_OIDC } from '../../fixtures/operators';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

/** Room for what policies may come to say. Without it, the next permission fails a synth in some Region only. */
const ROOM = 300;
const LARGEST = SIZE_QUOTAS['iam-managed-policy-size'].default;

/** As long as names of buckets leave, which have the Region in them. */
function withLongestNames(region: Region, archive: string): EnvironmentConfig {
  const organizations = [{ ...organization('x'.repeat(MAX_ORG_SLUG_LENGTH)), audit: true }];
  const operations = {
    signIn: OPERATORS_BY_OIDC,
    breakGlass: { sessionMinutes: 60, notify: [] },
    audit: {
      retentionDays: 1,
      organizations: true,
      separate: { account: '444455556666', region: archive },
    },
  };
  for (let length = 16; length > 0; length -= 1) {
    const longest = environment({
      name: 'y'.repeat(length),
      namePrefix: 'xxxx',
      region,
      analysts: BY_OIDC,
      operations,
      organizations,
    });
    try {
      new Naming(longest).auditBucket(operations.audit.separate);
      return longest;
    } catch {
      // One character less.
    }
  }
  throw new Error(`no name fits in ${region.name}`);
}

function sizesOfManagedPolicies(config: EnvironmentConfig): [name: string, size: number][] {
  return Object.values(synthesize(wholeOf(config))).flatMap(({ Resources }) =>
    Object.values(Resources)
      .filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy')
      .map(({ Properties = {} }): [string, number] => [
        String(Properties['ManagedPolicyName']),
        documentSize(Properties['PolicyDocument'] as Json, config),
      ]),
  );
}

/** The policies of CloudFormation's role have less, and a synth refuses names for which they have too little. */
test.each<Partition>(['aws', 'aws-us-gov', 'aws-cn'])(
  'in %s every managed policy and boundary has room, with the longest names that buckets leave',
  (partition) => {
    const [region, archive = region] = [...SUPPORTED_REGIONS.values()]
      .filter((one) => one.partition === partition)
      .sort((one, other) => other.name.length - one.name.length);
    if (region === undefined || archive === undefined) throw new Error(`no Region in ${partition}`);
    const sizes = sizesOfManagedPolicies(withLongestNames(region, archive.name));
    // Two boundaries of organizations, three of operators, one of deliveries; policies of six operators and of one organization.
    expect(sizes.length).toBeGreaterThan(15);
    expect(sizes.filter(([, size]) => size > LARGEST - ROOM)).toEqual([]);
  },
);
