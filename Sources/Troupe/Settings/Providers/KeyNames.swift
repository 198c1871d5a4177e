/// Names that plainly have no key in them, so that a slip in `providers.toml` sends nothing else in a key's place.
enum KeyNames {
  /// Headers that HTTP or this program sets by itself.
  private static let headers: Set = [
    "accept", "accept-charset", "accept-encoding", "accept-language", "accept-ranges", "age",
    "cache-control", "connection", "content-encoding", "content-language", "content-length",
    "content-location", "content-range", "content-type", "cookie", "cookie2", "date", "etag",
    "expect", "forwarded", "from", "host", "http2-settings", "if-match", "if-modified-since",
    "if-none-match", "if-range", "if-unmodified-since", "keep-alive", "location", "max-forwards",
    "origin", "pragma", "proxy-authenticate", "proxy-authorization", "proxy-connection", "range",
    "referer", "server", "set-cookie", "te", "trailer", "transfer-encoding", "upgrade",
    "user-agent", "vary", "via", "warning", "www-authenticate",
  ]
  /// Parameters of the address that this program sets by itself.
  private static let parameters: Set = ["alt", "prettyprint", "fields"]

  /// Whether the header `name` is set by HTTP or this program.
  static func isTransport(header name: String) -> Bool { headers.contains(name.lowercased()) }

  /// Whether a key may travel in `place`: a header, or a parameter behind `?`.
  static func canCarryKey(_ place: String) -> Bool {
    guard place.wholeMatch(of: /\??[A-Za-z][A-Za-z0-9_-]{0,63}/) != nil else { return false }
    return place.hasPrefix("?")
      ? !parameters.contains(place.dropFirst().lowercased()) : !isTransport(header: place)
  }

  /// Variables of the system and of this program that are no keys.
  private static let variables: Set = [
    "_", "CDPATH", "COLORTERM", "COLUMNS", "DISPLAY", "EDITOR", "ENV", "HISTFILE", "HOME", "HOST",
    "HOSTNAME", "HOSTTYPE", "IFS", "LANG", "LANGUAGE", "LINES", "LOGNAME", "MACHTYPE", "MAIL",
    "MANPATH", "NO_COLOR", "OLDPWD", "OSTYPE", "PAGER", "PATH", "PPID", "PS1", "PS2", "PWD",
    "SHELL", "SHELLOPTS", "SHLVL", "TEMP", "TERM", "TMP", "TMPDIR", "TZ", "UID", "USER",
    "USERNAME", "VISUAL", "WAYLAND_DISPLAY",
  ]
  private static let beginnings = [
    "BASH_", "CURL_", "DBUS_", "DYLD_", "GIT_", "GTK_", "LC_", "LD_", "MALLOC_", "PYTHON", "SSH_",
    "SSL_CERT_", "SWIFT_", "TROUPE_", "XDG_",
  ]
  private static let ends = ["_DIR", "_HOME", "_PATH", "_PROXY", "_URL", "_VERSION"]

  /// Whether the variable `name` may hold a key.
  static func canHoldKey(variable name: String) -> Bool {
    let upper = name.uppercased()
    return name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]{0,127}/) != nil && !variables.contains(upper)
      && !beginnings.contains(where: upper.hasPrefix) && !ends.contains(where: upper.hasSuffix)
  }
}
