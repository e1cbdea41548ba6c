const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'medium' });
const SHORT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' });

/** A moment, in the time zone and manner of who reads. */
export const Moment = ({ at }: { at: string }) => (
  <time dateTime={at} title={FULL.format(new Date(at))}>
    {SHORT.format(new Date(at))}
  </time>
);

/** A day of the calendar: `2027-03-01`. */
export const Day = ({ day }: { day: string }) => <time dateTime={day}>{DAY.format(new Date(`${day}T00:00:00Z`))}</time>;
