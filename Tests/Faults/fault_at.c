/* Loaded into the program by LD_PRELOAD: ends it with SIGKILL at one of its system calls, or has calls fail.
 *
 *   KILL_AT="WHEN CALL PATH NUMBER"      WHEN is before, half or after; the NUMBER-th CALL that changes something and
 *                                        whose file's name holds PATH. CALL and PATH may be *, which is any.
 *   FAIL_AT="ERROR CALL PATH NUMBER[+]"  the NUMBER-th such CALL, reading or changing, fails with ERROR, such as ENOSPC;
 *                                        with + all later ones do too. SHORT takes or gives half of the bytes.
 *   CALL_LOG=FILE                        notes every call: "c CALL PATH" for one that changes something, "r" otherwise.
 *
 * A connection's name is "tcp:"; other sockets are no files. How many sends a request takes is the HTTP library's choice,
 * so the middle of its body is a CALL of its own, "body": all before it has been sent, and nothing after it.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum moment { OTHER, BEFORE, HALF, AFTER, FAIL, SHORT };

static atomic_int changes, matches;

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

static void note(char kind, const char *call, const char *path) {
  const char *log = getenv("CALL_LOG");
  if (!log) return;
  char line[1200];
  int count = snprintf(line, sizeof line, "%c %s %s\n", kind, call, path);
  int file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  syscall(SYS_write, file, line, (size_t)count);
  syscall(SYS_close, file);
}

static int is_meant(const char *wanted, const char *part, const char *call, const char *path) {
  return (strcmp(wanted, "*") == 0 || strcmp(wanted, call) == 0) &&
         (strcmp(part, "*") == 0 || strstr(path, part) != NULL);
}

static int number_of(const char *error) {
  static const struct { const char *name; int number; } errors[] = {
      {"ENOSPC", ENOSPC}, {"EIO", EIO}, {"EDQUOT", EDQUOT}, {"EMFILE", EMFILE}, {"EINTR", EINTR},
      {"EACCES", EACCES}, {"EROFS", EROFS}, {"ENOMEM", ENOMEM}};
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    if (strcmp(errors[i].name, error) == 0) return errors[i].number;
  return EIO;
}

/* Whether this call is to fail; errno says how. */
static enum moment failure(const char *call, const char *path) {
  const char *order = getenv("FAIL_AT");
  char error[16], wanted[16], part[200], more = 0;
  int number;
  if (!order || sscanf(order, "%15s %15s %199s %d%c", error, wanted, part, &number, &more) < 4) return OTHER;
  if (!is_meant(wanted, part, call, path)) return OTHER;
  int count = atomic_fetch_add(&matches, 1) + 1;
  if (more == '+' ? count < number : count != number) return OTHER;
  if (strcmp(error, "SHORT") == 0) return SHORT;
  errno = number_of(error);
  return FAIL;
}

static enum moment reads(const char *call, const char *path) {
  note('r', call, path);
  return failure(call, path);
}

/* Which moment of a call that changes something is the one, if any. */
static enum moment moment(const char *call, const char *path) {
  note('c', call, path);
  const char *order = getenv("KILL_AT");
  char when[16], wanted[16], part[200];
  int number;
  if (!order || sscanf(order, "%15s %15s %199s %d", when, wanted, part, &number) != 4) return failure(call, path);
  if (!is_meant(wanted, part, call, path) || atomic_fetch_add(&changes, 1) + 1 != number) return OTHER;
  if (strcmp(when, "before") == 0) die();
  return strcmp(when, "half") == 0 ? HALF : AFTER;
}

static int is_connection(int file) {
  struct sockaddr_storage own;
  socklen_t size = sizeof own;
  return getsockname(file, (struct sockaddr *)&own, &size) == 0 &&
         (own.ss_family == AF_INET || own.ss_family == AF_INET6);
}

