/** PostgreSQL settings by name. */
export type Settings = Readonly<Record<string, string | number>>;

/**
 * How an embedded cluster runs. Given on the command line at each start, so that nothing in the data folder
 * (`postgresql.auto.conf`, an `ALTER SYSTEM`) overrides it.
 */
export const settings: Settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: 60,

  // What is acknowledged survives a power cut.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',

  // A physical backup needs `replica` and one slot to hold the log while it runs; nothing streams.
  wal_level: 'replica',
  max_wal_senders: 0,
  max_replication_slots: 4,
  max_wal_size: '256MB',
  max_logical_replication_workers: 0,

  // After a crash it ends, and we start it anew. Left to itself, PostgreSQL 18.4 was seen to stay in recovery for ever
  // when the disk was full while it came up again: no startup process, and "not yet accepting connections" to everybody.
  restart_after_crash: 'off',

  shared_buffers: '64MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',

  // INVARIANT: no value of a query reaches PostgreSQL's log. Errors and warnings quote values in their very message
  // (`invalid input syntax ... "ada@example.com"`), and stand below `log` in this order: error, log, fatal, panic.
  // `terse` leaves out DETAIL, where `duplicate key` and `failed process was running` have them.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: -1,
  log_min_duration_sample: -1,
  log_transaction_sample_rate: 0,
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_lock_waits: 'off',
  log_temp_files: -1,
  log_connections: 'off',
  log_disconnections: 'off',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: -1,
  debug_print_plan: 'off',
  logging_collector: 'off',
  log_destination: 'stderr',
};
