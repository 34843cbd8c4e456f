// Preloaded into a server: records its statements with their values, in their order, in the file LATCHKEY_STATEMENT_LOG.
//
// A record has the thread, a byte 0x1F, the text and a byte 0x1E. On SQLite, a row that an update leaves as it was has a
// record of its own before that of its statement: "-- unchanged" and the table.
#define _GNU_SOURCE
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include <dlfcn.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
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

// MARK: PostgreSQL

// The texts of the prepared statements of each connection. A connection belongs to one thread.
struct prepared {
  const void *connection;
  char *name, *text;
  int count;
  unsigned *types;
  struct prepared *next;
};
static _Thread_local struct prepared *statements;

static void print_value(FILE *out, unsigned type, const char *bytes, int length) {
  if (!bytes) {
    fputs("NULL", out);
  } else if (type == 20 && length == 8) {
    uint64_t number = 0;
    for (int index = 0; index < 8; index++) number = number << 8 | (unsigned char)bytes[index];
    fprintf(out, "%lld", (long long)number);
  } else if (type == 25) {
    fputc('\'', out);
    for (int index = 0; index < length; index++) {
      if (bytes[index] == '\'') fputc('\'', out);
      fputc(bytes[index], out);
    }
    fputc('\'', out);
  } else {
    fputs("x'", out);
    for (int index = 0; index < length; index++) fprintf(out, "%02x", (unsigned char)bytes[index]);
    fputc('\'', out);
  }
}

int PQsendPrepare(void *connection, const char *name, const char *text, int count, const unsigned *types) {
  static int (*next)(void *, const char *, const char *, int, const unsigned *);
  if (!next) next = (int (*)(void *, const char *, const char *, int, const unsigned *))dlsym(RTLD_NEXT, "PQsendPrepare");
  struct prepared *made = malloc(sizeof *made);
  *made = (struct prepared){connection, strdup(name), strdup(text), count, malloc(sizeof *types * (count + 1)), statements};
  for (int index = 0; index < count; index++) made->types[index] = types[index];
  statements = made;
  return next(connection, name, text, count, types);
}

int PQsendQueryPrepared(void *connection, const char *name, int count, const char *const *values, const int *lengths,
                        const int *formats, int result_format) {
  static int (*next)(void *, const char *, int, const char *const *, const int *, const int *, int);
  if (!next) next = (int (*)(void *, const char *, int, const char *const *, const int *, const int *, int))dlsym(
      RTLD_NEXT, "PQsendQueryPrepared");
  struct prepared *found = statements;
  while (found && (found->connection != connection || strcmp(found->name, name))) found = found->next;
  if (!found) abort();
  char *text;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  int quoted = 0;
  for (const char *rest = found->text; *rest; rest++) {
    if (*rest == '\'') quoted = !quoted;
    if (*rest != '$' || quoted || rest[1] < '0' || rest[1] > '9') {
      fputc(*rest, out);
      continue;
    }
    char *end;
    long place = strtol(rest + 1, &end, 10) - 1;
    print_value(out, found->types[place], values[place], lengths[place]);
    rest = end - 1;
  }
  fclose(out);
  record("", text);
  free(text);
  return next(connection, name, count, values, lengths, formats, result_format);
}

int PQsendQueryParams(void *connection, const char *text, int count, const unsigned *types, const char *const *values,
                      const int *lengths, const int *formats, int result_format) {
  static int (*next)(void *, const char *, int, const unsigned *, const char *const *, const int *, const int *, int);
  if (!next) next = (int (*)(void *, const char *, int, const unsigned *, const char *const *, const int *, const int *,
                             int))dlsym(RTLD_NEXT, "PQsendQueryParams");
  record("", text);
  return next(connection, text, count, types, values, lengths, formats, result_format);
}
