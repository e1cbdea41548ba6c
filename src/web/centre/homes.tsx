/** The homes of a person, and what stands in them: to set up, to name, to end. */
import { useState } from 'preact/hooks';
import { type Answer, call } from '../api/call.ts';
import { type Home, nameOf, type OwnProduct, useHomes } from '../api/homes.ts';
import { useStatement } from '../api/statement.ts';
import { Dialog } from '../design/dialog.tsx';
import { Field, Form } from '../design/form.tsx';
import { Moment } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';
import { Await } from '../design/waiting.tsx';

type Again = () => Promise<void>;
type Registered = Answer<'POST /v1/households/{systemId}/products'>;

export function Homes() {
  const homes = useHomes();
  return (
    <section>
      <h2>Your home</h2>
      <Await asked={homes}>
        {(all) => (
          <>
            {all.length === 0 && <p class="empty">You have not set up a home yet. Products and apps belong to one.</p>}
            {all.map((home) => (
              <OneHome key={home.systemId} home={home} again={homes.again} />
            ))}
            <Form
              does={all.length === 0 ? 'Set up a home' : 'Set up another home'}
              kind={all.length === 0 ? 'plain' : 'quiet'}
              onSend={async () => {
                await call('POST /v1/households');
                await homes.again();
              }}
            >
              <OnFromTheStart />
            </Form>
          </>
        )}
      </Await>
    </section>
  );
}

/** What a home begins with that its owner can turn off, told where it is set up. */
function OnFromTheStart() {
  const statement = useStatement();
  const on = Object.entries(statement?.choices ?? {}).filter(
    ([, { of, starts, at }]) => of === 'household' && starts === 'on' && at.includes('registration'),
  );
  if (statement === undefined || on.length === 0) return null;
  return (
    <p class="hint">
      On from the start: {on.map(([name]) => statement.words.choices[name]?.says ?? name).join(', ')}.{' '}
      <a href="/me/choices">You can turn it off at any time</a>, and on again.
    </p>
  );
}

function OneHome({ home, again }: { home: Home; again: Again }) {
  const served = home.products.filter(({ ended }) => ended === undefined);
  const former = home.products.filter(({ ended }) => ended !== undefined);
  return (
    <div class="card">
      <h3>
        System <span class="code">{home.systemId}</span>
      </h3>
      {served.length === 0 && <p class="quiet">Nothing is registered here yet.</p>}
      {served.map((product) => (
        <OneProduct key={product.id} product={product} again={again} />
      ))}
      <AddProduct systemId={home.systemId} again={again} />
      {former.length > 0 && (
        <details>
          <summary>No longer served</summary>
          <ul>
            {former.map((product) => (
              <li key={product.id}>
                {nameOf(product)}, until <Moment at={product.ended ?? ''} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function OneProduct({ product, again }: { product: OwnProduct; again: Again }) {
  const [isEnding, setEnding] = useState(false);
  const { id, kind, serial, room, since, heard } = product;
  return (
    <details class="item">
      <summary>
        <span>{nameOf(product)}</span> <span class="quiet">{kind === 'app' ? 'App' : 'Player'}</span>
      </summary>
      <dl class="pairs">
        {serial !== undefined && (
          <>
            <dt>Serial number</dt>
            <dd class="code">{serial}</dd>
          </>
        )}
        <dt>Registered</dt>
        <dd>
          <Moment at={since} />
        </dd>
        <dt>Last news of it</dt>
        <dd>{heard === undefined ? 'none yet' : <Moment at={heard} />}</dd>
      </dl>
      <Form
        does="Save"
        kind="quiet"
        done="Saved."
        onSend={async (typed) => {
          await call('PATCH /v1/products/{id}', { params: { id }, body: { room: typed.room ?? '' } });
          await again();
        }}
      >
        <Field name="room" label="Room" value={room ?? ''} maxLength={100} />
      </Form>
      <p>
        <button type="button" class="quiet" onClick={() => setEnding(true)}>
          End its service
        </button>
      </p>
      {isEnding && (
        <Dialog title={`End the service of ${nameOf(product)}`} onClose={() => setEnding(false)}>
          <p>It is refused from then on, and sends nothing more. Whoever has it next starts without a history.</p>
          <Form
            does="End its service"
            kind="grave"
            onSend={async () => {
              await call('DELETE /v1/products/{id}', { params: { id } });
              await again();
            }}
          />
        </Dialog>
      )}
    </details>
  );
}

function AddProduct({ systemId, again }: { systemId: string; again: Again }) {
  const [registered, setRegistered] = useState<Registered & { name: string }>();
  return (
    <details class="item">
      <summary>Add a product or an app</summary>
      {registered !== undefined && (
        <Notice kind="good">
          <p>
            {registered.name} is registered. This is its token, which it sends with all it says. It is shown this once.
          </p>
          <p>
            <code class="token">{registered.token}</code>
          </p>
        </Notice>
      )}
      <Form
        does="Register it"
        onSend={async ({ serial = '', productType = '', room = '', kind = 'player' }) => {
          const body = {
            serial,
            productType,
            ...(room !== '' && { room }),
            kind: kind === 'app' ? ('app' as const) : ('player' as const),
          };
          const made = await call('POST /v1/households/{systemId}/products', { params: { systemId }, body });
          setRegistered({ ...made, name: room === '' ? productType : `${room} · ${productType}` });
          await again();
        }}
      >
        <div class="field">
          <label for={`kind-${systemId}`}>What it is</label>
          <select id={`kind-${systemId}`} name="kind">
            <option value="player">A player</option>
            <option value="app">An app</option>
          </select>
        </div>
        <Field name="serial" label="Serial number" pattern="[A-Za-z0-9:_\-]{4,40}" hint="It stands on the product." />
        <Field name="productType" label="Type" maxLength={80} hint="Such as One, Beam or Controller." />
        <Field name="room" label="Room" isOptional maxLength={100} />
      </Form>
    </details>
  );
}
