/** How long what is held, and what went. Nobody is named. */
import { useAsked } from '../api/ask.ts';
import { Day, Moment } from '../design/moment.tsx';
import { Await } from '../design/waiting.tsx';

export function Retention() {
  const asked = useAsked('GET /v1/staff/retention', {});
  return (
    <>
      <h1>Retention</h1>
      <p class="lead">What is held about everybody, when the next of it goes, and what went.</p>
      <Await asked={asked}>
        {({ held, sweeps }) => (
          <>
            {held.length === 0 ? (
              <p class="empty">Nothing is held.</p>
            ) : (
              <div class="scroll">
                <table>
                  <caption>What is held</caption>
                  <thead>
                    <tr>
                      <th scope="col">What</th>
                      <th scope="col">Held until</th>
                      <th scope="col">Next goes</th>
                      <th scope="col" class="n">
                        How much
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {held.map(({ category, says, clause, held, n, next }) => (
                      <tr key={category}>
                        <th scope="row">{says}</th>
                        <td>{clause === null ? 'no clause' : <a href={`/statement#${clause}`}>{held}</a>}</td>
                        <td>{next === 'open' ? 'it depends' : <Day day={next} />}</td>
                        <td class="n">{n.toLocaleString()}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            <h2>The last sweeps</h2>
            {sweeps.length === 0 && <p class="empty">Nothing has been swept yet.</p>}
            <ul class="rows">
              {sweeps.map(({ began, done, through, went }) => (
                <li class="item" key={began}>
                  <Moment at={began} />, what ended until <Day day={through} />:{' '}
                  {went.length > 0
                    ? went.map(({ category, n }) => `${n.toLocaleString()} of ${category}`).join(', ')
                    : done === undefined
                      ? 'still at it'
                      : 'nothing was left to go'}
                </li>
              ))}
            </ul>
          </>
        )}
      </Await>
    </>
  );
}
