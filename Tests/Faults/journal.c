/* Loaded into the program by LD_PRELOAD: keeps a journal of all that it changes in files, with the bytes, so that states
 * can be built that a power cut leaves.
 *
 *   JOURNAL=FILE     where it is kept
 *   JOURNAL_IN=TEXT  only files whose names hold this; what is printed and what is sent is noted too
 *
 * A record is a line "CALL INODE PLACE PATH-BYTES DATA-BYTES", then the path and the data. The data of a rename or a link is
 * the new name.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t order = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

static void record(const char *call, ino_t inode, off_t place, const char *path, const void *data, size_t count) {
  const char *journal = getenv("JOURNAL");
  if (!journal) return;
  char line[120];
  int length = snprintf(line, sizeof line, "%s %lu %ld %zu %zu\n", call, (unsigned long)inode, (long)place, strlen(path), count);
  int saved = errno;
  int file = (int)syscall(SYS_openat, AT_FDCWD, journal, O_WRONLY | O_CREAT | O_APPEND, 0600);
  struct iovec parts[] = {{line, (size_t)length}, {(void *)path, strlen(path)}, {(void *)data, count}};
  syscall(SYS_writev, file, parts, 3);
  syscall(SYS_close, file);
  errno = saved;
}

static int is_meant(const char *path) {
  const char *part = getenv("JOURNAL_IN");
  return part && strstr(path, part) != NULL;
}

static void whole(const char *path, char *full) {
  if (path[0] == '/' || !getcwd(full, PATH_MAX)) {
    snprintf(full, PATH_MAX, "%s", path);
    return;
  }
  size_t length = strlen(full);
  snprintf(full + length, PATH_MAX - length, "/%s", path);
}

/* Notes what was done to an open file. */
static void done_to(const char *call, int file, off_t place, const void *data, size_t count) {
  char link[40], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length > 0 ? length : 0] = 0;
  struct stat facts;
  if (file == 1) return record("print", 0, 0, "", NULL, 0);
  if (is_meant(path) && fstat(file, &facts) == 0) record(call, facts.st_ino, place, path, data, count);
}

static void done_at(const char *call, const char *from, const char *to) {
  char one[PATH_MAX], other[PATH_MAX];
  whole(from, one);
  whole(to, other);
  if (is_meant(one)) record(call, 0, 0, one, other, strlen(other));
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRAP(type, name, list, values, then)    \
  type name list {                              \
    pthread_mutex_lock(&order);                 \
    type result = REAL(name) values;            \
    int saved = errno;                          \
    if (result >= 0) { then; }                  \
    errno = saved;                              \
    pthread_mutex_unlock(&order);               \
    return result;                              \
  }

WRAP(int, fsync, (int file), (file), done_to("sync", file, 0, NULL, 0))
WRAP(int, fdatasync, (int file), (file), done_to("sync", file, 0, NULL, 0))
WRAP(int, ftruncate, (int file, off_t size), (file, size), done_to("truncate", file, size, NULL, 0))
WRAP(int, ftruncate64, (int file, off64_t size), (file, size), done_to("truncate", file, size, NULL, 0))
WRAP(int, rename, (const char *from, const char *to), (from, to), done_at("rename", from, to))
WRAP(int, link, (const char *from, const char *to), (from, to), done_at("link", from, to))
WRAP(int, unlink, (const char *path), (path), done_at("unlink", path, ""))
WRAP(int, rmdir, (const char *path), (path), done_at("unlink", path, ""))
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), done_at("mkdir", path, ""))
WRAP(ssize_t, write, (int file, const void *bytes, size_t count), (file, bytes, count),
     done_to("write", file, lseek(file, 0, SEEK_CUR) - result, bytes, (size_t)result))
WRAP(ssize_t, pwrite, (int file, const void *bytes, size_t count, off_t place), (file, bytes, count, place),
     done_to("write", file, place, bytes, (size_t)result))
WRAP(ssize_t, pwrite64, (int file, const void *bytes, size_t count, off64_t place), (file, bytes, count, place),
     done_to("write", file, place, bytes, (size_t)result))

ssize_t send(int file, const void *bytes, size_t count, int flags) {
  struct sockaddr_storage own;
  socklen_t size = sizeof own;
  if (getsockname(file, (struct sockaddr *)&own, &size) == 0 && own.ss_family == AF_INET)
    record("send", 0, 0, "", NULL, 0);
  return REAL(send)(file, bytes, count, flags);
}

#define WRAP_OPEN(name, list, folder, values)                                                \
  int name list {                                                                            \
    va_list rest;                                                                            \
    va_start(rest, flags);                                                                   \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                  \
    va_end(rest);                                                                            \
    pthread_mutex_lock(&order);                                                              \
    int makes = flags & O_CREAT && faccessat(folder, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0;   \
    int result = REAL(name) values;                                                          \
    if (result >= 0 && makes) done_to("create", result, 0, NULL, 0);                         \
    if (result >= 0 && !makes && flags & O_TRUNC) done_to("truncate", result, 0, NULL, 0);   \
    pthread_mutex_unlock(&order);                                                            \
    return result;                                                                           \
  }

WRAP_OPEN(open, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
WRAP_OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
WRAP_OPEN(openat, (int folder, const char *path, int flags, ...), folder, (folder, path, flags, mode))
WRAP_OPEN(openat64, (int folder, const char *path, int flags, ...), folder, (folder, path, flags, mode))
