import { CONTRACT } from '../../../../lib/isolation/contract/contract';
import type { Operation } from '../../../../packages/isolation-proof/src/contract/contract';
import {
  type ConcreteRequest,
  isOutsider,
  nameOf,
} from '../../../../packages/isolation-proof/src/decide/request';
import { evidenceOf, platform } from './platform';

const OPERATIONS = operationsOf('acme');

function operationsOf(slug: string): readonly Operation[] {
  const ofTenant = CONTRACT.of(evidenceOf(platform()), slug);
  if ('missing' in ofTenant) throw new Error(`${slug} has no ${ofTenant.missing.join()}`);
  return ofTenant.operations;
}

/** In how many things two requests differ. Whoever else asks carries other tags, which count with the requester. */
function differences(one: ConcreteRequest, other: ConcreteRequest): number {
  const isSameRequester = nameOf(one.requester) === nameOf(other.requester);
  const keys = new Set([...one.context.keys(), ...other.context.keys()]);
  const valueOf = ({ context, requester }: ConcreteRequest, key: string): string | undefined => {
    if (context.has(key) || isOutsider(requester) || !isSameRequester) {
      const value = context.get(key);
      return typeof value === 'object' ? value.join() : value;
    }
    const fact = requester.facts.get(key);
    return fact?.kind === 'text' ? fact.text : undefined;
  };
  return [
    !isSameRequester,
    one.action !== other.action,
    one.resource !== other.resource,
    ...[...keys].map((key) => valueOf(one, key) !== valueOf(other, key)),
  ].filter(Boolean).length;
}

test('every row has an id and a sentence of its own', () => {
  const { allowed, denied } = CONTRACT.rows;
  const rows = [...allowed, ...denied];
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(new Set(rows.map(({ sentence }) => sentence)).size).toBe(rows.length);
  expect(denied.length).toBeGreaterThan(5 * allowed.length);
});

test('every request that is denied differs from one that is allowed in one thing', () => {
  const requestsOf = (
    expected: Operation['expected'],
  ): (Pick<Operation, 'row'> & { request: ConcreteRequest })[] =>
    OPERATIONS.filter((operation) => operation.expected === expected).flatMap(({ row, requests }) =>
      requests.map((request) => ({ row, request })),
    );
  const allowed = requestsOf('allowed');
  const distances = requestsOf('denied').map(({ row, request }) => ({
    row,
    distance: Math.min(...allowed.map((twin) => differences(request, twin.request))),
  }));
  expect(distances.filter(({ distance }) => distance !== 1)).toEqual([]);
});

test('sentences say who does what, whose it is, and how', () => {
  const sentences = new Map(CONTRACT.rows.denied.map(({ id, sentence }) => [id, sentence]));
  expect(
    [
      'upload-over-http',
      'read-data-of-other',
      'read-data-by-administrator',
      'read-data-with-other-tag',
      'upload-at-the-top',
    ].map((id) => sentences.get(id)),
  ).toEqual([
    "a hub uploads an object into its organization's folder over plain HTTP",
    "a user reads another organization's data",
    "an administrator of the account reads an organization's data",
    "a user tagged with another organization reads this organization's data",
    "a hub uploads an object into nobody's folder, at the top of the bucket",
  ]);
});
