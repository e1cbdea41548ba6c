/** People and what is theirs: accounts, sessions, households and products. Personal data goes through the gate. */
import type { Gate } from '../gate/gate.ts';
import type { Database } from '../vault/database.ts';
import type { Vault } from '../vault/vault.ts';
import { confirmAddress, leaveAddress, ownAddressChange, sendAddressAgain, stopAddress } from './address-change.ts';
import { announce } from './announce.ts';
import { createAttempts, type Limit, type Limited } from './attempts.ts';
import { closeChild, reportChild } from './children.ts';
import { closeSelf, closingTold } from './closing.ts';
import { eraseSelf, erasureProof, erasureTold } from './erasure.ts';
import { explainOwn } from './explain-own.ts';
import { archiveByLink, archiveOf } from './export/archive.ts';
import { exportOf, makeOwnExport } from './export/export.ts';
import { followStanding } from './follow.ts';
import { glance } from './glance.ts';
import { householdOf, householdsOf, registerHousehold } from './household.ts';
import { lookOn } from './look-on.ts';
import type { Carrier } from './mail/carrier.ts';
import { createMail } from './mail/mail.ts';
import { reportMisuse } from './misuse.ts';
import { autoDeleteOwn, ownAutoDeletions } from './own-auto-deletions.ts';
import { chooseOwn, ownChoices } from './own-choices.ts';
import { ownData } from './own-data.ts';
import { deleteOwn, ownDeletions, undoOwn } from './own-deletions.ts';
import { correctOwn, ownFacts } from './own-facts.ts';
import { ownHolds } from './own-holds.ts';
import { ownLedger } from './own-ledger.ts';
import { limitOwn, ownLimits } from './own-limits.ts';
import { noteNotice, ownNotices } from './own-notices.ts';
import type { PeopleParts, RegistryPart } from './parts.ts';
import { askForReset, changePassword, resetPassword } from './password.ts';
import {
  confirmDirective,
  householdOfProduct,
  productOf,
  productsOf,
  registerProduct,
  renameRoom,
  revokeProduct,
} from './product.ts';
import { giveNews, listNews, tellOwners } from './product-news.ts';
import { changeProfile } from './profile.ts';
import { askByAddress } from './requests/ask-by-address.ts';
import { askByMail, confirmByLink, mayWrite } from './requests/by-mail.ts';
import { carryOutDue, forgetRequests } from './requests/carry-out.ts';
import { askOwn, cancelOwn, ownRequest, ownRequests } from './requests/requests.ts';
import { actForStaff, requestForStaff, requestsToAnswer } from './requests/staff.ts';
import { endSession, endSessions, isFresh, personOf } from './session.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';
import { openPerson } from './staff/open-person.ts';
import {
  addStaff,
  closeStaff,
  enrol,
  enrolling,
  listStaff,
  resetStaff,
  type StaffParts,
  signInStaff,
  signOutStaff,
  staffOf,
} from './staff/staff.ts';
import { isSuppressed } from './suppressed.ts';
import { createVersions } from './tell.ts';

export interface PeopleOptions {
  readonly gate: Gate;
  readonly vault: Pick<Vault, RegistryPart | 'blind' | 'keyring' | 'letters' | 'staff'>;
  readonly ledger: PeopleParts['ledger'];
  /** The vault's database: the tables of this room stand beside its own. */
  readonly database: Database;
  readonly notices: PeopleParts['notices'];
  readonly carrier: Carrier;
  readonly clock: () => number;
  readonly origin: () => string;
  readonly evenly?: number;
  readonly limits?: { readonly [what in Limited]: Limit };
}

export type People = ReturnType<typeof createPeople>;

/** 0.4 s: twice what signing in takes on a small machine that is busy. */
const EVENLY = 400;

