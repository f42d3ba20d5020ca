import type { Naming } from '../../../config/naming';
import type { Period } from './period';
import { parameter } from './record-things';
import type { SqlValue } from './sql-text';
import { trailLines } from './trail-lines';

export interface WhatHubDid {
  /** Name of the hub's thing, `acme--berlin-1`. */
  readonly thing: SqlValue;
  /** Id of one of its certificates, which is the name of its sessions. Empty: what the thing's name is in, alone. */
  readonly certificate: SqlValue;
}

/**
 * What a hub did in sessions of its certificate, what is in its folder, and what was done with its thing and certificate.
 * CloudTrail knows hubs by their certificates: two certificates are two questions.
 */
export function whatHubDid(naming: Naming, period: Period, { thing, certificate }: WhatHubDid): string {
  const named = [
    'useridentity.arn',
    parameter('$.principal'),
    parameter('$.target'),
    parameter('$.certificateId'),
  ].map((value) => `coalesce(${value}, '')`);
  // Names are whole parts of ARNs, and of keys in hubs' folders.
  const parts = "split(coalesce(t, ''), '/')";
  const asked = `ARRAY[${thing.sql}, nullif(${certificate.sql}, '')]`;
  return trailLines(
    naming,
    period,
    `any_match(things || ARRAY[${named.join(', ')}], t -> arrays_overlap(${parts}, ${asked}))`,
  );
}
