"""Writes words as roff that groff and mandoc set without a warning."""

import re

ESCAPES = {
    "\\": r"\(rs",
    "-": r"\-",
    "'": r"\(aq",
    "`": r"\(ga",
    "^": r"\(ha",
    "~": r"\(ti",
    '"': r"\(dq",
}


def escape(text, is_code=False):
    """One line of words. A hyphen between letters may break a line, but not in code."""
    parts = []
    for index, letter in enumerate(text):
        if letter == "-" and not is_code and re.match(r"\w-[^\W\d]", text[index - 1:index + 2]):
            parts.append("-")
        elif letter in ESCAPES:
            parts.append(ESCAPES[letter])
        elif ord(letter) > 126:
            parts.append("\\[u%04X]" % ord(letter))
        else:
            parts.append(letter)
    line = "".join(parts)
    # A line that begins with a dot would be a command.
    return "\\&" + line if line.startswith(".") else line


def bold(text):
    return "\\fB" + escape(text, True).removeprefix("\\&") + "\\fR"


def italic(text):
    return "\\fI" + escape(text, True).removeprefix("\\&") + "\\fR"


def prose(text):
    """Paragraphs; lines that begin with two spaces are shown as they stand."""
    if not text.strip():
        return []
    lines = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        is_shown = None
        for line in block.split("\n"):
            if line.startswith("  ") != is_shown:
                if is_shown:
                    lines += [".fi", ".RE"]
                is_shown = line.startswith("  ")
                lines += [".PP"] + ([".RS 4", ".nf"] if is_shown else [])
            lines.append(escape(line[2:] if is_shown else line.strip(), is_shown))
        if is_shown:
            lines += [".fi", ".RE"]
    return lines


def fallbacks(lines):
    """What a device without these letters sets in their place; a terminal in UTF-8 has them all."""
    names = sorted(set(re.findall(r"\\\[(u[0-9A-F]{4,6})\]", "\n".join(lines))))
    return [".fchar \\[%s] %s" % (name, "..." if name == "u2026" else "?") for name in names]
