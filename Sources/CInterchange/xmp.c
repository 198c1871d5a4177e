#include "xmp.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/// libexempi's bits of the forms of properties and of packets, as its xmp.h lists them.
enum {
  is_unordered_list = 0x200,
  is_ordered_list = 0x200 | 0x400,
  is_alternatives = 0x200 | 0x400 | 0x800,
  is_by_language = 0x1000,
  is_read_only = 0x20,
};

typedef struct meta meta;
typedef struct string string;

struct ti_xmp {
  meta *meta;
  string *string;
};

static struct {
  bool (*init)(void);
  void (*terminate)(void);
  int (*error)(void);
  bool (*register_namespace)(const char *, const char *, string *);
  meta *(*new_empty)(void);
  meta *(*new_parsed)(const char *, size_t);
  bool (*free)(meta *);
  bool (*get)(meta *, const char *, const char *, string *, uint32_t *);
  bool (*set)(meta *, const char *, const char *, const char *, uint32_t);
  bool (*set_localized)(
    meta *, const char *, const char *, const char *, const char *, const char *, uint32_t);
  bool (*append)(meta *, const char *, const char *, uint32_t, const char *, uint32_t);
  bool (*delete)(meta *, const char *, const char *);
  bool (*serialize)(meta *, string *, uint32_t, uint32_t);
  string *(*string_new)(void);
  void (*string_free)(string *);
  const char *(*string_bytes)(string *);
  size_t (*string_count)(string *);
} exempi;

static bool is_ready;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static ti_xmp only;

/// libexempi writes each refusal to C++'s standard error, and has no switch for it: the stream is
/// marked as broken, once, so that it drops what it is given. Nothing of Troupe writes to it.
static void silence(void *library) {
  // The names of libstdc++, then those of libc++: the stream, and the function that sets its state.
  static const char *const names[][2] = {
    {"_ZSt4cerr", "_ZNSt9basic_iosIcSt11char_traitsIcEE5clearESt12_Ios_Iostate"},
    {"_ZNSt3__14cerrE", "_ZNSt3__18ios_base5clearEj"},
  };
  const unsigned bad = 1;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char *stream = dlsym(library, names[i][0]);
    void *address = dlsym(library, names[i][1]);
    if (stream == NULL || address == NULL) continue;
    void (*set_state)(void *, unsigned);
    memcpy(&set_state, &address, sizeof address);
    // The state lies in a virtual base, whose offset stands three words before the virtual table.
    const char *table;
    memcpy(&table, stream, sizeof table);
    ptrdiff_t offset;
    memcpy(&offset, table - 3 * sizeof offset, sizeof offset);
    set_state(stream + offset, bad);
  }
}

static bool find(void *library) {
  const struct {
    const char *name;
    void *target;
  } symbols[] = {
    {"xmp_init", &exempi.init},
    {"xmp_terminate", &exempi.terminate},
    {"xmp_get_error", &exempi.error},
    {"xmp_register_namespace", &exempi.register_namespace},
    {"xmp_new_empty", &exempi.new_empty},
    {"xmp_new", &exempi.new_parsed},
    {"xmp_free", &exempi.free},
    {"xmp_get_property", &exempi.get},
    {"xmp_set_property", &exempi.set},
    {"xmp_set_localized_text", &exempi.set_localized},
    {"xmp_append_array_item", &exempi.append},
    {"xmp_delete_property", &exempi.delete},
    {"xmp_serialize", &exempi.serialize},
    {"xmp_string_new", &exempi.string_new},
    {"xmp_string_free", &exempi.string_free},
    {"xmp_string_cstr", &exempi.string_bytes},
    {"xmp_string_len", &exempi.string_count},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    void *address = dlsym(library, symbols[i].name);
    if (address == NULL) return false;
    memcpy(symbols[i].target, &address, sizeof address);
  }
  return true;
}

static void load(void) {
  static const char *const files[] = {"libexempi.so.8", "libexempi.so", "libexempi.8.dylib"};
  for (size_t i = 0; !is_ready && i < sizeof files / sizeof *files; i++) {
    void *library = dlopen(files[i], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) continue;
    is_ready = find(library);
    if (is_ready) silence(library);
    if (!is_ready) dlclose(library);
  }
}

static int outcome(bool is_done) {
  if (is_done) return TI_XMP_DONE;
  int code = exempi.error();
  return code < 0 ? code : TI_XMP_REFUSED;
}

