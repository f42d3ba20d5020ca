import { loadEnvironment } from '../../../config/load-environment';
import { specificationFor } from '../../../lib/guardrails/specification-for';
import { judgeSide } from '../../../lib/review/guards/judge-side';
import { SPECIFICATION } from '../../../lib/isolation/specification';
import { examine } from '../../../packages/isolation-proof/src/judge/examine';
import { type ClaimVerdict, judge } from '../../../packages/isolation-proof/src/judge/prove';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import type { EnvironmentConfig } from '../../../config/environment-config';
import { ROOT } from '../../fixtures/commands';
import { organization } from '../../fixtures/environment';
import { GUARDED } from '../../fixtures/guarded';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

const GUARDRAIL_CLAIMS = ['guarded-changes', 'guarded-from-outsiders'];

function stacksOf(config: EnvironmentConfig): StackTemplate[] {
  const { account, region } = config;
  return Object.entries(synthesize(wholeOf(config))).map(([name, template]) => {
    const place = { account, region: region.name, partition: region.partition, dnsSuffix: region.dnsSuffix };
    const stack = readTemplate(name, JSON.parse(JSON.stringify(template)), place);
    if (typeof stack === 'string') throw new Error(stack);
    return stack;
  });
}

const SLUGS = ['ant', 'bee', 'cat', 'dog', 'eel', 'fox', 'gnu', 'hen', 'ibis'];

/** The verdicts on the claims about guardrails alone. */
function guardrailVerdicts(config: EnvironmentConfig): readonly ClaimVerdict[] {
  const { claims, ...rest } = specificationFor(config);
  const asked = claims.filter(({ id }) => GUARDRAIL_CLAIMS.includes(id));
  return examine(stacksOf(config), { ...rest, claims: asked }, (evidence) => judge(evidence, asked).claims);
}

const undeclared: EnvironmentConfig = { ...GUARDED, operations: {} };

test('the claims are made where the environment says that the guardrails are deployed, and only there', () => {
  const { guardrails } = GUARDED.operations;
  if (guardrails === undefined) throw new Error('the fixture has guardrails');
  const planned = { ...GUARDED, operations: { guardrails: { ...guardrails, deployed: false } } };
  expect(specificationFor(undeclared)).toBe(SPECIFICATION);
  expect(specificationFor(planned)).toBe(SPECIFICATION);
  expect(
    specificationFor(GUARDED)
      .claims.slice(-2)
      .map(({ id }) => id),
  ).toEqual(GUARDRAIL_CLAIMS);
});

test('the first assumption is told as a claim then, and the others are the same', () => {
  const before = SPECIFICATION.page?.documentation?.().assumptions ?? [];
  const after = specificationFor(GUARDED).page?.documentation?.().assumptions ?? [];
  expect(before[0]?.title).toMatch(/^Only the deployment role sets tags/);
  expect(after[0]?.title).toBe('The guardrails that the environment declares are attached to its account.');
  expect(after.slice(1)).toEqual(before.slice(1));
});

test('the guardrails hold for an environment with everything on', () => {
  // Without the rule packs, which have tests of their own.
  const regulated = { ...loadEnvironment('regulated', `${ROOT}/environments`), compliancePacks: [] };
  expect(guardrailVerdicts(regulated).map(({ verdict, violations }) => [verdict, violations])).toEqual([
    ['proved', []],
    ['proved', []],
  ]);
});

test('what it costs does not depend on how many organizations there are', () => {
  const { guardrails } = GUARDED.operations;
  const operations = guardrails === undefined ? {} : { guardrails };
  const [few, more] = [3, 9].map((count) => {
    const organizations = SLUGS.slice(0, count).map((slug) => organization(slug));
    return guardrailVerdicts({ ...GUARDED, operations, organizations }).map(({ coverage }) => coverage);
  });
  expect(more).toEqual(few);
});

test('a review counts on the guardrails of a side that declares them', () => {
  const stacks = stacksOf(GUARDED);
  const claimsOf = (config: EnvironmentConfig): string[] =>
    (judgeSide(() => stacks, config).verdict.claims ?? []).map((claim) => JSON.stringify(claim));
  const without = claimsOf(undeclared);
  const told = claimsOf(GUARDED).filter((claim) => !without.includes(claim));
  expect(told).toHaveLength(2);
});
