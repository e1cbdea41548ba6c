import { Fault } from '../vault/fault.ts';

/** Another version of the statement is in force than the one that an act was decided by: it is decided anew. */
export class OtherVersion extends Fault {
  constructor() {
    super('storage-unavailable', 'the statement in force changes too fast', 'try again');
  }
}
