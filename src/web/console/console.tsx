/** The console, for people who work here: every place of it, and whose role has it. */
import { LocationProvider, Route, Router } from 'preact-iso';
import { session } from '../api/session.ts';
import { findStaff, type Right, signOutStaff, staff, unreached } from '../api/staff-session.ts';
import { Trouble } from '../design/notice.tsx';
import { later, type Place, Places, titledFor } from '../design/places.tsx';
import { Press } from '../design/press.tsx';
import { SignIn, StaffSignInAgain } from './sign-in.tsx';

interface OwnPlace extends Place {
  readonly may: Right;
}

const PLACES: readonly OwnPlace[] = [
  {
    path: '/console/requests',
    name: 'Requests',
    may: 'requests.list',
    page: later(() => import('./requests.tsx').then((m) => m.Requests)),
  },
  {
    path: '/console/person',
    name: 'A person',
    may: 'people.open',
    page: later(() => import('./person.tsx').then((m) => m.Person)),
  },
  {
    path: '/console/collection',
    name: 'Collection',
    may: 'collection.see',
    page: later(() => import('./collection.tsx').then((m) => m.Collection)),
  },
  {
    path: '/console/statement',
    name: 'Statement',
    may: 'statement.see',
    page: later(() => import('./statement.tsx').then((m) => m.StatementPage)),
  },
  {
    path: '/console/retention',
    name: 'Retention',
    may: 'retention.see',
    page: later(() => import('./retention.tsx').then((m) => m.Retention)),
  },
  {
    path: '/console/ledger',
    name: 'Ledger',
    may: 'ledger.see',
    page: later(() => import('./ledger.tsx').then((m) => m.Ledger)),
  },
  {
    path: '/console/record',
    name: 'Record',
    may: 'record.see',
    page: later(() => import('./record.tsx').then((m) => m.RecordPage)),
  },
  {
    path: '/console/breach',
    name: 'Breach drill',
    may: 'breach.drill',
    page: later(() => import('./breach.tsx').then((m) => m.Breach)),
  },
];

const Enrol = later(() => import('./enrol.tsx').then((m) => m.Enrol));

const ROLE = { privacy: 'Privacy', support: 'Support', engineer: 'Engineering', auditor: 'Audit' } as const;

const titled = titledFor('Console');

export const Console = () => (
  <LocationProvider scope="/console">
    <a class="skip" href="#content">
      Skip to the page
    </a>
    <Frame />
  </LocationProvider>
);

function Frame() {
  const who = staff.value;
  const isIn = who !== undefined && (session.value === 'in' || session.value === 'over');
  const places = PLACES.filter(({ may }) => who?.may.includes(may));
  return (
    <>
      <header class="frame bar">
        <a class="name" href="/console">
          Console{isIn && <span class="quiet"> · {ROLE[who.role]}</span>}
        </a>
        {isIn && <Press does="Sign out" onPress={signOutStaff} />}
      </header>
      <div class={isIn ? 'frame beside' : 'frame'}>
        {isIn && <Places label="Console" places={places} home="/console" />}
        <main id="content" tabIndex={-1}>
          {session.value === 'unknown' ? <Unknown /> : isIn ? <Inside places={places} /> : <Outside />}
        </main>
      </div>
      <footer class="frame">
        <div class="foot">
          <ul>
            <li>
              <a href="/statement">The privacy statement</a>
            </li>
            <li>Each act here is in the ledger, under your role and a random id.</li>
          </ul>
        </div>
      </footer>
      {session.value === 'over' && <StaffSignInAgain />}
    </>
  );
}

function Inside({ places }: { places: readonly Place[] }) {
  // Whoever comes without a place comes to the first of theirs.
  const all = [...places, ...places.slice(0, 1).map((first) => ({ ...first, path: '/console' }))];
  return (
    <Router onRouteChange={() => document.getElementById('content')?.focus({ preventScroll: true })}>
      {all.map(({ path, page, name }) => (
        <Route key={path} path={path} component={titled(page, name)} />
      ))}
      <Route default component={NotYours} />
    </Router>
  );
}

const NotYours = () => (
  <>
    <h1>Not here</h1>
    <p class="lead">There is no such place, or your role does not have it.</p>
  </>
);

/** Whether somebody is signed in is asked, or could not be. */
const Unknown = () =>
  unreached.value !== undefined && (
    <>
      <h1>Console</h1>
      <Trouble problem={unreached.value} />
      <Press does="Try again" onPress={findStaff} />
    </>
  );

const Outside = () => (
  <Router>
    <Route path="/console/enrol" component={titled(Enrol, 'Enrol')} />
    <Route default component={titled(SignIn, 'Sign in')} />
  </Router>
);
