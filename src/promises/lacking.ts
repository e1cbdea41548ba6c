/**
 * Promises of which the product keeps a part, and what it does not do yet. None of them is called kept, whatever tests
 * name it and however these were proved: take an entry out when the last part is there.
 */
import type { promises } from '../../statements/sonos-2017-08/promises.ts';

export const lacking: { readonly [promise in keyof typeof promises]?: string } = {
  'principle.scope': 'web sites, stores, events and telephone sales are in the statement, and not yet in the product',
  'buying.payment-never-stored': 'a shop: so far the gate alone keeps payment details out, whoever would send them',
  'voice.not-retained': 'voice control itself: so far the gate alone keeps recordings out, whoever would send them',
  'share.aggregates': 'showing a figure to anybody; so far the gate keeps back what could single somebody out',
  'music.link': 'linking an account of a music service; so far there is the authorisation alone',
  'control.data-needed': 'voice control itself',
  'others.same-rules':
    'partners that give us data; their limits on use and time are decided, those on sending not yet acted on',
  'improvement.search': 'a web site to search',
};
