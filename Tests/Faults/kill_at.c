/* Loaded into the program by LD_PRELOAD: ends it with SIGKILL at one of its system calls that change something.
 *
 *   KILL_AT="WHEN CALL PATH NUMBER"  WHEN is before, half or after; the NUMBER-th CALL whose file's name holds PATH.
 *                                    CALL and PATH may be *, which is any.
 *   KILL_LOG=FILE                    notes every such call instead of ending anything.
 *
 * A connection's name is "tcp:"; other sockets are no files. How many sends a request takes is the HTTP library's choice,
 * so the middle of its body is a CALL of its own, "body": all before it has been sent, and nothing after it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum moment { OTHER, BEFORE, HALF, AFTER };

static atomic_int seen;

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

static void note(const char *call, const char *path) {
  const char *log = getenv("KILL_LOG");
  if (!log) return;
  char line[1200];
  int count = snprintf(line, sizeof line, "%s %s\n", call, path);
  int file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  syscall(SYS_write, file, line, (size_t)count);
  syscall(SYS_close, file);
}

/* Which moment of this call is the one, if any. */
static enum moment moment(const char *call, const char *path) {
  note(call, path);
  const char *order = getenv("KILL_AT");
  char when[16], wanted[16], part[200];
  int number;
  if (!order || sscanf(order, "%15s %15s %199s %d", when, wanted, part, &number) != 4) return OTHER;
  if (strcmp(wanted, "*") != 0 && strcmp(wanted, call) != 0) return OTHER;
  if (strcmp(part, "*") != 0 && !strstr(path, part)) return OTHER;
  if (atomic_fetch_add(&seen, 1) + 1 != number) return OTHER;
  if (strcmp(when, "before") == 0) die();
  return strcmp(when, "half") == 0 ? HALF : AFTER;
}

static int is_connection(int file) {
  struct sockaddr_storage own;
  socklen_t size = sizeof own;
  return getsockname(file, (struct sockaddr *)&own, &size) == 0 &&
         (own.ss_family == AF_INET || own.ss_family == AF_INET6);
}

static enum moment at(const char *call, int file) {
  if (is_connection(file)) return moment(call, "tcp:");
  char link[40], path[1000];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t count = readlink(link, path, sizeof path - 1);
  path[count > 0 ? count : 0] = 0;
  return moment(call, path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRAP(name, where, list, values)  \
  int name list {                        \
    enum moment now = where;             \
    int result = REAL(name) values;      \
    if (now != OTHER) die();             \
    return result;                       \
  }

WRAP(fsync, at("fsync", file), (int file), (file))
WRAP(fdatasync, at("fsync", file), (int file), (file))
WRAP(ftruncate, at("truncate", file), (int file, off_t size), (file, size))
WRAP(ftruncate64, at("truncate", file), (int file, off64_t size), (file, size))
WRAP(rename, moment("rename", to), (const char *from, const char *to), (from, to))
WRAP(unlink, moment("unlink", path), (const char *path), (path))
WRAP(mkdir, moment("mkdir", path), (const char *path, mode_t mode), (path, mode))

#define WRAP_WRITE(name, call, list, values, halves) \
  ssize_t name list {                                \
    enum moment now = at(call, file);                \
    ssize_t result = now == HALF ? REAL(name) halves : REAL(name) values; \
    if (now != OTHER) die();                         \
    return result;                                   \
  }

WRAP_WRITE(write, "write", (int file, const void *bytes, size_t count), (file, bytes, count),
           (file, bytes, count / 2))
WRAP_WRITE(pwrite, "write", (int file, const void *bytes, size_t count, off_t place),
           (file, bytes, count, place), (file, bytes, count / 2, place))
WRAP_WRITE(pwrite64, "write", (int file, const void *bytes, size_t count, off64_t place),
           (file, bytes, count, place), (file, bytes, count / 2, place))

/* Bytes that the one connection has taken so far. */
static size_t sent;

/* How many of these bytes there are to the middle of the request's body, whose length its head tells; -1 when that is
 * further on, or behind. */
static ssize_t to_middle(const void *bytes, size_t count) {
  static char start[16384];
  if (sent < sizeof start - 1) {
    size_t room = sizeof start - 1 - sent;
    memcpy(start + sent, bytes, count < room ? count : room);
  }
  const char *end = strstr(start, "\r\n\r\n");
  const char *length = strcasestr(start, "\r\nContent-Length:");
  if (!end || !length || length > end) return -1;
  size_t middle = (size_t)(end + 4 - start) + strtoul(length + 17, NULL, 10) / 2;
  return middle > sent && middle <= sent + count ? (ssize_t)(middle - sent) : -1;
}

ssize_t send(int file, const void *bytes, size_t count, int flags) {
  enum moment now = at("send", file);
  ssize_t middle = to_middle(bytes, count);
  if (middle > 0 && moment("body", "tcp:") != OTHER) {
    REAL(send)(file, bytes, (size_t)middle, flags);
    die();
  }
  ssize_t result = REAL(send)(file, bytes, now == HALF ? count / 2 : count, flags);
  if (now != OTHER) die();
  if (result > 0) sent += (size_t)result;
  return result;
}
