/** The places of a surface, and pages that say in the title of the window which they are. */
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { lazy, useLocation } from 'preact-iso';
import { UNREACHABLE } from '../api/call.ts';
import { Trouble } from './notice.tsx';

export interface Place {
  readonly path: string;
  readonly name: string;
  readonly page: ComponentType;
}

interface PlacesProps {
  /** What the whole of them is called. */
  readonly label: string;
  readonly places: readonly Place[];
  /** Where the surface itself is the place. */
  readonly home: string;
}

/** `home` is the first of them, by another path. */
export function Places({ label, places, home }: PlacesProps) {
  const { path } = useLocation();
  // On a phone they stand in a line that is wider than the screen.
  useEffect(() => {
    document.querySelector('.places [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path]);
  const given = path.replace(/(.)\/$/, '$1');
  const here = given === home ? places[0]?.path : given;
  return (
    <nav class="places" aria-label={label}>
      <ul>
        {places.map((place) => (
          <li key={place.path}>
            <a href={place.path} aria-current={place.path === here ? 'page' : undefined}>
              {place.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A surface on its own: whatever page it is, the same one each time. */
export function titledFor(surface: string): (page: ComponentType, name: string) => ComponentType {
  const titles = new Map<ComponentType, ComponentType>();
  return (Page, name) => {
    const known = titles.get(Page);
    if (known !== undefined) return known;
    const made = () => {
      useEffect(() => {
        document.title = `${name} · ${surface}`;
      });
      return <Page />;
    };
    titles.set(Page, made);
    return made;
  };
}

/** A page whose script comes when it is gone to. Where it does not come the page says so, and can be loaded anew. */
export const later = (load: () => Promise<ComponentType>): ComponentType => lazy(() => load().catch(() => NotLoaded));

const NotLoaded = () => (
  <>
    <h1>This page did not come</h1>
    <Trouble problem={UNREACHABLE} />
    <button type="button" class="quiet" onClick={() => location.reload()}>
      Load it again
    </button>
  </>
);
