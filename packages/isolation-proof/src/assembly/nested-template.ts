import type { Json } from '../templates/json';

/** The template of a nested stack, as a file of the assembly. */
export interface NestedTemplate {
  readonly file: string;
  readonly bytes: Buffer;
  readonly template: Json;
}

/** Finds the template that CloudFormation would fetch from an address; undefined if it is not in the assembly. */
export type FindTemplate = (url: string) => NestedTemplate | undefined;
