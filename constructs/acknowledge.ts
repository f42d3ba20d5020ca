import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A finding of a rule pack that we accept, with the reason that argues why it is right here. */
export interface Acknowledgement {
  /** Rule id with its pack, for example `AwsSolutions-S1`; a finding with an argument has it in brackets. */
  readonly id: string;
  readonly reason: string;
}

/** Packs that check the same rules, each under its own id. */
const PACKS_OF_SAME_RULES = ['HIPAA.Security', 'NIST.800.53.R5'];

/** Accepts a finding on one resource, for the packs of the environment. Stands beside the resource it is about. */
export function acknowledge(resource: IConstruct, acknowledgement: Acknowledgement): void {
  Validations.of(resource).acknowledge(acknowledgement);
}

/**
 * Accepts the finding of a rule that HIPAA.Security and NIST.800.53.R5 both have.
 * @param rule its name without the pack, for example `IAMUserNoPolicies`
 */
export function acknowledgeInEachPack(resource: IConstruct, rule: string, reason: string): void {
  for (const pack of PACKS_OF_SAME_RULES) acknowledge(resource, { id: `${pack}-${rule}`, reason });
}
