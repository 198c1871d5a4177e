"""The pages of the manual, from the help that the program dumps."""

from roff import bold, escape, fallbacks, italic, prose

FILES = [
    ("troupe.toml", "Settings of a library, in its folder: the usual model, what may be spent."),
    ("~/.config/troupe", "Your own settings, keys, gateways and words, or "
     "$XDG_CONFIG_HOME/troupe."),
]
ENVIRONMENT = [
    ("TROUPE_LIBRARY", "The library, where --library names none."),
    ("SSL_CERT_FILE", "The certificates that servers are checked against."),
    ("http_proxy, https_proxy, no_proxy", "How vendors are reached."),
    ("GOOGLE_API_KEY, OPENAI_API_KEY, BFL_API_KEY, ...",
     "Keys of vendors, each in the variable of its own SDK; 'troupe key list' has them all."),
]


def shown(items):
    return [item for item in items if item.get("shouldDisplay", True)]


def flag(name):
    return ("--" if name["kind"] == "long" else "-") + name["name"]


def spelled(argument):
    """An option with all its names and its value, as in `-m, --model <model>`."""
    if argument["kind"] == "positional":
        text = italic(argument["valueName"])
        return text + (" ..." if argument["isRepeating"] else "")
    names = sorted(map(flag, argument["names"]), key=len)
    text = ", ".join(map(bold, names))
    return text + (" " + italic(argument["valueName"]) if argument["kind"] == "option" else "")


def described(argument):
    text = argument.get("abstract", "")
    values = argument.get("allValues", [])
    if values and not all(value in text for value in values):
        text += " One of: " + ", ".join(values) + "."
    return escape(text.strip() or "Needs no words.")


def listed(arguments):
    return [
        line for argument in arguments
        for line in (".TP", spelled(argument), described(argument))
    ]


def usage(words, command):
    """What is typed, in short: what must be named, and what may be."""
    arguments = shown(command.get("arguments", []))
    parts = [bold(" ".join(words))]
    if command.get("subcommands"):
        parts.append(italic("subcommand"))
    if any(a["kind"] != "positional" and a["isOptional"] for a in arguments):
        parts.append("[" + italic("options") + "]")
    for argument in arguments:
        if argument["kind"] == "option" and not argument["isOptional"]:
            name = bold(flag(argument["preferredName"]))
            parts.append(name + " " + italic(argument["valueName"]))
    for argument in arguments:
        if argument["kind"] == "positional":
            word = spelled(argument)
            parts.append("[" + word + "]" if argument["isOptional"] else word)
    return " ".join(parts)


class Manual:
    """Every page, for a program of one version."""

    def __init__(self, program, version, date, statuses):
        self.program, self.version, self.date, self.statuses = program, version, date, statuses
        self.commands = shown(program["subcommands"])
        self.common = self.common_options()

    def common_options(self):
        """What every command takes: told once a page, after the rest."""
        held = [
            {(flag(a["preferredName"]), a.get("abstract", "")) for a in shown(leaf["arguments"])
             if a["kind"] != "positional"}
            for command in self.commands if command["commandName"] != "help"
            for leaf in leaves(command)
        ]
        return set.intersection(*held)

    def is_common(self, argument):
        return argument["kind"] != "positional" and (
            flag(argument["preferredName"]), argument.get("abstract", "")) in self.common

    def all(self):
        yield self.program["commandName"], finished(self.first_page())
        for command in self.commands:
            words = [self.program["commandName"], command["commandName"]]
            yield "-".join(words), finished(self.page(words, command))

    def heading(self, words, command):
        title = "-".join(words)
        summary = command.get("abstract", "").rstrip(".")
        return [
            '.TH "%s" "1" "%s" "troupe %s" "Troupe"'
            % (escape(title.upper()), self.date, escape(self.version)),
            ".nh", ".ad l", ".SH NAME", escape(title, True) + " \\- " + escape(summary),
            ".SH SYNOPSIS", usage(words, command),
            ".SH DESCRIPTION", escape(command.get("abstract", "")),
        ] + prose(command.get("discussion") or "")

    def first_page(self):
        name = self.program["commandName"]
        lines = self.heading([name], self.program)
        lines += [".SH OPTIONS"] + listed(shown(self.program.get("arguments", [])))
        lines.append(".SH COMMANDS")
        for command in self.commands:
            page = bold(name + "-" + command["commandName"]) + "(1)"
            lines += [".TP", page, escape(command.get("abstract", ""))]
        for title, pairs in [
            ("EXIT STATUS", self.statuses), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)
        ]:
            lines.append(".SH " + title)
            for term, words in pairs:
                lines += [".TP", bold(term), escape(words[0].upper() + words[1:].rstrip(".") + ".")]
        return lines

    def page(self, words, command):
        lines = self.heading(words, command)
        lines += self.options(command, ".SH")
        below = shown(command.get("subcommands", []))
        if below:
            lines.append(".SH SUBCOMMANDS")
        for sub in below:
            lines += self.section(words + [sub["commandName"]], sub)
        common = [a for a in shown(leaves(command)[0]["arguments"]) if self.is_common(a)]
        if common:
            lines += [".SH COMMON OPTIONS"] + listed(common)
        return lines + [".SH SEE ALSO", bold(words[0]) + "(1)"]

    def section(self, words, command):
        lines = ['.SS "%s"' % escape(" ".join(words), True), usage(words, command), ".PP"]
        lines.append(escape(command.get("abstract", "")))
        lines += prose(command.get("discussion") or "") + self.options(command, None)
        for sub in shown(command.get("subcommands", [])):
            lines += self.section(words + [sub["commandName"]], sub)
        return lines

    def options(self, command, heading):
        """The arguments by their sections, those without one first."""
        groups = {}
        for argument in shown(command.get("arguments", [])):
            if not self.is_common(argument):
                is_named = argument["kind"] == "positional"
                title = argument.get("sectionTitle") or ("Arguments" if is_named else "Options")
                groups.setdefault(title, []).append(argument)
        lines = []
        for title in sorted(groups, key=lambda title: title not in ("Arguments", "Options")):
            lines += ['%s "%s"' % (heading, escape(title.upper()))] if heading else []
            lines += listed(groups[title])
        return lines


def leaves(command):
    """The commands that are run, below this one or itself."""
    below = shown(command.get("subcommands", []))
    return [leaf for sub in below for leaf in leaves(sub)] or [command]


def finished(page):
    return page[:1] + fallbacks(page) + page[1:]
