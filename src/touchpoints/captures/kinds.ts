import { browseResult } from './browse-result.ts';
import { contentChange } from './content-change.ts';
import { deviceStatus } from './device-status.ts';
import type { CaptureKind } from './kind.ts';
import { listens } from './listens.ts';
import { nowPlaying } from './now-playing.ts';
import { renderingChange } from './rendering-change.ts';
import { scrobbles } from './scrobbles.ts';
import { servicesOnOffer } from './services-on-offer.ts';
import { streamingHistory } from './streaming-history.ts';
import { topology } from './topology.ts';
import { transportChange } from './transport-change.ts';

/** Every kind of capture that can be read. The first that knows a capture has it: a `LastChange` of no transport is rendering. */
export const KINDS: readonly CaptureKind[] = [
  transportChange,
  renderingChange,
  topology,
  nowPlaying,
  browseResult,
  contentChange,
  servicesOnOffer,
  deviceStatus,
  listens,
  streamingHistory,
  scrobbles,
];
