/** The interface, as `/openapi.json` has it. Made by `npm run api-types`: do not edit. */

export interface Api {
"POST /v1/accounts": {
body: {
/**
 * An email address
 */
email: string
/**
 * Kept as a one-way hash alone
 */
password: string
/**
 * ISO 3166-1, such as `DE`
 */
country: string
/**
 * A postal code
 */
postalCode: string
/**
 * Offered, not demanded
 */
name?: string
/**
 * Offered, not demanded
 */
phone?: string
/**
 * BCP 47, such as `pt-BR`
 */
language?: string
/**
 * Reminds you of your password; mailed when you ask for a new one
 */
hint?: string
}
answer: {
minimumAge: number
}
}
"POST /v1/sessions": {
body: {
/**
 * An email address
 */
email: string
password: string
/**
 * A page asks for a cookie, which no script can read; it ends the session of the cookie before
 */
as?: ("bearer" | "cookie")
/**
 * Opens an account again that was closed
 */
reopen?: boolean
}
answer: {
/**
 * Shown once; send it as a bearer. Not beside a cookie
 */
token?: string
/**
 * When the session ends at the latest, RFC 3339
 */
ends: string
}
}
"GET /v1/sessions": {
answer: {
isSignedIn: boolean
/**
 * Whether the session began in the last ten minutes
 */
isFresh: boolean
}
}
"DELETE /v1/sessions": {
answer: null
}
"DELETE /v1/sessions/all": {
answer: null
}
"POST /v1/me/misuse": {
answer: null
}
"PUT /v1/me/password": {
body: {
current: string
/**
 * Kept as a one-way hash alone
 */
password: string
/**
 * Reminds you of your password
 */
hint?: string
}
answer: null
}
"POST /v1/password-resets": {
body: {
/**
 * An email address
 */
email: string
}
answer: null
}
"POST /v1/password-resets/{token}": {
params: {
token: string
}
body: {
/**
 * Kept as a one-way hash alone
 */
password: string
/**
 * Reminds you of your password
 */
hint?: string
}
answer: null
}
"POST /v1/households": {
answer: {
/**
 * Names the system instead of its people
 */
systemId: string
}
}
"GET /v1/households": {
answer: {
households: {
/**
 * Names the system instead of its people
 */
systemId: string
}[]
}
}
"GET /v1/households/{systemId}/products": {
params: {
systemId: string
}
answer: {
products: {
id: string
kind: ("player" | "app")
productType?: string
serial?: string
room?: string
/**
 * When it was registered, RFC 3339
 */
since: string
/**
 * When something about it last came in, RFC 3339
 */
heard?: string
/**
 * When it said that it obeys the choices as they stand now; absent until it has said so, RFC 3339
 */
confirmed?: string
/**
 * When its service ended, RFC 3339
 */
ended?: string
}[]
}
}
"POST /v1/households/{systemId}/products": {
params: {
systemId: string
}
body: {
/**
 * The serial number: 4 to 40 letters, digits, `-`, `:` and `_`
 */
serial: string
/**
 * The type of product
 */
productType: string
/**
 * The room it stands in
 */
room?: string
kind: ("player" | "app")
}
answer: {
id: string
/**
 * Shown once; the product sends it as a bearer
 */
token: string
}
}
"PATCH /v1/products/{id}": {
params: {
id: string
}
body: {
/**
 * The room it stands in
 */
room: string
}
answer: null
}
"DELETE /v1/products/{id}": {
params: {
id: string
}
answer: null
}
"POST /v1/collect": {
body: {
/**
 * An id of your own for this batch
 */
batch: string
/**
 * Of the directive it was recorded under, unless an event has its own
 */
generation?: number
/**
 * @maxItems 2000
 * 
 * Items: `{ event, at, data, generation? }`; what has another shape is refused and counted
 */
events: {
[k: string]: unknown
}[]
}
answer: {
received: number
stored: number
withheld: number
refused: number
repeated: boolean
/**
 * Of the directive now; fetch it if yours is another
 */
generation: number
clauses: {
stored: {
[k: string]: number
}
withheld: {
[k: string]: number
}
refused: {
[k: string]: number
}
}
fields: {
received: number
stored: number
withheld: number
refused: number
clauses: {
stored: {
[k: string]: number
}
withheld: {
[k: string]: number
}
refused: {
[k: string]: number
}
}
}
}
}
"GET /v1/directive": {
answer: {
/**
 * Raised by each change of a choice
 */
generation: number
statement: {
id: string
hash: string
}
/**
 * When it ends, RFC 3339
 */
until: string
/**
 * Event → its fields
 */
events: {
[k: string]: string[]
}
/**
 * Event → the clause that withholds it, or `stopped` where it is taken from nobody just now
 */
withheld: {
[k: string]: string
}
}
}
"PUT /v1/directive/confirmed": {
body: {
generation: number
}
answer: null
}
"GET /v1/directive/stream": {
answer: null
}
"GET /v1/me/standing": {
answer: null
}
"GET /v1/me/choices": {
answer: {
choices: {
/**
 * `usage-data`, or `music-service/hummingbird` for one of many
 */
choice: string
state: ("on" | "off")
/**
 * Whether it works: its own state, and that of each it needs
 */
inForce: boolean
/**
 * When it was last changed, RFC 3339
 */
since?: string
of: ("person" | "household" | "visitor")
/**
 * The household, by its system id
 */
system?: string
kind: string
/**
 * Whether it is made for each of many recipients, by its name
 */
isByName: boolean
/**
 * The words beside the switch
 */
asks: string
/**
 * What follows from leaving it off
 */
tells: string
clause: string
}[]
}
}
"PUT /v1/me/choices/{choice}": {
params: {
choice: string
}
query?: {
system?: string
}
body: {
state: ("on" | "off")
}
answer: {
generation: number
changed: boolean
}
}
"PUT /v1/me/choices/{choice}/{party}": {
params: {
choice: string
party: string
}
query?: {
system?: string
}
body: {
state: ("on" | "off")
}
answer: {
generation: number
changed: boolean
}
}
"GET /v1/me/notices": {
answer: {
notices: {
version: string
dated: string
state: ("to come" | "in force" | "withdrawn")
/**
 * Since when people are told, RFC 3339
 */
announced: string
/**
 * When it takes effect, or took, RFC 3339
 */
takesEffect: string
/**
 * What changes that matters
 */
changes: string[]
/**
 * All that changes, to read
 */
page: string
/**
 * When you saw it first, RFC 3339
 */
seen?: string
/**
 * When you said that you know, RFC 3339
 */
acknowledged?: string
/**
 * When your products first went on under it, RFC 3339
 */
continued?: string
}[]
}
}
"PUT /v1/me/notices/{hash}": {
params: {
hash: string
}
body: {
state: ("seen" | "acknowledged")
}
answer: null
}
"GET /v1/me/data": {
query?: {
category?: string
product?: string
from?: string
to?: string
cursor?: string
limit?: string
}
answer: {
/**
 * What is true now; on the first page
 */
current: {
/**
 * The household, by its system id; absent for your own
 */
system?: string
category: string
/**
 * Empty for what is about no one product
 */
product: string
/**
 * Field → value
 */
data: {
[k: string]: unknown
}
/**
 * The clause that says how long it is held
 */
clause: string
/**
 * The clauses by which it is collected
 */
collectedBy: string[]
/**
 * The version of the statement at the last change, by its hash
 */
statement: string
/**
 * The choices that govern it, by the version it was collected under, as they stood then
 */
choices: {
choice: string
state: ("on" | "off")
clause: string
}[]
/**
 * The clauses by which it, or part of it, may be opened
 */
purposes: string[]
/**
 * Who got data of its kind since
 */
recipients: {
recipient: string
clause: string
/**
 * When it was sent, RFC 3339
 */
at: string
}[]
}[]
/**
 * What happened, newest first
 */
items: {
/**
 * By which it is deleted: `POST /v1/me/deletions`
 */
id: string
/**
 * The household, by its system id; absent for your own
 */
system?: string
category: string
product: string
event: string
/**
 * When it happened, RFC 3339
 */
at: string
/**
 * Field → value
 */
data: {
[k: string]: unknown
}
/**
 * The clause by which it was collected
 */
clause: string
/**
 * The version of the statement at the time, by its hash
 */
statement: string
/**
 * Who gave it; absent for you and your products
 */
source?: string
/**
 * The day from which it is gone; `open` while its clock has not started
 */
ends: string
/**
 * The choices that govern it, by the version it was collected under, as they stood then
 */
choices: {
choice: string
state: ("on" | "off")
clause: string
}[]
/**
 * The clauses by which it, or part of it, may be opened
 */
purposes: string[]
/**
 * Who got data of its kind since
 */
recipients: {
recipient: string
clause: string
/**
 * When it was sent, RFC 3339
 */
at: string
}[]
}[]
words: {
categories: {
[k: string]: string
}
events: {
[k: string]: string
}
fields: {
[k: string]: string
}
kept: {
[k: string]: string
}
clauses: {
[k: string]: string
}
recipients: {
[k: string]: string
}
}
/**
 * The cursor of the next page; absent on the last
 */
next?: string
}
}
"GET /v1/me/glance": {
answer: {
/**
 * Of what happened, oldest first
 */
months: {
/**
 * In which it came in, UTC
 */
month: string
category: string
events: number
}[]
/**
 * Newest first
 */
disclosures: {
recipient: string
clause: string
categories: string[]
/**
 * When it was sent, RFC 3339
 */
at: string
}[]
/**
 * By people who work for us, newest first
 */
openings: {
/**
 * Of who opened it
 */
role: string
purpose: string
/**
 * The case
 */
because: string
clause: string
categories: string[]
/**
 * When it was opened, RFC 3339
 */
at: string
}[]
words: {
categories: {
[k: string]: string
}
clauses: {
[k: string]: string
}
recipients: {
[k: string]: string
}
}
}
}
"POST /v1/me/data/search": {
query?: {
category?: string
product?: string
from?: string
to?: string
cursor?: string
limit?: string
}
body: {
/**
 * What to look for
 */
q: string
}
answer: {
/**
 * What is true now; on the first page
 */
current: {
/**
 * The household, by its system id; absent for your own
 */
system?: string
category: string
/**
 * Empty for what is about no one product
 */
product: string
/**
 * Field → value
 */
data: {
[k: string]: unknown
}
/**
 * The clause that says how long it is held
 */
clause: string
/**
 * The clauses by which it is collected
 */
collectedBy: string[]
/**
 * The version of the statement at the last change, by its hash
 */
statement: string
/**
 * The choices that govern it, by the version it was collected under, as they stood then
 */
choices: {
choice: string
state: ("on" | "off")
clause: string
}[]
/**
 * The clauses by which it, or part of it, may be opened
 */
purposes: string[]
/**
 * Who got data of its kind since
 */
recipients: {
recipient: string
clause: string
/**
 * When it was sent, RFC 3339
 */
at: string
}[]
}[]
/**
 * What happened, newest first
 */
items: {
/**
 * By which it is deleted: `POST /v1/me/deletions`
 */
id: string
/**
 * The household, by its system id; absent for your own
 */
system?: string
category: string
product: string
event: string
/**
 * When it happened, RFC 3339
 */
at: string
/**
 * Field → value
 */
data: {
[k: string]: unknown
}
/**
 * The clause by which it was collected
 */
clause: string
/**
 * The version of the statement at the time, by its hash
 */
statement: string
/**
 * Who gave it; absent for you and your products
 */
source?: string
/**
 * The day from which it is gone; `open` while its clock has not started
 */
ends: string
/**
 * The choices that govern it, by the version it was collected under, as they stood then
 */
choices: {
choice: string
state: ("on" | "off")
clause: string
}[]
/**
 * The clauses by which it, or part of it, may be opened
 */
purposes: string[]
/**
 * Who got data of its kind since
 */
recipients: {
recipient: string
clause: string
/**
 * When it was sent, RFC 3339
 */
at: string
}[]
}[]
words: {
categories: {
[k: string]: string
}
events: {
[k: string]: string
}
fields: {
[k: string]: string
}
kept: {
[k: string]: string
}
clauses: {
[k: string]: string
}
recipients: {
[k: string]: string
}
}
/**
 * The cursor of the next page; absent on the last
 */
next?: string
}
}
"GET /v1/me/data/explain": {
query?: {
category: string
field?: string
}
answer: {
name: string
says: string
lines: {
about: ("collected" | "governed" | "held" | "opened" | "sent")
says: string
clause?: string
}[]
/**
 * Who got such data of yours
 */
recipients: {
recipient: string
clause: string
/**
 * When it was sent, RFC 3339
 */
at: string
}[]
}
}
"GET /v1/me/glass": {
answer: null
}
"POST /v1/me/exports": {
answer: {
id: string
/**
 * It is ready at once, and cannot be fetched once it has ended
 */
state: ("ready" | "ended")
/**
 * When it was asked for, RFC 3339
 */
made: string
/**
 * Until when it can be fetched, RFC 3339
 */
ends: string
/**
 * How many events there were to take along
 */
items: number
/**
 * How many the last fetching has come to
 */
written: number
/**
 * When it was last fetched to its end, RFC 3339
 */
fetched?: string
}
}
"GET /v1/me/exports/{id}": {
params: {
id: string
}
answer: {
id: string
/**
 * It is ready at once, and cannot be fetched once it has ended
 */
state: ("ready" | "ended")
/**
 * When it was asked for, RFC 3339
 */
made: string
/**
 * Until when it can be fetched, RFC 3339
 */
ends: string
/**
 * How many events there were to take along
 */
items: number
/**
 * How many the last fetching has come to
 */
written: number
/**
 * When it was last fetched to its end, RFC 3339
 */
fetched?: string
}
}
"GET /v1/me/exports/{id}/archive": {
params: {
id: string
}
answer: null
}
"PATCH /v1/me/profile": {
body: {
/**
 * An email address
 */
email?: string
/**
 * Your name
 */
name?: string
/**
 * A telephone number
 */
phone?: string
/**
 * ISO 3166-1, such as `DE`
 */
country?: string
/**
 * A postal code
 */
postalCode?: string
/**
 * BCP 47, such as `pt-BR`
 */
language?: string
}
answer: null
}
"GET /v1/me/facts": {
answer: {
facts: {
/**
 * The household, by its system id; absent for your own
 */
system?: string
category: string
/**
 * What it is, in the words of the statement
 */
says: string
/**
 * Empty for what is about no one product
 */
product: string
fields: {
field: string
says: string
accepts: {
/**
 * Such as `text`, `email`, `country`, `one-of`
 */
type: string
/**
 * Characters of a text, or the largest number
 */
max?: number
min?: number
unit?: string
/**
 * The closed list of `one-of`
 */
values?: string[]
}
/**
 * Absent for what could be held, and is not
 */
value?: {
[k: string]: unknown
}
/**
 * Whether you can put it right
 */
isByHand: boolean
/**
 * By which you can, or by which it came
 */
clause: string
clauseSays: string
}[]
}[]
}
}
"PATCH /v1/me/facts/{category}": {
params: {
category: string
}
body: {
/**
 * The household, by its system id; absent for your own
 */
system?: string
product?: string
/**
 * Field → value, as the field accepts it
 */
values: {
[k: string]: unknown
}
}
answer: null
}
"GET /v1/me/address-change": {
answer: {
waiting?: {
/**
 * An email address
 */
email: string
/**
 * When you asked for it, RFC 3339
 */
asked: string
/**
 * Until when it waits, RFC 3339
 */
ends: string
}
}
}
"POST /v1/me/address-change": {
answer: null
}
"DELETE /v1/me/address-change": {
answer: null
}
"POST /v1/me/deletions": {
body: {
/**
 * One item, by its `id` in `GET /v1/me/data`
 */
item?: string
/**
 * One category
 */
category?: string
/**
 * One product, by its id
 */
product?: string
/**
 * What happened not before this instant, RFC 3339
 */
from?: string
/**
 * What happened before this instant, RFC 3339
 */
to?: string
/**
 * All that happened
 */
everything?: true
}
answer: {
id: string
/**
 * Until when it can be had back, RFC 3339
 */
undoUntil: string
}
}
"GET /v1/me/deletions": {
answer: {
deletions: {
id: string
/**
 * When, RFC 3339
 */
made: string
/**
 * Until when it can be had back, RFC 3339
 */
undoUntil: string
isDestroyed: boolean
/**
 * All when absent
 */
categories?: string[]
product?: string
/**
 * From, RFC 3339
 */
from?: string
/**
 * To, RFC 3339
 */
to?: string
/**
 * One item
 */
item?: string
}[]
}
}
"DELETE /v1/me/deletions/{id}": {
params: {
id: string
}
answer: null
}
"GET /v1/me/auto-deletions": {
answer: {
autoDeletions: {
category: string
/**
 * Such as `90 days` or `6 months`; a day at least
 */
olderThan: string
/**
 * Since when, RFC 3339
 */
since: string
/**
 * Until when lifting it brings back all that it hid, RFC 3339
 */
undoUntil: string
}[]
/**
 * Of what it can be had, and spans for it; any other that is shorter than the statement’s is as good
 */
offered: {
category: string
spans: string[]
}[]
}
}
"PUT /v1/me/auto-deletions/{category}": {
params: {
category: string
}
body: {
/**
 * Such as `90 days` or `6 months`; a day at least
 */
olderThan: string
}
answer: {
/**
 * Until when lifting it brings back all that it hid, RFC 3339
 */
undoUntil: string
}
}
"DELETE /v1/me/auto-deletions/{category}": {
params: {
category: string
}
answer: null
}
"GET /v1/me/limits": {
answer: {
limits: {
kind: ("restriction" | "objection" | "pause")
purpose?: string
category?: string
/**
 * Since when, RFC 3339
 */
since: string
}[]
/**
 * The purposes that one may object to
 */
objectable: {
purpose: string
says: string
}[]
}
}
"PUT /v1/me/restriction": {
body: {
state: ("on" | "off")
}
answer: null
}
"PUT /v1/me/objections/{purpose}": {
params: {
purpose: string
}
body: {
state: ("on" | "off")
}
answer: null
}
"PUT /v1/me/pauses/{category}": {
params: {
category: string
}
body: {
state: ("on" | "off")
}
answer: null
}
"GET /v1/me/closing": {
answer: {
/**
 * What closing starts a clock for, the soonest first; everything else ends as it always would
 */
ends: {
category: string
/**
 * What it is, in the words of the statement
 */
says: string
/**
 * When it is gone, RFC 3339
 */
at: string
}[]
}
}
"POST /v1/me/closing": {
body: {
password: string
confirm: "close"
}
answer: {
/**
 * Since when, RFC 3339
 */
closed: string
/**
 * What closing starts a clock for, the soonest first; everything else ends as it always would
 */
ends: {
category: string
/**
 * What it is, in the words of the statement
 */
says: string
/**
 * When it is gone, RFC 3339
 */
at: string
}[]
}
}
"GET /v1/me/holds": {
answer: {
holds: {
of: ("you" | "household")
/**
 * All when absent
 */
categories?: string[]
reason: string
/**
 * Since when, RFC 3339
 */
made: string
/**
 * Until when at the latest, RFC 3339
 */
ends: string
/**
 * When it was ended before its time, RFC 3339
 */
lifted?: string
}[]
}
}
"GET /v1/me/erasure": {
answer: {
/**
 * What to know first, in plain words
 */
warns: string
/**
 * Your households, which go too
 */
households: number
/**
 * Products and apps that stop working
 */
products: number
/**
 * Within what time no backup can be read any more: `7 days`
 */
backupsWithin: string
}
}
"POST /v1/me/erasure": {
body: {
password: string
confirm: "erase"
}
answer: {
/**
 * A random id that leads to nobody
 */
id: string
moments: {
/**
 * From when on everything about you was refused, RFC 3339
 */
refused: string
gone: (string | null)
backups: {
/**
 * When no backup can be read any more, RFC 3339
 */
at: string
/**
 * Whether that is still to come: then it is so at the latest
 */
isPlanned: boolean
}
}
}
}
"GET /v1/receipts/{id}": {
params: {
id: string
}
answer: {
/**
 * A random id that leads to nobody
 */
id: string
moments: {
/**
 * From when on everything about you was refused, RFC 3339
 */
refused: string
gone: (string | null)
backups: {
/**
 * When no backup can be read any more, RFC 3339
 */
at: string
/**
 * Whether that is still to come: then it is so at the latest
 */
isPlanned: boolean
}
}
}
}
"GET /v1/receipts/{id}/proof": {
params: {
id: string
}
answer: {
/**
 * The leaf, base64
 */
leaf: string
/**
 * What opens it, base64. Whoever has it can read the entry
 */
opening: string
/**
 * Its place in the ledger
 */
index: number
/**
 * Hashes, base64, from below
 */
proof: string[]
checkpoint: string
/**
 * The public key of the ledger
 */
key: string
}
}
"POST /v1/me/requests": {
body: {
/**
 * See `requests` of the statement
 */
kind: ("access" | "export" | "correction" | "erasure" | "restriction" | "objection")
profile?: {
/**
 * An email address
 */
email?: string
/**
 * Your name
 */
name?: string
/**
 * A telephone number
 */
phone?: string
/**
 * ISO 3166-1, such as `DE`
 */
country?: string
/**
 * A postal code
 */
postalCode?: string
/**
 * BCP 47, such as `pt-BR`
 */
language?: string
}
/**
 * What you object to; all to which one may object when absent
 * 
 * @minItems 1
 * @maxItems 100
 */
purposes?: [string, ...(string)[]]
/**
 * In your own words, for who looks at it
 */
text?: string
confirm?: "erase"
}
answer: {
id: string
/**
 * See `requests` of the statement
 */
kind: ("access" | "export" | "correction" | "erasure" | "restriction" | "objection")
says: string
/**
 * `checking`: it has still to be confirmed who asks; the last four are for good
 */
status: ("checking" | "open" | "done" | "refused" | "cancelled" | "lapsed")
/**
 * When we got it, RFC 3339
 */
received: string
/**
 * By when it is answered, RFC 3339
 */
due: string
/**
 * When it was over, RFC 3339
 */
closed?: string
takesLongerBecause?: string
parts: {
part: string
says: string
/**
 * `failed` did not work yet, and is tried again
 */
state: ("waiting" | "failed" | "done" | "not-found" | "refused")
/**
 * Whom it waits for: our program, or people
 */
for?: ("us" | "staff")
/**
 * When it is tried next, RFC 3339
 */
until?: string
because?: string
/**
 * The path of what was asked for
 */
answer?: string
}[]
notes: {
/**
 * When it was written, RFC 3339
 */
at: string
text: string
}[]
}
}
"GET /v1/me/requests": {
answer: {
requests: {
id: string
/**
 * See `requests` of the statement
 */
kind: ("access" | "export" | "correction" | "erasure" | "restriction" | "objection")
says: string
/**
 * `checking`: it has still to be confirmed who asks; the last four are for good
 */
status: ("checking" | "open" | "done" | "refused" | "cancelled" | "lapsed")
/**
 * When we got it, RFC 3339
 */
received: string
/**
 * By when it is answered, RFC 3339
 */
due: string
/**
 * When it was over, RFC 3339
 */
closed?: string
}[]
}
}
"GET /v1/me/requests/{id}": {
params: {
id: string
}
answer: {
id: string
/**
 * See `requests` of the statement
 */
kind: ("access" | "export" | "correction" | "erasure" | "restriction" | "objection")
says: string
/**
 * `checking`: it has still to be confirmed who asks; the last four are for good
 */
status: ("checking" | "open" | "done" | "refused" | "cancelled" | "lapsed")
/**
 * When we got it, RFC 3339
 */
received: string
/**
 * By when it is answered, RFC 3339
 */
due: string
/**
 * When it was over, RFC 3339
 */
closed?: string
takesLongerBecause?: string
parts: {
part: string
says: string
/**
 * `failed` did not work yet, and is tried again
 */
state: ("waiting" | "failed" | "done" | "not-found" | "refused")
/**
 * Whom it waits for: our program, or people
 */
for?: ("us" | "staff")
/**
 * When it is tried next, RFC 3339
 */
until?: string
because?: string
/**
 * The path of what was asked for
 */
answer?: string
}[]
notes: {
/**
 * When it was written, RFC 3339
 */
at: string
text: string
}[]
}
}
"POST /v1/me/requests/{id}/cancel": {
params: {
id: string
}
answer: {
id: string
/**
 * See `requests` of the statement
 */
kind: ("access" | "export" | "correction" | "erasure" | "restriction" | "objection")
says: string
/**
 * `checking`: it has still to be confirmed who asks; the last four are for good
 */
status: ("checking" | "open" | "done" | "refused" | "cancelled" | "lapsed")
/**
 * When we got it, RFC 3339
 */
received: string
/**
 * By when it is answered, RFC 3339
 */
due: string
/**
 * When it was over, RFC 3339
 */
closed?: string
takesLongerBecause?: string
parts: {
part: string
says: string
/**
 * `failed` did not work yet, and is tried again
 */
state: ("waiting" | "failed" | "done" | "not-found" | "refused")
/**
 * Whom it waits for: our program, or people
 */
for?: ("us" | "staff")
/**
 * When it is tried next, RFC 3339
 */
until?: string
because?: string
/**
 * The path of what was asked for
 */
answer?: string
}[]
notes: {
/**
 * When it was written, RFC 3339
 */
at: string
text: string
}[]
}
}
"POST /v1/requests": {
body: {
/**
 * An email address
 */
email: string
/**
 * See `requests` of the statement
 */
kind: ("access" | "export" | "correction" | "erasure" | "restriction" | "objection")
/**
 * In your own words, for who looks at it; a correction needs it
 */
text?: string
}
answer: null
}
"POST /v1/requests/confirm": {
body: {
token: string
}
answer: {
id: string
/**
 * See `requests` of the statement
 */
kind: ("access" | "export" | "correction" | "erasure" | "restriction" | "objection")
says: string
/**
 * `checking`: it has still to be confirmed who asks; the last four are for good
 */
status: ("checking" | "open" | "done" | "refused" | "cancelled" | "lapsed")
/**
 * When we got it, RFC 3339
 */
received: string
/**
 * By when it is answered, RFC 3339
 */
due: string
/**
 * When it was over, RFC 3339
 */
closed?: string
takesLongerBecause?: string
parts: {
part: string
says: string
/**
 * `failed` did not work yet, and is tried again
 */
state: ("waiting" | "failed" | "done" | "not-found" | "refused")
/**
 * Whom it waits for: our program, or people
 */
for?: ("us" | "staff")
/**
 * When it is tried next, RFC 3339
 */
until?: string
because?: string
/**
 * The path of what was asked for
 */
answer?: string
}[]
notes: {
/**
 * When it was written, RFC 3339
 */
at: string
text: string
}[]
}
}
"POST /v1/children/reports": {
body: {
/**
 * The email address of the account, or the id of the system
 */
account: string
/**
 * Who you are, how we can reach you, and what we should know
 */
text: string
}
answer: null
}
"GET /v1/statement": {
answer: {
hash: string
statement: unknown
}
}
"GET /v1/statement/versions": {
answer: {
versions: {
hash: string
id: string
dated: string
/**
 * When it came into force here, RFC 3339
 */
published: string
/**
 * When another took its place, RFC 3339
 */
until?: string
isInForce: boolean
}[]
announced?: {
hash: string
inPlaceOf: string
dated: string
/**
 * When people began to be told, RFC 3339
 */
announced: string
/**
 * When it takes the place of the one in force, RFC 3339
 */
takesEffect: string
}
}
}
"GET /v1/statement/versions/{hash}": {
params: {
hash: string
}
answer: {
hash: string
statement: unknown
}
}
"GET /v1/statement/changes": {
query?: {
from?: string
to?: string
}
answer: {
from: string
to: string
changes: {
clause: string
/**
 * It has to be announced before it takes effect
 */
material: boolean
kind: string
says: string
before?: string
after?: string
}[]
}
}
"GET /v1/demo/players": {
answer: {
systemId: string
groups: {
/**
 * The serial number of a player
 */
leader: string
players: {
/**
 * The serial number of a player
 */
serial: string
room: string
productType: string
/**
 * Percent
 */
volume: number
}[]
transport: ("playing" | "paused" | "stopped")
music?: {
name: string
by?: string
kind: ("album" | "station")
title: string
}
hasNext: boolean
}[]
music: {
name: string
by?: string
kind: ("album" | "station")
}[]
}
}
"GET /v1/demo/players/stream": {
answer: null
}
"POST /v1/demo/players/commands": {
body: ({
command: "play"
/**
 * The serial number of a player
 */
player: string
music?: string
} | {
command: ("pause" | "next" | "leave")
/**
 * The serial number of a player
 */
player: string
} | {
command: "volume"
/**
 * The serial number of a player
 */
player: string
volume: number
} | {
command: "join"
/**
 * The serial number of a player
 */
player: string
/**
 * The serial number of a player
 */
with: string
} | {
command: "name"
/**
 * The serial number of a player
 */
player: string
room: string
})
answer: null
}
"POST /v1/statement/proposals": {
body: {
statement: unknown
wording?: {

}
/**
 * A signed note (C2SP, Ed25519) of one whose public key is among the approvers of the service
 */
note: string
}
answer: {
kind: ("published" | "proposed")
/**
 * If it is approved in time, RFC 3339
 */
takesEffect?: string
}
}
"GET /v1/statement/proposals/{hash}": {
params: {
hash: string
}
answer: {
hash: string
inPlaceOf: string
/**
 * When it takes effect, unless people have to be told for longer, RFC 3339
 */
takesEffect: string
/**
 * When it was approved and announced, RFC 3339
 */
announced?: string
/**
 * `in force` or `withdrawn`
 */
ended?: string
/**
 * People who have not been written to yet
 */
untold: number
text: string
note: string
/**
 * Items: Public keys
 */
signers: string[]
}
}
"POST /v1/statement/proposals/{hash}/approval": {
params: {
hash: string
}
body: {
/**
 * A signed note (C2SP, Ed25519) of one whose public key is among the approvers of the service
 */
note: string
}
answer: {
/**
 * When it takes effect, RFC 3339
 */
takesEffect: string
}
}
"POST /v1/statement/proposals/{hash}/withdrawal": {
params: {
hash: string
}
body: {
/**
 * A signed note (C2SP, Ed25519) of one whose public key is among the approvers of the service
 */
note: string
}
answer: null
}
"GET /v1/ledger/proof/inclusion": {
query?: {
leaf: string
}
answer: {
index: number
/**
 * The leaf itself, base64
 */
leaf: string
/**
 * Hashes, base64, from below
 */
proof: string[]
/**
 * The checkpoint that the proof leads to
 */
checkpoint: string
}
}
"GET /v1/ledger/proof/consistency": {
query?: {
from: string
to?: string
}
answer: {
from: number
to: number
/**
 * Hashes, base64, from below
 */
proof: string[]
/**
 * The newest checkpoint
 */
checkpoint: string
}
}
"GET /v1/me/ledger": {
query?: {
after?: string
limit?: string
}
answer: {
/**
 * Oldest first. One without a receipt gets it within seconds
 */
entries: {
/**
 * Whom it is about
 */
of: ("you" | "household")
/**
 * When, RFC 3339
 */
at: string
kind: string
/**
 * What was done, in words
 */
says: string
receipt?: {
/**
 * The leaf, base64
 */
leaf: string
/**
 * What opens it, base64. Whoever has it can read the entry
 */
opening: string
/**
 * Its place in the ledger
 */
index: number
/**
 * Hashes, base64, from below
 */
proof: string[]
checkpoint: string
/**
 * The public key of the ledger
 */
key: string
}
}[]
/**
 * Where the next page begins; absent on the last
 */
next?: string
}
}
"POST /v1/staff/sessions": {
body: {
name: string
password: string
/**
 * What the authenticator shows now
 */
code: string
}
answer: {
/**
 * When the session ends at the latest, RFC 3339
 */
ends: string
}
}
"GET /v1/staff/sessions": {
answer: {
member?: {
role: ("privacy" | "support" | "engineer" | "auditor")
may: ("own-session" | "requests.list" | "requests.see" | "requests.note" | "requests.answer" | "people.open" | "collection.see" | "collection.stop" | "statement.see" | "retention.see" | "ledger.see" | "record.see" | "breach.drill")[]
/**
 * The random id by which the ledger knows them
 */
staff: string
}
}
}
"DELETE /v1/staff/sessions": {
answer: null
}
"POST /v1/staff/enrolments/look": {
body: {
/**
 * Of the link
 */
token: string
}
answer: {
name: string
role: ("privacy" | "support" | "engineer" | "auditor")
/**
 * Of the codes, base32, for an authenticator
 */
secret: string
/**
 * The same as `otpauth://`
 */
uri: string
}
}
"POST /v1/staff/enrolments": {
body: {
/**
 * Of the link
 */
token: string
/**
 * Kept as a one-way hash alone
 */
password: string
/**
 * What the authenticator shows now
 */
code: string
}
answer: {
/**
 * When the session ends at the latest, RFC 3339
 */
ends: string
}
}
"GET /v1/staff/requests": {
query?: {
all?: "true"
}
answer: {
requests: {
id: string
kind: ("access" | "export" | "correction" | "erasure" | "restriction" | "objection" | "child")
says: string
/**
 * `checking`: it has still to be confirmed who asks; the last four are for good
 */
status: ("checking" | "open" | "done" | "refused" | "cancelled" | "lapsed")
/**
 * When we got it, RFC 3339
 */
received: string
/**
 * By when it is answered, RFC 3339
 */
due: string
isLate: boolean
/**
 * When it was over, RFC 3339
 */
closed?: string
}[]
/**
 * Words to begin with
 */
templates: {
for: ("note" | "refuse" | "extend")
text: string
}[]
}
}
"POST /v1/staff/requests/{id}/opening": {
params: {
id: string
}
answer: {
id: string
kind: ("access" | "export" | "correction" | "erasure" | "restriction" | "objection" | "child")
says: string
/**
 * `checking`: it has still to be confirmed who asks; the last four are for good
 */
status: ("checking" | "open" | "done" | "refused" | "cancelled" | "lapsed")
/**
 * When we got it, RFC 3339
 */
received: string
/**
 * By when it is answered, RFC 3339
 */
due: string
isLate: boolean
/**
 * When it was over, RFC 3339
 */
closed?: string
asked: {
by: ("account" | "mail" | "link" | "guardian")
/**
 * In their own words
 */
text?: string
/**
 * What is objected to
 */
purposes?: string[]
/**
 * What has to be put right
 */
profile?: {
[k: string]: string
}
}
takesLongerBecause?: string
parts: {
part: string
says: string
/**
 * `failed` did not work yet, and is tried again
 */
state: ("waiting" | "failed" | "done" | "not-found" | "refused")
/**
 * Whom it waits for: our program, or people
 */
for?: ("us" | "staff")
/**
 * When it is tried next, RFC 3339
 */
until?: string
because?: string
/**
 * The path of what was asked for
 */
answer?: string
}[]
notes: {
/**
 * When it was written, RFC 3339
 */
at: string
text: string
}[]
}
}
"POST /v1/staff/requests/{id}/notes": {
params: {
id: string
}
body: {
/**
 * What there is to say
 */
text: string
}
answer: {
id: string
kind: ("access" | "export" | "correction" | "erasure" | "restriction" | "objection" | "child")
says: string
/**
 * `checking`: it has still to be confirmed who asks; the last four are for good
 */
status: ("checking" | "open" | "done" | "refused" | "cancelled" | "lapsed")
/**
 * When we got it, RFC 3339
 */
received: string
/**
 * By when it is answered, RFC 3339
 */
due: string
isLate: boolean
/**
 * When it was over, RFC 3339
 */
closed?: string
asked: {
by: ("account" | "mail" | "link" | "guardian")
/**
 * In their own words
 */
text?: string
/**
 * What is objected to
 */
purposes?: string[]
/**
 * What has to be put right
 */
profile?: {
[k: string]: string
}
}
takesLongerBecause?: string
parts: {
part: string
says: string
/**
 * `failed` did not work yet, and is tried again
 */
state: ("waiting" | "failed" | "done" | "not-found" | "refused")
/**
 * Whom it waits for: our program, or people
 */
for?: ("us" | "staff")
/**
 * When it is tried next, RFC 3339
 */
until?: string
because?: string
/**
 * The path of what was asked for
 */
answer?: string
}[]
notes: {
/**
 * When it was written, RFC 3339
 */
at: string
text: string
}[]
}
}
"POST /v1/staff/requests/{id}/steps": {
params: {
id: string
}
body: {
do: ("answer" | "retry" | "extend" | "refuse")
/**
 * Of the request, to answer it or have it tried again
 */
part?: string
/**
 * What became of the part
 */
is?: ("done" | "not-found")
/**
 * Goes on from “because”; the person reads it
 */
because?: string
}
answer: {
id: string
kind: ("access" | "export" | "correction" | "erasure" | "restriction" | "objection" | "child")
says: string
/**
 * `checking`: it has still to be confirmed who asks; the last four are for good
 */
status: ("checking" | "open" | "done" | "refused" | "cancelled" | "lapsed")
/**
 * When we got it, RFC 3339
 */
received: string
/**
 * By when it is answered, RFC 3339
 */
due: string
isLate: boolean
/**
 * When it was over, RFC 3339
 */
closed?: string
asked: {
by: ("account" | "mail" | "link" | "guardian")
/**
 * In their own words
 */
text?: string
/**
 * What is objected to
 */
purposes?: string[]
/**
 * What has to be put right
 */
profile?: {
[k: string]: string
}
}
takesLongerBecause?: string
parts: {
part: string
says: string
/**
 * `failed` did not work yet, and is tried again
 */
state: ("waiting" | "failed" | "done" | "not-found" | "refused")
/**
 * Whom it waits for: our program, or people
 */
for?: ("us" | "staff")
/**
 * When it is tried next, RFC 3339
 */
until?: string
because?: string
/**
 * The path of what was asked for
 */
answer?: string
}[]
notes: {
/**
 * When it was written, RFC 3339
 */
at: string
text: string
}[]
}
}
"GET /v1/staff/purposes": {
answer: {
purposes: {
purpose: string
says: string
data: {
data: string
says: string
}[]
}[]
}
}
"POST /v1/staff/openings": {
body: {
/**
 * An address on file, or the id of a system
 */
account: string
/**
 * See `GET /v1/staff/purposes`
 */
purpose: string
/**
 * The case, by its number
 */
because: string
/**
 * @minItems 1
 * @maxItems 50
 * 
 * Items: A category, or a field of one
 */
data: [string, ...(string)[]]
}
answer: {
/**
 * The clause that allows it
 */
clause: string
seen: {
of: ("person" | "household")
current: {
category: string
product: string
/**
 * Field → value
 */
data: {
[k: string]: unknown
}
}[]
/**
 * The newest of what happened
 */
items: {
category: string
product: string
event: string
/**
 * When it happened, RFC 3339
 */
at: string
/**
 * Field → value
 */
data: {
[k: string]: unknown
}
}[]
}[]
}
}
"GET /v1/staff/collection": {
answer: {
/**
 * When it was counted, RFC 3339
 */
at: string
received: {
events: number
fields: number
}
counts: {
unit: ("events" | "fields")
effect: ("stored" | "withheld" | "refused")
/**
 * The clause; of what was refused, the reason
 */
why: string
says: string
/**
 * The beginning of its hash; `before` for what was counted without one
 */
version: string
n: number
}[]
/**
 * How often something of a category was kept
 */
kept: {
category: string
/**
 * The beginning of its hash; `before` for what was counted without one
 */
version: string
n: number
}[]
/**
 * What the statement in force collects
 */
categories: {
category: string
says: string
functional: boolean
fields: {
field: string
says: string
/**
 * The version before did not collect it
 */
isNew: boolean
}[]
}[]
stops: {
data: string
/**
 * Since when it is stopped, RFC 3339
 */
since: string
}[]
/**
 * Those that were in force, newest first
 */
versions: {
/**
 * The beginning of its hash; `before` for what was counted without one
 */
version: string
id: string
dated: string
}[]
/**
 * Of what goes within a month: when the next of it goes, and how much is held
 */
soon: {
category: string
/**
 * A day
 */
next: string
n: number
}[]
}
}
"GET /v1/staff/collection/stream": {
answer: null
}
"PUT /v1/staff/collection/stops/{data}": {
params: {
data: string
}
body: {
state: ("stopped" | "on")
}
answer: {
/**
 * Whether it stood otherwise before
 */
changed: boolean
}
}
"GET /v1/staff/statement": {
answer: {
id: string
dated: string
hash: string
/**
 * How long before people are told of a material change
 */
notice: string
diagnostics: {
code: string
severity: ("error" | "warning")
at: string
says: string
help: string
}[]
/**
 * Items: The name of a key that may sign
 */
approvers: string[]
proposal?: {
hash: string
dated: string
/**
 * When it takes effect, unless people have to be told for longer, RFC 3339
 */
takesEffect: string
/**
 * When it was approved and announced, RFC 3339
 */
announced?: string
/**
 * People who have not been written to yet
 */
untold: number
/**
 * What another approver signs
 */
text: string
/**
 * What is signed to take it back
 */
withdrawal: string
/**
 * Items: Names of keys
 */
signers: string[]
difference: {
changes: {
clause: string
/**
 * It has to be announced before it takes effect
 */
material: boolean
says: string
before?: string
after?: string
}[]
concerns: {
/**
 * Declared fields that a change is about
 */
fields: number
recipients: number
/**
 * Of whom data of such a kind is held now, or of their households
 */
people: number
/**
 * Everybody there is: all of them are told of what is material
 */
accounts: number
}
}
}
}
}
"POST /v1/staff/statement/check": {
body: {
statement: unknown
}
answer: {
hash: string
inPlaceOf: string
/**
 * When it can take effect at the earliest, if something of it is material, RFC 3339
 */
earliest: string
diagnostics: {
code: string
severity: ("error" | "warning")
at: string
says: string
help: string
}[]
difference?: {
changes: {
clause: string
/**
 * It has to be announced before it takes effect
 */
material: boolean
says: string
before?: string
after?: string
}[]
concerns: {
/**
 * Declared fields that a change is about
 */
fields: number
recipients: number
/**
 * Of whom data of such a kind is held now, or of their households
 */
people: number
/**
 * Everybody there is: all of them are told of what is material
 */
accounts: number
}
}
}
}
"GET /v1/staff/retention": {
answer: {
held: {
category: string
says: string
clause: (string | null)
/**
 * How long, in words
 */
held: (string | null)
n: number
/**
 * The day on which the next of it goes, or `open`
 */
next: string
last: string
}[]
/**
 * The last ones, newest first
 */
sweeps: {
/**
 * When it began, RFC 3339
 */
began: string
/**
 * When it was done, RFC 3339
 */
done?: string
/**
 * What ended until this day
 */
through: string
went: {
category: string
clause: string
n: number
}[]
}[]
}
}
"POST /v1/staff/ledger/verification": {
body: {
/**
 * The leaf to go on from
 */
from?: number
/**
 * What it is held against; the newest when absent
 */
checkpoint?: string
/**
 * A checkpoint that somebody kept: whether the ledger still begins with it, said at the end
 */
witness?: string
}
answer: {
/**
 * Leaves
 */
size: number
/**
 * Leaves that are verified
 */
through: number
root: string
/**
 * The public key of the ledger
 */
key: string
/**
 * To be kept by a witness
 */
checkpoint: string
wrong: {
file: string
says: string
}[]
}
}
"GET /v1/staff/record": {
query?: {
as?: ("json" | "csv")
}
/**
 * Done
 */
answer: {
[k: string]: unknown
}
}
"GET /v1/staff/breach": {
answer: {
keys: {
name: string
says: string
}[]
tables: {
name: string
says: string
}[]
recipients: {
name: string
says: string
}[]
}
}
"POST /v1/staff/breach": {
body: {
what: ("key" | "table" | "recipient")
/**
 * Which: see `GET /v1/staff/breach`. One of many recipients by its name: `music-service/hummingbird`
 */
name: string
/**
 * When it began, RFC 3339
 */
from: string
/**
 * When it was over, RFC 3339
 */
to: string
/**
 * When somebody here became aware of it, RFC 3339
 */
found: string
}
answer: {
/**
 * What was lost, in words
 */
says: string
/**
 * Whether whoever has it can read data by it alone
 */
readable: boolean
/**
 * With those whose households it concerns
 */
people: number
households: number
visitors: number
atMost?: {
/**
 * With those whose households it concerns
 */
people: number
households: number
visitors: number
}
categories: {
category: string
says: string
n: number
}[]
/**
 * By when the authority is told: 72 hours after it was found, RFC 3339
 */
tellBy: string
/**
 * Now, RFC 3339
 */
at: string
}
}
}
