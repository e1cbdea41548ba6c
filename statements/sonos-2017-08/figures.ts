/** Figures about many people, counted as data comes in. Fewer than 20 subjects, and a figure is withheld (ours). */
import type { Section } from './vocabulary.ts';

const many = { atLeast: 20, for: 'business' } as const;
const published = ['share.aggregates', 'purposes.business-aggregates'] as const;
const inside = ['purposes.business-aggregates'] as const;

export const figures = {
  households: {
    says: 'how many households registered a system',
    counts: 'system-registered',
    every: 'month',
    sharedWith: ['public'],
    ...many,
    keeps: published,
  },
  'listeners-by-service': {
    says: 'how many households played something of each music service',
    counts: 'playback',
    by: 'activity.service',
    every: 'month',
    sharedWith: ['music-service', 'public'],
    ...many,
    keeps: published,
  },
  'visits-by-country': {
    says: 'how many people from each country looked at our site',
    counts: 'page-view',
    by: 'visit.country',
    every: 'day',
    ...many,
    for: 'improve',
    keeps: ['learning.geo-insight', 'purposes.business-aggregates'],
  },
  controls: {
    says: 'which controls people use',
    counts: 'command',
    by: 'activity.control',
    every: 'day',
    ...many,
    keeps: inside,
  },
  commands: {
    says: 'which commands people give',
    counts: 'command',
    by: 'activity.command',
    every: 'day',
    ...many,
    keeps: inside,
  },
  controllers: {
    says: 'which devices the app runs on',
    counts: 'app-status',
    by: 'system.controllerOs',
    every: 'month',
    ...many,
    keeps: inside,
  },
  orders: {
    says: 'how many orders there are',
    counts: 'order',
    every: 'month',
    ...many,
    keeps: inside,
  },
} as const satisfies Section<'figures'>;
