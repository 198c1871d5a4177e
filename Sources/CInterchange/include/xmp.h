// Packets of XMP, through libexempi, which is opened when first needed.
#pragma once

#include <stddef.h>

/// What a call came to; a number below zero is libexempi's own code, as its xmperrors.h lists them.
enum {
  TI_XMP_DONE = 0,
  /// libexempi is not on this machine, or lacks a function.
  TI_XMP_NO_LIBRARY = 1,
  /// libexempi refused and gave no code.
  TI_XMP_REFUSED = 2,
};

/// The one packet that is open.
typedef struct ti_xmp ti_xmp;

/// Whether libexempi is on this machine.
int ti_xmp_is_here(void);

/// Opens an empty packet.
///
/// Other threads that open one wait until this one is closed, on this thread. `*packet` is NULL
/// unless the outcome is TI_XMP_DONE; then it must be closed.
int ti_xmp_open(ti_xmp **packet);

/// Makes the prefix known that a namespace is written with. It is sure only before anything is
/// read: what is read takes the prefixes that are free.
int ti_xmp_register(ti_xmp *packet, const char *namespace, const char *prefix);

/// Reads `count` bytes of a packet in UTF-8 in place of what `packet` holds.
int ti_xmp_read(ti_xmp *packet, const void *bytes, size_t count);

/// Sets a property to one text, whatever it was.
int ti_xmp_set_text(ti_xmp *packet, const char *namespace, const char *name, const char *text);

/// Sets the default of a property that has a text for each language; other languages stay.
int ti_xmp_set_default(ti_xmp *packet, const char *namespace, const char *name, const char *text);

/// Takes a property out of the packet, if it is there.
int ti_xmp_remove(ti_xmp *packet, const char *namespace, const char *name);

/// Adds a text to the list of a property, which is made if there is none.
int ti_xmp_append(
  ti_xmp *packet, const char *namespace, const char *name, const char *text, int is_ordered);

/// Two texts of a property: the default, and another in one language, as "de".
typedef struct {
  const char *standard;
  const char *language;
  const char *other;
} ti_xmp_pair;

/// Gives a property that has texts by language just these two; any other property stays as it is.
///
/// libexempi makes both texts the default's where it reads or sets them by language.
int ti_xmp_set_pair(ti_xmp *packet, const char *namespace, const char *name, const ti_xmp_pair *pair);

/// The packet in UTF-8 with its wrapper and without padding; the bytes are valid until the next call.
int ti_xmp_serialize(ti_xmp *packet, const char **bytes, size_t *count);

/// Closes the packet and lets other threads open theirs.
void ti_xmp_close(ti_xmp *packet);
