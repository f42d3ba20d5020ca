import { SPECIFICATION } from '../../../../lib/isolation/specification';
import { examine, verifyEvidence } from '../../../../lib/isolation/proof';
import { matricesOf } from '../../../../packages/isolation-proof/src/page/matrix';
import { proofPage, type ProofPageParts } from '../../../../packages/isolation-proof/src/page/proof-page';
import type { Provenance } from '../../../../packages/isolation-proof/src/provenance/provenance';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { environment, organization } from '../../../fixtures/environment';
import { synthesize, wholeOf } from '../../../fixtures/synthesize';
import { ACME, ACME_EU, all, type Edit, inStatement, platform, SHARED } from '../contract/platform';

const JUDGED_AT = new Date('2026-01-02T03:04:05Z');

/** Organizations without users of their own, as most are. */
let shipped: string | undefined;

export function stacks(edit?: Edit): StackTemplate[] {
  shipped ??= JSON.stringify(synthesize(wholeOf(environment())));
  return platform(edit, shipped);
}

/** What stacks are found to be. */
type Judged = Pick<ProofPageParts, 'model' | 'verification' | 'matrices'>;

function judge(judged: readonly StackTemplate[], { organizations }: Provenance): Judged {
  return examine(judged, (evidence) => ({
    model: evidence.model,
    verification: verifyEvidence(evidence),
    matrices: matricesOf(evidence, SPECIFICATION.page, organizations),
  }));
}

const judgments = new WeakMap<readonly StackTemplate[], Judged>();

/** Judges the same stacks once: of what an assembly says besides, only what is noted of organizations has a part in it. */
export function judgedOf(judged: readonly StackTemplate[]): Judged {
  const known = judgments.get(judged) ?? judge(judged, provenanceOf(judged));
  judgments.set(judged, known);
  return known;
}

/** The page of these stacks. */
export function pageOf(judged: readonly StackTemplate[], overrides: Partial<Provenance> = {}): string {
  const provenance = { ...provenanceOf(judged), ...overrides };
  return proofPage({
    ...(overrides.organizations === undefined ? judgedOf(judged) : judge(judged, provenance)),
    provenance,
    judgedAt: JUDGED_AT,
    specification: SPECIFICATION,
  });
}

/** What an assembly of these stacks would say besides: `Organization acme` for acme, and one acknowledged finding each. */
export function provenanceOf(judged: readonly Pick<StackTemplate, 'name'>[]): Provenance {
  const slugs = judged.flatMap(({ name }) => /^ts-test-organization-(.+)$/.exec(name)?.[1] ?? []);
  return {
    tool: 'organization-isolation 1.2.3',
    environments: ['test'],
    checkout: { commit: '0123456789abcdef0123456789abcdef01234567', isModified: false },
    templates: judged.map(({ name }, index) => ({
      file: `${name}.template.json`,
      sha256: index.toString(16).padStart(64, '0'),
    })),
    organizations: new Map(
      slugs.map((slug) => [slug, { slug, displayName: `Organization ${slug}`, status: 'active' }]),
    ),
    acknowledged: judged.map(({ name }) => ({
      stack: name,
      path: `${name}/Role`,
      id: `AwsSolutions-IAM5[Resource::${name}/*]`,
      reason: 'Only the own folder.',
    })),
    unread: [],
  };
}

/** Both locks on the secrets of one organization's hubs lose its folder. */
export const EVERY_SECRET: Edit = all(
  ...[ACME, SHARED].map((stack) =>
    inStatement(stack, 'ReadConnectorSecrets', (statement) => ({
      ...statement,
      Resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/test/*',
    })),
  ),
);

export const HOSTILE_PATH = `acme/"><img src=x onerror=alert(1)>`;
export const HOSTILE_SID = '</script><script>alert(2)</script><!--';
export const HOSTILE_TEXT = `arn:aws:ssm:eu-central-1:111122223333:parameter/'"><svg onload=alert(3)>*`;

/** A statement, a resource and a construct path whose names are markup. */
export const HOSTILE: Edit = (templates) => {
  inStatement(ACME, 'ReadConnectorSecrets', (statement) => ({
    ...statement,
    Sid: HOSTILE_SID,
    Resource: [statement['Resource'] ?? '', HOSTILE_TEXT],
  }))(templates);
  for (const resource of Object.values(templates[ACME]?.Resources ?? {})) {
    Object.assign(resource, { Metadata: { 'aws:cdk:path': HOSTILE_PATH } });
  }
};

/** One active organization, one with users, one suspended, and one suspended with users: four forms. */
export function manyForms(): StackTemplate[] {
  const organizations = [
    organization('acme'),
    organization('acme-eu', { status: 'suspended' }),
    organization('globex', { athenaUsers: ['ann', 'bob'] }),
    organization('initech', { athenaUsers: ['eve', 'zed'], status: 'suspended' }),
  ];
  return platform(undefined, JSON.stringify(synthesize(wholeOf(environment({ organizations })))));
}

/** As many organizations as that beside the two, with slugs `org0001` and so on. */
export function manyOrganizations(count: number): StackTemplate[] {
  const more = Array.from({ length: count }, (_value, index) => `org${String(index + 1).padStart(4, '0')}`);
  return stacks((templates) => {
    const template = JSON.stringify(templates[ACME_EU]).replaceAll('acme_eu', 'acme-eu');
    for (const slug of more) {
      templates[ACME_EU.replace('acme-eu', slug)] = JSON.parse(
        template.replaceAll('acme-eu', slug),
      ) as (typeof templates)[string];
    }
  });
}
