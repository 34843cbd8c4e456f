// Preloaded into a server: counts its statements and its read transactions, in the two numbers of the file
// LATCHKEY_STATEMENT_COUNTS.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static _Atomic uint64_t *counts;

__attribute__((constructor)) static void begin(void) {
  int file = open(getenv("LATCHKEY_STATEMENT_COUNTS"), O_RDWR);
  if (file < 0) abort();
  counts = mmap(NULL, 2 * sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (counts == MAP_FAILED) abort();
}

// Every statement ends with this call, even after an error.
int sqlite3_clear_bindings(void *statement) {
  static int (*next)(void *);
  static const char *(*text)(void *);
  if (!next) next = (int (*)(void *))dlsym(RTLD_NEXT, "sqlite3_clear_bindings");
  if (!text) text = (const char *(*)(void *))dlsym(RTLD_NEXT, "sqlite3_sql");
  const char *sql = text(statement);
  if (strcmp(sql, "BEGIN") == 0) {
    atomic_fetch_add(&counts[1], 1);
  } else if (!strstr("COMMIT ROLLBACK BEGIN IMMEDIATE SAVEPOINT change RELEASE change", sql)) {
    atomic_fetch_add(&counts[0], 1);
  }
  return next(statement);
}
