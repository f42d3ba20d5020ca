import * as fc from 'fast-check';
import { isOfOneService } from '../../../../../packages/isolation-proof/src/access/one-service';
import { compareAccess } from '../../../../../packages/isolation-proof/src/difference/compare-access';
import type { AccessDifference } from '../../../../../packages/isolation-proof/src/difference/access-difference';
import type { Specification } from '../../../../../packages/isolation-proof/src/specification/specification';
import { type ConcreteRequest, type Context, evaluate, type Policies } from '../../access/naive-evaluator';
import { SPECIFICATION } from '../../fixtures/specification';
import { type Change, changes, KEY_ARN, stacksOf, type Version, withKey } from './random-changes';

/** Runs; with FUZZ_RUNS as many as wanted, and others each time. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 100);
const SEED = process.env['FUZZ_RUNS'] === undefined ? { seed: 20_261_126 } : {};
jest.setTimeout(Math.max(60_000, RUNS * 400));

const TENANTS: Specification = { ...SPECIFICATION, tenants: { owner: 'tenant', compared: ['orgSlug'] } };

/** What the naive evaluator says of a request under a version's policies, in which the key has its ARN. */
function naively({ identity, boundary, bucket, key }: Version, request: ConcreteRequest): boolean {
  const resource: Policies['resource'] =
    request.resource === KEY_ARN
      ? { kind: 'key', document: key }
      : bucket !== undefined && /^arn:aws:s3:::data(?:\/|$)/.test(request.resource)
        ? { kind: 'bucket', document: bucket }
        : undefined;
  const policies: Policies = {
    identity,
    ...(boundary === undefined ? {} : { boundary }),
    ...(resource === undefined ? {} : { resource }),
  };
  return evaluate(policies, request) === 'allow';
}

function isCovered(request: ConcreteRequest, told: readonly AccessDifference[]): boolean {
  return told.some(
    ({ actions, resources }) =>
      actions.some((text) => glob(text, 'i').test(request.action)) &&
      resources.some((text) => glob(withoutPath(text), '').test(request.resource)),
  );
}

/** What is told has construct paths in the place of ids that AWS makes. */
function withoutPath(text: string): string {
  return text.replace('(shared/Key)', '(shared.Key)');
}

function glob(text: string, flags: string): RegExp {
  const source = text
    .replace(/[\\^$.+()[\]{}|/-]/g, String.raw`\$&`)
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${source}$`, flags);
}

function exampleOf({ example }: AccessDifference, { principal, orgSlug }: Change): ConcreteRequest {
  const context = Object.fromEntries(
    Object.entries(example.context).filter(([, value]) => value !== null),
  ) as Context;
  return {
    principal,
    principalTags: orgSlug === undefined ? {} : { orgSlug },
    action: example.action,
    resource: withoutPath(example.resource),
    context,
  };
}

/** A change that is told wrongly, short enough to be read. */
interface Wrong {
  readonly what: string;
  readonly request: string;
  readonly base: string;
  readonly head: string;
}

test('whatever request differs is covered by a difference that is told, and each told example differs', () => {
  const seen = { compared: 0, undecided: 0, differing: 0, told: 0 };
  const wrong: Wrong[] = [];
  for (const change of fc.sample(changes, { numRuns: RUNS, ...SEED })) {
    const { base, head, principal, orgSlug } = change;
    const { differences, undecided } = compareAccess(stacksOf(base, change), stacksOf(head, change), TENANTS);
    const told = differences.filter((one) => one.principal.name === principal && one.lens === 'all policies');
    const complain = (what: string, { action, resource, context }: ConcreteRequest): void => {
      const [before, after] = [base, head].map((version) => JSON.stringify(version));
      const request = JSON.stringify([principal, orgSlug, action, resource, context]);
      wrong.push({ what, request, base: before ?? '', head: after ?? '' });
    };
    if (undecided.length > 0) {
      seen.undecided += 1;
      continue;
    }
    seen.compared += 1;
    const [baseWithKey, headWithKey] = [withKey(base), withKey(head)];
    for (const request of withKey(change.requests)) {
      if (!isOfOneService({ ...request, action: request.action.toLowerCase() })) continue;
      const [before, after] = [naively(baseWithKey, request), naively(headWithKey, request)];
      if (before === after) continue;
      seen.differing += 1;
      const wanted = after ? 'gained' : 'lost';
      if (
        !isCovered(
          request,
          told.filter(({ change: is }) => is === wanted),
        )
      )
        complain(`not told: ${wanted}`, request);
    }
    for (const one of told) {
      seen.told += 1;
      const request = exampleOf(one, change);
      const [before, after] = [naively(baseWithKey, request), naively(headWithKey, request)];
      const isRight = before === (one.change === 'lost') && after === (one.change === 'gained');
      if (!isRight) complain(`told in vain: ${one.change}`, request);
    }
  }
  if (process.env['FUZZ_RUNS'] !== undefined) console.info(seen, wrong.length);
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(seen.undecided).toBeLessThan(RUNS * 0.05);
  // Both are about something.
  expect(seen.differing).toBeGreaterThan(RUNS);
  expect(seen.told).toBeGreaterThan(RUNS / 2);
});
