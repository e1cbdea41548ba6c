import { useAsked } from '../api/ask.ts';
import { Await } from '../design/waiting.tsx';
import { Values } from './item.tsx';

export function Home() {
  const choices = useAsked('GET /v1/me/choices', {});
  const data = useAsked('GET /v1/me/data', { query: { limit: '1' } });
  return (
    <>
      <h1>At a glance</h1>
      <p class="lead">What is held about you and your home, and what you have decided.</p>
      <section>
        <h2>On and off</h2>
        <Await asked={choices}>
          {({ choices }) => (
            <ul>
              {choices.map(({ choice, system, asks, state }) => (
                <li key={`${choice} ${system ?? ''}`}>
                  {asks}: <strong>{state}</strong>
                </li>
              ))}
            </ul>
          )}
        </Await>
        <a class="button quiet" href="/me/choices">
          Change a choice
        </a>
      </section>
      <section>
        <h2>What is true now</h2>
        <Await asked={data}>
          {({ current, words }) =>
            current.length === 0 ? (
              <p class="empty">Nothing is held beyond your account.</p>
            ) : (
              current.map(({ category, product, system, data }) => (
                <details class="item" key={`${system ?? ''} ${category} ${product}`}>
                  <summary>
                    <span>{words.categories[category] ?? category}</span> <span class="quiet">{product}</span>
                  </summary>
                  <Values category={category} data={data} words={words} />
                </details>
              ))
            )
          }
        </Await>
      </section>
    </>
  );
}
