import type {
  AccessComparison,
  AccessDifference,
} from '../../../../packages/isolation-proof/src/difference/access-difference';

const ACCOUNT = '111122223333';

/** The Data Hub of an organization gains a write on its own raw folder, unless something else is said. */
export function difference(slug = 'acme', changed: Partial<AccessDifference> = {}): AccessDifference {
  return {
    change: 'gained',
    lens: 'all policies',
    principal: {
      kind: 'role',
      name: `arn:aws:iam::${ACCOUNT}:role/ts-test-${slug}-data-hub`,
      owner: slug,
      path: `ts-test-organization-${slug}/DataHubRole8CC3F051`,
      presence: 'both',
    },
    organizations: [slug],
    actions: ['s3:abortmultipartupload'],
    resources: [`arn:aws:s3:::ts-test-raw-${ACCOUNT}-eu-central-1-an/${slug}/*`],
    example: {
      principal: `arn:aws:iam::${ACCOUNT}:role/ts-test-${slug}-data-hub`,
      action: 's3:abortmultipartupload',
      resource: `arn:aws:s3:::ts-test-raw-${ACCOUNT}-eu-central-1-an/${slug}/x`,
      context: {},
    },
    statements: [
      {
        side: 'head',
        effect: 'Allow',
        name: 'WriteRaw',
        path: `ts-test-organization-${slug}/DataHubPolicy`,
        stack: `ts-test-organization-${slug}`,
      },
    ],
    ...changed,
  };
}

export function comparison(
  differences: readonly AccessDifference[],
  changed: Partial<AccessComparison> = {},
): AccessComparison {
  return {
    differences,
    organizations: { added: [], removed: [] },
    undecided: [],
    compared: { principals: 10, organizations: 2, forms: 1 },
    ...changed,
  };
}
