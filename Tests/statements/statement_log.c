// Preloaded into a server: records its statements with their values, in their order, in the file LATCHKEY_STATEMENT_LOG.
//
// A record has the thread, a byte 0x1F, the text and a byte 0x1E. A row that an update leaves as it was has a record of
// its own before that of its statement: "-- unchanged" and the table.
#define _GNU_SOURCE
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include <dlfcn.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int file;

__attribute__((constructor)) static void begin(void) {
  file = open(getenv("LATCHKEY_STATEMENT_LOG"), O_WRONLY | O_APPEND | O_CREAT, 0600);
  if (file < 0) abort();
}

static void record(const char *before, const char *text) {
  char *line;
  int length = asprintf(&line, "%ld\x1F%s%s\x1E", (long)syscall(SYS_gettid), before, text);
  if (length < 0 || write(file, line, length) != length) abort();
  free(line);
}

static int is_same(sqlite3_value *old, sqlite3_value *new) {
  int type = sqlite3_value_type(old);
  if (type != sqlite3_value_type(new)) return 0;
  if (type == SQLITE_NULL) return 1;
  if (type == SQLITE_INTEGER) return sqlite3_value_int64(old) == sqlite3_value_int64(new);
  const void *bytes = sqlite3_value_blob(old), *other = sqlite3_value_blob(new);
  int length = sqlite3_value_bytes(old);
  return length == sqlite3_value_bytes(new) && (length == 0 || memcmp(bytes, other, length) == 0);
}

static void note_update(void *context, sqlite3 *database, int operation, char const *schema, char const *table,
                        sqlite3_int64 old_row, sqlite3_int64 new_row) {
  if (operation != SQLITE_UPDATE) return;
  for (int column = 0; column < sqlite3_preupdate_count(database); column++) {
    sqlite3_value *old, *new;
    if (sqlite3_preupdate_old(database, column, &old) || sqlite3_preupdate_new(database, column, &new)) abort();
    if (!is_same(old, new)) return;
  }
  record("-- unchanged ", table);
}

int sqlite3_open_v2(const char *path, sqlite3 **database, int flags, const char *vfs) {
  static int (*next)(const char *, sqlite3 **, int, const char *);
  if (!next) next = (int (*)(const char *, sqlite3 **, int, const char *))dlsym(RTLD_NEXT, "sqlite3_open_v2");
  int code = next(path, database, flags, vfs);
  if (code == SQLITE_OK) sqlite3_preupdate_hook(*database, note_update, NULL);
  return code;
}

// Every statement ends with this call, even after an error.
int sqlite3_clear_bindings(sqlite3_stmt *statement) {
  static int (*next)(sqlite3_stmt *);
  if (!next) next = (int (*)(sqlite3_stmt *))dlsym(RTLD_NEXT, "sqlite3_clear_bindings");
  char *text = sqlite3_expanded_sql(statement);
  record("", text ? text : sqlite3_sql(statement));
  sqlite3_free(text);
  return next(statement);
}
