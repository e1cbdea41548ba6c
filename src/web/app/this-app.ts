/**
 * This browser as an app of a home. Somebody adds it, and from then on it reports what is done in it through the SDK, as any app
 * would: what the directive of the home does not allow is not recorded. It runs while it is seen.
 */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { createReporter, type Recorded, type Reporter, type ReporterStatus } from '../../device/reporter.ts';
import { call } from '../api/call.ts';
import type { Home } from '../api/homes.ts';
import { findSession, session } from '../api/session.ts';

/** What this browser keeps of itself; the token is good for reporting, and for nothing else. */
interface Registered {
  readonly id: string;
  readonly systemId: string;
  readonly token: string;
}

/** The last thing that was done here, and whether it was reported or kept to itself. */
export interface Done {
  readonly event: string;
  readonly at: string;
  readonly became: Recorded;
  /** What the statement says of that, where it is withheld. */
  readonly clause?: string | undefined;
}

const KEPT = 'sotto-app';
/** How long what happened waits for company, in milliseconds. */
const INTERVAL = 1_000;

export const registered = signal<Registered | undefined>(read());
export const lastDone = signal<Done | undefined>(undefined);
export const status = signal<ReporterStatus | undefined>(undefined);

let reporter: Reporter | undefined;

/**
 * Registers this browser with a home, unless another window of it has just done so.
 *
 * @throws Failed
 */
export async function addThisApp(systemId: string): Promise<void> {
  const kept = read();
  if (kept?.systemId === systemId && kept.id !== registered.peek()?.id) {
    registered.value = kept;
    return;
  }
  const serial = `APP-${crypto.randomUUID().slice(0, 13)}`;
  const body = { serial, productType: 'App in a browser', kind: 'app' as const };
  const { id, token } = await call('POST /v1/households/{systemId}/products', { params: { systemId }, body });
  keep({ id, systemId, token });
}

/**
 * Ends the service of this browser.
 *
 * @throws Failed
 */
export async function removeThisApp(): Promise<void> {
  const own = registered.peek();
  if (own === undefined) return;
  await call('DELETE /v1/products/{id}', { params: { id: own.id } });
  drop(own.token);
}

/** Whether this browser is an app of that home, which it is no longer once its service was ended elsewhere. */
export const isAppOf = (home: Home): boolean =>
  home.products.some(({ id, ended }) => id === registered.value?.id && ended === undefined);

/** Says that something was done here. */
export function report(event: string, data: { readonly [field: string]: unknown }): void {
  if (reporter === undefined) return;
  const became = reporter.record(event, data);
  lastDone.value = { event, at: new Date().toISOString(), became, clause: reporter.directive()?.withheld[event] };
  status.value = reporter.status();
}

/**
 * Reports while this is shown, somebody is signed in and the page is seen. `app-status` and `app-use` are said once the directive
 * is there.
 */
export function useReporting(): void {
  const token = session.value === 'in' ? registered.value?.token : undefined;
  useEffect(() => {
    if (token === undefined) return;
    let seenSince = 0;
    const begin = () => {
      if (reporter !== undefined) return;
      seenSince = performance.now();
      reporter = createReporter({
        url: location.origin,
        token,
        // Nothing, before the service has said what may be recorded: without it there is nothing to do here.
        essential: {},
        interval: INTERVAL,
        onDirective: () => {
          if (status.peek()?.confirmedGeneration === undefined) sayHello();
          status.value = reporter?.status();
        },
        onService: () => {
          drop(token);
          // Whoever ended it may have ended more than this: a session, or all there was.
          void findSession();
        },
        fetch: (input, init) => fetch(input, { ...init, keepalive: document.hidden && mayOutlive(init) }),
      });
      void reporter.start();
    };
    const rest = () => {
      const own = reporter;
      if (own === undefined) return;
      reporter = undefined;
      lastDone.value = undefined;
      status.value = undefined;
      // One whose service has ended has nobody to tell.
      if (registered.peek()?.token !== token) return void own.stop();
      own.record('app-use', { control: 'app', useDuration: Math.round((performance.now() - seenSince) / 1_000) });
      void own.flush().then(() => own.stop());
    };
    const look = () => (document.hidden ? rest() : begin());
    const timer = setInterval(() => {
      status.value = reporter?.status();
    }, INTERVAL);
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      rest();
    };
  }, [token]);
}

/** Whether a browser takes a request on that goes on after the page is left: they are small ones alone. */
const mayOutlive = (init: RequestInit | undefined): boolean =>
  typeof init?.body === 'string' && new TextEncoder().encode(init.body).length < 60_000;

function sayHello(): void {
  report('app-status', { controllerType: controllerType(), controllerOs: controllerOs() });
  report('app-use', { appUses: 1, control: 'app' });
}

function controllerType(): string {
  if (!matchMedia('(pointer: coarse)').matches) return 'computer';
  return Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet';
}

/** As far as the browser says it. */
function controllerOs(): string {
  const says = navigator.userAgent;
  if (/iPhone|iPad/.test(says)) return 'ios';
  if (/Android/.test(says)) return 'android';
  if (/Mac OS/.test(says)) return 'macos';
  return /Windows/.test(says) ? 'windows' : 'other';
}

function read(): Registered | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Partial<Registered> | null;
    const { id, systemId, token } = kept ?? {};
    return id && systemId && token ? { id, systemId, token } : undefined;
  } catch {
    return undefined;
  }
}

function keep(own: Registered): void {
  registered.value = own;
  try {
    localStorage.setItem(KEPT, JSON.stringify(own));
  } catch {
    // A browser that keeps nothing has to be added again next time.
  }
}

/** Forgets a registration whose service has ended, and no other that was made since. */
function drop(token: string): void {
  if (registered.peek()?.token === token) registered.value = undefined;
  if (read()?.token === token) localStorage.removeItem(KEPT);
}
