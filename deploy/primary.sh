#!/bin/bash
# Lets the replica in, and makes each commit wait for it. This holds once the primary starts for good.
set -euo pipefail
echo "host replication latchkey all scram-sha-256" >> "$PGDATA/pg_hba.conf"
psql --username latchkey --dbname latchkey --set ON_ERROR_STOP=1 <<'SQL'
ALTER SYSTEM SET synchronous_standby_names = '*';
ALTER SYSTEM SET wal_sender_timeout = '5s';
ALTER SYSTEM SET client_connection_check_interval = '1s';
SQL
