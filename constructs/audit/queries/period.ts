export interface Period {
  readonly days: string;
}

export function deliveredOnDayBefore(moment: string): Period {
  return { days: `day = '${moment}'` };
}
