// Preloaded into a program under test: records every SQL statement that it runs, with the types of the bound values.
//
// A record has the types, a byte 0x1F, the statement and a byte 0x1E. Types are one letter per parameter:
// i integer, t text, b blob, n null. Each process writes a record only once, to its own file in the folder
// LATCHKEY_STATEMENTS.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PLACES = 256, RUNNING = 1024, RECORDS = 1 << 16 };

typedef struct {
  void *statement;
  char types[PLACES];
} Running;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Running running[RUNNING];
static uint64_t written[RECORDS];

#define NEXT(name, type, ...)                                \
  typedef type (*function)(__VA_ARGS__);                     \
  static function next;                                      \
  if (!next) next = (function)dlsym(RTLD_NEXT, name)

static Running *find(void *statement) {
  Running *free_slot = NULL;
  for (int index = 0; index < RUNNING; index++) {
    if (running[index].statement == statement) return &running[index];
    if (!running[index].statement && !free_slot) free_slot = &running[index];
  }
  if (free_slot) {
    memset(free_slot, 0, sizeof *free_slot);
    free_slot->statement = statement;
  }
  return free_slot;
}

static void bound(void *statement, int place, char type) {
  if (place >= PLACES) return;
  pthread_mutex_lock(&lock);
  Running *found = find(statement);
  if (found) {
    for (int before = 0; before < place - 1; before++)
      if (!found->types[before]) found->types[before] = 'n';
    found->types[place - 1] = type;
  }
  pthread_mutex_unlock(&lock);
}

static int is_new(const char *types, const char *sql) {
  uint64_t hash = 1469598103934665603ULL;
  for (const char *text = types; *text; text++) hash = (hash ^ (unsigned char)*text) * 1099511628211ULL;
  for (const char *text = sql; *text; text++) hash = (hash ^ (unsigned char)*text) * 1099511628211ULL;
  for (uint64_t step = 0, slot = hash % RECORDS; step < RECORDS; step++, slot = (slot + 1) % RECORDS) {
    if (written[slot] == hash) return 0;
    if (!written[slot]) {
      written[slot] = hash;
      return 1;
    }
  }
  return 0;
}

// The programs that run the tests have databases of their own.
static int is_ours(void) { return strstr(program_invocation_short_name, "latchkey") != NULL; }

static void over(void *statement, const char *sql) {
  pthread_mutex_lock(&lock);
  Running *found = find(statement);
  const char *types = found ? found->types : "";
  if (sql && is_ours() && is_new(types, sql)) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%d.statements", getenv("LATCHKEY_STATEMENTS"), getpid());
    FILE *file = fopen(path, "a");
    if (file) {
      fprintf(file, "%s\x1F%s\x1E", types, sql);
      fclose(file);
    }
  }
  if (found) found->statement = NULL;
  pthread_mutex_unlock(&lock);
}

int sqlite3_bind_null(void *statement, int place) {
  NEXT("sqlite3_bind_null", int, void *, int);
  bound(statement, place, 'n');
  return next(statement, place);
}

int sqlite3_bind_int64(void *statement, int place, int64_t value) {
  NEXT("sqlite3_bind_int64", int, void *, int, int64_t);
  bound(statement, place, 'i');
  return next(statement, place, value);
}

int sqlite3_bind_text(void *statement, int place, const char *text, int count, void (*end)(void *)) {
  NEXT("sqlite3_bind_text", int, void *, int, const char *, int, void (*)(void *));
  bound(statement, place, 't');
  return next(statement, place, text, count, end);
}

int sqlite3_bind_blob(void *statement, int place, const void *bytes, int count, void (*end)(void *)) {
  NEXT("sqlite3_bind_blob", int, void *, int, const void *, int, void (*)(void *));
  bound(statement, place, 'b');
  return next(statement, place, bytes, count, end);
}

// Every statement ends with this call, even after an error.
int sqlite3_clear_bindings(void *statement) {
  NEXT("sqlite3_clear_bindings", int, void *);
  typedef const char *(*Text)(void *);
  static Text text;
  if (!text) text = (Text)dlsym(RTLD_NEXT, "sqlite3_sql");
  over(statement, text(statement));
  return next(statement);
}
