const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'medium' });
const SHORT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' });

const SECOND = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment, in the time zone and manner of who reads; to the second where that matters. */
export const Moment = ({ at, isExact = false }: { at: string; isExact?: boolean }) => (
  <time dateTime={at} title={FULL.format(new Date(at))}>
    {(isExact ? SECOND : SHORT).format(new Date(at))}
  </time>
);

/** A day of the calendar: `2027-03-01`. */
export const Day = ({ day }: { day: string }) => <time dateTime={day}>{DAY.format(new Date(`${day}T00:00:00Z`))}</time>;
