import fc from 'fast-check';
import { evidenceOf } from '../../../packages/isolation-proof/src/claims/evidence';
import { examine, judge } from '../../../lib/isolation/proof';
import type { Json } from '../../../packages/isolation-proof/src/templates/json';
import type { Proof } from '../../../packages/isolation-proof/src/judge/prove';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { environment, organization } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

const SLUGS = ['acme', 'acme-eu', 'globex', 'initech'];
const TEMPLATES = synthesize(
  wholeOf(environment({ organizations: SLUGS.map((slug) => organization(slug)) })),
);

/** Replaced in a text, wherever it stands: mistakes that policies are known to be made with. */
const MISTAKES: readonly (readonly [from: string, to: string])[] = [
  ['acme/', 'acme*'],
  ['acme-eu/', 'acme/'],
  ['acme/', 'acme-eu/'],
  ['globex/', '*/'],
  ['globex', 'acme'],
  ['initech/', 'in*/'],
  ['${aws:PrincipalTag/orgSlug}', 'acme'],
  ['${aws:PrincipalTag/orgSlug}', '*'],
  ['${aws:PrincipalTag/orgSlug}', "${aws:PrincipalTag/orgSlug, 'globex'}"],
  ['StringEquals', 'StringEqualsIgnoreCase'],
  ['"Deny"', '"Allow"'],
  ['NotResource', 'Resource'],
];

/** Every place of every stack where one of the mistakes can be made. */
const PLACES = Object.entries(TEMPLATES).flatMap(([stack, template]) => {
  const text = JSON.stringify(template);
  return MISTAKES.flatMap(([from, to]) =>
    Array.from({ length: text.split(from).length - 1 }, (_value, occurrence) => ({
      stack,
      from,
      to,
      occurrence,
    })),
  );
});

type Place = (typeof PLACES)[number];

function withMistakes(places: readonly Place[]): StackTemplate[] {
  return Object.entries(TEMPLATES).map(([name, template]) => {
    const text = places
      .filter(({ stack }) => stack === name)
      .reduce(
        (before, { from, to, occurrence }) => replaceNth(before, from, to, occurrence),
        JSON.stringify(template),
      );
    const stack = readTemplate(name, JSON.parse(text) as Json, {
      account: '111122223333',
      region: 'eu-central-1',
      partition: 'aws',
      dnsSuffix: 'amazonaws.com',
    });
    if (typeof stack === 'string') throw new Error(stack);
    return stack;
  });
}

function replaceNth(text: string, from: string, to: string, occurrence: number): string {
  const parts = text.split(from);
  return parts.length < occurrence + 2
    ? text
    : [parts.slice(0, occurrence + 1).join(from), parts.slice(occurrence + 1).join(from)].join(to);
}

/** Which claims hold, judged for one organization of each form, and for every organization by itself. */
function bothVerdicts(
  stacks: readonly StackTemplate[],
): readonly [byForm: string[], each: string[]] | string {
  try {
    return examine(stacks, (evidence) => {
      const { model, tenancy } = evidence;
      const alone = model.ownership.tenants.map((slug) => ({
        representative: slug,
        organizations: [{ slug, names: [] }],
      }));
      return [verdicts(judge(evidence)), verdicts(judge(evidenceOf(model, tenancy, alone)))];
    });
  } catch (error) {
    return (error as Error).message;
  }
}

function verdicts({ claims }: Proof): string[] {
  return claims.map(({ id, verdict }) => `${id} ${verdict}`);
}

test('judging one organization of each form gives the verdicts of judging them all, whatever mistakes are made', () => {
  const counts = { proved: 0, violated: 0, undecided: 0 };
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PLACES), { maxLength: 2 }), (places) => {
      const both = bothVerdicts(withMistakes(places));
      if (typeof both === 'string') {
        counts.undecided += 1;
        return;
      }
      const [byForm, each] = both;
      counts[each.some((verdict) => verdict.endsWith('violated')) ? 'violated' : 'proved'] += 1;
      expect(byForm).toEqual(each);
    }),
    {
      numRuns: Number(process.env['FORM_RUNS'] ?? 8),
      ...(process.env['FORM_RUNS'] === undefined ? { seed: 7 } : {}),
    },
  );
  // The mistakes are of both kinds, or the comparison would say little.
  expect(counts.violated).toBeGreaterThan(3);
  expect(counts.proved).toBeGreaterThan(0);
});

test('the shipped organizations are of one form', () => {
  const forms = examine(withMistakes([]), (evidence) => evidence.forms);
  expect(forms.map(({ organizations }) => organizations.map(({ slug }) => slug))).toEqual([SLUGS]);
});
