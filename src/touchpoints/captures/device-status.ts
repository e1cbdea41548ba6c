/** What a product is: its description, its status page, or a crawl of its services. */
import { Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { type Dictionary, enter, isRecord, type Leaf, leavesOfJson } from './leaf.ts';
import { find, leavesOfXml } from './xml.ts';

/** The serial number and the address are declared, but taken when a product registers: here the gate refuses them. */
const NAMES: Dictionary = {
  zonename: { field: 'room' },
  roomname: { field: 'room' },
  modelname: { field: 'productType' },
  softwareversion: { field: 'softwareVersion' },
  hardwareversion: { field: 'hardwareVersion' },
  serialnumber: { field: 'serial' },
  serialnum: { field: 'serial' },
  ipaddress: { field: 'ipAddress' },
};

export const deviceStatus: CaptureKind = {
  name: 'device status',
  touchpoint: 'product',
  note: 'serial numbers and addresses are taken when a product registers, and refused here',
  readXml(root, at) {
    const info = find(root, 'ZPInfo') ?? find(root, 'device');
    return info && [read([...leavesOfXml(info), ...leavesOfXml(root, '', (child) => child === info)], NAMES, at)];
  },
  readJson(record, at) {
    if (!isRecord(record) || !Array.isArray(record.services) || !('softwareVersion' in record)) return undefined;
    const { discoveryDate, ...rest } = record;
    const names = { ...NAMES, modeldescription: { field: 'productType' } };
    return [read(leavesOfJson(rest), names, typeof discoveryDate === 'string' ? discoveryDate : at)];
  },
};

function read(leaves: readonly Leaf[], names: Dictionary, at: string): Draft {
  const draft = new Draft('system-status', at);
  for (const leaf of leaves) enter(draft, leaf, names);
  return draft;
}
