import {
  brokenContract,
  notProved,
  placedIn,
  undecided,
  violatedClaim,
} from '../../../../packages/isolation-proof/src/plugin/violations';
import { failureText } from '../../../../packages/isolation-proof/src/report/contract-report';
import { violationText } from '../../../../packages/isolation-proof/src/report/report';
import { BOTH, FAILURE, VIOLATION } from '../report/verdicts';

const AT_BOTH = ['Read', 'Write'].map((name) => ({
  constructPath: 'test/Only',
  resourceLogicalId: 'Only',
  locations: [`statement ${name}`],
}));

/** A finding at these constructs. */
const at = (...places: readonly string[]) => undecided({ places, reason: 'it is unknown' });

describe('a claim that does not hold', () => {
  it('is reported at every statement that is responsible', () => {
    expect(violatedClaim('tenant-isolation', 'Nobody reaches it', VIOLATION)).toStrictEqual({
      ruleName: 'isolation/tenant-isolation',
      description: `Claim violated: Nobody reaches it\n${violationText(VIOLATION)}`,
      severity: 'fatal',
      violatingResources: AT_BOTH,
    });
  });

  it.each<[string | undefined, string]>([
    ['acme/Role', 'acme/Role'],
    // Without a resource, a violation would not fail the synth.
    [undefined, 'tenant-isolation'],
  ])('at %s, where it is no statement, is reported at %s', (path, constructPath) => {
    const violation = { ...VIOLATION, statements: [], ...(path === undefined ? {} : { path }) };

    expect(violatedClaim('tenant-isolation', 'T', violation).violatingResources).toStrictEqual([
      { constructPath, locations: [] },
    ]);
  });
});

describe('a request that does not come out as expected', () => {
  it('is reported at what decided it', () => {
    const failure = { ...FAILURE, statements: BOTH };

    expect(brokenContract(failure)).toStrictEqual({
      ruleName: 'isolation/contract/hub-writes',
      description: `A request does not come out as expected:\n${failureText(failure)}`,
      severity: 'fatal',
      violatingResources: AT_BOTH,
    });
  });

  it('is reported at its path, or at the organization, where nothing decided it', () => {
    const places = [FAILURE, { ...FAILURE, path: 'acme/Role' }].map(
      (failure) => brokenContract(failure).violatingResources,
    );

    expect(places).toStrictEqual([
      [{ constructPath: 'acme', locations: [] }],
      [{ constructPath: 'acme/Role', locations: [] }],
    ]);
  });
});

it('what is unknown is reported at every place', () => {
  expect(at('a/X', 'b/Y')).toStrictEqual({
    ruleName: 'isolation/undecided',
    description: 'Cannot prove isolation: a/X, b/Y: it is unknown',
    severity: 'fatal',
    violatingResources: [
      { constructPath: 'a/X', locations: [] },
      { constructPath: 'b/Y', locations: [] },
    ],
  });
});

describe('that isolation is not proved', () => {
  it('is said with what was found, and where, and at no place, so that the CLI always shows it', () => {
    const broken = brokenContract({ ...FAILURE, statements: BOTH });

    expect(notProved([at('a/X', 'b/Y', 'a/X'), broken])).toStrictEqual({
      ruleName: 'isolation/not-proved',
      description: [
        'Isolation is not proved: 2 findings',
        '  isolation/undecided: a/X, b/Y',
        '  isolation/contract/hub-writes: test/Only',
      ].join('\n'),
      severity: 'fatal',
      violatingResources: [{ locations: [] }],
    });
  });

  it('is said of one finding, which may be at no place', () => {
    const [nowhere] = [at('elsewhere')].map((violation) => placedIn([], violation));
    if (nowhere === undefined) throw new Error('no finding');

    expect(notProved([nowhere]).description).toBe(
      'Isolation is not proved: one finding\n  isolation/undecided',
    );
  });

  it('is said once of findings that are alike', () => {
    expect(notProved([at('a/X'), at('a/X'), at('a/Y')]).description).toBe(
      'Isolation is not proved: 3 findings\n  isolation/undecided: a/X\n  isolation/undecided: a/Y',
    );
  });
});

describe('where findings are', () => {
  it('stays as it is in stacks of the app', () => {
    const violation = at('first', 'first/X', 'second/Y');

    expect(placedIn(['first', 'second'], violation)).toBe(violation);
  });

  it('is named in the description where that is no construct of the app', () => {
    const violation = { ...at('first/X', 'firstly/X', 'first'), description: 'Found in firstly/X' };
    const elsewhere = { constructPath: 'elsewhere/Z', locations: [] };
    const violatingResources = [...violation.violatingResources, elsewhere, elsewhere];

    expect(placedIn(['first'], { ...violation, violatingResources })).toStrictEqual({
      ...violation,
      description: 'Found in firstly/X\nat: elsewhere/Z',
      violatingResources: [
        { constructPath: 'first/X', locations: [] },
        { constructPath: 'first', locations: [] },
      ],
    });
  });

  it('is nowhere, if it is in no stack of the app, so that the CLI does not leave it out', () => {
    expect(placedIn(['first'], at('elsewhere/Z'))).toStrictEqual({
      ...at('elsewhere/Z'),
      violatingResources: [{ locations: [] }],
    });
  });

  it('is nowhere, if it has no construct', () => {
    const violation = { ...at(), violatingResources: [{ locations: ['x'] }] };

    expect(placedIn(['first'], violation).violatingResources).toStrictEqual([{ locations: [] }]);
    expect(placedIn(['first'], violation).description).toBe('Cannot prove isolation: : it is unknown');
  });
});
