import {
  ALL_POLICIES,
  IDENTITY_ALONE,
  type Lens,
} from '../../../../packages/isolation-proof/src/access/lens';
import { itself, objectsOf, type Region } from '../../../../packages/isolation-proof/src/access/regions';
import { Asking } from '../../../../packages/isolation-proof/src/claims/asking';
import type { GuardedResource } from '../../../../packages/isolation-proof/src/model/guarded-resource';
import type { Subject } from '../../../../packages/isolation-proof/src/model/principal';
import {
  EVERYTHING,
  literalPattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';
import {
  type ActionClass,
  actionClasses,
} from '../../../../packages/isolation-proof/src/policies/action-classes';
import { absent, anyValue, type Fact, known } from '../../../../packages/isolation-proof/src/policies/facts';
import { BUCKET, guarded, ROLE, statements, subject } from '../fixtures/statements-and-requests';

const ADVICE = 'be careful.';
const [GET = never(), , EVERY = never()] = classesOf('s3:getobject');
const ALLOWED = subject(ROLE, statements({ Sid: 'All' }));
const UNGUARDED: Region = { resources: { matching: [wildcardPattern('arn:aws:s3:::x/*')], excluding: [] } };

function never(): never {
  throw new Error('there is no such class');
}

/** The action, the others of its service and those of all other services. */
function classesOf(action: string): readonly ActionClass[] {
  return actionClasses([], [[action], ['s3:*']]);
}

interface Asked {
  readonly who?: Subject;
  readonly action?: ActionClass;
  readonly region?: Region;
  readonly lens?: Lens;
  readonly facts?: readonly (readonly [string, Fact])[];
}

function ask(
  asking: Asking,
  { who = ALLOWED, action = GET, region = objectsOf(BUCKET), lens = ALL_POLICIES, facts }: Asked = {},
): void {
  const what = (name: string, resource: string): string => `${name} on ${resource}`;
  if (facts === undefined) asking.ask(who, action, region, lens, what);
  else asking.ask(who, action, region, lens, what, new Map(facts));
}

/** What is found by asking once. */
function askedOnce(asked: Asked = {}): Asking['judgement'] {
  const asking = new Asking(ADVICE);
  ask(asking, asked);
  return asking.judgement;
}

test('a request that is allowed is a violation, with whose statement it is', () => {
  const { violations, notes } = askedOnce();
  expect(notes).toStrictEqual([]);
  expect(violations).toStrictEqual([
    {
      what: 's3:getobject on arn:aws:s3:::data/x',
      request: {
        principal: ROLE,
        action: 's3:getobject',
        resource: 'arn:aws:s3:::data/x',
        allowedBy: ALLOWED.identity,
        context: {},
        lens: 'all policies',
      },
      statements: ALLOWED.identity,
      remedy: 'Narrow All of test/Only, or deny the request in the policy of test/Only: be careful.',
    },
  ]);
});

test('a request that is not allowed is none', () => {
  expect(askedOnce({ who: subject(ROLE, []) }).violations).toStrictEqual([]);
});

describe('the remedy', () => {
  const remedy = (asked: Asked): string | undefined => askedOnce(asked).violations[0]?.remedy;

  it('is the boundary where no policy guards the resource', () => {
    expect(remedy({ region: UNGUARDED })).toBe(
      'Narrow All of test/Only, or deny the request in the permissions boundary: be careful.',
    );
  });

  it('is no Deny that the lens does not count', () => {
    expect(remedy({ lens: IDENTITY_ALONE })).toBe('Narrow All of test/Only: be careful.');
  });

  it('is a Deny alone, with the place of it, where no statement allows the request', () => {
    const lens = { ...ALL_POLICIES, identity: false };
    expect(askedOnce({ lens }).violations).toMatchObject([
      {
        statements: [],
        path: 'test/Only',
        remedy: 'Deny the request in the policy of test/Only: be careful.',
      },
    ]);
    const [violation] = askedOnce({ lens, region: UNGUARDED }).violations;
    expect(violation).not.toHaveProperty('path');
    expect(violation?.remedy).toBe('Deny the request in the permissions boundary: be careful.');
  });

  it('names each statement', () => {
    const both = subject(ROLE, statements({ Sid: 'Identity' }), statements({ Sid: 'Boundary' }));
    expect(remedy({ who: both })).toMatch(
      /^Narrow Identity of test\/Only or Boundary of test\/Only, or deny/,
    );
  });

  it('needs no advice', () => {
    const asking = new Asking();
    ask(asking);
    expect(asking.judgement.violations[0]?.remedy).toMatch(/test\/Only: $/);
  });
});

test.each<[string, Fact]>([
  ['(absent)', absent],
  ['acme/', known('acme/')],
  ['(any value)', anyValue],
  ['one, two', { kind: 'values', texts: ['one', 'two'] }],
  ['(any other value)', { kind: 'among', set: { matching: [EVERYTHING], excluding: [literalPattern('x')] } }],
  ['(any other value, among others)', { kind: 'includes', set: { matching: [EVERYTHING], excluding: [] } }],
])('a request shows of its context %s', (shown, fact) => {
  const [violation] = askedOnce({ facts: [['s3:prefix', fact]] }).violations;
  expect(violation?.request?.context).toStrictEqual({ 's3:prefix': shown });
});

describe('an action on objects that was found on a bucket', () => {
  const first = (...regions: readonly Region[]): string | undefined => {
    const asking = new Asking(ADVICE);
    for (const region of regions) ask(asking, { region });
    return asking.judgement.violations[0]?.what;
  };

  it('is not shown if there is an object', () => {
    expect(first(itself(BUCKET), objectsOf(BUCKET))).toBe('s3:getobject on arn:aws:s3:::data/x');
    expect(first(itself(BUCKET))).toBe('s3:getobject on arn:aws:s3:::data');
  });

  it('is no action on the settings of its lock', () => {
    const asking = new Asking(ADVICE);
    const [action = never()] = classesOf('s3:getbucketobjectlockconfiguration');
    ask(asking, { action, region: itself(BUCKET) });
    ask(asking, { region: objectsOf(BUCKET) });
    expect(asking.judgement.violations).toMatchObject([
      { what: 's3:getbucketobjectlockconfiguration on arn:aws:s3:::data', more: 1 },
    ]);
  });
});

describe('actions of one service on resources of another one', () => {
  const KEYS: Region = { resources: { matching: [wildcardPattern('arn:aws:kms:*')], excluding: [] } };

  it('are told once, and cannot be proved', () => {
    const asking = new Asking(ADVICE);
    ask(asking, { region: KEYS });
    ask(asking, { region: KEYS, lens: IDENTITY_ALONE });
    expect(asking.judgement.violations).toStrictEqual([
      {
        what: `${ROLE} is allowed actions of s3 on resources of kms by All of test/Only: cannot prove isolation, actions across services are not supported`,
        statements: ALLOWED.identity,
        remedy: 'List the actions that are meant, with resources of their own service.',
      },
    ]);
  });

  it('are not told of whoever has a counterexample that is easier to read', () => {
    const asking = new Asking(ADVICE);
    ask(asking, { region: KEYS });
    ask(asking);
    expect(asking.judgement.violations).toHaveLength(1);
    expect(asking.judgement.violations[0]?.what).toBe('s3:getobject on arn:aws:s3:::data/x');
  });

  it('are told also where nothing allows them, of what has no service', () => {
    const region = { resources: { matching: [literalPattern('something')], excluding: [] } };
    const lens = { ...ALL_POLICIES, identity: false };
    expect(askedOnce({ region, lens }).violations[0]?.what).toContain(
      'actions of s3 on resources of another service by nothing that denies it:',
    );
  });
});

describe('the coverage', () => {
  it('counts subjects, principals, statements and questions, each once', () => {
    const asking = new Asking(ADVICE);
    const policy = (Sid: string): GuardedResource =>
      guarded('bucket', 'arn:aws:s3:::other', statements({ Sid, Effect: 'Deny', Principal: '*' }));
    const other = policy('Deny');
    const bounded = subject('arn:aws:iam::111122223333:role/bounded', statements({}), statements({}, {}));
    expect(asking.each(['one', 'two'])).toStrictEqual(['one', 'two']);
    asking.each(['three']);
    for (let times = 0; times < 2; times++) {
      ask(asking, { region: itself(other) });
      ask(asking, { who: bounded });
    }
    asking.check();
    asking.check(ALLOWED.identity[0]);
    asking.check(statements({})[0]);
    expect(asking.judgement.coverage).toStrictEqual({
      subjects: 3,
      principals: 2,
      statements: 6,
      questions: 7,
    });
  });

  it('goes on when there are more counterexamples than help anybody', () => {
    const asking = new Asking(ADVICE);
    for (let index = 0; index < 1_001; index++)
      asking.ask(ALLOWED, GET, objectsOf(BUCKET), ALL_POLICIES, () => `request ${index}`);
    expect(asking.judgement).toMatchObject({ violations: [{ more: 999 }], coverage: { questions: 1_001 } });
  });
});

test('what is wrong whatever is asked is told with its place, if it has one', () => {
  const asking = new Asking();
  const [statement = never()] = statements({});
  asking.refute('a statement', [statement], 'Mend it.');
  asking.refute('a resource', [], 'Mend it, too.', 'test/Bucket');
  asking.note('so it is');
  expect(asking.judgement).toMatchObject({ notes: ['so it is'] });
  expect(asking.judgement.violations).toStrictEqual([
    { what: 'a statement', statements: [statement], remedy: 'Mend it.' },
    { what: 'a resource', statements: [], remedy: 'Mend it, too.', path: 'test/Bucket' },
  ]);
});

test('actions that no statement names are asked about as well', () => {
  expect(askedOnce({ action: EVERY }).violations).toHaveLength(1);
});
