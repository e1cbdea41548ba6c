/** The services that anybody could link: about no household, and not declared. */
import { Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { type Element, find, isXml, leavesOfXml, outermost, parseInner, textOf } from './xml.ts';

export const servicesOnOffer: CaptureKind = {
  name: 'services on offer',
  touchpoint: 'product',
  readXml(root, at) {
    const list = find(root, 'AvailableServiceDescriptorList');
    const services = list && parseInner(textOf(list));
    if (!services) return list && isXml(textOf(list)) ? 'malformed' : undefined;
    const around = new Draft('AvailableServices', at);
    const others = [...leavesOfXml(services, '', isService), ...leavesOfXml(root, '', (child) => child === list)];
    for (const { name, value } of others) around.keep(name, value);
    const drafts = outermost(services, isService).map((service) => {
      const draft = new Draft('AvailableService', at);
      for (const { name, value } of leavesOfXml(service)) draft.keep(name, value);
      return draft;
    });
    return around.isEmpty ? drafts : [...drafts, around];
  },
};

const isService = ({ name }: Element) => name === 'Service';
