import { ago } from '../fleet/ago';
import type { HubRow } from './page-data';

/** A column of the table of hubs. */
export interface Column {
  readonly title: string;
  /** What it is sorted by; undefined goes last, whichever way. */
  readonly valueOf: (row: HubRow) => string | number | undefined;
  readonly textOf: (row: HubRow, now: number) => string;
  readonly isNumber?: true;
}

const MINUTE = 60;
const NOTHING = '-';

/** The columns from left to right. The first names the row; a phone shows the first three. */
export const COLUMNS = {
  hub: { title: 'Hub', valueOf: ({ hub }) => hub, textOf: ({ hub }) => hub },
  organization: {
    title: 'Organization',
    valueOf: ({ organization }) => organization,
    textOf: ({ organization }) => organization,
  },
  attention: {
    title: 'Attention',
    valueOf: ({ attention }) => attention.length,
    // Drawn as badges.
    textOf: () => '',
  },
  lastSeen: {
    title: 'Last seen',
    valueOf: ({ lastSeen }) => lastSeen,
    textOf: ({ lastSeen }, now) => (lastSeen === undefined ? NOTHING : ago(lastSeen, now)),
    isNumber: true,
  },
  state: { title: 'State', valueOf: ({ state }) => state, textOf: ({ state }) => state },
  version: {
    title: 'Version',
    valueOf: ({ version }) => version,
    textOf: ({ version }) => version ?? NOTHING,
  },
  certificateAge: {
    title: 'Certificate age',
    valueOf: ({ certificateAge }) => certificateAge,
    textOf: ({ certificateAge }) => (certificateAge === undefined ? NOTHING : `${String(certificateAge)} d`),
    isNumber: true,
  },
  diskFree: {
    title: 'Disk free',
    valueOf: ({ diskFree }) => diskFree,
    // Down, so that what is an alarm does not read as if it were none.
    textOf: ({ diskFree }) => (diskFree === undefined ? NOTHING : `${String(Math.floor(diskFree))} %`),
    isNumber: true,
  },
  clockOffset: {
    title: 'Clock off by',
    valueOf: ({ clockOffset }) => (clockOffset === undefined ? undefined : Math.abs(clockOffset)),
    textOf: ({ clockOffset }) => (clockOffset === undefined ? NOTHING : durationText(Math.abs(clockOffset))),
    isNumber: true,
  },
} as const satisfies Readonly<Record<string, Column>>;

export type ColumnId = keyof typeof COLUMNS;

/** Whole seconds below two minutes, whole minutes from then on. */
function durationText(seconds: number): string {
  return seconds < 2 * MINUTE
    ? `${String(Math.round(seconds))} s`
    : `${String(Math.floor(seconds / MINUTE))} min`;
}
