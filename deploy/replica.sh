#!/bin/bash
# Copies the primary at the first start, and follows it.
set -euo pipefail
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  pg_basebackup --host=primary --username=latchkey --pgdata="$PGDATA" --write-recovery-conf --wal-method=stream \
    --checkpoint=fast
  # Once it is the primary, no commit may wait for a replica that is not there.
  sed -i '/^synchronous_standby_names/d' "$PGDATA/postgresql.auto.conf"
  chmod 0700 "$PGDATA"
fi
exec postgres
