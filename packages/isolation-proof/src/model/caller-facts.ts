import { absent, type Fact, known } from '../policies/facts';

/** Facts of every request of an identity of this account, which is no service. */
export function callerFacts(account: string): (readonly [key: string, fact: Fact])[] {
  return [
    ['aws:principalaccount', known(account)],
    ['aws:principalservicename', absent],
  ];
}
