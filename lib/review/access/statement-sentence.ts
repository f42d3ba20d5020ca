import type { DecisiveStatement } from '../../../packages/isolation-proof/src/difference/access-difference';
import { code, type Phrase } from './phrase';

/** What a statement has to do with the difference, with its name and the construct that makes it. */
export function statementSentence({ side, effect, name, path }: DecisiveStatement): Phrase {
  return [SAYS[side][effect], ' ', code(name), ' of ', code(path)];
}

const SAYS = {
  head: { Allow: 'allowed by', Deny: 'denied by' },
  base: { Allow: 'no longer allowed by', Deny: 'no longer denied by' },
} as const satisfies Record<DecisiveStatement['side'], Record<DecisiveStatement['effect'], string>>;
