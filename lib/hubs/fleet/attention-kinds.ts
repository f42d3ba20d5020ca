/** What kind of attention: late with something, in trouble, or never heard of. */
export type AttentionGroup = 'overdue' | 'alarm' | 'not-seen';

/** Why somebody should look at a hub, in the words that operators read. */
export const ATTENTION = {
  /** No heartbeat came for three of the hub's intervals. */
  silent: { group: 'overdue', label: 'no heartbeat' },
  /** Its newest active certificate should have been renewed. */
  certificate: { group: 'overdue', label: 'certificate not renewed' },
  /** Its disk is nearly full. */
  disk: { group: 'alarm', label: 'disk nearly full' },
  /** Its clock is off. */
  clock: { group: 'alarm', label: 'clock wrong' },
  /** Its agent says that it cannot get credentials. */
  agent: { group: 'alarm', label: 'agent failing' },
  /** It is enrolled, and no heartbeat was ever read. */
  unseen: { group: 'not-seen', label: 'never seen' },
} as const satisfies Readonly<Record<string, { group: AttentionGroup; label: string }>>;

export type Attention = keyof typeof ATTENTION;
