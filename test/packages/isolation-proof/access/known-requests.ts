import { absent, type Fact, known } from '../../../../packages/isolation-proof/src/policies/facts';
import { type ConcreteRequest, contextOf } from './naive-evaluator';

/** Keys that conditions and variables of documented decisions are about. */
const KEYS = ['aws:username', 'aws:principaltag/orgslug', 'example:key', 'a', 'b', 'c'];

/** Everything that there is to know of a request. */
export function everyFact(request: ConcreteRequest): Map<string, Fact> {
  const present = Object.entries(contextOf(request)).map(([key, value]): [string, Fact] => [
    key.toLowerCase(),
    typeof value === 'string' ? known(value) : { kind: 'values', texts: value },
  ]);
  return new Map([...KEYS.map((key): [string, Fact] => [key, absent]), ...present]);
}