export function createPeople(options: PeopleOptions) {
  const { gate, vault, ledger, database, notices, carrier, clock, origin, evenly = EVENLY, limits } = options;
  const mail = createMail({
    gate,
    letters: vault.letters,
    carrier,
    wantsNoNews: (address) => isSuppressed({ registry: vault }, address, 'unsubscribed'),
    clock,
  });
  const attempts = createAttempts(database, () => vault.keyring.systemKey('attempts'), clock, limits);
  const versionOf = createVersions(database);
  const parts: PeopleParts = {
    gate,
    get compiled() {
      return gate.compiled;
    },
    get hash() {
      return gate.hash;
    },
    get heritage() {
      return gate.heritage;
    },
    versionOf,
    registry: vault,
    ledger,
    database,
    notices,
    attempts,
    mail,
    clock,
    origin,
    evenly,
  };
  const staff: StaffParts = { staff: vault.staff, attempts, clock, evenly };
  return {
    mail,
    announce: bind(parts, announce),
    giveNews: bind(parts, giveNews),
    listNews: bind(parts, listNews),
    tellOwners: bind(parts, tellOwners),
    signUp: bind(parts, signUp),
    signIn: bind(parts, signIn),
    personOf: bind(parts, personOf),
    signOut: bind(parts, endSession),
    signOutEverywhere: bind(parts, endSessions),
    changePassword: bind(parts, changePassword),
    askForReset: bind(parts, askForReset),
    resetPassword: bind(parts, resetPassword),
    askByMail: bind(parts, askByMail),
    mayWrite: bind(parts, mayWrite),
    confirmByLink: bind(parts, confirmByLink),
    reportMisuse: bind(parts, reportMisuse),
    changeProfile: bind(parts, changeProfile),
    ownAddressChange: bind(parts, ownAddressChange),
    sendAddressAgain: bind(parts, sendAddressAgain),
    leaveAddress: bind(parts, leaveAddress),
    confirmAddress: bind(parts, confirmAddress),
    stopAddress: bind(parts, stopAddress),
    registerHousehold: bind(parts, registerHousehold),
    householdOf: bind(parts, householdOf),
    householdsOf: bind(parts, householdsOf),
    registerProduct: bind(parts, registerProduct),
    productOf: bind(parts, productOf),
    productsOf: bind(parts, productsOf),
    confirmDirective: bind(parts, confirmDirective),
    householdOfProduct: bind(parts, householdOfProduct),
    renameRoom: bind(parts, renameRoom),
    revokeProduct: bind(parts, revokeProduct),
    ownChoices: bind(parts, ownChoices),
    chooseOwn: bind(parts, chooseOwn),
    followStanding: bind(parts, followStanding),
    ownNotices: bind(parts, ownNotices),
    noteNotice: bind(parts, noteNotice),
    ownData: bind(parts, ownData),
    closingTold: bind(parts, closingTold),
    closeSelf: bind(parts, closeSelf),
    limitOwn: bind(parts, limitOwn),
    ownLimits: bind(parts, ownLimits),
    deleteOwn: bind(parts, deleteOwn),
    undoOwn: bind(parts, undoOwn),
    ownDeletions: bind(parts, ownDeletions),
    autoDeleteOwn: bind(parts, autoDeleteOwn),
    ownAutoDeletions: bind(parts, ownAutoDeletions),
    ownHolds: bind(parts, ownHolds),
    ownFacts: bind(parts, ownFacts),
    correctOwn: bind(parts, correctOwn),
    glance: bind(parts, glance),
    erasureTold: bind(parts, erasureTold),
    eraseSelf: bind(parts, eraseSelf),
    erasureProof: bind(parts, erasureProof),
    explainOwn: bind(parts, explainOwn),
    lookOn: bind(parts, lookOn),
    isFresh: bind(parts, isFresh),
    makeExport: bind(parts, makeOwnExport),
    exportOf: bind(parts, exportOf),
    archiveOf: bind(parts, archiveOf),
    archiveByLink: bind(parts, archiveByLink),
    askByAddress: bind(parts, askByAddress),
    reportChild: bind(parts, reportChild),
    closeChild: bind(parts, closeChild),
    ownLedger: bind(parts, ownLedger),
    askOwn: bind(parts, askOwn),
    ownRequest: bind(parts, ownRequest),
    ownRequests: bind(parts, ownRequests),
    cancelOwn: bind(parts, cancelOwn),
    carryOutDue: bind(parts, carryOutDue),
    requestsToAnswer: bind(parts, requestsToAnswer),
    requestForStaff: bind(parts, requestForStaff),
    actForStaff: bind(parts, actForStaff),
    forgetRequests: bind(parts, forgetRequests),
    forgetAddresses: () => vault.addresses.forget(),
    openPerson: bind(parts, openPerson),
    addStaff: bind(staff, addStaff),
    listStaff: bind(staff, listStaff),
    resetStaff: bind(staff, resetStaff),
    closeStaff: bind(staff, closeStaff),
    enrolling: bind(staff, enrolling),
    enrol: bind(staff, enrol),
    signInStaff: bind(staff, signInStaff),
    staffOf: bind(staff, staffOf),
    signOutStaff: bind(staff, signOutStaff),
  };
}

const bind =
  <P, A extends readonly unknown[], R>(parts: P, verb: (parts: P, ...rest: A) => R) =>
  (...rest: A): R =>
    verb(parts, ...rest);
