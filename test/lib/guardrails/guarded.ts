import type { EnvironmentConfig } from '../../../config/environment-config';
import { accountPolicies } from '../../../lib/guardrails/specification-for';
import { guardrailClaims } from '../../../lib/isolation/claims/guardrails/guardrail-claims';
import { type AccountPolicies, guardedAccount } from '../../../lib/isolation/guarded-account';
import type { ClaimVerdict } from '../../../packages/isolation-proof/src/judge/prove';
import { judge } from '../../../packages/isolation-proof/src/judge/prove';
import { isObject, type Json, type JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { GUARDED } from '../../fixtures/guarded';
import { evidenceOf, platform } from '../isolation/contract/platform';

/** A change to the guardrails' documents. */
export type Loosening = (policies: AccountPolicies) => AccountPolicies;

const EVIDENCE = evidenceOf(platform());

/** The verdicts on the claims about guardrails, on the platform as it ships. */
export function judgeGuardrails(
  loosen: Loosening = (policies) => policies,
  config: EnvironmentConfig = GUARDED,
): readonly ClaimVerdict[] {
  const account = guardedAccount(config, loosen(accountPolicies(config)));
  return judge(EVIDENCE, guardrailClaims(account)).claims;
}

/** Puts others in the place of the statement of this Sid. Refuses to change nothing. */
export function inGuardrail(
  sid: string,
  change: (statement: JsonObject) => JsonObject | readonly JsonObject[],
): Loosening {
  return (policies) => {
    let changed = 0;
    const edited = (document: Json): Json => {
      const statements = isObject(document) ? document['Statement'] : undefined;
      if (!isObject(document) || !Array.isArray(statements)) throw new Error('no statements');
      return {
        ...document,
        Statement: (statements as readonly JsonObject[]).flatMap((statement) => {
          if (statement['Sid'] !== sid) return [statement];
          changed += 1;
          return change(statement);
        }),
      };
    };
    const all = (list: AccountPolicies['principals']): AccountPolicies['principals'] =>
      list.map(({ name, document }) => ({ name, document: edited(document) }));
    const result = { principals: all(policies.principals), resources: all(policies.resources) };
    if (changed === 0) throw new Error(`no guardrail has a statement ${sid}`);
    return result;
  };
}
