#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cwire.h"

/* A pipe whose ends no other program inherits. */
static int open_pipe(int ends[2]) {
  if (pipe(ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
}

static short set(posix_spawnattr_t *attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  sigdelset(&all, SIGKILL);
  sigdelset(&all, SIGSTOP);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setsigdefault(attributes, &all);
  posix_spawnattr_setpgroup(attributes, 0);
  short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  return flags;
}

int troupe_spawn(char *const *arguments, char *const *environment, int *pipes) {
  int output[2], errors[2];
  if (open_pipe(output) != 0) return -1;
  if (open_pipe(errors) != 0) {
    close(output[0]);
    close(output[1]);
    return -1;
  }
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output[1], 1);
  posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
  // Whatever a library left open may be a lock.
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
#endif
  posix_spawnattr_setflags(&attributes, set(&attributes));
  pid_t number = -1;
  if (posix_spawn(&number, arguments[0], &actions, &attributes, arguments, environment) != 0)
    number = -1;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  close(output[1]);
  close(errors[1]);
  if (number < 0) {
    close(output[0]);
    close(errors[0]);
    return -1;
  }
  pipes[0] = output[0];
  pipes[1] = errors[0];
  return number;
}

int troupe_has_ended(int number, int *status) {
  int word = 0;
  if (waitpid(number, &word, WNOHANG) != number) return 0;
  *status = WIFEXITED(word) ? WEXITSTATUS(word) : 256 + WTERMSIG(word);
  return 1;
}

void troupe_end(int number) {
  int word = 0;
  if (number <= 1) return;
  kill(-number, SIGKILL);
  kill(number, SIGKILL);
  waitpid(number, &word, 0);
}
