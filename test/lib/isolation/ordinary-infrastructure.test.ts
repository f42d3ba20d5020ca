import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { verify } from '../../../lib/isolation/proof';
import { UndecidedError } from '../../../packages/isolation-proof/src/templates/errors';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import type { Selection } from '../../../config/selection';
import { buildApp } from '../../../lib/stacks/build-app';
import { ACME, ACME_EU, environment } from '../../fixtures/environment';
import { BAD_TWINS, FOREIGN_ACCOUNT } from '../../fixtures/infrastructure/bad-twins';
import { ORDINARY, ORDINARY_SHARED } from '../../fixtures/infrastructure/ordinary';
import type { Piece } from '../../fixtures/infrastructure/pieces';
import { newApp } from '../../fixtures/cdk-app';
import { wholeOf } from '../../fixtures/synthesize';

const ENVIRONMENT = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
};

/** The stacks of an app of a part of the environment, with a piece of infrastructure in one of them. */
function stacksOf(
  selection: Selection,
  name?: string,
  piece: (stack: Stack) => void = () => undefined,
): StackTemplate[] {
  const app = newApp();
  buildApp(app, selection, { proveIsolation: false, checkCapacity: false });
  const stacks = app.node.children.filter((child) => child instanceof Stack);
  if (name !== undefined) {
    const stack = stacks.find(({ stackName }) => stackName.endsWith(name));
    if (stack === undefined) throw new Error(`no stack is called ${name}`);
    piece(stack);
  }
  return stacks.map((one) => {
    const read = readTemplate(one.stackName, Template.fromStack(one).toJSON(), ENVIRONMENT);
    if (typeof read === 'string') throw new Error(read);
    return read;
  });
}

const WHOLE = wholeOf(environment());
const SHIPPED = stacksOf(WHOLE);

/** Of the stack of the organization alone, and of the shared one, the app is the same as of all. */
const PARTS: Readonly<Record<string, Selection>> = {
  '-acme': {
    ...WHOLE,
    shared: false,
    organizations: WHOLE.organizations.filter(({ slug }) => slug === ACME.slug),
  },
  '-shared': { ...WHOLE, organizations: [] },
};

/** The environment with a piece of infrastructure in one of its stacks, which alone is synthesized anew. */
function stacksWith(name: string, piece: (stack: Stack) => void): StackTemplate[] {
  const changed = stacksOf(PARTS[name] ?? WHOLE, name, piece).find((stack) => stack.name.endsWith(name));
  if (changed === undefined) throw new Error(`no stack is called ${name}`);
  return SHIPPED.map((stack) => (stack.name === changed.name ? changed : stack));
}

test('a stack that is synthesized by itself is that of the whole environment', () => {
  for (const name of Object.keys(PARTS)) expect(stacksWith(name, () => undefined)).toEqual(SHIPPED);
});

/** @param whose the organization that the piece works with */
function inStackOfAcme(piece: Piece, whose: typeof ACME): StackTemplate[] {
  return stacksWith('-acme', (stack) => {
    piece(stack, whose.slug);
  });
}

/** The verdict, and everything that speaks against it. */
function verdictOf(stacks: readonly StackTemplate[]): readonly [string, ...string[]] {
  try {
    const { verdict, proof, contract } = verify(stacks);
    return [
      verdict,
      ...proof.claims.flatMap(({ violations }) => violations.map(({ what }) => what)),
      ...contract.failures.map(({ sentence, because }) => `${sentence}: ${because}`),
    ];
  } catch (error) {
    if (!(error instanceof UndecidedError)) throw error;
    return ['undecided', ...error.unknowns.map(({ place, reason }) => `${place}: ${reason}`)];
  }
}

describe('ordinary infrastructure beside what the platform makes', () => {
  test.each(Object.entries(ORDINARY))('%s: proved', (_what, piece) => {
    expect(verdictOf(inStackOfAcme(piece, ACME))).toEqual(['proved']);
  });

  test.each(Object.entries(ORDINARY_SHARED))('%s: proved', (_what, piece) => {
    const stacks = stacksWith('-shared', piece);
    expect(stacks).not.toEqual(SHIPPED);
    expect(verdictOf(stacks)).toEqual(['proved']);
  });
});

describe('its bad twins', () => {
  test.each(Object.entries(BAD_TWINS))('%s: violated', (_what, piece) => {
    const [verdict, ...findings] = verdictOf(inStackOfAcme(piece, ACME_EU));
    expect(verdict).toBe('violated');
    expect(findings.join('\n')).toMatch(new RegExp(`${ACME_EU.slug}|${FOREIGN_ACCOUNT}|vpce-svc`));
  });
});
