import type { ContextValue } from '../decide/request';
import type { RequestTemplate, Text } from './request-template';

/**
 * One way in which requests that are allowed change so that they must be denied. Each row that is allowed names the
 * axes along which it is tried, and makes a row of each: `upload` along `over-http` is `upload-over-http`.
 * @typeParam Fixtures what requests are made of
 * @typeParam Kind ids of the kinds of principals
 */
export interface Axis<Fixtures, Kind extends string> {
  /** Ends the id of the row that it makes. */
  readonly id: string;
  /** What is said otherwise than in the sentence of the row that is allowed. */
  readonly wording: AxisWording;
  /** Each is tried by itself, on every request that it changes. Of those that it leaves as they are, none is made. */
  readonly variations: readonly Variation<Fixtures, Kind>[];
}

export interface AxisWording {
  /**
   * What follows the subject: `tagged with another organization`.
   * @default - nothing
   */
  readonly whoIs?: string;
  /**
   * Whose things the request is about: `another organization's`.
   * @default - its own tenant's
   */
  readonly whose?: string;
  /**
   * The end of the sentence: `over plain HTTP`.
   * @default - nothing
   */
  readonly how?: string;
}

/** One change to a request. */
export type Variation<Fixtures, Kind extends string> = {
  /**
   * Which requests of a row are tried with it.
   * @default - all
   */
  readonly only?: (request: RequestTemplate) => boolean;
} & (
  | { readonly by: Kind }
  /** A value of the context, or of what the requester carries; undefined takes it away. */
  | { readonly context: string; readonly to: Text<Fixtures> | ContextValue }
  /** The resource, one value of the context, or all of it, as the same request has it with other fixtures. */
  | { readonly part: Part; readonly withFixtures: (fixtures: Fixtures) => Fixtures }
);

export type Part = 'resource' | 'context' | { readonly context: string };

/** The same request from somebody else. */
export function by<Fixtures, Kind extends string>(kind: Kind): Axis<Fixtures, Kind> {
  return { id: `by-${kind}`, wording: {}, variations: [{ by: kind }] };
}

/**
 * The axis, tried on requests to one service only: others of the row stay allowed.
 * @param service the prefix of its actions: `kms`
 */
export function onlyTo<Fixtures, Kind extends string>(
  service: string,
  axis: Axis<Fixtures, Kind>,
): Axis<Fixtures, Kind> {
  return {
    ...axis,
    variations: axis.variations.map(({ only = () => true, ...variation }) => ({
      ...variation,
      only: (request) => only(request) && request.action.startsWith(`${service}:`),
    })),
  };
}
