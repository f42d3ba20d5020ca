/** @jest-environment node */
import { SPECIFICATION } from '../../../lib/isolation/specification';
import type { Question } from '../../../packages/isolation-proof/src/access/access';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { Facts } from '../../../packages/isolation-proof/src/policies/facts';
import { askedOf, textsOf } from '../../../packages/isolation-proof/src/forms/form-texts';
import { ASKED_WITH } from '../../../packages/isolation-proof/src/forms/forms';
import type { Pattern } from '../../../packages/isolation-proof/src/patterns/pattern';
import { matricesOf } from '../../../packages/isolation-proof/src/page/matrix';
import { judge } from '../../../lib/isolation/proof';
import { segmentsOf } from '../../../packages/isolation-proof/src/patterns/segments';
import type { TextSet } from '../../../packages/isolation-proof/src/patterns/witness';
import { evidenceOf, platform, SUSPENDED } from './contract/platform';

jest.mock('../../../packages/isolation-proof/src/access/access', () => {
  const actual = jest.requireActual<typeof import('../../../packages/isolation-proof/src/access/access')>(
    '../../../packages/isolation-proof/src/access/access',
  );
  return {
    ...actual,
    findAccess: (question: Question) => {
      mockHear(question);
      return actual.findAccess(question);
    },
  };
});

const { contract: CONTRACT } = SPECIFICATION;

/** Texts of all questions: the questions themselves, of which there are many, would fill the memory. */
const mockAsked = new Set<string>();

/** What was heard before: questions are many, and made of the same parts. */
let heard = new WeakSet<object>();

function isNew(part: object): boolean {
  if (heard.has(part)) return false;
  heard.add(part);
  return true;
}

/** Notes the texts that a question is asked with, `*` standing for any wildcard. */
function mockHear({ subject, resources, facts }: Question): void {
  if (isNew(subject)) {
    mockAsked.add(subject.arn);
    hearFacts(subject.facts);
  }
  if (facts !== undefined) hearFacts(facts);
  hearSet(resources);
}

function hearFacts(facts: Facts): void {
  if (!isNew(facts)) return;
  for (const fact of facts.values()) {
    if (fact.kind === 'among') hearSet(fact.set);
    else if (fact.kind === 'text') mockAsked.add(fact.text);
  }
}

function hearSet(set: TextSet): void {
  if (!isNew(set)) return;
  for (const pattern of [...set.matching, ...set.excluding]) {
    if (isNew(pattern)) mockAsked.add(textOf(pattern));
  }
}

function textOf({ tokens }: Pattern): string {
  return tokens.map((token) => (typeof token === 'string' ? token : '*')).join('');
}

/** Segments that the forms of organizations are told apart with. */
function segmentsKnown({ model, tenancy }: Evidence): Set<string> {
  const { stacks } = model;
  const owners = [undefined, ...model.ownership.tenants];
  const texts = owners.flatMap((owner) => {
    const described = { model, tenancy, owner, stacks };
    return [
      ...textsOf(described, []),
      ...(owner === undefined || CONTRACT === undefined ? [] : askedOf(CONTRACT, described)),
    ];
  });
  const ofClaims = SPECIFICATION.claims.flatMap(({ asksWith }) => asksWith ?? []);
  return new Set([...ASKED_WITH, ...ofClaims, ...texts].flatMap(segmentsOf));
}

test.each([
  ['that is active', undefined],
  ['that is suspended', SUSPENDED],
])(
  'no claim, and nothing on the page, asks with a word that forms do not know, of an organization %s',
  (_what, from) => {
    const evidence = evidenceOf(platform(undefined, from));
    const known = segmentsKnown(evidence);
    mockAsked.clear();
    heard = new WeakSet();
    judge(evidence);
    matricesOf(evidence, SPECIFICATION.page);
    const segments = new Set([...mockAsked].flatMap(segmentsOf));
    expect(segments.size).toBeGreaterThan(30);
    expect([...segments].filter((segment) => !known.has(segment) && !/^\*+$/.test(segment))).toEqual([]);
  },
);
