/** The privacy centre: every place of it, and who may be there. */
import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { session, signOut } from '../api/session.ts';
import { Form } from '../design/form.tsx';
import { type Place, Places, titledFor } from '../design/places.tsx';
import { SignIn } from '../design/sign-in.tsx';
import { SignInAgain } from '../design/sign-in-again.tsx';
import { Home } from './home.tsx';
import { Notices } from './notices.tsx';
import { Forgotten, SignUp } from './signing-in.tsx';

const Mine = lazy(() => import('./mine.tsx').then((m) => m.Mine));
const Close = lazy(() => import('./close.tsx').then((m) => m.Close));
const Receipts = lazy(() => import('./receipt.tsx').then((m) => m.Receipts));

const PLACES: readonly Place[] = [
  { path: '/me', name: 'At a glance', page: Home },
  { path: '/me/choices', name: 'Choices', page: lazy(() => import('./choices.tsx').then(({ Choices }) => Choices)) },
  { path: '/me/glass', name: 'Right now', page: lazy(() => import('./glass.tsx').then(({ Glass }) => Glass)) },
  { path: '/me/history', name: 'History', page: lazy(() => import('./history.tsx').then(({ History }) => History)) },
  {
    path: '/me/details',
    name: 'Details',
    page: lazy(() => import('./details.tsx').then(({ Details }) => Details)),
  },
  {
    path: '/me/recipients',
    name: 'Who got what',
    page: lazy(() => import('./recipients.tsx').then((m) => m.Recipients)),
  },
  { path: '/me/requests', name: 'Requests', page: lazy(() => import('./requests.tsx').then((m) => m.Requests)) },
  { path: '/me/along', name: 'Take along', page: lazy(() => import('./take-along.tsx').then((m) => m.TakeAlong)) },
  { path: '/me/erase', name: 'Erase', page: lazy(() => import('./erase.tsx').then(({ Erase }) => Erase)) },
];

const titled = titledFor('Your privacy');

export const Centre = () => (
  <LocationProvider scope="/me">
    <a class="skip" href="#content">
      Skip to the page
    </a>
    <Frame />
  </LocationProvider>
);

function Frame() {
  const { path } = useLocation();
  const isIn = session.value === 'in' || session.value === 'over';
  // Who was just forgotten keeps the page with the receipt, and no other.
  const isInside = isIn || (session.value === 'gone' && path.startsWith('/me/erase'));
  return (
    <>
      <header class="frame bar">
        <a class="name" href="/me">
          Your privacy
        </a>
        {isIn && <Form does="Sign out" kind="quiet" onSend={() => signOut()} />}
      </header>
      <div class={isIn ? 'frame beside' : 'frame'}>
        {isIn && <Places label="Your privacy" places={PLACES} home="/me" />}
        <main id="content" tabIndex={-1}>
          {/* Until it is known who is there, nothing: whatever stood here would have to move. */}
          {session.value !== 'unknown' && (isInside ? <Inside /> : <Outside />)}
        </main>
      </div>
      <footer class="frame">
        <div class="foot">
          <ul>
            <li>
              <a href="/statement">The privacy statement</a>
            </li>
            <li>
              <a href="/app">The app of your home</a>
            </li>
            <li>
              <a href="/me/receipt">Verify a receipt</a>
            </li>
            <li>
              <a href="/statement#contacts">Ask a person</a>
            </li>
          </ul>
        </div>
      </footer>
      {session.value === 'over' && <SignInAgain />}
    </>
  );
}

function Inside() {
  return (
    <>
      <Notices />
      <Router onRouteChange={() => document.getElementById('content')?.focus({ preventScroll: true })}>
        {PLACES.map(({ path, page, name }) => (
          <Route key={path} path={path} component={titled(page, name)} />
        ))}
        <Route path="/me/statement" component={titled(Mine, 'What it means for you')} />
        <Route path="/me/close" component={titled(Close, 'Close the account')} />
        <Route path="/me/receipt" component={titled(Receipts, 'Verify a receipt')} />
        <Route default component={titled(Home, 'At a glance')} />
      </Router>
    </>
  );
}

const SignInHere = () => <SignIn lead="See what is held about you and your home, and decide about it." />;

const Outside = () => (
  <Router>
    <Route path="/me/sign-up" component={SignUp} />
    <Route path="/me/forgotten" component={Forgotten} />
    <Route path="/me/receipt" component={titled(Receipts, 'Verify a receipt')} />
    <Route default component={SignInHere} />
  </Router>
);