int ti_xmp_is_here(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_ready;
}

int ti_xmp_open(ti_xmp **packet) {
  *packet = NULL;
  if (!ti_xmp_is_here()) return TI_XMP_NO_LIBRARY;
  // libexempi keeps one table of prefixes for all packets, which those that it reads add to. So
  // that no packet depends on earlier ones, it starts again (0.2 ms) for each, one at a time.
  pthread_mutex_lock(&lock);
  int result = outcome(exempi.init());
  if (result != TI_XMP_DONE) {
    pthread_mutex_unlock(&lock);
    return result;
  }
  only.meta = exempi.new_empty();
  only.string = exempi.string_new();
  result = outcome(only.meta != NULL && only.string != NULL);
  if (result == TI_XMP_DONE) *packet = &only;
  if (result != TI_XMP_DONE) ti_xmp_close(&only);
  return result;
}

void ti_xmp_close(ti_xmp *packet) {
  if (packet->meta) exempi.free(packet->meta);
  if (packet->string) exempi.string_free(packet->string);
  memset(packet, 0, sizeof *packet);
  exempi.terminate();
  pthread_mutex_unlock(&lock);
}

int ti_xmp_register(ti_xmp *packet, const char *namespace, const char *prefix) {
  exempi.register_namespace(namespace, prefix, packet->string);
  return outcome(exempi.error() == 0);
}

int ti_xmp_read(ti_xmp *packet, const void *bytes, size_t count) {
  meta *parsed = exempi.new_parsed(bytes, count);
  if (parsed == NULL) return outcome(false);
  exempi.free(packet->meta);
  packet->meta = parsed;
  return TI_XMP_DONE;
}

int ti_xmp_remove(ti_xmp *packet, const char *namespace, const char *name) {
  return outcome(exempi.delete(packet->meta, namespace, name));
}

int ti_xmp_set_text(ti_xmp *packet, const char *namespace, const char *name, const char *text) {
  exempi.delete(packet->meta, namespace, name);
  return outcome(exempi.set(packet->meta, namespace, name, text, 0));
}

static bool has_languages(ti_xmp *packet, const char *namespace, const char *name) {
  uint32_t form = 0;
  return exempi.get(packet->meta, namespace, name, packet->string, &form) && form & is_by_language;
}

int ti_xmp_set_default(ti_xmp *packet, const char *namespace, const char *name, const char *text) {
  if (!has_languages(packet, namespace, name)) exempi.delete(packet->meta, namespace, name);
  bool is_set = exempi.set_localized(packet->meta, namespace, name, "", "x-default", text, 0);
  return outcome(is_set);
}

int ti_xmp_append(
  ti_xmp *packet, const char *namespace, const char *name, const char *text, int is_ordered) {
  uint32_t form = is_ordered ? is_ordered_list : is_unordered_list;
  return outcome(exempi.append(packet->meta, namespace, name, form, text, 0));
}

/// Adds an alternative and names its language in the way that libexempi does not take for one.
static bool append_language(
  ti_xmp *packet, const char *namespace, const char *name, int index, const char *language,
  const char *text) {
  char path[256];
  int length = snprintf(path, sizeof path, "%s[%d]/?xml:lang", name, index);
  if (length < 0 || (size_t)length >= sizeof path) return false;
  return exempi.append(packet->meta, namespace, name, is_alternatives, text, 0)
    && exempi.set(packet->meta, namespace, path, language, 0);
}

int ti_xmp_set_pair(
  ti_xmp *packet, const char *namespace, const char *name, const ti_xmp_pair *pair) {
  if (strlen(name) > 200 || !has_languages(packet, namespace, name)) return TI_XMP_DONE;
  exempi.delete(packet->meta, namespace, name);
  return outcome(
    append_language(packet, namespace, name, 1, "x-default", pair->standard)
    && append_language(packet, namespace, name, 2, pair->language, pair->other));
}

int ti_xmp_serialize(ti_xmp *packet, const char **bytes, size_t *count) {
  int result = outcome(exempi.serialize(packet->meta, packet->string, is_read_only, 0));
  if (result != TI_XMP_DONE) return result;
  *bytes = exempi.string_bytes(packet->string);
  *count = exempi.string_count(packet->string);
  return TI_XMP_DONE;
}
