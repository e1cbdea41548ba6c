/** The record of processing, to keep or to hand over. */
export const RecordPage = () => (
  <>
    <h1>Record of processing</h1>
    <p class="lead">
      What article 30 of the GDPR asks for, made from the clauses of the statement in force: for each purpose and
      category what, whose, why, from where, to whom, with which safeguard, and until when.
    </p>
    <p class="row">
      <a class="button" href="/v1/staff/record?as=csv" download>
        As a table (CSV)
      </a>
      <a class="button quiet" href="/v1/staff/record?as=json" download>
        As data (JSON)
      </a>
    </p>
    <p class="hint">No cell of the table is run as a formula by the program that opens it.</p>
  </>
);
