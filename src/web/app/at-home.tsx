/** The app of a home: its rooms, and its settings. */
import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { useLoaded } from '../api/ask.ts';
import { findHomes, type Home } from '../api/homes.ts';
import { session, signOut } from '../api/session.ts';
import { Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { type Place, Places, titledFor } from '../design/places.tsx';
import { SignIn } from '../design/sign-in.tsx';
import { SignInAgain } from '../design/sign-in-again.tsx';
import { Await } from '../design/waiting.tsx';
import { findPlayers } from './players.ts';
import { Rooms } from './rooms.tsx';
import { addThisApp, isAppOf, registered, report, useReporting } from './this-app.ts';

export interface Here {
  readonly home: Home;
  /** Looks at the home again. */
  readonly again: () => Promise<void>;
}

const HereContext = createContext<Here | undefined>(undefined);

/** The home that this app is of, for the pages within. */
export function useHere(): Here {
  const here = useContext(HereContext);
  if (here === undefined) throw new TypeError('this is shown within a home alone');
  return here;
}

const PLACES: readonly Place[] = [
  { path: '/app', name: 'Rooms', page: Rooms },
  { path: '/app/settings', name: 'Settings', page: lazy(() => import('./settings.tsx').then((m) => m.Settings)) },
];
const titled = titledFor('At home');

export const AtHome = () => (
  <LocationProvider scope="/app">
    <a class="skip" href="#content">
      Skip to the page
    </a>
    <Frame />
  </LocationProvider>
);

function Frame() {
  const isIn = session.value === 'in' || session.value === 'over';
  return (
    <>
      <header class="frame bar">
        <a class="name" href="/app">
          At home
        </a>
        {isIn && <Form does="Sign out" kind="quiet" onSend={() => signOut()} />}
      </header>
      <div class={isIn ? 'frame beside' : 'frame'}>
        {isIn && <Places label="At home" places={PLACES} home="/app" />}
        <main id="content" tabIndex={-1}>
          {session.value !== 'unknown' && (isIn ? <Inside /> : <SignIn lead="Play something in your rooms." />)}
        </main>
      </div>
      <footer class="frame">
        <div class="foot">
          <ul>
            <li>
              <a href="/me">Your privacy</a>
            </li>
            <li>
              <a href="/statement">The privacy statement</a>
            </li>
          </ul>
        </div>
      </footer>
      {session.value === 'over' && <SignInAgain />}
    </>
  );
}

function Inside() {
  const asked = useLoaded(findHome, 'home');
  return (
    <Await asked={asked}>
      {(home) => {
        if (home === undefined) return <NoHome />;
        const here = { home, again: asked.again };
        return (
          <HereContext.Provider value={here}>
            {isAppOf(home) ? <Running /> : <Add home={home} again={asked.again} />}
          </HereContext.Provider>
        );
      }}
    </Await>
  );
}

/** The home whose players answer, or else the one that this browser is an app of, or the first. */
async function findHome(): Promise<Home | undefined> {
  const [homes, players] = await Promise.all([findHomes(), findPlayers()]);
  const by = (wanted: string | undefined) => homes.find((one) => one.systemId === wanted);
  return by(players?.systemId) ?? by(registered.peek()?.systemId) ?? homes[0];
}

const NoHome = () => (
  <>
    <h1>No home yet</h1>
    <p class="empty">
      <a href="/me/details">Set up a home</a>, and come back: an app belongs to one.
    </p>
  </>
);

function Add({ home, again }: Here) {
  return (
    <div class="narrow">
      <h1>Add this browser</h1>
      <p class="lead">It becomes an app of your home, beside your products.</p>
      <Form
        does="Add it"
        onSend={async () => {
          await addThisApp(home.systemId);
          await again();
        }}
      >
        <Notice>
          <p>
            An app says of itself what runs it, and while usage data is on, which of its screens you go through and what
            you tell your rooms to do. You can turn that off under Settings, and see all of it{' '}
            <a href="/me/glass">right as it is sent</a>.
          </p>
        </Notice>
      </Form>
    </div>
  );
}

function Running() {
  useReporting();
  useFlow();
  return (
    <Router onRouteChange={() => document.getElementById('content')?.focus({ preventScroll: true })}>
      {PLACES.map(({ path, page, name }) => (
        <Route key={path} path={path} component={titled(page, name)} />
      ))}
      <Route default component={titled(Rooms, 'Rooms')} />
    </Router>
  );
}

/** Says from which screen somebody goes to which. */
function useFlow(): void {
  const { path } = useLocation();
  const screen = path === '/app/settings' ? 'settings' : 'rooms';
  const before = useRef(screen);
  useEffect(() => {
    if (before.current !== screen) report('app-flow', { screen: before.current, nextScreen: screen });
    before.current = screen;
  }, [screen]);
}
