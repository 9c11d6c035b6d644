/* Preloaded into PostgreSQL: a disk whose flushes take HAVEN_FLUSH_US microseconds longer. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_for_disk(void) {
  static long us = -1;
  if (us < 0) us = getenv("HAVEN_FLUSH_US") ? atol(getenv("HAVEN_FLUSH_US")) : 0;
  if (us > 0) usleep((useconds_t)us);
}

int fsync(int file) {
  static int (*real)(int);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "fsync");
  wait_for_disk();
  return real(file);
}

int fdatasync(int file) {
  static int (*real)(int);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "fdatasync");
  wait_for_disk();
  return real(file);
}