static enum moment at(enum moment (*look)(const char *, const char *), const char *call, int file) {
  if (is_connection(file)) return look(call, "tcp:");
  char link[40], path[1000];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t count = readlink(link, path, sizeof path - 1);
  path[count > 0 ? count : 0] = 0;
  return look(call, path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRAP(name, where, list, values)  \
  int name list {                        \
    enum moment now = where;             \
    if (now == FAIL) return -1;          \
    int result = REAL(name) values;      \
    if (now == HALF || now == AFTER) die(); \
    return result;                       \
  }

WRAP(fsync, at(moment, "fsync", file), (int file), (file))
WRAP(fdatasync, at(moment, "fsync", file), (int file), (file))
WRAP(ftruncate, at(moment, "truncate", file), (int file, off_t size), (file, size))
WRAP(ftruncate64, at(moment, "truncate", file), (int file, off64_t size), (file, size))
WRAP(rename, moment("rename", to), (const char *from, const char *to), (from, to))
WRAP(renameat2, moment("rename", to), (int one, const char *from, int two, const char *to, unsigned how),
     (one, from, two, to, how))
WRAP(link, moment("link", to), (const char *from, const char *to), (from, to))
WRAP(linkat, moment("link", to), (int one, const char *from, int two, const char *to, int how),
     (one, from, two, to, how))
WRAP(unlink, moment("unlink", path), (const char *path), (path))
WRAP(unlinkat, moment("unlink", path), (int folder, const char *path, int how), (folder, path, how))
WRAP(rmdir, moment("unlink", path), (const char *path), (path))
WRAP(mkdir, moment("mkdir", path), (const char *path, mode_t mode), (path, mode))

DIR *opendir(const char *path) { return reads("list", path) == FAIL ? NULL : REAL(opendir)(path); }

#define WRAP_MAP(name, offset)                                                             \
  void *name(void *place, size_t size, int access, int how, int file, offset from) {       \
    if (file >= 0 && at(reads, "map", file) == FAIL) return MAP_FAILED;                    \
    return REAL(name)(place, size, access, how, file, from);                               \
  }

WRAP_MAP(mmap, off_t)
WRAP_MAP(mmap64, off64_t)

/* An open that makes a file changes something. */
#define WRAP_OPEN(name, list, folder, values)                                              \
  int name list {                                                                          \
    va_list rest;                                                                          \
    va_start(rest, flags);                                                                 \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                \
    va_end(rest);                                                                          \
    int makes = flags & O_CREAT && faccessat(folder, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0; \
    enum moment now = makes ? moment("make", path) : reads("open", path);                  \
    if (now == FAIL) return -1;                                                            \
    int result = REAL(name) values;                                                        \
    if (now == HALF || now == AFTER) die();                                                \
    return result;                                                                         \
  }

WRAP_OPEN(open, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
WRAP_OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
WRAP_OPEN(openat, (int folder, const char *path, int flags, ...), folder, (folder, path, flags, mode))
WRAP_OPEN(openat64, (int folder, const char *path, int flags, ...), folder, (folder, path, flags, mode))

#define WRAP_BYTES(name, look, call, list, values, halves) \
  ssize_t name list {                                \
    enum moment now = at(look, call, file);          \
    if (now == FAIL) return -1;                      \
    ssize_t result = now == HALF || now == SHORT ? REAL(name) halves : REAL(name) values; \
    if (now == HALF || now == AFTER) die();          \
    return result;                                   \
  }
#define HALVED (count + 1) / 2

WRAP_BYTES(write, moment, "write", (int file, const void *bytes, size_t count), (file, bytes, count),
           (file, bytes, HALVED))
WRAP_BYTES(pwrite, moment, "write", (int file, const void *bytes, size_t count, off_t place),
           (file, bytes, count, place), (file, bytes, HALVED, place))
WRAP_BYTES(pwrite64, moment, "write", (int file, const void *bytes, size_t count, off64_t place),
           (file, bytes, count, place), (file, bytes, HALVED, place))
WRAP_BYTES(read, reads, "read", (int file, void *bytes, size_t count), (file, bytes, count), (file, bytes, HALVED))
WRAP_BYTES(pread, reads, "read", (int file, void *bytes, size_t count, off_t place),
           (file, bytes, count, place), (file, bytes, HALVED, place))
WRAP_BYTES(pread64, reads, "read", (int file, void *bytes, size_t count, off64_t place),
           (file, bytes, count, place), (file, bytes, HALVED, place))

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
  enum moment now = at(moment, "send", file);
  if (now == FAIL) return -1;
  ssize_t middle = to_middle(bytes, count);
  if (middle > 0 && moment("body", "tcp:") == HALF) {
    REAL(send)(file, bytes, (size_t)middle, flags);
    die();
  }
  ssize_t result = REAL(send)(file, bytes, now == HALF || now == SHORT ? HALVED : count, flags);
  if (now == HALF || now == AFTER) die();
  if (result > 0) sent += (size_t)result;
  return result;
}
