/** Every route there is. */
import type { App, HttpOptions } from '../http.ts';
import type { World } from '../world.ts';
import { accountRoutes } from './accounts.ts';
import { addressChangeRoutes } from './address-change.ts';
import { addressPageRoutes } from './address-pages.ts';
import { autoDeletionRoutes } from './auto-deletions.ts';
import { childrenRoute } from './children.ts';
import { choiceRoutes } from './choices.ts';
import { closingRoutes } from './closing.ts';
import { collectRoute } from './collect.ts';
import { confirmPageRoute } from './confirm-page.ts';
import { dataRoute } from './data.ts';
import { deletionRoutes } from './deletions.ts';
import { demoRoutes } from './demo.ts';
import { directiveRoutes } from './directive.ts';
import { erasureRoutes } from './erasure.ts';
import { exportRoutes } from './exports.ts';
import { factRoutes } from './facts.ts';
import { glassRoute } from './glass.ts';
import { holdRoute } from './holds.ts';
import { householdRoutes } from './households.ts';
import { ledgerRoutes } from './ledger.ts';
import { limitRoutes } from './limits.ts';
import { noticeRoutes } from './notices.ts';
import { operationRoutes } from './operation.ts';
import { passwordRoutes } from './passwords.ts';
import { productRoutes } from './products.ts';
import { profileRoute } from './profile.ts';
import { proposalRoutes } from './proposals.ts';
import { requestPages } from './request-pages.ts';
import { requestRoutes } from './requests.ts';
import { resetPageRoute } from './reset-page.ts';
import { sessionRoutes } from './sessions.ts';
import { staffBreachRoutes } from './staff/breach.ts';
import { staffCollectionRoutes } from './staff/collection.ts';
import { staffOversightRoutes } from './staff/oversight.ts';
import { staffPeopleRoutes } from './staff/people.ts';
import { staffRequestRoutes } from './staff/requests.ts';
import { staffSessionRoutes } from './staff/sessions.ts';
import { statementRoutes } from './statement.ts';
import { statementPageRoute } from './statement-page.ts';
import { webRoutes } from './web.ts';

export const routes: readonly ((app: App, world: World, options: HttpOptions) => void)[] = [
  accountRoutes,
  sessionRoutes,
  passwordRoutes,
  resetPageRoute,
  confirmPageRoute,
  householdRoutes,
  productRoutes,
  collectRoute,
  directiveRoutes,
  choiceRoutes,
  noticeRoutes,
  dataRoute,
  glassRoute,
  exportRoutes,
  profileRoute,
  factRoutes,
  addressChangeRoutes,
  addressPageRoutes,
  deletionRoutes,
  autoDeletionRoutes,
  limitRoutes,
  closingRoutes,
  holdRoute,
  erasureRoutes,
  requestRoutes,
  requestPages,
  childrenRoute,
  statementRoutes,
  statementPageRoute,
  webRoutes,
  demoRoutes,
  proposalRoutes,
  ledgerRoutes,
  staffSessionRoutes,
  staffRequestRoutes,
  staffPeopleRoutes,
  staffCollectionRoutes,
  staffOversightRoutes,
  staffBreachRoutes,
  operationRoutes,
];
