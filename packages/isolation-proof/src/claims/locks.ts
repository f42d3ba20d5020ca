/** Which of the policies have to hold. */
export interface Locks {
  /**
   * Whether a claim has to hold by all policies together, or also by each lock alone: by identity policies, by the
   * permissions boundary, and, of data, by the policies of resources.
   * @default 'together'
   */
  readonly locks?: 'together' | 'each alone';
}
