import { UndecidedError } from '../templates/errors';
import type { Json } from '../templates/json';
import type { FindTemplate } from './nested-template';
import { regionFacts } from './region-facts';
import { readTemplate } from './read-template';
import { type StackSettings, withStackSettings } from './stack-settings';
import type { StackTemplate } from '../templates/template';

/** A template as it was synthesized, with the name of its stack and where it is deployed to. */
export interface UnreadStack {
  readonly name: string;
  readonly template: Json;
  /** Undefined where the stack is not pinned to an account. */
  readonly account: string | undefined;
  /** Undefined where the stack is not pinned to a Region. */
  readonly region: string | undefined;
  /** What its template does not show. @default - nothing */
  readonly settings?: StackSettings;
  /** Finds templates of stacks that are nested in it. @default - they are not judged */
  readonly findTemplate?: FindTemplate;
}

/** Where stacks are taken to be deployed to that the app does not pin. */
export interface UnpinnedPlace {
  /** Account id, of twelve digits. */
  readonly account: string;
  readonly region: string;
}

/**
 * Reads a template.
 * @param unpinned where a stack is taken to be that is pinned to nowhere
 * @throws UndecidedError if it is no template, or if it is not known where it is deployed to
 */
export function readStack(stack: UnreadStack, unpinned?: UnpinnedPlace): StackTemplate {
  const { name, template } = stack;
  const account = stack.account ?? unpinned?.account ?? '';
  const region = stack.region ?? unpinned?.region ?? '';
  const facts = regionFacts(region);
  if (!/^\d{12}$/.test(account) || facts === undefined) {
    throw new UndecidedError([{ place: name, reason: PIN }]);
  }
  const read = readTemplate(name, template, { account, region, ...facts });
  if (typeof read === 'string') throw new UndecidedError([{ place: name, reason: read }]);
  return withStackSettings(read, stack.settings);
}

const PIN =
  'is not pinned to an account and a Region of a known partition; give its stack an env, or say in the ' +
  "specification where it is taken to be: unpinned: { account: '111122223333', region: 'eu-central-1' }";
