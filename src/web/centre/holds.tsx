import { useAsked } from '../api/ask.ts';
import { useStatement } from '../api/statement.ts';
import { Day } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';

/** What must not be lost in a dispute, and why; nothing where there is none. */
export function Holds() {
  const asked = useAsked('GET /v1/me/holds', {});
  const statement = useStatement();
  if (asked.state !== 'here') return null;
  const inForce = asked.answer.holds.filter(
    ({ lifted, ends }) => lifted === undefined && Date.parse(ends) > Date.now(),
  );
  const said = (category: string) => statement?.words.data[category]?.says ?? category;
  return (
    <>
      {inForce.map(({ of, categories, reason, made, ends }) => (
        <Notice key={`${made} ${of} ${reason}`}>
          <p>
            <strong>
              {of === 'you' ? 'Data about you' : 'Data of your home'} is held until <Day day={ends.slice(0, 10)} /> at
              the latest.
            </strong>{' '}
            The reason: {reason}. It stays past its end meanwhile, and is opened for nothing else.
          </p>
          {categories !== undefined && <p>It concerns {categories.map(said).join(', ')}.</p>}
        </Notice>
      ))}
    </>
  );
}
