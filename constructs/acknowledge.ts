import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A finding of a rule pack that we accept, with the reason that argues why it is right here. */
export interface Acknowledgement {
  /** Rule id with its pack, for example `AwsSolutions-S1`; a finding with an argument has it in brackets. */
  readonly id: string;
  readonly reason: string;
}

/** Accepts findings on one resource, for the packs of the environment. Stands beside the resource it is about. */
export function acknowledge(resource: IConstruct, ...acknowledgements: readonly Acknowledgement[]): void {
  Validations.of(resource).acknowledge(...acknowledgements);
}
