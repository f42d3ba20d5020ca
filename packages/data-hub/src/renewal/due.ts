const DAY = 86_400_000;

/** Why a certificate is renewed: its age, or the platform asks for it. */
export type RenewalReason = 'age' | 'asked';

/**
 * Whether a certificate is to be renewed now. All times in milliseconds since 1970.
 * @param since when the hub took it into use: see `RenewalRecord`. Not its own dates, which AWS sets back by
 * minutes: a certificate that was just issued would be older than the moment at which it was asked for.
 * @param renewAfterDays 0: never for its age.
 * @param renewIfBefore the platform's demand, ISO 8601.
 */
export function renewalReason({
  now,
  since,
  renewAfterDays,
  renewIfBefore,
}: {
  readonly now: number;
  readonly since: number;
  readonly renewAfterDays: number;
  readonly renewIfBefore?: string | null | undefined;
}): RenewalReason | undefined {
  if (renewAfterDays > 0 && now - since >= renewAfterDays * DAY) return 'age';
  if (typeof renewIfBefore !== 'string') return undefined;
  const demanded = Date.parse(renewIfBefore);
  // A moment that has not come would be demanded of the next certificate, too, and of all that follow.
  return demanded > since && demanded <= now ? 'asked' : undefined;
}
