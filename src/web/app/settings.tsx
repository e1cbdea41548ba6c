/** What the home says of itself, what its rooms are called, and this app. */
import { useEffect, useState } from 'preact/hooks';
import { useLoaded } from '../api/ask.ts';
import { call, problemOf } from '../api/call.ts';
import { nameOf, type OwnProduct } from '../api/homes.ts';
import { findStatement, type Statement } from '../api/statement.ts';
import { useStream } from '../api/stream.ts';
import { Obeying, OneChoice } from '../design/choice.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Field, Form } from '../design/form.tsx';
import { Moment } from '../design/moment.tsx';
import { Await } from '../design/waiting.tsx';
import { type Here, useHere } from './at-home.tsx';
import { Doing } from './doing.tsx';
import { registered, removeThisApp } from './this-app.ts';

export function Settings() {
  const { home, again } = useHere();
  const asked = useLoaded(loadChoices, 'choices');
  const look = async () => {
    await Promise.all([asked.again(), again()]);
  };
  // Confirmed since the home was looked at.
  useEffect(() => void again(), []);
  // Made in another window, or confirmed by a product just now.
  useStream('GET /v1/me/standing', { changed: () => void look() }, look);
  return (
    <>
      <h1>Settings</h1>
      <Await asked={asked}>
        {({ choices, statement }) => (
          <>
            <section>
              <h2>What your home says of itself</h2>
              {choices
                .filter(({ choice, system }) => system === home.systemId && isOfHome(statement, choice))
                .map((one) => (
                  <OneChoice key={one.choice} choice={one} again={look} />
                ))}
              <Obeying home={home} />
              <p>
                <a href="/me/choices">All your choices</a>
              </p>
            </section>
            <Doing />
            <Rooms home={home} again={again} />
            <YourData />
            <ThisApp home={home} again={again} />
          </>
        )}
      </Await>
    </>
  );
}

async function loadChoices() {
  const [{ choices }, statement] = await Promise.all([call('GET /v1/me/choices'), findStatement()]);
  return { choices, statement };
}

/** Whether a choice is about what is collected at home; partners are authorised where they are, one by one. */
function isOfHome(statement: Statement, choice: string): boolean {
  const { of, kind, at } = statement.choices[choice] ?? {};
  return of === 'household' && (kind === 'opt-out' || kind === 'opt-in') && at?.includes('app') === true;
}

function Rooms({ home, again }: Here) {
  return (
    <section>
      <h2>Products and rooms</h2>
      {home.products
        .filter(({ kind, ended }) => kind === 'player' && ended === undefined)
        .sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
        .map((product) => (
          <Room key={product.id} product={product} again={again} />
        ))}
      <p>
        <a href="/me/details">Add a product, or end its service</a>
      </p>
    </section>
  );
}

function Room({ product, again }: { product: OwnProduct } & Pick<Here, 'again'>) {
  const { id, room, serial } = product;
  return (
    <details class="item">
      <summary>
        <span>{nameOf(product)}</span>
      </summary>
      <Form
        does="Save"
        kind="quiet"
        done="Saved."
        onSend={async ({ room: name = '' }) => {
          await call('PATCH /v1/products/{id}', { params: { id }, body: { room: name } });
          if (serial !== undefined) await tellPlayer(serial, name);
          await again();
        }}
      >
        <Field name="room" label="Room" value={room ?? ''} maxLength={100} />
      </Form>
    </details>
  );
}

/** A player knows its room by name; one that does not answer hears of it when it starts. */
async function tellPlayer(player: string, room: string): Promise<void> {
  try {
    await call('POST /v1/demo/players/commands', { body: { command: 'name', player, room } });
  } catch (error) {
    if (problemOf(error).code !== 'not-found') throw error;
  }
}

/** What the privacy centre does, from here: the session is the same. */
const YourData = () => (
  <section>
    <h2>Your data</h2>
    <ul class="rows">
      <li>
        <a href="/me">See what is held about you and your home</a>
      </li>
      <li>
        <a href="/me/details">Put something right</a>
      </li>
      <li>
        <a href="/me/history">Delete something that happened</a>
      </li>
      <li>
        <a href="/me/along">Take everything along</a>
      </li>
      <li>
        <a href="/me/erase">Be forgotten</a>
      </li>
    </ul>
  </section>
);

function ThisApp({ home, again }: Here) {
  const [isLeaving, setLeaving] = useState(false);
  const own = home.products.find(({ id }) => id === registered.value?.id);
  return (
    <section>
      <h2>This app</h2>
      {own !== undefined && (
        <p>
          Of system <span class="code">{home.systemId}</span> since <Moment at={own.since} />.
        </p>
      )}
      <button type="button" class="quiet" onClick={() => setLeaving(true)}>
        Remove it from this browser
      </button>
      {isLeaving && (
        <Dialog title="Remove this app" onClose={() => setLeaving(false)}>
          <p>It says nothing more, and your rooms can’t be reached from this browser until you add it again.</p>
          <Form
            does="Remove it"
            kind="grave"
            onSend={async () => {
              await removeThisApp();
              await again();
            }}
          />
        </Dialog>
      )}
    </section>
  );
}
