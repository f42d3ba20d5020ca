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
      for (const text of textsOfQuestion(question)) mockAsked.add(text);
      return actual.findAccess(question);
    },
  };
});

const { contract: CONTRACT } = SPECIFICATION;

/** Texts of all questions: the questions themselves, of which there are many, would fill the memory. */
const mockAsked = new Set<string>();

/** Texts that questions are asked with, `*` standing for any wildcard. */
function textsOfQuestion({ subject, resources, facts = new Map() }: Question): string[] {
  return [subject.arn, ...factTexts(subject.facts), ...factTexts(facts), ...textsOfSet(resources)];
}

function factTexts(facts: Facts): string[] {
  return [...facts.values()].flatMap((fact) => {
    if (fact.kind === 'among') return textsOfSet(fact.set);
    return fact.kind === 'text' ? [fact.text] : [];
  });
}

function textsOfSet({ matching, excluding }: TextSet): string[] {
  return [...matching, ...excluding].map(textOf);
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
    judge(evidence);
    matricesOf(evidence, SPECIFICATION.page);
    const segments = new Set([...mockAsked].flatMap(segmentsOf));
    expect(segments.size).toBeGreaterThan(30);
    expect([...segments].filter((segment) => !known.has(segment) && !/^\*+$/.test(segment))).toEqual([]);
  },
);
