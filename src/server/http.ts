/** The service over HTTP: what is true of every route. */
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  fastify,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
  type RouteOptions,
} from 'fastify';
import { guard } from './access.ts';
import { LARGEST_BODY, readBodies } from './body.ts';
import type { Config } from './config.ts';
import { letGo } from './let-go.ts';
import { createLog, traceOf } from './log.ts';
import { answerOdd, answerUnparsed } from './low-errors.ts';
import { OPENAPI } from './openapi.ts';
import { problemOf } from './problem-of.ts';
import { Problem } from './problems.ts';
import { routes } from './routes/routes.ts';
import { readCookies } from './session-cookie.ts';
import type { VirtualHome } from './virtual-home.ts';
import type { World } from './world.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export type HttpOptions = Partial<Pick<Config, 'tls' | 'isBehindProxy' | 'logLevel'>> & {
  readonly log?: FastifyBaseLogger;
  /** Milliseconds in which a request has to have come to its end. */
  readonly requestTimeout?: number;
  /** The demo household, while there is one. */
  readonly virtualHome?: () => VirtualHome | undefined;
  /** Is told of every route as it is made, of those too that `/openapi.json` leaves out. */
  readonly onRoute?: (route: RouteOptions) => void;
};

/** Makes the HTTP service of a world; `listen` starts it, `close` ends streams, lets requests finish, and stops it. */
export async function createHttp(world: World, options: HttpOptions = {}): Promise<App> {
  const { tls, isBehindProxy = false, logLevel = 'info', log = createLog(logLevel), onRoute } = options;
  const { requestTimeout = 30_000 } = options;
  // Of headers that may take longer than the whole request Node swaps the two: bodies would have a minute.
  const patience = { headersTimeout: requestTimeout, connectionsCheckingInterval: Math.ceil(requestTimeout / 3) };
  const settings: FastifyServerOptions & { http: object; https?: object } = {
    loggerInstance: log,
    // What it would log has addresses and URLs in it.
    logController: new LogController({ disableRequestLogging: true }),
    // One proxy: what others wrote into `X-Forwarded-For` before it is not believed.
    trustProxy: isBehindProxy ? (_address, hop) => hop === 0 : false,
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: 'idle',
    requestTimeout,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
    clientErrorHandler: answerUnparsed(world),
    http: { requireHostHeader: false, ...patience },
    frameworkErrors: (error, request, reply) => present(error, request, reply),
    ...(tls !== undefined && { https: { ...tls, requireHostHeader: false, ...patience } }),
  };
  // Sound: with TLS the server is another class, and nothing here looks at which.
  const app = fastify(settings) as unknown as App;

  function present(error: unknown, request: FastifyRequest, reply: FastifyReply) {
    const problem = problemOf(error);
    const { status, code, details } = problem;
    world.problems.count(code);
    if (status >= 500) log.error({ route: routeOf(request), code, cause: traceOf(error) }, 'a request failed');
    if (details.retryAfter !== undefined) reply.header('retry-after', String(details.retryAfter));
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    return reply.status(status).type('application/problem+json').send(JSON.stringify(problem.body()));
  }

  app.setErrorHandler(present);
  app.setNotFoundHandler((request, reply) => present(new Problem('not-found'), request, reply));
  // A connection that is kept for a next request would keep us from stopping. One that is not done in time is cut.
  let cutting: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    cutting = setTimeout(() => app.server.closeAllConnections(), PATIENCE);
  });
  app.addHook('onClose', async () => clearTimeout(cutting));
  app.addHook('onSend', async (_request, reply) => {
    if (cutting !== undefined) reply.header('connection', 'close');
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
    });
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    if (tls !== undefined || isBehindProxy) reply.header('strict-transport-security', 'max-age=31536000');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    log.info(
      { method, route: routeOf(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });

  await app.register(swagger, OPENAPI);
  await readCookies(app);
  answerOdd(app);
  guard(app, world);
  if (onRoute !== undefined) app.addHook('onRoute', onRoute);
  readBodies(app);
  letGo(app, tls !== undefined);
  for (const route of routes) route(app, world, options);
  await app.ready();
  return app;
}

/** Milliseconds that requests have to come to their end once the service stops. */
const PATIENCE = 5_000;

const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'none';
